/** The frame widget: a passage written anew, with brackets for what only its reporter could know. */
import { fill, frame, glossBar, h } from "./base.js";

const PAUSE_MS = 1000;
const MOST_LETTERS = 4000;
const FEW_WORDS = 15;
const SHORT = 32;
const HIDDEN = "\u0001"; // stands where a character inside brackets was
const FIGURE = /\d+(?:[.,:/-]\d+)*%?/g;
const CAPITALS = /\p{Lu}[\p{L}\p{M}’'-]*(?:\s+\p{Lu}[\p{L}\p{M}’'-]*)*/gu;
const BEGINS = /(?:^|\n\s*|[.!?:…][”"’']?\s+|[“"‘(—]\s*)$/;
const QUOTED = [/(“)([^”]+)”/g, /(")([^"]+)"/g, /((?:^|[\s(—])[‘'])([^‘]+?)[’'](?=[\s.,;:!?)—]|$)/g];

/**
 * The brackets of a text, and the text with all that is inside them hidden.
 * @param {string} text
 * @returns {{outside: string, inside: {from: number, to: number}[], open: number}}
 */
function bracketsOf(text) {
  const inside = [];
  let [outside, depth, from] = ["", 0, -1];
  for (let i = 0; i < text.length; i += 1) {
    if (text[i] === "[") {
      if (depth === 0) from = i;
      depth += 1;
    }
    outside += depth > 0 ? HIDDEN : text[i];
    if (text[i] !== "]" || depth === 0) continue;
    depth -= 1;
    if (depth === 0) inside.push({ from, to: i + 1 });
  }
  return { outside, inside, open: depth > 0 ? from : -1 };
}

/** Every place of a pattern, as found words with where they begin and end. */
function places(text, pattern, group = 0) {
  return [...text.matchAll(pattern)].map((match) => {
    const from = match.index + (group ? match[1].length : 0);
    return { found: match[group], from, to: from + match[group].length };
  });
}

/** A pattern for any of some words or phrases, whole, whatever their case. */
function anyOf(phrases, flags = "giu") {
  const safe = phrases.map((phrase) => phrase.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`(^|[^\\p{L}\\p{N}])(${safe.join("|")})(?=$|[^\\p{L}\\p{N}])`, flags);
}

/** Words as they are compared: one kind of quotation mark and dash, small letters. */
function plainly(text) {
  const folded = text.replace(/[’‘]/g, "'").replace(/[“”]/g, '"').replace(/\s*[—–-]+\s*/g, "-");
  return folded.replace(/\s+/g, " ").replace(/^[\s.,;:!?-]+|[\s.,;:!?-]+$/g, "").toLowerCase();
}

/** Names of a text, other than words that only begin a sentence, that nobody has given. */
function unknownNames(text, known) {
  const found = [];
  for (const run of places(text, CAPITALS)) {
    const begins = BEGINS.test(text.slice(0, run.from));
    places(run.found, /\S+/g).forEach((word, i) => {
      const name = plainly(word.found).replace(/'s?$/, "");
      if ((i === 0 && begins) || /^i('|$)/.test(name)) return;
      if (known.has(name) || known.has(name.replace(/s$/, ""))) return;
      found.push({ from: run.from + word.from, to: run.from + word.to });
    });
  }
  return found;
}

/** Quotations, or pieces of them, whose words the passage does not have. */
function unknownQuotes(text, passage) {
  const pieces = QUOTED.flatMap((pattern) => places(text, pattern, 2)).flatMap((quote) =>
    places(quote.found, /[^\u0001…]+/g).map((one) => ({ ...one, from: quote.from + one.from, to: quote.from + one.to })));
  return pieces.filter(({ found }) => {
    const bare = plainly(found.replaceAll("...", ""));
    return /\p{L}/u.test(bare) && !passage.includes(bare);
  });
}

/** Places in reading order: neighbors made one, without marks at the end, none in another, none twice. */
function tidy(text, list) {
  const found = [];
  for (const { from, to } of [...list].sort((a, b) => a.from - b.from || b.to - a.to)) {
    const last = found[found.length - 1];
    if (last && (from < last.to || !text.slice(last.to, from).trim())) last.to = Math.max(last.to, to);
    else found.push({ from, to });
  }
  const named = found.map(({ from, to }) => {
    const words = text.slice(from, to).replace(/[\s.,;:]+$/, "");
    return { found: words, from, to: from + words.length };
  });
  return named.filter((one, i) => named.findIndex((other) => other.found === one.found) === i);
}

/** Figures, days, months, numbers and names outside brackets that the passage does not have. */
function unknownFacts(outside, data, passage) {
  const own = data.words.frame;
  const has = new Set(passage.split(/[^\p{L}\p{N}'-]+/u));
  const dates = places(outside, anyOf(`${own.days} ${own.months}`.split(" "), "gu"), 2)
    .filter((one) => one.found !== "May" || !BEGINS.test(outside.slice(0, one.from)));
  const counted = [...places(outside, anyOf(own.numbers.split(" ")), 2), ...places(outside, FIGURE)];
  const fresh = [...dates, ...counted].filter((one) => !has.has(plainly(one.found)));
  return [...fresh, ...unknownNames(outside, new Set([...data.names, ...has]))];
}

/**
 * What the kit can point at in a frame: words, never their worth.
 * @param {string} text what was typed
 * @param {object} data the widget's data
 * @param {string} passage the words of the passage, plainly
 * @returns {{say: string, at: {found: string, from: number, to: number}[]}[]}
 */
function findings(text, data, passage) {
  const own = data.words.frame;
  const { outside, inside, open } = bracketsOf(text);
  const groups = [];
  const point = (one, many, at) => {
    if (at.length) groups.push({ say: at.length > 1 ? many : fill(one, { found: at[0].found }), at });
  };
  if (open >= 0) point(own.not_closed, own.not_closed, [{ found: "[", from: open, to: open + 1 }]);
  const empty = inside.filter(({ from, to }) => !text.slice(from + 1, to - 1).trim());
  point(own.empty, own.empty, empty.slice(0, 1).map((one) => ({ ...one, found: "[ ]" })));
  const few = text.trim().split(/\s+/).length < FEW_WORDS;
  if (!inside.length && open < 0 && !few) groups.push({ say: own.no_bracket, at: [] });
  const quotes = unknownQuotes(outside, passage);
  point(own.quoted, own.quoted_many, tidy(text, quotes));
  const free = (one) => !quotes.some((quote) => quote.from < one.to && one.from < quote.to);
  point(own.outside, own.outside_many, tidy(text, unknownFacts(outside, data, passage).filter(free)));
  const dates = anyOf(`${own.days} ${own.months}`.split(" "), "gu");
  const held = inside.flatMap(({ from, to }) => {
    const part = text.slice(from, to);
    return [...places(part, dates, 2), ...places(part, FIGURE)].map((one) => ({ from: from + one.from, to: from + one.to }));
  });
  point(own.inside, own.inside_many, tidy(text, held));
  for (const hint of data.hints) {
    if (hint.until.length && anyOf(hint.until, "iu").test(text)) continue;
    point(hint.say, hint.say, places(outside, anyOf(hint.find), 2).slice(0, 1));
  }
  return groups;
}

/** A text with its brackets marked. */
function marked(text) {
  const parts = [];
  let at = 0;
  for (const { from, to } of bracketsOf(text).inside) {
    parts.push(text.slice(at, from), h("mark", {}, text.slice(from, to)));
    at = to;
  }
  return [...parts, text.slice(at)];
}

function render({ model, el }) {
  const data = model.get("data");
  const { common, keys, frame: own } = data.words;
  const passage = plainly(data.passages.flatMap((one) => one.runs).map(([text, mine]) => (mine ? text : " ")).join(" "));
  const now = { writing: "", questions: "", ticks: [] };
  const first = {};
  const scores = { writing: {}, partner: {} };
  const timers = {};
  const fields = {};
  let scorer = "writing";

  const kit = frame(model, el, {
    name: own.name,
    keys: [keys.tab, own.bracket_key, keys.leave, keys.help, keys.run],
    apply: (changes) => {
      changes.forEach(applyChange);
      fields.writing.value = now.writing;
      fields.questions.value = now.questions;
      after.replaceChildren();
      paint();
    },
    progress: () => fill(own.counts, counts()),
  });

  /** How many brackets and questions there are now. */
  function counts() {
    const asked = now.questions.split("\n").filter((line) => line.trim()).length;
    return { brackets: bracketsOf(now.writing).inside.length, questions: asked };
  }

  function done() {
    return "writing" in first;
  }

  /* ---- keeping ---- */

  function readNote(note) {
    return Object.fromEntries([...note.matchAll(/([\w-]+)=([012])/g)].map((match) => [match[1], match[2]]));
  }

  function applyChange(change) {
    const part = ["writing", "questions", "ticks", "partner"].find((name) => data[name].segment === change.segment);
    if (!part || data[part].article !== change.article) return;
    if (change.event === "note") scores[part] = readNote(change.note ?? "");
    if (part === "partner" || !["answer", "check"].includes(change.event)) return;
    now[part] = (part === "ticks" ? change.choice : change.written) ?? (part === "ticks" ? [] : "");
    if (change.event === "check" && !(part in first)) first[part] = now[part];
  }

  function restore() {
    for (const part of ["writing", "questions", "ticks"]) {
      const field = part === "ticks" ? "choice" : "written";
      const { answer } = data[part];
      now[part] = answer.now[field] ?? now[part];
      if (answer.checked.includes(field)) first[part] = answer.first[field] ?? now[part];
    }
    for (const part of ["writing", "partner"]) scores[part] = readNote(data[part].answer.note || "");
    kit.keep.drafts.forEach(applyChange);
  }

  function keep(event, part, values) {
    const { article, sha256, segment, exact } = data[part];
    kit.keep.keep({ event, article, article_sha256: sha256, segment, exact, ...values });
  }

  /** Keep what stands in a field, if it is new. */
  function flush(part) {
    clearTimeout(timers[part]);
    if (fields[part].value === now[part]) return;
    now[part] = fields[part].value;
    keep("answer", part, { written: now[part] });
    paintDone();
  }

  function flushAll() {
    flush("writing");
    flush("questions");
  }

  function finish() {
    flushAll();
    const missing = [["writing", own.yours], ["questions", own.questions]].filter(([part]) => !now[part].trim());
    if (missing.length) {
      hint.textContent = fill(own.open, { missing: missing.map(([, name]) => name).join(", ") });
      fields[missing[0][0]].focus();
      return;
    }
    for (const part of ["writing", "questions", "ticks"]) {
      first[part] = now[part];
      keep("check", part, part === "ticks" ? { choice: now.ticks } : { written: now[part] });
    }
    hint.textContent = "";
    paint();
    after.focus();
    kit.say(after.querySelector(".ws-first").textContent);
  }

  /* ---- the passage ---- */

  function passageSide() {
    const paragraphs = data.passages.map((one) => [
      h("p", { class: "wf-label ws-soft" }, one.label),
      h("p", { class: "ws-article" }, one.runs.map(([text, mine]) => h("span", { class: mine ? "" : "ws-soft" }, text))),
      one.plain && h("p", { class: "ws-plain-line ws-aid-plain" }, h("b", {}, `${common.plain}: `), one.plain),
    ]);
    return h("section", { class: "wf-passage", "aria-label": own.passage },
      h("p", { class: "ws-from ws-soft" }, data.from), paragraphs, glossBar(common, data.glosses));
  }

  /* ---- writing ---- */

  function field(part, label, help, rows) {
    const id = `${kit.id}-${part}`;
    const area = h("textarea", { id, rows, maxlength: MOST_LETTERS, "aria-describedby": `${id}-help` });
    area.value = now[part];
    area.addEventListener("input", () => {
      clearTimeout(timers[part]);
      timers[part] = setTimeout(() => flush(part), PAUSE_MS);
      paintHintsLater();
    });
    area.addEventListener("blur", () => flush(part));
    fields[part] = area;
    return [h("label", { for: id, class: "wf-head" }, label), h("p", { class: "ws-soft wf-help", id: `${id}-help` }, help), area];
  }

  /** Put a bracket where the reader writes, or around what is selected; Ctrl+Z takes it back. */
  function insertBracket() {
    const area = fields.writing;
    const [from, to] = [area.selectionStart, area.selectionEnd];
    const chosen = area.value.slice(from, to);
    area.focus();
    if (!document.execCommand("insertText", false, `[${chosen}]`)) {
      area.setRangeText(`[${chosen}]`);
      area.dispatchEvent(new Event("input"));
    }
    area.setSelectionRange(from + 1, from + 1 + chosen.length);
    kit.say(own.bracket_in);
  }

  function goTo(part, one) {
    fields[part].focus();
    fields[part].setSelectionRange(one.from, one.to);
  }

  /** One thing the kit points at, with a button for each place of it. */
  function hintRow(part, group) {
    const buttons = group.at.map((one) => {
      const name = one.found.length > SHORT ? `${one.found.slice(0, SHORT)} …` : one.found;
      const face = group.at.length > 1 ? `“${name}”` : own.show_one;
      const go = h("button", { class: "ws-small", onclick: () => goTo(part, one) }, face);
      go.setAttribute("aria-label", fill(own.show, { found: name }));
      return go;
    });
    return h("li", {}, h("p", {}, group.say), buttons.length > 0 && h("div", { class: "ws-row" }, buttons));
  }

  /** The first question that yes or no could answer. */
  function yesNo() {
    const words = places(now.questions, anyOf(own.closed_words.split(" "), "gu"), 2);
    const one = words.find(({ from }) => BEGINS.test(now.questions.slice(0, from)));
    return one ? [hintRow("questions", { say: fill(own.yes_no, one), at: [one] })] : [];
  }

  function paintHints() {
    clearTimeout(timers.hints);
    timers.hints = 0;
    const notes = findings(now.writing, data, passage).map((group) => hintRow("writing", group));
    const asked = yesNo();
    frameHints.hidden = !notes.length;
    frameHints.lastChild.replaceChildren(...notes);
    questionHints.replaceChildren(...asked);
    questionHints.hidden = !asked.length;
    const count = notes.length + asked.length;
    const told = count ? fill(own.hints_count, { count }) : "";
    if (spoken.textContent !== told) spoken.textContent = told;
  }

  /** Hints wait for a pause, and for a press to end: what is pressed must not move away. */
  function paintHintsLater() {
    clearTimeout(timers.hints);
    timers.hints = setTimeout(paintHints, PAUSE_MS);
  }

  function checklist() {
    const boxes = data.checklist.map((row) => {
      const box = h("input", { type: "checkbox", value: row.id });
      box.addEventListener("change", () => {
        now.ticks = data.checklist.map(({ id }) => id).filter((id) => (id === row.id ? box.checked : now.ticks.includes(id)));
        keep("answer", "ticks", { choice: now.ticks });
      });
      return box;
    });
    const rows = data.checklist.map((row, i) => h("label", { class: "wf-tick" }, boxes[i], h("span", {}, row.text)));
    return { node: h("fieldset", {}, h("legend", {}, own.checklist), rows), boxes };
  }

  /* ---- after Done ---- */

  function anchor(one) {
    const head = fill(own.scores, { name: one.name, scores: one.scores.map(({ score }) => score).join(" · ") });
    const reasons = one.scores.map((row) => [h("dt", {}, `${row.name}: `, h("b", {}, row.score)), h("dd", {}, row.why)]);
    return h("details", {}, h("summary", {}, head),
      h("div", { class: "ws-two" },
        h("div", {}, h("p", { class: "wf-frame" }, marked(one.frame)), h("ul", {}, one.questions.map((text) => h("li", {}, text)))),
        h("dl", {}, reasons)));
  }

  function radios(name, legend, options, chosen, choose) {
    const rows = options.map(([value, text, small]) => {
      const input = h("input", { type: "radio", name: `${kit.id}-${name}`, value });
      input.checked = chosen() === value;
      input.addEventListener("change", () => choose(value));
      return h("label", { class: "wf-tick" }, input, h("span", {}, text && h("b", {}, text), text && small && " ", small));
    });
    return h("fieldset", {}, h("legend", {}, legend), rows);
  }

  function scoreRows() {
    return data.explain.rubric.map((row) => radios(`score-${row.id}`, row.name,
      row.scores.map((text, n) => [String(n), String(n), text]),
      () => scores[scorer][row.id],
      (value) => {
        scores[scorer] = { ...scores[scorer], [row.id]: value };
        const note = Object.entries(scores[scorer]).map(([id, score]) => `${id}=${score}`).join(" ");
        keep("note", scorer, { note });
        told.textContent = scoresTold();
      }));
  }

  function scoresTold() {
    const given = data.explain.rubric.filter(({ id }) => id in scores[scorer]);
    if (given.length < data.explain.rubric.length) return "";
    return fill(own.scored, { scores: given.map(({ id, name }) => `${name} ${scores[scorer][id]}`).join(" · ") });
  }

  const told = h("p", { class: "wf-told", role: "status" });

  function compare() {
    const grid = h("div", { class: "wf-rubric" }, scoreRows());
    told.textContent = scoresTold();
    const who = radios("who", own.who, [["writing", "", own.by_me], ["partner", "", own.by_partner]], () => scorer, (value) => {
      scorer = value;
      grid.replaceChildren(...scoreRows());
      told.textContent = scoresTold();
    });
    who.classList.add("wf-who");
    return [
      h("p", { class: "ws-h" }, own.anchors), h("p", { class: "ws-soft" }, own.anchors_note), data.explain.anchors.map(anchor),
      h("p", { class: "ws-h wf-next" }, own.rubric), h("p", { class: "ws-soft" }, own.rubric_note), who, grid, told,
    ];
  }

  function earlier() {
    return h("details", { class: "wf-first", hidden: true }, h("summary", {}, own.first),
      h("p", { class: "wf-frame" }, marked(first.writing)), h("p", { class: "wf-frame" }, first.questions));
  }

  /* ---- the whole ---- */

  /** What stands below once the reader is done. */
  function paintDone() {
    button.hidden = done();
    after.hidden = !done();
    if (done() && !after.childElementCount) {
      after.append(h("p", { class: "ws-first" }, data.explain ? own.finished : common.withheld), earlier(),
        ...(data.explain ? compare().flat() : []));
    }
    const same = now.writing === first.writing && now.questions === first.questions;
    if (done()) after.querySelector(".wf-first").hidden = same;
    kit.keep.speak();
  }

  function paint() {
    paintHints();
    paintDone();
    ticks.boxes.forEach((box) => {
      box.checked = now.ticks.includes(box.value);
    });
  }

  restore();
  kit.body.classList.add("wf");
  const spoken = h("p", { class: "ws-live", role: "status" });
  const frameHints = h("div", { class: "wf-hints", hidden: true },
    h("p", { class: "wf-head" }, own.hints), h("p", { class: "ws-soft" }, own.hints_note), h("ul", {}));
  const questionHints = h("ul", { class: "wf-asked" });
  const hint = h("span", { class: "ws-soft", role: "status" });
  const button = h("button", { class: "ws-primary", onclick: finish }, own.done);
  const after = h("section", { class: "ws-why", "aria-label": own.compare, tabindex: "-1", hidden: true });
  const ticks = checklist();
  const writing = h("div", { class: "wf-writing" },
    field("writing", own.yours, own.yours_help, 9),
    h("div", { class: "ws-row" }, h("button", { onclick: insertBracket }, own.bracket)),
    frameHints,
    field("questions", own.questions, own.questions_help, 5), questionHints,
    ticks.node,
    h("div", { class: "ws-row ws-check" }, button, hint), spoken);
  kit.bar.replaceChildren(h("span", { class: "ws-title" }, own.name), h("span", { class: "ws-grow" }), kit.helpButton);
  kit.body.append(h("p", { class: "wf-ask" }, data.ask), h("div", { class: "ws-two" }, passageSide(), writing), after);
  addEventListener("pagehide", flushAll);
  kit.root.addEventListener("pointerdown", () => timers.hints && paintHintsLater());
  paint();
  return () => {
    flushAll();
    clearTimeout(timers.hints);
    removeEventListener("pagehide", flushAll);
    kit.stop();
  };
}

export default { render };
