/** The deck: one statement at a time, what to do with it and how sure; at the end, what was done. */
import { fill, frame, glossBar, h, lighted, link, objectionBox, typing } from "./base.js";

const SVG = "http://www.w3.org/2000/svg";
const DOT = 18;
const LINE = 15;

/** The side of a use, "pass_on" or "hold_back"; "" for none or for both at once. */
function sideOf(uses, sides) {
  const found = new Set(uses.map((use) => sides[use]));
  return found.size === 1 ? [...found][0] : "";
}

const number = (list, test) => list.filter(test).length;
const heldBack = (answer) => !answer.passed;
const passedOn = (answer) => answer.passed;
const lookedUp = (answer) => answer.use.includes("look_up");

/** All (or the first) of sound ones held back: were nearly all of them looked up? */
function doubt(sound, limits) {
  return number(sound, lookedUp) * limits.first >= limits.extreme * sound.length ? "look_up" : "doubt";
}

/** The lean that may be named: that of the last full look, else of the first ten. */
function leanOf(sound, weak, limits) {
  const looks = limits.looks.filter(([size]) => Math.min(sound.length, weak.length) >= size);
  if (looks.length) {
    const [size, apart, few] = looks[looks.length - 1];
    const held = number(sound.slice(0, size), heldBack);
    const passed = number(weak.slice(0, size), passedOn);
    if (held - passed >= apart) return doubt(sound.slice(0, size), limits);
    if (passed - held >= apart) return "trust";
    return held + passed <= few ? "apart" : "";
  }
  const first = sound.slice(0, limits.first);
  if (number(first, heldBack) >= limits.extreme) return doubt(first, limits);
  return number(weak.slice(0, limits.first), passedOn) >= limits.extreme ? "trust" : "";
}

/** Surer than right, or righter than sure, on the first forty. */
function sureOf(asked, limits) {
  if (asked.length < limits.answers) return "";
  const sum = asked.slice(0, limits.answers).reduce((all, a) => all + a.confidence - (a.right ? 100 : 0), 0);
  const gap = sum / (100 * limits.answers);
  return gap >= limits.apart ? "over" : gap <= -limits.apart ? "under" : "";
}

/**
 * What answers show, by the same rules as habits.py: counts, and the sentences a learner reads.
 * @param {{sound: boolean, use: string[], confidence?: number | null}[]} answers in their order
 * @param {any} limits the numbers of habits.py
 * @param {Record<string, string>} say its sentences
 */
export function habitOf(answers, limits, say) {
  const found = answers.map((a) => ({ ...a, side: sideOf(a.use, limits.sides) })).filter((a) => a.side)
    .map((a) => ({ ...a, passed: a.side === "pass_on", right: a.sound === (a.side === "pass_on") }));
  const sound = found.filter((a) => a.sound);
  const weak = found.filter((a) => !a.sound);
  const asked = found.filter((a) => a.confidence !== null && a.confidence !== undefined);
  const levels = limits.levels.map((confidence) => {
    const said = asked.filter((a) => a.confidence === confidence);
    return { confidence, said: said.length, right: number(said, (a) => a.right) };
  }).filter((level) => level.said);
  const lean = leanOf(sound, weak, limits);
  const sure = sureOf(asked, limits);
  const times = (count) => (count === 1 ? say.once : fill(say.times, { count }));
  const rows = [];
  if (sound.length) rows.push({ name: "sound", count: number(sound, heldBack), of: sound.length });
  if (weak.length) rows.push({ name: "weak", count: number(weak, passedOn), of: weak.length });
  const sentences = rows.map((row) => fill(say[row.name], row));
  for (const { confidence, said, right } of levels) {
    rows.push({ name: "level", level: say[`level_${confidence}`], count: right, of: said });
    sentences.push(fill(say.level, { name: say[`level_${confidence}`], said: times(said), right: times(right) }));
  }
  if (lean) sentences.push(say[`lean_${lean}`]);
  else if (found.length) sentences.push(say.too_few);
  if (sure) sentences.push(say[`sure_${sure}`]);
  return { rows, sentences, lean, sure, looked_up: number(found, lookedUp) };
}

