/** The look-up: judge a statement, choose a result, open papers on a budget, judge again. */
import { fill, frame, h, link } from "./base.js";

const FIELDS = ["use", "confidence", "choice", "opened"];
const STEPS = 4;

/** What is known of one target: its last answers, and which fields are checked for good. */
function record(row) {
  const { article, sha256, segment, exact, answer } = row;
  const about = { article, article_sha256: sha256, segment, exact };
  return { about, now: { ...answer.now, ...answer.first }, frozen: new Set(answer.checked) };
}

/** Take a change into a record; what was checked stays, and a paper once opened stays opened. */
function take(rec, change) {
  const { article, segment, exact } = rec.about;
  const mine = change.article === article && change.segment === segment;
  if (!mine || JSON.stringify(change.exact ?? []) !== JSON.stringify(exact)) return;
  if (change.event !== "answer" && change.event !== "check") return;
  for (const field of FIELDS) {
    if (!(field in change) || rec.frozen.has(field)) continue;
    const value = change[field];
    rec.now[field] = field === "opened" ? [...new Set([...(rec.now.opened ?? []), ...(value ?? [])])] : value;
    if (change.event === "check") rec.frozen.add(field);
  }
}

/** Whether both questions of a judgement are checked. */
function judged(rec) {
  return rec.frozen.has("use") && rec.frozen.has("confidence");
}

