/** The marking widget: the article as a list of claims, a label or more on each. */
import { fill, frame, h, light, typing } from "./base.js";

const OVERLAYS = ["mine", "key", "both"];
const BRIEF_WORDS = 8;

/** The first words of a claim, for lists. */
function briefly(text) {
  const words = text.split(" ");
  return words.length > BRIEF_WORDS ? `${words.slice(0, BRIEF_WORDS).join(" ")} …` : text;
}

/**
 * A claim's words as nodes: proving words marked, words with a gloss to tap.
 * @param {string} text
 * @param {string[]} proof
 * @param {{term: string, means: string}[]} glosses
 * @param {string | null} open the term whose meaning stands beside it
 */
function wordsOf(text, proof, glosses, open) {
  const found = glosses.map((gloss) => [text.indexOf(gloss.term), gloss]).filter(([at]) => at >= 0);
  const ends = found.flatMap(([at, { term }]) => [at, at + term.length]);
  let at = 0;
  return light(text, proof).flatMap((run) => {
    const [start, end] = [at, at + run.text.length];
    at = end;
    const cuts = [start, ...ends.filter((i) => i > start && i < end).sort((a, b) => a - b), end];
    return cuts.slice(1).map((to, i) => {
      const part = text.slice(cuts[i], to);
      const [from, gloss] = found.find(([f, { term }]) => f <= cuts[i] && cuts[i] < f + term.length) ?? [];
      const node = gloss && h("span", { class: "ws-term", "data-term": gloss.term }, part);
      const means = gloss?.term === open && to === from + gloss.term.length
        && h("span", { class: "ws-means" }, gloss.means);
      return [run.lit ? h("mark", {}, node ?? part) : node ?? part, means].filter(Boolean);
    }).flat();
  });
}

