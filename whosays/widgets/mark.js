/** The marking widget: the article as a list of claims, a label or more on each. */
import { fill, frame, h, lighted, typing } from "./base.js";

const OVERLAYS = ["mine", "key", "both"];

function render({ model, el }) {
  const data = model.get("data");
  const { common, mark, status, keys } = data.words;
  const order = [];
  for (const paragraph of data.paragraphs) {
    for (const run of paragraph.runs) if (run.seg && !order.includes(run.seg)) order.push(run.seg);
  }
  const claims = Object.fromEntries(
    order.map((id) => {
      const { answer, ...rest } = data.segments[id];
      return [id, { ...rest, id, labels: [...answer.now], checked: answer.checked }];
    }),
  );
  const labelOf = Object.fromEntries(data.labels.map((label) => [label.id, label]));
  const undo = [];
  const redo = [];
  let chosen = [order[0]];
  let anchor = order[0];
  let active = order[0];
  let overlay = "mine";

  const kit = frame(model, el, {
    name: `${mark.name}: ${data.title}`,
    keys: [
      keys.move, keys.mark_ends, keys.mark_extend, fill(keys.mark_label, { count: data.labels.length }),
      keys.mark_clear, keys.undo, keys.tab, keys.leave, keys.help, keys.run,
    ],
    apply: (changes) => {
      changes.forEach(applyChange);
      paint();
    },
    progress: () => {
      const done = order.filter((id) => claims[id].labels.length).length;
      return fill(status.marked, { done, count: order.length });
    },
  });

  function applyChange(change) {
    const claim = change.article === data.article && claims[change.segment];
    if (!claim || JSON.stringify(claim.exact) !== JSON.stringify(change.exact)) return;
    if (data.field in change) claim.labels = [...change[data.field]];
    if (change.event === "check") claim.checked = true;
  }

  function keep(event, id) {
    const { article, sha256, field } = data;
    const { exact, labels } = claims[id];
    kit.keep.keep({ event, article, article_sha256: sha256, segment: id, exact, [field]: [...labels] });
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
      const others = claims[id].labels.filter((one) => one !== label);
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

  function check() {
    for (const id of order) {
      if (claims[id].checked || !claims[id].labels.length) continue;
      claims[id].checked = true;
      keep("check", id);
    }
    overlay = "both";
    paint();
    kit.say(verdict(claims[active]));
  }

  const names = (labels) => labels.map((label) => labelOf[label].name).join(", ");

  function spoken(claim) {
    return claim.labels.length ? names(claim.labels) : mark.none_yet;
  }

  /** Labels and key alike, partly alike, or not. */
  function verdict(claim) {
    if (!claim.checked) return claim.labels.length ? "" : mark.open;
    if (!claim.explain) return data.keyed ? mark.unkeyed : common.withheld;
    const shared = claim.explain.right.filter((label) => claim.labels.includes(label));
    const same = shared.length === claim.explain.right.length && shared.length === claim.labels.length;
    return same ? mark.same : shared.length ? mark.partly : mark.differs;
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
  kit.bar.append(tools, h("div", { class: "ws-row ws-ends" }, undoButton, redoButton, kit.helpButton));

  const said = h("div", { class: "ws-said" });
  const cast = h("ul", { class: "ws-cast" });
  const checkButton = h("button", { class: "ws-primary", onclick: check }, common.check);
  const side = h("aside", { class: "ws-side", "aria-label": mark.cast },
    said, h("p", { class: "ws-h" }, mark.cast), cast, h("div", { class: "ws-row" }, checkButton), show);
  kit.body.append(h("div", { class: "ws-two ws-wide-left" }, list, side));

  function labelsShown(claim) {
    const key = claim.checked && claim.explain ? claim.explain.right : [];
    if (overlay === "key") return key.map((label) => [label, "key"]);
    const mine = claim.labels.map((label) => [label, ""]);
    return overlay === "both" ? [...mine, ...key.map((label) => [label, "key"])] : mine;
  }

  function paintClaim(id) {
    const claim = claims[id];
    const shown = labelsShown(claim);
    const proof = claim.checked && claim.explain ? claim.explain.proof : [];
    tags[id].replaceChildren(...shown.map(([label, whose]) => h("span", { class: "ws-tag", "data-whose": whose },
      whose && h("i", {}, `${common.key} `), labelOf[label].tag)));
    for (const [node, text] of pieces[id]) {
      const kids = lighted(text, proof);
      node.replaceChildren(...kids);
      if (node.dataset.last) node.append(tags[id]);
      node.dataset.label = shown.length ? shown[0][0] : "";
      node.classList.toggle("ws-chosen", chosen.includes(id));
      node.classList.toggle("ws-active", id === active);
    }
    const option = options[id];
    option.setAttribute("aria-selected", String(chosen.includes(id)));
    option.setAttribute("tabindex", id === active ? "0" : "-1");
    option.setAttribute("aria-label", fill(mark.option, { text: claim.text, labels: spoken(claim) }));
  }

  function paintSide() {
    const claim = claims[active];
    const paragraph = data.paragraphs.find((p) => p.runs.some((run) => run.seg === active));
    const key = claim.checked && claim.explain;
    const parts = [
      verdict(claim) && h("p", {}, h("b", {}, verdict(claim))),
      key && h("p", {}, fill(mark.key_line, { labels: claim.explain.names.join(", ") }), ": ",
        claim.explain.means.join("; "), "."),
      ...claim.glosses.map((gloss) => h("p", { class: "ws-soft" }, h("b", {}, `${gloss.term}: `), gloss.means)),
      paragraph.plain && h("p", { class: "ws-plain-line ws-aid-plain" }, h("b", {}, `${common.plain}: `), paragraph.plain),
    ].filter(Boolean);
    said.replaceChildren(...parts);
    const count = (label) => order.filter((id) => claims[id].labels.includes(label)).length;
    cast.replaceChildren(...data.labels.map((label) =>
      h("li", {}, h("span", { class: "ws-count" }, count(label.id)), h("b", {}, label.name), " ", h("small", {}, label.short))));
  }

  function paint() {
    order.forEach(paintClaim);
    paintSide();
    buttons.forEach((button, i) => {
      const on = chosen.every((id) => claims[id].labels.includes(data.labels[i].id));
      button.setAttribute("aria-pressed", String(on));
    });
    const anyChecked = order.some((id) => claims[id].checked);
    show.hidden = !anyChecked || !data.keyed;
    views.forEach((button, i) => button.setAttribute("aria-pressed", String(OVERLAYS[i] === overlay)));
    undoButton.disabled = !undo.length;
    redoButton.disabled = !redo.length;
    kit.keep.speak();
  }

  list.addEventListener("click", (event) => {
    const id = event.target.closest("[data-seg]")?.dataset.seg;
    if (id) choose(id, { extend: event.shiftKey });
  });

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
  if (order.some((id) => claims[id].checked)) overlay = "both";
  paint();
  return () => kit.stop();
}

export default { render };
