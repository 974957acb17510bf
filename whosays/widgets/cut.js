/** The cutting widget: one sentence word by word, with a place to cut between every two words. */
import { fill, frame, h, progressOf, typing } from "./base.js";

const VIEWS = ["mine", "key", "both"];

/**
 * The stretches between cuts, as positions of words.
 * @param {number[]} cuts sorted; 3 is between the third and the fourth word
 * @param {number} count how many words there are
 * @returns {[number, number][]}
 */
function stretchesOf(cuts, count) {
  const bounds = [0, ...cuts, count];
  return bounds.slice(1).map((end, i) => [bounds[i], end]);
}

function render({ model, el }) {
  const data = model.get("data");
  const { common, cut, mark, status, keys } = data.words;
  const { tokens, key } = data;
  const count = tokens.length;
  let cuts = [];
  let first = null;
  let at = 1;
  let view = "mine";

  const kit = frame(model, el, {
    name: `${cut.name}: ${data.title}`,
    keys: [keys.cut_move, keys.cut_put, keys.tab, keys.leave, keys.help, keys.run],
    apply: (changes) => {
      changes.forEach(applyChange);
      paint();
    },
    progress: () => `${fill(cut.parts, { count: cuts.length + 1 })} · ${progressOf(status, first ? 1 : 0, 1)}`,
  });

  /** Positions as numbers; what does not fit this sentence is left out. */
  function positions(choice) {
    const found = (choice ?? []).map(Number).filter((n) => Number.isInteger(n) && n > 0 && n < count);
    return [...new Set(found)].sort((a, b) => a - b);
  }

  function applyChange(change) {
    if (change.article !== data.article || change.segment !== data.segment || !("choice" in change)) return;
    cuts = positions(change.choice);
    if (change.event === "check" && !first) first = [...cuts];
  }

  function keep(event) {
    const { article, sha256, segment, exact } = data;
    kit.keep.keep({ event, article, article_sha256: sha256, segment, exact, choice: cuts.map(String) });
  }

  const clean = (from, to) => tokens.slice(from, to).join("").trim();
  const partsOf = (list) => stretchesOf(list, count).map(([from, to]) => clean(from, to));

  function toggle(position) {
    cuts = cuts.includes(position) ? cuts.filter((n) => n !== position) : positions([...cuts, position]);
    keep("answer");
    paint();
    kit.say(fill(cut.parts, { count: cuts.length + 1 }));
  }

  function check() {
    first = [...cuts];
    keep("check");
    view = key ? "both" : "mine";
    paint();
    why.focus();
    kit.say(why.textContent);
  }

  /** What is said about the cuts: the verdict, then each place that differs; a look-up. */
  function told() {
    if (!key) return [common.withheld];
    const differs = [...new Set([...cuts, ...key.cuts])].sort((a, b) => a - b)
      .filter((n) => cuts.includes(n) !== key.cuts.includes(n));
    const hits = key.cuts.filter((n) => cuts.includes(n)).length;
    const extra = cuts.length - hits;
    const verdict = !differs.length ? cut.same
      : key.cuts.length ? fill(cut.hits, { hits, count: key.cuts.length }) : cut.one_claim;
    return [
      verdict, extra && fill(cut.extra, { count: extra }), ...differs.map((n) => key.says[n]),
      hits < key.cuts.length && cut.joined_why, extra && cut.split_why, ...key.around,
    ];
  }

  /* ---- drawing ---- */

  const gaps = tokens.slice(1).map((_, i) => h("button", {
    class: "ws-gap", "aria-pressed": "false", tabindex: "-1", onclick: () => {
      move(i + 1);
      toggle(i + 1);
    },
    "aria-label": fill(cut.gap, { one: tokens[i].trim(), two: tokens[i + 1].trim() }),
  }));
  const wordNodes = tokens.map((token) => h("span", { class: "ws-word" }, token.trim()));
  const sentence = h("div", { class: "ws-tokens ws-cut", role: "group", "aria-label": cut.words },
    tokens.map((_, i) => [h("span", { class: "ws-pair" }, wordNodes[i], gaps[i]), " "]));
  const checkButton = h("button", { class: "ws-primary", onclick: check }, common.check);
  const why = h("section", { class: "ws-why", "aria-label": cut.explanation, tabindex: "-1", hidden: true });
  const table = h("table", { class: "ws-parts" });
  const views = VIEWS.map((name) => h("button", { class: "ws-small", onclick: () => {
    view = name;
    paint();
  } }, name === "key" ? common.key_heading : mark[name]));
  const show = h("div", { class: "ws-row ws-show", role: "group", "aria-label": mark.show, hidden: true }, views);
  const glosses = data.glosses.length > 0 && h("details", {}, h("summary", {}, common.glosses),
    h("ul", {}, data.glosses.map((row) => h("li", {}, h("b", {}, `${row.term}: `), row.means))));
  kit.bar.append(h("span", { class: "ws-title" }, cut.name), h("div", { class: "ws-row ws-ends" }, kit.helpButton));
  kit.body.append(h("p", { class: "ws-ask" }, cut.ask), h("p", { class: "ws-soft" }, cut.how), sentence,
    data.plain && h("p", { class: "ws-plain-line ws-aid-plain" }, h("b", {}, `${common.plain}: `), data.plain),
    h("div", { class: "ws-two" },
      h("div", {}, table, show, h("div", { class: "ws-row ws-check" }, checkButton), glosses), why));

  function cell(list, [from, to], whose, number) {
    const other = whose === "mine" ? key?.cuts : cuts;
    const alike = first && key && stretchesOf(other, count).some(([a, b]) => a === from && b === to);
    const part = whose === "key" && key.parts[number];
    return h("td", { class: `ws-bar-${whose}`, rowspan: view === "both" ? rowsOf(from, to) : undefined },
      h("b", {}, `${number + 1} `), clean(from, to),
      part && h("small", {}, [part.kind, part.part_of].filter(Boolean).join(" · ")),
      whose === "mine" && alike && h("span", { class: "ws-tag" }, cut.part_same));
  }

  /** In how many rows of the table a stretch stands when both are shown. */
  function rowsOf(from, to) {
    return 1 + [...new Set([...cuts, ...key.cuts])].filter((n) => n > from && n < to).length;
  }

  /** The parts as bars: mine, the key's, or both side by side, each bar as long as its words. */
  function paintTable() {
    const shown = view === "both" ? ["mine", "key"] : [view];
    const lists = { mine: cuts, key: key?.cuts };
    const all = [...new Set(shown.flatMap((name) => lists[name]))].sort((a, b) => a - b);
    const rows = [0, ...all].map((start) => h("tr", {}, shown.map((name) => {
      const stretches = stretchesOf(lists[name], count);
      const number = stretches.findIndex(([from]) => from === start);
      return number >= 0 && cell(lists[name], stretches[number], name, number);
    })));
    table.replaceChildren(h("thead", {}, h("tr", {}, shown.map((name) => h("th", { scope: "col" }, cut[name])))),
      h("tbody", {}, rows));
  }

  function paintWhy() {
    why.hidden = !first;
    if (!first) return;
    const [verdict, ...rest] = told().filter(Boolean);
    const before = partsOf(first).map((part) => `“${part}”`).join(" | ");
    const changed = String(first) !== String(cuts)
      && h("p", { class: "ws-soft" }, fill(common.trying, { answer: first.length ? before : cut.no_cuts }));
    why.replaceChildren(...[h("p", {}, h("b", {}, verdict)), ...rest.map((text) => h("p", {}, text)), changed].filter(Boolean));
  }

  function paint() {
    gaps.forEach((gap, i) => {
      gap.setAttribute("aria-pressed", String(cuts.includes(i + 1)));
      gap.setAttribute("tabindex", i + 1 === at ? "0" : "-1");
    });
    let part = 0;
    wordNodes.forEach((node, i) => {
      if (cuts.includes(i)) part += 1;
      node.classList.toggle("ws-odd", part % 2 === 1);
    });
    paintTable();
    paintWhy();
    checkButton.hidden = Boolean(first);
    show.hidden = !first || !key;
    views.forEach((button, i) => button.setAttribute("aria-pressed", String(VIEWS[i] === view)));
    kit.keep.speak();
  }

  function move(to) {
    if (!gaps[to - 1]) return;
    at = to;
    gaps.forEach((gap, i) => gap.setAttribute("tabindex", i + 1 === at ? "0" : "-1"));
    gaps[at - 1].focus();
  }

  /** A tap on a word means the nearer end of it. */
  sentence.addEventListener("click", (event) => {
    const i = wordNodes.indexOf(event.target);
    if (i < 0) return;
    const box = event.target.getBoundingClientRect();
    const after = event.clientX > box.left + box.width / 2 ? i + 1 : i;
    const position = Math.min(Math.max(after, 1), count - 1);
    move(position);
    toggle(position);
  });

  sentence.addEventListener("keydown", (event) => {
    if (typing(event) || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const to = { Home: 1, End: count - 1 }[event.key] ?? (step ? at + step : undefined);
    if (to === undefined) return;
    move(to);
    event.preventDefault();
  });

  cuts = positions(data.answer.now.choice);
  if (data.answer.checked.includes("choice")) first = positions(data.answer.first.choice);
  kit.keep.drafts.forEach(applyChange);
  if (first && key) view = "both";
  paint();
  return () => kit.stop();
}

export default { render };
