/** The asking widget: a question to choose, to put in order, or to write, then an explanation. */
import { CHANGED, fill, frame, h, objectionBox, progressOf } from "./base.js";

const PAUSE_MS = 1500;
const MOST_LETTERS = 2000;

/** The field in which a question's answer is stored. */
function fieldOf(question) {
  return question.kind === "text" ? "written" : "choice";
}

/** What is answered to a question: last, first checked, and which fields are checked. */
function stateOf({ now, first, checked, appeal }) {
  return { now: { ...now }, first: { ...first }, checked: new Set(checked), appeal: appeal || "" };
}

/** Take a change into what is answered; what was checked first stays. */
function absorb(state, change) {
  for (const field of ["choice", "written"]) {
    if (!(field in change)) continue;
    state.now[field] = change[field];
    if (change.event === "check" && !state.checked.has(field)) {
      state.checked.add(field);
      state.first[field] = change[field];
    }
  }
  if (change.event === "appeal") state.appeal = change.appeal;
}

function render({ model, el }) {
  const data = model.get("data");
  const { ask, common, keys } = data.words;
  const questions = data.questions.map((row) => ({
    ...row,
    state: stateOf(row.answer),
    was: row.before ? stateOf(row.before.answer) : null,
  }));
  let at = 0;
  let shown = {};

  const kit = frame(model, el, {
    name: questions.every((q) => q.predict) ? ask.prediction : ask.name,
    keys: [
      questions.some((q) => q.kind === "choice") && keys.move,
      questions.some((q) => q.kind === "choice" && q.most > 1) && ask.key_choose,
      questions.some((q) => q.kind === "order") && ask.key_order,
      keys.tab, keys.check, keys.leave, keys.help, keys.run,
    ].filter(Boolean),
    apply: (changes) => {
      flush();
      changes.forEach(take);
      show(at);
    },
    progress: () => progressOf(ask, questions.filter(done).length, questions.length),
  });

  /** Whether a question's answer has been checked. */
  function done(q) {
    return q.state.checked.has(fieldOf(q));
  }

  function isOf(target, change) {
    return target && target.article === change.article && target.segment === change.segment;
  }

  function take(change) {
    for (const q of questions) {
      if (isOf(q, change)) absorb(q.state, change);
      if (isOf(q.before, change)) absorb(q.was, change);
    }
  }

  /** A widget of this page kept an answer: it may be what this one shows as "before". */
  function heard({ detail: { draft, change } }) {
    const again = questions.filter((q) => draft === data.draft && isOf(q.before, change));
    again.forEach((q) => absorb(q.was, change));
    if (again.length) paintAnswer();
  }

  /** Keep what is being written; where the page or the view goes, no pause comes any more. */
  function flush() {
    shown.flush?.(false);
  }

  function keep(q, event, fields) {
    const { article, sha256, segment, exact } = q;
    const change = { event, article, article_sha256: sha256, segment, exact, ...fields };
    absorb(q.state, change);
    kit.keep.keep(change);
  }

  function hint(text) {
    shown.hint.textContent = text;
    if (text) kit.say(text);
  }

  function check() {
    const q = questions[at];
    shown.flush?.();
    if (done(q)) return;
    const value = shown.value();
    if (!value.length) {
      hint(q.kind === "text" ? ask.nothing_written : ask.none_chosen);
      shown.first().focus();
      return;
    }
    keep(q, "check", { [fieldOf(q)]: value });
    paint();
    shown.why.focus();
    kit.say(shown.why.querySelector(".wa-first").textContent);
  }

  /** An answer in words, empty where there is none. */
  function inWords(q, value) {
    if (q.kind === "text") return (value ?? "").trim();
    const names = (value ?? []).map((id) => q.options.find((o) => o.id === id)?.text).filter(Boolean);
    return names.map((name, i) => (q.kind === "order" ? `${i + 1}. ${name}` : name)).join(" · ");
  }

  /* ---- the three kinds of answers ---- */

  function tagsOf(q, id) {
    const { state, was, explain } = q;
    const has = (value) => (value ?? []).includes(id);
    const judged = done(q) && !q.predict && explain;
    return [
      was && has(was.first.choice ?? was.now.choice) && h("em", {}, ask.before_tag),
      done(q) && has(state.now.choice) && h("em", {}, common.you),
      done(q) && !has(state.now.choice) && has(state.first.choice) && h("em", {}, common.first),
      judged && has(explain.right) && h("em", { class: "key" }, common.key),
    ].filter(Boolean);
  }

  function choicePart(q) {
    const many = q.most > 1;
    const rows = q.options.map((o) => {
      const input = h("input", { type: many ? "checkbox" : "radio", name: `${kit.id}-${at}`, value: o.id });
      const tags = h("span", { class: "wa-tags" });
      input.addEventListener("change", () => choose(o.id, input));
      return { id: o.id, input, tags, node: h("label", { class: "wa-option" }, input, h("span", { class: "wa-name" }, o.text), tags) };
    });

    function choose(id, input) {
      const chosen = new Set(q.state.now.choice ?? []);
      if (!many) chosen.clear();
      if (input.checked) chosen.add(id);
      else chosen.delete(id);
      if (chosen.size > q.most) {
        input.checked = false;
        hint(fill(ask.too_many, { count: q.most }));
        return;
      }
      keep(q, "answer", { choice: q.options.map((o) => o.id).filter((one) => chosen.has(one)) });
      paint();
    }

    return {
      node: h("fieldset", { class: "wa-q" }, h("legend", {}, q.ask),
        many && h("p", { class: "ws-soft" }, fill(ask.most, { count: q.most })), rows.map((row) => row.node)),
      first: () => rows[0].input,
      value: () => q.state.now.choice ?? [],
      paint() {
        for (const row of rows) {
          row.input.checked = (q.state.now.choice ?? []).includes(row.id);
          row.tags.replaceChildren(...tagsOf(q, row.id));
        }
      },
    };
  }

  function orderPart(q) {
    const rows = new Map(q.options.map((o) => {
      const place = h("b", { class: "wa-place" });
      const tags = h("span", { class: "wa-tags" });
      const mover = (label, sign, step) =>
        h("button", { "aria-label": fill(label, { text: o.text }), onclick: () => move(o, step) }, sign);
      const up = mover(ask.up, "↑", -1);
      const down = mover(ask.down, "↓", 1);
      const node = h("li", { class: "wa-item" }, place, h("span", { class: "wa-name" }, o.text, tags),
        h("span", { class: "wa-moves" }, up, down));
      node.addEventListener("keydown", (event) => {
        const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
        if (!step || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
        event.preventDefault();
        move(o, step);
      });
      return [o.id, { node, place, tags, up, down }];
    }));
    const list = h("ol", { class: "wa-list", "aria-label": q.ask });
    const order = () => q.state.now.choice ?? q.options.map((o) => o.id);

    function move(item, step) {
      const next = [...order()];
      const from = next.indexOf(item.id);
      const to = from + step;
      if (to < 0 || to >= next.length) return;
      next.splice(to, 0, ...next.splice(from, 1));
      const focused = el.getRootNode().activeElement;
      keep(q, "answer", { choice: next });
      paint();
      if (list.contains(focused)) focused.focus(); // moving a node takes the focus away
      kit.say(fill(ask.moved, { n: to + 1, count: next.length, text: item.text }));
    }

    return {
      node: h("div", { class: "wa-q" }, h("p", { class: "wa-ask" }, q.ask), list),
      first: () => list.querySelector("button"),
      value: order,
      paint() {
        const ids = order();
        const right = done(q) && !q.predict && q.explain ? q.explain.right : [];
        ids.forEach((id, i) => {
          const row = rows.get(id);
          row.place.replaceChildren(h("span", { class: "ws-live" }, fill(ask.place_of, { n: i + 1 })),
            h("span", { "aria-hidden": "true" }, String(i + 1)));
          row.up.setAttribute("aria-disabled", String(i === 0));
          row.down.setAttribute("aria-disabled", String(i === ids.length - 1));
          const key = right.indexOf(id) + 1;
          row.tags.replaceChildren(...(key ? [h("em", { class: "key" }, `${common.key}: ${key}`)] : []));
          if (list.children[i] !== row.node) list.insertBefore(row.node, list.children[i] ?? null);
        });
      },
    };
  }

  function textPart(q) {
    const id = `${kit.id}-${at}-text`;
    const text = h("textarea", { id, rows: "6", maxlength: String(MOST_LETTERS) });
    let timer = 0;
    text.value = q.state.now.written ?? "";
    const flush = (draw = true) => {
      clearTimeout(timer);
      if (text.value === (q.state.now.written ?? "")) return;
      keep(q, "answer", { written: text.value });
      if (draw) paintAnswer(); // and nothing else: a press may be on its way to a box below
    };
    text.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(flush, PAUSE_MS);
    });
    text.addEventListener("blur", () => flush());
    return {
      node: h("div", { class: "wa-q" }, h("p", { class: "wa-ask", id: `${id}-ask` }, q.ask),
        h("label", { for: id, class: "ws-soft" }, ask.write), text),
      first: () => text,
      value: () => text.value.trim() && text.value,
      flush,
      paint() {
        text.setAttribute("aria-describedby", `${id}-ask`);
      },
    };
  }

  const PARTS = { choice: choicePart, order: orderPart, text: textPart };

  /* ---- what is told after Check ---- */

  function pairs(rows) {
    return rows.length ? h("dl", {}, rows.map(([head, name, why]) => [h("dt", {}, head), h("dd", {}, name && h("b", {}, name, " "), why)])) : null;
  }

  function choiceTold(q) {
    const { right, also, options } = q.explain;
    const chosen = q.state.now.choice ?? [];
    const hit = chosen.some((id) => right.includes(id));
    const rest = q.options.filter((o) => !chosen.includes(o.id));
    const [keyed, others, left] = [right, also, null].map((ids) => rest.filter((o) =>
      ids ? ids.includes(o.id) : !right.includes(o.id) && !also.includes(o.id)));
    const row = (head) => (o) => [head, `${o.text}.`, options[o.id].why];
    return [
      q.options.filter((o) => chosen.includes(o.id)).map((o, i) =>
        h("p", { class: i ? "" : "wa-first" }, h("b", {}, q.most > 1 && `${o.text}: `, options[o.id].verdict), " ", options[o.id].why)),
      pairs([...keyed.map(row(hit ? ask.fits_too : common.key_heading)), ...others.map(row(common.also))]),
      left.length > 0 && h("details", {}, h("summary", {}, ask.rest),
        pairs(left.map((o) => [o.text, "", options[o.id].why]))),
    ];
  }

  function orderTold(q) {
    const { right, options } = q.explain;
    const mine = q.state.now.choice ?? [];
    const same = right.every((id, i) => mine[i] === id);
    return [
      h("p", { class: "wa-first" }, h("b", {}, same ? ask.order_same : ask.order_differs)),
      h("ol", { class: "wa-key" }, right.map((id, i) => h("li", {}, h("b", {}, q.options.find((o) => o.id === id).text),
        mine[i] !== id && h("em", {}, fill(ask.you_at, { n: mine.indexOf(id) + 1 })),
        h("span", {}, options[id].why)))),
    ];
  }

  /** The criteria: the reader or a partner ticks them, no program does. */
  function criteria(q) {
    return h("fieldset", { class: "wa-q" }, h("legend", {}, ask.criteria), q.criteria.map((one) => {
      const input = h("input", { type: "checkbox", value: one.id });
      input.checked = (q.state.now.choice ?? []).includes(one.id);
      input.addEventListener("change", () => {
        const ticked = new Set(q.state.now.choice ?? []);
        if (input.checked) ticked.add(one.id);
        else ticked.delete(one.id);
        keep(q, "answer", { choice: q.criteria.map((c) => c.id).filter((id) => ticked.has(id)) });
      });
      return h("label", { class: "wa-option" }, input, h("span", { class: "wa-name" }, one.text));
    }));
  }

  function textTold(q) {
    const anchors = q.explain?.anchors ?? [];
    return [
      h("p", { class: "wa-first" }, ask.read_again),
      criteria(q),
      anchors.length > 0 && h("p", { class: "ws-h" }, ask.anchors),
      anchors.map((anchor) => [h("blockquote", { class: "wa-anchor" }, anchor.text),
        h("p", {}, h("b", {}, `${ask.shows}: `), anchor.shows)]),
      h("p", { class: "ws-soft" }, ask.still_yours),
    ];
  }

  function objection(q) {
    const save = (appeal) => keep(q, "appeal", { appeal });
    return objectionBox(common, `${kit.id}-${at}-why`, q.state.appeal, save);
  }

  function told(q) {
    const withheld = h("p", { class: "wa-first" }, common.withheld);
    const after = q.explain?.after && h("p", { class: "wa-after" }, q.explain.after);
    const field = fieldOf(q);
    const trying = q.kind !== "text" && inWords(q, q.state.first[field]) !== inWords(q, q.state.now[field]);
    const first = trying && h("p", { class: "ws-soft" }, fill(common.trying, { answer: inWords(q, q.state.first[field]) }));
    if (q.predict) return [h("p", { class: "wa-first" }, ask.kept), first, q.explain ? after : withheld];
    if (q.kind === "text") return [textTold(q), q.explain ? after : withheld];
    if (!q.explain) return [withheld, first];
    return [q.kind === "order" ? orderTold(q) : choiceTold(q), after, first, objection(q)];
  }

  /* ---- the whole ---- */

  /** What was said before, and beside it, once checked, what is said now. */
  function before(q) {
    if (!q.was) return [];
    const field = fieldOf(q);
    const was = inWords(q, q.was.first[field] ?? q.was.now[field]);
    if (!was) return [h("p", { class: "ws-soft" }, ask.before_none)];
    const now = done(q) && [h("dt", {}, ask.now), h("dd", {}, inWords(q, q.state.now[field]))];
    return [h("dl", {}, h("div", {}, h("dt", {}, ask.before), h("dd", {}, was)), now && h("div", {}, now))];
  }

  function quoted(q) {
    return [
      q.from && h("p", { class: "ws-from ws-soft" }, q.from),
      q.text && h("p", { class: "ws-claim" }, q.text),
      q.plain && h("p", { class: "ws-plain-line ws-aid-plain" }, h("b", {}, `${common.plain}: `), q.plain),
      q.glosses.length > 0 && h("details", {}, h("summary", {}, common.glosses),
        pairs(q.glosses.map((gloss) => [gloss.term, "", gloss.means]))),
    ].filter(Boolean);
  }

  function show(index, focus = false) {
    flush();
    at = index;
    const q = questions[at];
    const part = PARTS[q.kind](q);
    const label = q.predict ? ask.keep : q.kind === "text" ? ask.done : common.check;
    shown = {
      ...part,
      part,
      was: h("div", { class: "wa-before", hidden: !q.was }),
      button: h("button", { class: "ws-primary", onclick: check }, label),
      hint: h("span", { class: "ws-soft", role: "status" }),
      why: h("section", { class: "wa-why", "aria-label": ask.explanation, tabindex: "-1", hidden: true }),
      next: h("button", { class: "ws-primary", onclick: () => show(at + 1, true) }, ask.next),
      end: h("p", { class: "wa-end", role: "status" }),
    };
    const next = at < questions.length - 1 && shown.next;
    shown.side = h("div", {}, shown.why, h("div", { class: "wa-next" }, next, shown.end));
    kit.body.replaceChildren(...quoted(q), h("div", { class: "ws-two" },
      h("div", {}, shown.was, part.node, h("div", { class: "ws-row ws-check" }, shown.button, shown.hint)),
      shown.side));
    bar();
    paint();
    if (focus) part.first().focus();
  }

  function bar() {
    const many = questions.length > 1;
    const name = questions[at].predict ? ask.prediction : ask.name;
    const back = h("button", { disabled: at === 0, onclick: () => show(at - 1, true) }, common.previous);
    const on = h("button", { disabled: at === questions.length - 1, onclick: () => show(at + 1, true) }, common.onward);
    kit.bar.replaceChildren(
      h("span", { class: "ws-title" }, many ? fill(ask.question_of, { n: at + 1, count: questions.length }) : name),
      h("span", { class: "ws-grow" }), ...(many ? [back, on] : []), kit.helpButton);
  }

  /** Draw the answer itself, and what stands before it. */
  function paintAnswer() {
    shown.part.paint();
    shown.was.replaceChildren(...before(questions[at]));
    kit.keep.speak();
  }

  function paint() {
    const q = questions[at];
    const over = done(q);
    paintAnswer();
    shown.button.hidden = over;
    shown.hint.textContent = "";
    shown.next.hidden = !over;
    shown.why.hidden = !over;
    shown.side.hidden = !over;
    shown.why.replaceChildren(...(over ? told(q).flat(Infinity).filter(Boolean) : []));
    const all = questions.length > 1 && questions.every(done);
    shown.end.textContent = all ? fill(ask.all_done, { count: questions.length }) : "";
  }

  kit.body.addEventListener("keydown", (event) => {
    const answers = event.target.matches("input[type=radio], input[type=checkbox]") && !shown.why.contains(event.target);
    if (event.key !== "Enter" || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey || !answers) return;
    check();
    event.preventDefault();
  });

  kit.keep.drafts.forEach(take);
  const open = questions.findIndex((q) => !done(q));
  show(open < 0 ? 0 : open);
  addEventListener(CHANGED, heard);
  addEventListener("pagehide", flush);
  return () => {
    flush();
    removeEventListener(CHANGED, heard);
    removeEventListener("pagehide", flush);
    kit.stop();
  };
}

export default { render };