function render({ model, el }) {
  const data = model.get("data");
  const { common, keys, look_up, review } = data.words;
  const { claim, question } = data;
  const uses = data.sides.flatMap((side) => side.uses);
  const before = record(claim);
  const after = record(question);
  after.now.opened = data.opened;

  const kit = frame(model, el, {
    name: look_up.name,
    keys: [keys.move, keys.tab, keys.check, keys.leave, keys.help, keys.run],
    apply: (changes) => {
      changes.forEach(applyChange);
      draw();
    },
    progress: () => fill(look_up.progress, { done: stepsDone(), count: STEPS }),
  });

  function applyChange(change) {
    take(before, change);
    take(after, change);
  }

  function keep(rec, event, fields) {
    take(rec, { ...rec.about, event, ...fields });
    kit.keep.keep({ event, ...rec.about, ...fields });
  }

  /** The papers opened so far, in the order in which they were opened. */
  function opened() {
    return (after.now.opened ?? []).map((id) => data.openable.find((paper) => paper.id === id)).filter(Boolean);
  }

  function stepsDone() {
    const steps = [judged(before), after.frozen.has("choice"), opened().length > 0, judged(after)];
    return steps.filter(Boolean).length;
  }

  const useOf = (rec) => uses.find((use) => use.id === rec.now.use?.[0]);
  const levelOf = (rec) => data.levels.find((level) => level.id === String(rec.now.confidence));

  /** Where a judgement stands, such as "pass_on-85". */
  const placeOf = (rec) => `${useOf(rec).side}-${rec.now.confidence}`;

  /* ---- parts ---- */

  /** One radio button with what stands on it. */
  function option(name, id, now, choose, face) {
    const input = h("input", { type: "radio", class: "ws-radio", name: `${kit.id}-${name}`, value: id });
    input.checked = now === id;
    input.addEventListener("change", () => choose(id));
    return h("label", { class: "ws-option" }, input, h("span", { class: "ws-face" }, face));
  }

  function step(n, title, ...children) {
    const heading = h("p", { class: "ws-h ws-lu-h", tabindex: "-1" }, h("span", { class: "ws-lu-n" }, n), " ", title);
    return h("section", { class: "ws-lu-step", "data-step": n, "aria-label": `${n}. ${title}` }, heading, children);
  }

  /** A button that checks, with the line that says what is still open. */
  function checkRow(missing, done) {
    const hint = h("span", { class: "ws-soft", role: "status" });
    const button = h("button", { class: "ws-primary" }, common.check);
    button.addEventListener("click", () => {
      const open = missing();
      if (!open.length) return done();
      hint.textContent = fill(common.answer_all, { missing: open.join(" ") });
      return kit.say(hint.textContent);
    });
    return h("div", { class: "ws-row ws-check" }, button, hint);
  }

  /** The two questions: what one would do, on which side; and how sure. */
  function judgement(rec, name, done) {
    const set = (field, value) => keep(rec, "answer", { [field]: value });
    const side = (one) => h("div", { class: "ws-lu-side" }, h("p", { class: "ws-soft" }, one.name),
      one.uses.map((use) => option(`${name}-use`, use.id, rec.now.use?.[0], (id) => set("use", [id]),
        h("span", { class: "ws-name" }, use.name))));
    const known = rec.frozen.has("use");
    const useSet = known
      ? h("p", {}, fill(look_up.judged, { use: useOf(rec).name }))
      : h("fieldset", {}, h("legend", {}, h("span", { class: "ws-kit" }, data.use_tag), " ", data.use_ask),
        h("div", { class: "ws-lu-sides" }, data.sides.map(side)));
    const sure = h("fieldset", {}, h("legend", {}, look_up.sure),
      h("div", { class: "ws-lu-levels" }, data.levels.map((level) =>
        option(`${name}-sure`, level.id, levelOf(rec)?.id, (id) => set("confidence", Number(id)),
          h("span", { class: "ws-name" }, level.name)))));
    const missing = () => [!useOf(rec) && data.use_ask, !levelOf(rec) && look_up.sure].filter(Boolean);
    return [useSet, sure, checkRow(missing, done)];
  }

  function summary(rec, sentence) {
    return h("p", { class: "ws-lu-sum" }, fill(sentence, { use: useOf(rec).name, level: levelOf(rec).name }));
  }

  function statement() {
    const words = (runs) => runs.map(([text, own]) =>
      own ? h("strong", { class: "ws-own" }, text) : h("span", { class: "ws-rest" }, text));
    const whole = claim.paragraph.map(([text, own]) => (own ? h("strong", {}, text) : text));
    const glosses = claim.glosses.map((gloss) => h("li", {}, h("b", {}, gloss.term), `: ${gloss.means}`));
    return [
      h("p", { class: "ws-from ws-soft" }, claim.from),
      h("p", { class: "ws-claim" }, words(claim.sentence)),
      claim.plain && h("p", { class: "ws-plain-line ws-aid-plain" }, h("b", {}, `${common.plain}: `), claim.plain),
      h("details", { class: "ws-context" }, h("summary", {}, common.in_paragraph),
        h("p", { class: "ws-article" }, whole),
        glosses.length > 0 && h("p", { class: "ws-soft" }, common.glosses), glosses.length > 0 && h("ul", {}, glosses)),
    ].filter(Boolean);
  }

  /* ---- the page of results ---- */

  function resultFace(result, n, tags = []) {
    return [
      h("b", { class: "ws-lu-rank", "aria-hidden": "true" }, n),
      h("span", { class: "ws-name" }, h("span", { class: "ws-lu-site" }, result.by),
        h("span", { class: "ws-lu-title" }, result.title), h("small", {}, result.snippet)),
      tags.length > 0 && h("span", { class: "ws-tags" }, tags.map((tag) => h("em", {}, tag))),
    ];
  }

  function resultsPage() {
    const chosen = after.now.choice?.[0];
    const done = after.frozen.has("choice");
    const search = [h("p", { class: "ws-soft" }, look_up.results_note),
      h("p", { class: "ws-lu-query" }, h("span", { class: "ws-soft" }, `${look_up.search}: `), data.query)];
    if (!done) {
      const rows = data.results.map((result, i) =>
        option("choice", result.id, chosen, (id) => keep(after, "answer", { choice: [id] }), resultFace(result, i + 1)));
      return [search, h("fieldset", {}, h("legend", {}, look_up.choose), h("div", { class: "ws-lu-results" }, rows)),
        checkRow(() => (after.now.choice?.length ? [] : [look_up.choose]), chooseResult)];
    }
    const i = data.results.findIndex((result) => result.id === chosen);
    const one = i >= 0 && h("div", { class: "ws-lu-results" }, h("div", { class: "ws-face", "data-chosen": true },
      resultFace(data.results[i], i + 1, [common.you])));
    return h("div", { class: "ws-two" }, h("div", {}, search, one), h("div", {}, whyChosen(data.results[i])));
  }

  function whyChosen(result) {
    const box = (...children) =>
      h("section", { class: "ws-why", tabindex: "-1", "aria-label": look_up.your_choice }, children);
    if (!data.keyed) return box(h("p", { class: "ws-first" }, common.withheld));
    const good = data.best.includes(result?.id);
    const all = data.results.map((one, i) => [
      h("dt", {}, `${i + 1}. ${one.title} `, data.best.includes(one.id) && h("em", { class: "ws-lu-good" }, look_up.good_tag)),
      h("dd", {}, one.why)]);
    return box(h("p", { class: "ws-first" }, h("b", {}, good ? look_up.good : look_up.another), " ", result?.why ?? ""),
      h("p", {}, result?.leads ? look_up.leads : look_up.leads_not),
      h("details", { class: "ws-more" }, h("summary", {}, look_up.one_by_one), h("dl", {}, all)));
  }

  function chooseResult() {
    keep(after, "check", { choice: after.now.choice });
    draw("[data-step='2'] .ws-why");
    kit.say(kit.body.querySelector("[data-step='2'] .ws-first").textContent);
  }

  /* ---- the papers ---- */

  function rows(pairs) {
    return h("dl", {}, pairs.filter(([, value]) => value).map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]));
  }

  function source(row) {
    const name = row.url.startsWith("archive/") ? row.name : link(row.url, row.name);
    return h("li", {}, name, h("span", { class: "ws-soft" }, ` · ${[row.owner, row.note].filter(Boolean).join(". ")}`));
  }

  function paperBody(paper) {
    if (paper.kind === "document") {
      return [paper.owner && h("p", { class: "ws-soft" }, paper.owner),
        h("pre", { class: "ws-doc", tabindex: "0", role: "region", "aria-label": paper.title }, paper.text)].filter(Boolean);
    }
    return [
      paper.about ? "" : h("p", { class: "ws-soft" }, look_up.other_card),
      rows([[review.checked, paper.checked], [review.found, paper.found],
        [review.in_article, [h("b", {}, paper.outcome.name), `: ${paper.outcome.short}`]],
        [review.not_settled, paper.not_settled], [review.spelling, paper.spelling],
        [review.links, paper.links.length > 0 && h("ul", {}, paper.links.map(source))]]),
      h("p", {}, h("small", {}, `${review.as_of} ${paper.as_of}`)),
    ];
  }

  function paperRow(paper, left) {
    const chosen = data.results.find((result) => result.id === after.now.choice?.[0]);
    const isOpen = opened().includes(paper);
    const tags = [chosen?.leads === paper.id && look_up.yours, isOpen && look_up.opened].filter(Boolean);
    const face = [h("span", { class: "ws-name" }, paper.title, h("small", {}, look_up[paper.kind])),
      tags.length > 0 && h("span", { class: "ws-tags" }, tags.map((tag) => h("em", {}, tag)))];
    const go = () => (isOpen ? paperNode(paper.id).focus() : openPaper(paper));
    const shut = !isOpen && left < 1;
    return h("li", {}, h("button", { class: "ws-lu-paper", disabled: shut, onclick: go }, face));
  }

  const paperNode = (id) => [...kit.body.querySelectorAll("[data-paper]")].find((node) => node.dataset.paper === id);

  function openPaper(paper) {
    if (opened().length >= data.budget) return;
    keep(after, "answer", { opened: [...(after.now.opened ?? []), paper.id] });
    draw();
    paperNode(paper.id).focus();
    kit.say(`${paper.title} ${leftLine()}`);
  }

  const leftLine = () => fill(look_up.left, { count: Math.max(0, data.budget - opened().length) });

  /** What is left to choose from; once all is judged, the rest can be read at no cost. */
  function paperList() {
    if (!judged(after)) {
      const left = data.budget - opened().length;
      return [h("p", {}, fill(look_up.budget, { count: data.budget, of: data.openable.length })),
        h("p", { class: "ws-lu-left" }, leftLine()),
        h("ul", { class: "ws-lu-list" }, data.openable.map((paper) => paperRow(paper, left)))];
    }
    const rest = data.openable.filter((paper) => !opened().includes(paper)).map((paper) =>
      h("details", { class: "ws-more" }, h("summary", {}, paper.title), paperBody(paper)));
    return rest.length ? [h("p", {}, look_up.rest), rest] : [];
  }

  function papers() {
    const shown = opened().map((paper) => h("article", { class: "ws-lu-card", tabindex: "-1", "data-paper": paper.id,
      "aria-label": paper.title }, h("p", { class: "ws-h" }, paper.title), paperBody(paper)));
    const parts = [h("div", {}, paperList()), h("div", {}, shown)];
    return h("div", { class: "ws-two" }, judged(after) ? parts.reverse() : parts);
  }

  /* ---- the mind that moved, or did not ---- */

  /** Two marks on one line from "hold it back, certain" to "pass it on, certain". */
  function moveLine() {
    const [pass, hold] = data.sides;
    const places = [...[...data.levels].reverse().map((level) => `${hold.id}-${level.id}`),
      ...data.levels.map((level) => `${pass.id}-${level.id}`)];
    const cells = places.map((one) => {
      const was = one === placeOf(before) && h("em", {}, look_up.was);
      const now = one === placeOf(after) && h("em", { class: "ws-lu-now" }, look_up.now);
      return h("span", { class: "ws-lu-cell" }, h("span", {}, was), h("i"), h("span", {}, now));
    });
    return h("div", { class: "ws-lu-line", "aria-hidden": "true" },
      h("div", { class: "ws-lu-cells" }, cells),
      h("div", { class: "ws-lu-ends ws-soft" }, h("span", {}, `← ${hold.name}`), h("span", {}, `${pass.name} →`)));
  }

  function moveBox() {
    const [was, now, far] = data.moves[placeOf(before)][placeOf(after)];
    const sameSide = placeOf(before) === placeOf(after) && useOf(before) !== useOf(after);
    const open = opened().map((paper) => [h("dt", {}, paper.title), paper.kind === "card"
      ? [h("dd", {}, `${review.in_article}: `, h("b", {}, paper.outcome.name), `: ${paper.outcome.short}`),
        h("dd", {}, `${review.not_settled}: ${paper.not_settled}`)]
      : h("dd", {}, look_up.read_document)]);
    const notThere = opened().some((paper) => paper.outcome?.id === "not_there");
    return h("section", { class: "ws-why", tabindex: "-1", "aria-label": look_up.your_move },
      h("p", { class: "ws-first" }, h("b", {}, `${was} ${now}`), ` ${sameSide ? look_up.other_way : far}`),
      moveLine(), h("p", { class: "ws-ask" }, look_up.still_open), h("dl", {}, open),
      notThere && h("p", {}, look_up.not_there), h("p", {}, look_up.own_move));
  }

  function judgeAgain() {
    const { use, confidence } = after.now;
    const found = opened().map((paper) => paper.id);
    keep(before, "answer", { use, confidence, opened: found });
    keep(after, "check", { use, confidence, opened: found });
    draw("[data-step='4'] .ws-why");
    kit.say(kit.body.querySelector("[data-step='4'] .ws-first").textContent);
  }

  /* ---- the whole ---- */

  function steps() {
    const [first, chosen, read, again] = [judged(before), after.frozen.has("choice"), opened().length > 0, judged(after)];
    const made = [step(1, look_up.step_judge, first ? summary(before, look_up.before) : judgement(before, "before", judgeFirst))];
    if (first) made.push(step(2, look_up.step_choose, resultsPage()));
    if (first && chosen) made.push(step(3, look_up.step_open, papers()));
    if (first && chosen && read) {
      made.push(step(4, look_up.step_again, again
        ? [summary(after, look_up.after), moveBox()]
        : [h("p", { class: "ws-claim ws-lu-short" }, claim.text), h("p", { class: "ws-soft" }, look_up.again_note),
          judgement(after, "after", judgeAgain)]));
    }
    return made;
  }

  function judgeFirst() {
    const { use, confidence } = before.now;
    keep(before, "check", { use, confidence });
    draw("[data-step='2'] .ws-lu-h");
    kit.say(look_up.step_choose);
  }

  function draw(focus = "") {
    kit.bar.replaceChildren(h("span", { class: "ws-title" }, look_up.name), h("span", { class: "ws-grow" }), kit.helpButton);
    kit.body.replaceChildren(...statement(), ...steps());
    if (focus) kit.body.querySelector(focus)?.focus();
    kit.keep.speak();
  }

  kit.body.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!event.target.matches("input[type=radio]")) return;
    event.target.closest("section").querySelector(".ws-primary").click();
    event.preventDefault();
  });

  kit.keep.drafts.forEach(applyChange);
  draw();
  return () => kit.stop();
}

export default { render };