/** An SVG element with its attributes and children. */
function svg(tag, props, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(props)) node.setAttribute(name, String(value));
  node.append(...children);
  return node;
}

/** So many dots of so many, filled and hollow, at most fifteen to a line. */
function dots(count, of, label) {
  const wide = Math.min(of, LINE);
  const lines = Math.ceil(of / LINE);
  const place = (i) => ({ cx: (i % LINE) * DOT + DOT / 2, cy: Math.floor(i / LINE) * DOT + DOT / 2, r: 6.5 });
  const all = Array.from({ length: of }, (_, i) => svg("circle", { ...place(i), class: i < count ? "ws-full" : "ws-hollow" }));
  const size = { viewBox: `0 0 ${wide * DOT} ${lines * DOT}`, width: wide * DOT, height: lines * DOT };
  return svg("svg", { ...size, class: "ws-dots", role: "img", "aria-label": label }, ...all);
}

function render({ model, el }) {
  const data = model.get("data");
  const { common, status, keys, deck, deck_check } = data.words;
  const own = data.check ? deck_check : deck;
  const asks = { use: data.use, confidence: data.sure };
  const rows = data.statements.map((row) => ({ ...row, now: {}, first: {}, checked: false, opened: [] }));
  let at = 0;
  let parts = {};

  const kit = frame(model, el, {
    name: own.name,
    keys: [keys.move, own.digits, keys.tab, data.check ? deck_check.enter : keys.check, keys.leave, keys.help, keys.run],
    apply: (changes) => {
      changes.forEach(applyChange);
      show(at);
    },
    progress: () => fill(status.progress, { done: number(rows, (row) => row.checked), count: rows.length }),
  });

  /* ---- answers ---- */

  /** A stored answer in the page's own form: one use, a confidence as text. */
  const read = (from) => ({
    ...("use" in from && { use: from.use?.[0] }),
    ...("confidence" in from && { confidence: from.confidence ? String(from.confidence) : undefined }),
  });

  /** The page's answer as it is stored. */
  const stored = (field, value) => (field === "use" ? [value] : Number(value));

  function applyChange(change) {
    const row = change.article === data.article && rows.find((one) => one.segment === change.segment);
    if (!row || JSON.stringify(row.exact) !== JSON.stringify(change.exact)) return;
    if (row.checked && data.check) return;
    Object.assign(row.now, read(change));
    if (change.opened) row.opened = [...change.opened];
    if (change.event === "check" && "use" in change && !row.checked) {
      row.checked = true;
      row.first = { ...row.now };
    }
    if (change.event === "appeal") row.appeal = change.appeal;
  }

  function restore() {
    for (const row of rows) {
      const { now, first, checked } = row.answer;
      row.checked = checked.includes("use");
      row.now = read(data.check && row.checked ? { ...now, ...first } : now);
      row.first = read({ ...now, ...first });
      row.opened = [...(now.opened ?? [])];
    }
    kit.keep.drafts.forEach(applyChange);
    const open = rows.findIndex((row) => !row.checked);
    at = open < 0 ? rows.length : open;
  }

  function keep(event, row, fields) {
    const { segment, exact } = row;
    kit.keep.keep({ event, article: data.article, article_sha256: data.sha256, segment, exact, ...fields });
  }

  const counted = (row, field) => (row.checked ? row.first[field] : row.now[field]);

  /** How many look-ups of the budget are used, those of other statements and this one's. */
  const spent = () => Math.min(data.budget, number(rows, (row) => counted(row, "use") === "look_up"));

  /** Whether a look-up can be chosen here: one is left, or this statement has it already. */
  function mayLookUp(row) {
    return data.check || row.checked || counted(row, "use") === "look_up" || spent() < data.budget;
  }

  function choose(field, value) {
    const row = rows[at];
    if (row.checked && (data.check || field === "confidence")) return;
    if (field === "use" && value === "look_up" && !mayLookUp(row)) {
      kit.say(deck.spent);
      return;
    }
    row.now[field] = value;
    keep("answer", row, { [field]: stored(field, value) });
    paint();
  }

  function check() {
    const row = rows[at];
    if (row.checked) return;
    const open = Object.keys(asks).filter((field) => row.now[field] === undefined);
    if (open.length) {
      const missing = open.map((field) => asks[field].ask).join(" ");
      parts.hint.textContent = fill(data.check ? deck_check.open : common.answer_all, { missing });
      kit.say(parts.hint.textContent);
      return;
    }
    row.checked = true;
    row.first = { ...row.now };
    const fields = Object.fromEntries(Object.keys(asks).map((field) => [field, stored(field, row.now[field])]));
    keep("check", row, row.attached && data.check ? { ...fields, opened: row.opened } : fields);
    if (data.check) return go(nextOpen());
    paint();
    parts.why.focus();
    kit.say(parts.why.querySelector(".ws-first").textContent);
    return undefined;
  }

  /** The next statement that is open, after this one or before it; else the end. */
  function nextOpen() {
    const order = [...rows.keys()].map((i) => (at + 1 + i) % rows.length);
    return order.find((i) => !rows[i].checked) ?? rows.length;
  }

  const go = (index) => show(index, true);

  /* ---- drawing one statement ---- */

  function option(field, one) {
    const name = `${kit.id}-${at}-${field}`;
    const input = h("input", { type: "radio", name, value: one.id, class: "ws-radio" });
    input.addEventListener("change", () => choose(field, one.id));
    const tags = h("span", { class: "ws-tags" });
    const small = h("small", {}, one.short ?? "");
    const face = h("span", { class: "ws-face" },
      h("span", { class: "ws-name" }, h("span", {}, one.name), one.short && small), tags);
    return { ...one, input, tags, small, node: h("label", { class: "ws-option" }, input, face) };
  }

  function fieldset(field, ...below) {
    const { ask, tag, options } = asks[field];
    const made = options.map((one) => option(field, one));
    const node = h("fieldset", { class: "ws-q", "aria-describedby": below[0] && below[0].id },
      h("legend", {}, tag && h("span", { class: "ws-kit" }, tag), tag && " ", ask),
      h("div", { class: field === "use" ? "ws-uses" : "ws-uses ws-sure" }, made.map((one) => one.node)), below);
    return { node, paint: () => made.forEach((one) => paintOption(field, one)) };
  }

  function paintOption(field, one) {
    const row = rows[at];
    const shut = field === "use" && one.id === "look_up" && !mayLookUp(row);
    one.input.checked = row.now[field] === one.id;
    one.input.disabled = shut || (row.checked && (data.check || field === "confidence"));
    one.node.toggleAttribute("data-shut", shut);
    if (one.short) one.small.textContent = shut ? deck.none_left : one.short;
    const tags = [];
    if (row.checked && !data.check && field === "use") {
      if (row.now.use === one.id) tags.push(h("em", {}, common.you));
      else if (row.first.use === one.id) tags.push(h("em", {}, common.first));
      if (row.explain?.questions.use.right.includes(one.id)) tags.push(h("em", { class: "key" }, common.key));
    }
    one.tags.replaceChildren(...tags);
  }

  /** A document that opens in place; `opened` is called the first time. */
  function paper(name, label, opened) {
    const text = data.documents[name];
    if (!text) return link(name, name.replace("https://", ""));
    const box = h("details", {}, h("summary", {}, label),
      h("pre", { class: "ws-doc", tabindex: "0", role: "region", "aria-label": name }, text));
    if (opened) box.addEventListener("toggle", () => box.open && opened());
    return box;
  }

  function attached(row) {
    const name = row.attached;
    const note = () => {
      if (row.opened.includes(name) || row.checked) return;
      row.opened.push(name);
      keep("answer", row, { opened: row.opened });
    };
    return h("div", { class: "ws-paper" }, paper(name, fill(own.attached, { name }), note));
  }

  const nameOf = (use) => data.use.options.find((one) => one.id === use).name;

  function explanation(row) {
    if (!row.checked || data.check) return [];
    const key = row.explain;
    if (!key) return [h("p", { class: "ws-first" }, common.withheld)];
    const { right, options } = key.questions.use;
    const told = options[row.now.use];
    const trying = row.first.use !== row.now.use && fill(common.trying, { answer: nameOf(row.first.use) });
    return [
      h("p", { class: "ws-first", "data-fits": told.fits ? "yes" : "no" }, h("b", {}, told.verdict), " ", told.why),
      h("p", {}, h("b", {}, fill(deck.fits, { uses: right.map(nameOf).join(" · ") }))),
      !told.fits && h("p", {}, options[right[0]].why),
      h("p", {}, h("span", { class: "ws-kit" }, key.rung_tag), " ", h("b", {}, `${key.rung.answer}.`), " ", key.rung.why),
      key.later && h("div", { class: "ws-later" }, h("p", {}, deck.later), paper(key.later, fill(common.open_record, { name: key.later }))),
      key.record.name && h("div", {}, h("p", {}, h("b", {}, key.record.outcome ? `${key.record.outcome}.` : common.record)),
        paper(key.record.name, fill(common.open_record, { name: key.record.name }))),
      trying && h("p", { class: "ws-soft" }, trying),
      more(key),
      ...objection(row),
    ].filter(Boolean);
  }

  function more(key) {
    const list = [h("dt", {}, key.raise_head), h("dd", {}, key.raise_it)];
    if (!key.raise_it) list.length = 0;
    for (const other of key.also) list.push(h("dt", {}, common.also), h("dd", {}, h("b", {}, `${other.answer}. `), other.case));
    for (const standard of key.standards) {
      const where = standard.url && fill(common.read_standard, { name: standard.label });
      list.push(h("dt", {}, common.standard),
        h("dd", {}, standard.says, " ", where ? link(standard.url, where) : standard.label));
    }
    return h("details", { class: "ws-more" }, h("summary", {}, common.more), h("dl", {}, list));
  }

  function objection(row) {
    return objectionBox(common, `${kit.id}-${at}-why`, row.appeal, (text) => {
      row.appeal = text;
      keep("appeal", row, { appeal: text });
    });
  }

  /* ---- the whole ---- */

  function show(index, focus = false) {
    at = index;
    if (at >= rows.length) return showEnd(focus);
    const row = rows[at];
    const left = h("p", { class: "ws-soft ws-left", id: `${kit.id}-left` });
    const sets = [fieldset("use", data.budget > 0 && left), fieldset("confidence")];
    const text = h("p", { class: "ws-claim ws-statement", tabindex: "-1" });
    const why = h("section", { class: "ws-why", "aria-label": deck?.explanation, tabindex: "-1", hidden: true });
    const hint = h("span", { class: "ws-soft", role: "status" });
    const button = h("button", { class: "ws-primary", onclick: check }, data.check ? deck_check.save : common.check);
    const next = h("button", { class: "ws-primary ws-next", onclick: () => go(nextOpen()) });
    parts = { sets, text, why, hint, button, next, left };
    const all = [
      data.invented && h("p", { class: "ws-from ws-soft" }, own.invented),
      text,
      glossBar(common, row.glosses),
      row.attached && attached(row),
      h("div", { class: "ws-two" }, h("div", {}, sets[0].node),
        h("div", {}, sets[1].node, h("div", { class: "ws-row ws-check" }, button, hint), why, next)),
    ];
    kit.body.replaceChildren(...all.filter(Boolean));
    bar(fill(own.statement_of, { n: at + 1, count: rows.length }));
    paint();
    if (focus) text.focus();
    return undefined;
  }

  function bar(title) {
    const back = h("button", { disabled: at === 0, onclick: () => go(at - 1) }, common.previous);
    const on = h("button", { disabled: at >= rows.length, onclick: () => go(at + 1) }, common.onward);
    kit.bar.replaceChildren(h("span", { class: "ws-title" }, title), h("div", { class: "ws-row ws-steps" }, back, on, kit.helpButton));
    parts.on = on;
  }

  function paint() {
    const row = rows[at];
    parts.sets.forEach((set) => set.paint());
    parts.text.replaceChildren(...lighted(row.text, row.checked && row.explain ? row.explain.proof : []));
    parts.button.hidden = row.checked;
    parts.next.hidden = !row.checked;
    parts.next.textContent = nextOpen() < rows.length ? own.next : own.see;
    parts.on.disabled = at >= rows.length - 1 && nextOpen() < rows.length;
    parts.hint.textContent = row.checked && data.check ? deck_check.fixed : "";
    if (data.budget) {
      const left = data.budget - spent();
      parts.left.textContent = mayLookUp(row) ? fill(deck.left, { left, budget: data.budget }) : deck.spent;
    }
    parts.why.hidden = !row.checked || data.check;
    parts.why.replaceChildren(...explanation(row));
    kit.keep.speak();
  }

  /* ---- what was done ---- */

  function showEnd(focus) {
    const heading = h("p", { class: "ws-h", tabindex: "-1" }, own.did);
    const keyed = rows.every((row) => row.explain);
    kit.body.replaceChildren(heading, ...(keyed ? summary() : [h("p", {}, common.withheld)]));
    bar(own.name);
    kit.keep.speak();
    if (focus) heading.focus();
  }

  function summary() {
    const answers = rows.map((row) => ({
      sound: row.explain.sound, use: [counted(row, "use")], confidence: row.first.confidence ? Number(row.first.confidence) : null,
    }));
    const found = habitOf(answers, data.limits, data.words.habit);
    const figures = found.rows.map((row, i) =>
      h("div", { class: "ws-figure" }, h("p", {}, found.sentences[i]), dots(row.count, row.of, found.sentences[i]), again(row.name)));
    const rest = found.sentences.slice(found.rows.length).map((sentence) => h("p", {}, sentence));
    const used = fill(deck.looked_up, { count: spent(), budget: data.budget });
    return [h("p", { class: "ws-soft" }, deck.did_text), ...figures,
      h("p", { class: "ws-soft" }, deck.right), h("p", {}, used), ...rest, table(found.rows)];
  }

  /** The statements behind a count, to go back to. */
  function again(name) {
    const slip = { sound: "hold_back", weak: "pass_on" }[name];
    const slips = [...rows.keys()].filter((i) => slip && rows[i].explain.sound === (name === "sound")
      && data.limits.sides[counted(rows[i], "use")] === slip);
    if (!slips.length) return null;
    return h("div", { class: "ws-row ws-again" }, h("span", { class: "ws-soft" }, deck.again),
      slips.map((i) => h("button", { "aria-label": fill(own.statement_of, { n: i + 1, count: rows.length }), onclick: () => go(i) }, i + 1)));
  }

  function table(found) {
    const names = { sound: () => deck.row_sound, weak: () => deck.row_weak, level: (row) => fill(deck.row_level, { name: row.level }) };
    const cells = found.map((row) => h("tr", {}, h("th", { scope: "row" }, names[row.name](row)), h("td", {}, row.count), h("td", {}, row.of)));
    const head = [deck.table_what, deck.table_count, deck.table_of].map((cell) => h("th", { scope: "col" }, cell));
    return h("details", {}, h("summary", {}, deck.table),
      h("table", { class: "ws-table" }, h("thead", {}, h("tr", {}, head)), h("tbody", {}, cells)));
  }

  kit.body.addEventListener("keydown", (event) => {
    if (typing(event) || event.ctrlKey || event.metaKey || event.altKey || at >= rows.length) return;
    const digit = data.use.options[Number(event.key) - 1];
    if (digit) choose("use", digit.id);
    else if (event.key === "Enter" && !event.shiftKey && event.target.matches("input[type=radio]")) check();
    else return;
    event.preventDefault();
  });

  restore();
  show(at);
  return () => kit.stop();
}

export default { render };