function render({ model, el }) {
  const data = model.get("data");
  const { common, mark, status, keys } = data.words;
  const labelOf = Object.fromEntries(data.labels.map((label) => [label.id, label]));
  const known = (labels) => labels.filter((label) => labelOf[label]);
  const order = [];
  for (const paragraph of data.paragraphs) {
    for (const run of paragraph.runs) if (run.seg && !order.includes(run.seg)) order.push(run.seg);
  }
  const claims = Object.fromEntries(
    order.map((id) => {
      const { answer, ...rest } = data.segments[id];
      return [id, { ...rest, id, labels: known(answer.now), first: known(answer.first), checked: answer.checked }];
    }),
  );
  const undo = [];
  const redo = [];
  let chosen = [order[0]];
  let anchor = order[0];
  let active = order[0];
  let overlay = "mine";
  let speaker = null;
  let open = null;

  const kit = frame(model, el, {
    name: `${mark.name}: ${data.title}`,
    keys: [
      keys.move, keys.mark_ends, keys.mark_extend, fill(keys.mark_label, { count: data.labels.length }),
      keys.mark_clear, keys.mark_gloss, keys.undo, keys.tab, keys.leave, keys.help, keys.run,
    ],
    apply: (changes) => {
      changes.forEach(applyChange);
      paint();
    },
    progress: () => {
      const done = order.filter((id) => claims[id].labels.length || claims[id].checked).length;
      return fill(status.marked, { done, count: order.length });
    },
  });

  function applyChange(change) {
    const claim = change.article === data.article && claims[change.segment];
    if (!claim || JSON.stringify(claim.exact) !== JSON.stringify(change.exact)) return;
    if (change.event === "note") claim.note = change.note || "";
    if (!(data.field in change)) return;
    claim.labels = known([change[data.field] ?? []].flat());
    if (change.event === "check" && !claim.checked) freeze(claim);
  }

  /** The first answer that is checked is the one that counts. */
  function freeze(claim) {
    claim.checked = true;
    claim.first = [...claim.labels];
  }

  function keep(event, id, fields) {
    const { article, sha256, field } = data;
    const { exact, labels } = claims[id];
    const own = fields ?? { [field]: data.one ? labels[0] ?? null : [...labels] };
    kit.keep.keep({ event, article, article_sha256: sha256, segment: id, exact, ...own });
  }

  /** Set the labels of several claims at once, as one step that can be undone. */
  function set(step, trail) {
    trail.push(step.map(([id]) => [id, [...claims[id].labels]]));
    for (const [id, labels] of step) {
      claims[id].labels = [...labels];
      keep("answer", id);
    }
    paint();
  }

  function toggle(label) {
    const all = chosen.every((id) => claims[id].labels.includes(label));
    redo.length = 0;
    set(chosen.map((id) => {
      const others = data.one ? [] : claims[id].labels.filter((one) => one !== label);
      return [id, all ? others : [...others, label].sort((a, b) => place(a) - place(b))];
    }), undo);
    const names = chosen.length > 1 ? fill(mark.tapped, { count: chosen.length }) : spoken(claims[active]);
    kit.say(names);
  }

  const place = (label) => data.labels.findIndex((one) => one.id === label);

  function clear() {
    redo.length = 0;
    set(chosen.map((id) => [id, []]), undo);
    kit.say(mark.none_yet);
  }

  function back(from, to) {
    const step = from.pop();
    if (!step) return;
    set(step, to);
    choose(step[0][0]);
  }

  function choose(id, { extend = false, focus = true } = {}) {
    if (id !== active) open = null;
    active = id;
    if (extend) {
      const [a, b] = [order.indexOf(anchor), order.indexOf(id)].sort((x, y) => x - y);
      chosen = order.slice(a, b + 1);
    } else {
      anchor = id;
      chosen = [id];
    }
    paint();
    if (focus) options[id].focus();
  }

  /** Check the claims that have a label, or those that were left without one. */
  function check(left) {
    const now = order.filter((id) => !claims[id].checked && Boolean(claims[id].labels.length) !== left);
    if (!now.length) {
      kit.say(mark.nothing);
      hint.textContent = mark.nothing;
      return;
    }
    for (const id of now) {
      freeze(claims[id]);
      keep("check", id);
    }
    overlay = data.keyed ? "both" : "mine";
    open = null;
    if (!claims[active].checked) choose(now[0], { focus: false });
    else paint();
    said.focus();
    kit.say(`${verdict(claims[active])} ${score.textContent}`);
  }

  const names = (labels) => labels.map((label) => labelOf[label].name).join("; ");

  function spoken(claim) {
    if (claim.labels.length) return names(claim.labels);
    return claim.checked ? mark.no_label : mark.none_yet;
  }

  /** Whether a claim's labels are the key's, or one that careful readers also give. */
  function agrees(claim) {
    const { right, options } = claim.explain;
    if (options) return Boolean(options[claim.labels[0]]?.fits);
    return right.length === claim.labels.length && right.every((label) => claim.labels.includes(label));
  }

  /** Labels and key alike, partly alike, or not. */
  function verdict(claim) {
    if (!claim.checked) return claim.labels.length || overlay === "mine" ? "" : mark.open;
    if (!claim.explain) return data.keyed ? mark.unkeyed : common.withheld;
    if (claim.explain.options && claim.labels.length) return claim.explain.options[claim.labels[0]].verdict;
    if (agrees(claim)) return mark.same;
    return claim.explain.right.some((label) => claim.labels.includes(label)) ? mark.partly : mark.differs;
  }

  /* ---- drawing ---- */

  const options = {};
  const tags = {};
  const pieces = Object.fromEntries(order.map((id) => [id, []]));
  const list = h("div", {
    class: "ws-article ws-list", role: "listbox", "aria-multiselectable": "true", "aria-label": mark.article,
  });
  for (const paragraph of data.paragraphs) {
    const block = h("div", { class: "ws-par", role: "group", "aria-label": paragraph.label });
    if (paragraph.id !== "H") block.append(h("b", { class: "ws-n", "aria-hidden": "true" }, paragraph.number));
    else block.classList.add("ws-headline");
    for (const run of paragraph.runs) {
      if (!run.seg) block.append(run.text);
      else block.append(piece(run));
    }
    list.append(block);
  }

  function piece(run) {
    const first = !options[run.seg];
    const node = h("span", first
      ? { class: "ws-seg", role: "option", tabindex: "-1", "data-seg": run.seg }
      : { class: "ws-seg", "data-seg": run.seg });
    if (first) options[run.seg] = node;
    pieces[run.seg].push([node, run.text]);
    if (run.last) tags[run.seg] = h("span", { class: "ws-segtags" });
    if (run.last) node.dataset.last = "yes";
    return node;
  }

  const buttons = data.labels.map((label, i) => h("button", {
    "aria-pressed": "false", title: label.short, onclick: () => toggle(label.id),
  }, label.name, h("kbd", { "aria-hidden": "true" }, i + 1)));
  const views = OVERLAYS.map((name) => h("button", {
    class: "ws-small", "aria-pressed": String(name === overlay),
    onclick: () => {
      overlay = name;
      paint();
    },
  }, name === "key" ? common.key_heading : mark[name]));
  const show = h("div", { class: "ws-row ws-show", role: "group", "aria-label": mark.show, hidden: true }, views);
  const undoButton = h("button", { onclick: () => back(undo, redo) }, mark.undo);
  const redoButton = h("button", { onclick: () => back(redo, undo) }, mark.redo);
  const tools = h("div", { class: "ws-row", role: "toolbar", "aria-label": mark.labels }, buttons,
    h("button", { onclick: clear }, mark.clear, h("kbd", { "aria-hidden": "true" }, "0")));
  kit.bar.classList.toggle("ws-many", data.labels.length > 6);
  kit.bar.append(tools, h("div", { class: "ws-row ws-ends" }, undoButton, redoButton, kit.helpButton));

  const said = h("section", { class: "ws-said", "aria-label": mark.about, tabindex: "0" });
  const plain = h("p", { class: "ws-plain-line ws-aid-plain" });
  const terms = h("div", { class: "ws-glosses" });
  const note = h("textarea", { id: `${kit.id}-note`, rows: "3", maxlength: "2000", onchange: keepNote });
  const noteKept = h("span", { class: "ws-soft", role: "status" });
  const noteForm = h("details", { class: "ws-note" }, h("summary", {}, mark.note),
    h("label", { for: `${kit.id}-note`, class: "ws-live" }, mark.note), note,
    h("div", { class: "ws-row" }, h("button", { class: "ws-small", onclick: keepNote }, mark.note_keep), noteKept));
  const rows = data.labels.map(castRow);
  const cast = h("ul", { class: "ws-cast" }, rows.map((row) => row.node));
  const heading = { voice: mark.cast, kind: mark.cast_kind, patterns: mark.cast_patterns }[data.field];
  const checkButton = h("button", { class: "ws-primary", onclick: () => check(false) }, common.check);
  const restButton = h("button", { onclick: () => check(true) });
  const hint = h("p", { class: "ws-soft", role: "status" });
  const score = h("p", { class: "ws-score" });
  const side = h("aside", { class: "ws-side", "aria-label": heading }, said, plain, terms, noteForm,
    h("div", { class: "ws-row ws-check" }, checkButton, restButton), hint, score, show,
    h("p", { class: "ws-h" }, heading), cast);
  kit.body.append(h("p", { class: "ws-ask" }, data.ask), h("div", { class: "ws-two ws-wide-left" }, list, side));

  /* ---- notes, glosses, speakers ---- */

  function keepNote() {
    const text = note.value.trim();
    if (text !== claims[active].note) {
      claims[active].note = text;
      keep("note", active, { note: text });
      paintClaim(active);
    }
    noteKept.textContent = text ? mark.note_kept : "";
  }

  /** Open the meaning of a word beside it, or close it. */
  function gloss(term) {
    open = open === term ? null : term;
    const row = claims[active].glosses.find((one) => one.term === open);
    kit.say(row ? `${row.term}: ${row.means}` : "");
    paint();
  }

  function paintTerms() {
    const { glosses } = claims[active];
    if (terms.dataset.of !== active) {
      terms.dataset.of = active;
      terms.replaceChildren(...glosses.map(({ term }) =>
        h("button", { class: "ws-gloss", "data-of": term, onclick: () => gloss(term) }, term)));
      if (glosses.length) terms.prepend(h("span", { class: "ws-soft" }, `${common.glosses}: `));
    }
    terms.hidden = !glosses.length;
    terms.querySelectorAll("button").forEach((b) => b.setAttribute("aria-expanded", String(b.dataset.of === open)));
  }

  /** One label with how many claims have it; it opens the list of them. */
  function castRow(label) {
    const count = h("span", { class: "ws-count" });
    const here = h("span", { class: "ws-tag", hidden: true }, mark.cast_here);
    const of = h("ul", { class: "ws-claims", "aria-label": fill(mark.cast_of, { name: label.name }) });
    const head = h("summary", { class: "ws-speaker", onclick: (event) => {
      event.preventDefault();
      speaker = speaker === label.id ? null : label.id;
      paint();
      if (speaker) kit.say(fill(mark.cast_said, { name: label.name, count: having(label.id).length }));
    } }, count, h("span", {}, h("b", {}, label.name), here, " ", h("small", {}, label.short)));
    const node = h("details", {}, head, of);
    const paintRow = () => {
      const mine = order.filter((id) => claims[id].labels.includes(label.id)).length;
      const key = order.filter((id) => keyOf(claims[id]).includes(label.id)).length;
      count.textContent = { mine, key, both: fill(mark.cast_both, { mine, key }) }[overlay];
      count.classList.toggle("ws-both", overlay === "both");
      const spoken = labelsShown(claims[active]).some(([one]) => one === label.id);
      here.hidden = !spoken;
      node.open = speaker === label.id;
      if (!node.open) return;
      of.replaceChildren(...having(label.id).map((id) => h("li", {},
        h("button", { class: "ws-small", onclick: () => choose(id) }, briefly(claims[id].text)))));
      if (!of.children.length) of.append(h("li", { class: "ws-soft" }, mark.cast_none));
    };
    return { node: h("li", {}, node), paintRow };
  }

  /** The claims on which a label stands, as the article is shown now. */
  function having(label) {
    return order.filter((id) => labelsShown(claims[id]).some(([one]) => one === label));
  }

  const keyOf = (claim) => (claim.checked && claim.explain ? claim.explain.right : []);

  function labelsShown(claim) {
    const key = keyOf(claim);
    if (overlay === "key") return key.map((label) => [label, "key"]);
    const mine = claim.labels.map((label) => [label, ""]);
    return overlay === "both" ? [...mine, ...key.map((label) => [label, "key"])] : mine;
  }

  const drawn = {};

  /** Draw a claim again, where what it shows is no longer what it showed. */
  function paintClaim(id) {
    const claim = claims[id];
    const shown = labelsShown(claim);
    const { labels, note: noted, checked } = claim;
    const here = [chosen.includes(id), id === active, id === active && open];
    const now = JSON.stringify([shown, labels, noted, checked, here, shown.some(([label]) => label === speaker)]);
    if (drawn[id] === now) return;
    drawn[id] = now;
    const proof = claim.checked && claim.explain ? claim.explain.proof : [];
    tags[id].replaceChildren(...shown.map(([label, whose]) => h("span", { class: "ws-tag", "data-whose": whose },
      whose && h("i", {}, `${common.key} `), labelOf[label].tag)),
      ...(claim.note ? [h("span", { class: "ws-tag ws-noted" }, mark.note_tag)] : []));
    for (const [node, text] of pieces[id]) {
      node.replaceChildren(...wordsOf(text, proof, claim.glosses, id === active ? open : null));
      if (node.dataset.last) node.append(tags[id]);
      node.dataset.label = shown.length ? shown[0][0] : "";
      node.classList.toggle("ws-chosen", chosen.includes(id));
      node.classList.toggle("ws-active", id === active);
      node.classList.toggle("ws-spoken", Boolean(speaker) && shown.some(([label]) => label === speaker));
    }
    const option = options[id];
    option.setAttribute("aria-selected", String(chosen.includes(id)));
    option.setAttribute("tabindex", id === active ? "0" : "-1");
    option.setAttribute("aria-label", fill(mark.option, { text: claim.text, labels: spoken(claim) }));
  }

  /** What the key's labels mean; of a pattern, also when it is legitimate. */
  function explained(claim) {
    const { right, names: called, means, told, options, also, beyond, stands } = claim.explain;
    if (data.field === "patterns") {
      const mine = claim.labels.filter((label) => !right.includes(label));
      return [
        !right.length && h("p", {}, mark.key_none),
        stands.length && h("p", {}, fill(mark.stands, { words: stands.map((one) => `“${one}”`).join("; ") })),
        ...[...right, ...mine].map((label) => h("p", { class: "ws-pattern" }, h("b", {}, labelOf[label].name),
          claim.labels.includes(label) && h("span", { class: "ws-tag" }, common.you),
          right.includes(label) && h("span", { class: "ws-tag", "data-whose": "key" }, common.key),
          h("small", {}, `${mark.tell}: `), labelOf[label].short,
          h("small", {}, `${mark.legitimate}: `), labelOf[label].legitimate)),
        beyond.length && h("p", { class: "ws-soft" }, fill(mark.beyond, { names: beyond.join(", ") })),
      ];
    }
    const chosen = options?.[claim.labels[0]];
    return [
      chosen && h("p", {}, chosen.why),
      h("p", {}, fill(mark.key_line, { labels: called.map((name, i) => `${name} (${means[i]})`).join("; ") }), "."),
      ...(told ?? []).map((one) => h("p", {}, one)),
      options && !right.includes(claim.labels[0]) && h("p", {}, options[right[0]]?.why),
      ...(also ?? []).map((other) => h("p", {}, h("b", {}, `${common.also}: ${other.answer}. `), other.case)),
    ];
  }

  function paintSide() {
    const claim = claims[active];
    const paragraph = data.paragraphs.find((p) => p.runs.some((run) => run.seg === active));
    const changed = claim.checked && String(claim.first) !== String(claim.labels);
    const parts = [
      verdict(claim) && h("p", {}, h("b", {}, verdict(claim))),
      ...(claim.checked && claim.explain ? explained(claim) : []),
      changed && h("p", { class: "ws-soft" }, fill(common.trying, { answer: names(claim.first) || mark.no_label })),
    ].flat().filter(Boolean);
    said.replaceChildren(...parts);
    said.hidden = !parts.length;
    plain.replaceChildren(...(paragraph.plain ? [h("b", {}, `${common.plain}: `), paragraph.plain] : []));
    plain.hidden = !paragraph.plain;
    paintTerms();
    if (note.dataset.of !== active) {
      note.dataset.of = active;
      noteForm.open = Boolean(claim.note);
      noteKept.textContent = "";
    }
    if (document.activeElement !== note) note.value = claim.note;
    rows.forEach((row) => row.paintRow());
  }

  function paintChecks() {
    const checked = order.filter((id) => claims[id].checked);
    const left = order.filter((id) => !claims[id].checked && !claims[id].labels.length);
    show.hidden = !checked.length || !data.keyed;
    checkButton.hidden = checked.length === order.length;
    restButton.hidden = data.field !== "patterns" || !left.length;
    restButton.textContent = fill(mark.rest, { count: left.length });
    hint.textContent = "";
    const judged = checked.filter((id) => claims[id].explain);
    const same = judged.filter((id) => agrees(claims[id])).length;
    score.textContent = judged.length ? fill(mark.score, { same, count: judged.length }) : "";
  }

  function paint() {
    order.forEach(paintClaim);
    paintSide();
    buttons.forEach((button, i) => {
      const on = chosen.every((id) => claims[id].labels.includes(data.labels[i].id));
      button.setAttribute("aria-pressed", String(on));
    });
    paintChecks();
    views.forEach((button, i) => button.setAttribute("aria-pressed", String(OVERLAYS[i] === overlay)));
    undoButton.disabled = !undo.length;
    redoButton.disabled = !redo.length;
    kit.keep.speak();
  }

  list.addEventListener("click", (event) => {
    const id = event.target.closest("[data-seg]")?.dataset.seg;
    if (!id) return;
    choose(id, { extend: event.shiftKey });
    const term = event.target.closest("[data-term]")?.dataset.term;
    if (term) gloss(term);
  });

  kit.body.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && event.target === note) options[active].focus();
    else if (event.key === "Escape" && open) gloss(open);
    else if (event.key.toLowerCase() === "g" && list.contains(event.target)) nextGloss();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  /** Open the meanings of a claim's words one after the other, then close them. */
  function nextGloss() {
    const all = claims[active].glosses.map((row) => row.term);
    const next = all[all.indexOf(open) + 1] ?? open;
    if (next) gloss(next);
  }

  kit.root.addEventListener("keydown", (event) => {
    if (typing(event)) return;
    const undoing = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z";
    if (undoing) {
      if (event.shiftKey) back(redo, undo);
      else back(undo, redo);
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const label = data.labels[Number(event.key) - 1];
    const inList = list.contains(event.target);
    if (label) toggle(label.id);
    else if (event.key === "0") clear();
    else if (!inList || !walk(event)) return;
    event.preventDefault();
  });

  /** Move through the list with arrows, Home and End. */
  function walk(event) {
    const i = order.indexOf(active);
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const to = { Home: 0, End: order.length - 1 }[event.key] ?? (step ? i + step : undefined);
    if (to === undefined) return false;
    if (order[to]) choose(order[to], { extend: event.shiftKey });
    return true;
  }

  kit.keep.drafts.forEach(applyChange);
  if (data.keyed && order.some((id) => claims[id].checked)) overlay = "both";
  paint();
  addEventListener("pagehide", keepNote);
  return () => {
    keepNote();
    removeEventListener("pagehide", keepNote);
    kit.stop();
  };
}

export default { render };
