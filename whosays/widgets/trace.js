/** The tracing widget: the road a statement took to the page, built from parts. */
import { fill, frame, h, link, objectionBox, progressOf, typing } from "./base.js";

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/**
 * How a road differs from the key's: what it lacks, what it has beside it, which pairs are swapped.
 * @param {string[]} road ids in order
 * @param {string[]} chain the key's
 */
function roadDifferences(road, chain) {
  const shared = chain.filter((id) => road.includes(id));
  return {
    missing: chain.filter((id) => !road.includes(id)),
    extra: road.filter((id) => !chain.includes(id)),
    order: shared.slice(1).map((id, i) => [shared[i], id])
      .filter(([a, b]) => road.indexOf(a) > road.indexOf(b)),
  };
}

function render({ model, el }) {
  const data = model.get("data");
  const { common, trace, keys, status, verdict } = data.words;
  const { explain } = data;
  const parts = new Map(data.parts.map((part) => [part.id, part]));
  const targets = { road: target(data.road), weakest: target(data.weakest) };
  const { road, weakest } = targets;
  let at = 0; // the part of the road that can be moved
  let begun = road.now !== undefined;
  road.now ??= [...data.start];
  weakest.now ??= [];
  let appeal = data.road.answer.appeal ?? "";

  const kit = frame(model, el, {
    name: trace.name,
    keys: data.worked ? [keys.tab, keys.leave, keys.help, keys.run]
      : [keys.move, keys.tab, trace.key_put, trace.key_shift, trace.key_off, keys.check,
        keys.leave, keys.help, keys.run],
    apply: (changes) => {
      changes.forEach(applyChange);
      paint();
    },
    progress: () => (data.worked ? trace.worked_status : progressOf(status, finished() ? 1 : 0, 1)),
  });

  /** A stored question as the page holds it; ids of parts that are gone are left out. */
  function target({ answer, ...about }) {
    const known = (ids) => ids?.filter((id) => parts.has(id));
    const checked = answer.checked.includes("choice");
    return { about, now: known(answer.now.choice), first: known(answer.first.choice), checked };
  }

  function finished() {
    return road.checked && weakest.checked;
  }

  function applyChange(change) {
    for (const one of Object.values(targets)) {
      if (change.article !== one.about.article || change.segment !== one.about.segment) continue;
      if (change.event === "appeal") appeal = change.appeal;
      if (!("choice" in change)) continue;
      one.now = (change.choice ?? []).filter((id) => parts.has(id));
      if (one === road) begun = true;
      if (change.event === "check" && !one.checked) Object.assign(one, { checked: true, first: one.now });
    }
  }

  function keep(event, one, fields) {
    const { article, sha256, segment, exact } = one.about;
    kit.keep.keep({ event, article, article_sha256: sha256, segment, exact, ...fields });
  }

  /* ---- the road ---- */

  const text = (id) => parts.get(id).text;
  const broken = (ids, i) => i > 0 && (parts.get(ids[i]).gap || parts.get(ids[i - 1]).gap);

  /** A road as one line of text; arrows beside a gap are broken. */
  function roadText(ids) {
    return ids.map((id, i) => (i ? ` ${broken(ids, i) ? "⇢" : "→"} ` : "") + text(id)).join("");
  }

  /** The road as it is now is the answer; a weakest link that left the road is no answer. */
  function changed(said) {
    begun = true;
    keep("answer", road, { choice: [...road.now] });
    if (weakest.now.some((id) => !road.now.includes(id))) mark([]);
    paint();
    kit.say(said);
  }

  function mark(ids) {
    weakest.now = ids;
    keep("answer", weakest, { choice: [...ids] });
  }

  const told = (id) =>
    fill(trace.placed, { part: text(id), n: road.now.indexOf(id) + 1, count: road.now.length });

  function toggle(id) {
    if (road.now.includes(id)) return takeOff(id);
    road.now = [...road.now, id];
    at = road.now.length - 1;
    return changed(told(id));
  }

  function takeOff(id) {
    road.now = road.now.filter((one) => one !== id);
    at = Math.max(0, Math.min(at, road.now.length - 1));
    changed(fill(trace.off, { part: text(id) }));
  }

  function shift(step) {
    const to = at + step;
    if (road.now[at] === undefined || road.now[to] === undefined) return;
    const next = [...road.now];
    [next[at], next[to]] = [next[to], next[at]];
    road.now = next;
    at = to;
    changed(told(next[to]));
  }

  function check() {
    const open = [
      road.now.length < 2 && `${trace.your_road}.`,
      !weakest.now.length && trace.weakest_ask,
    ].filter(Boolean);
    if (open.length) {
      hint.textContent = fill(common.answer_all, { missing: open.join(" ") });
      return;
    }
    for (const one of Object.values(targets)) {
      if (one.checked) continue;
      Object.assign(one, { checked: true, first: one.now });
      keep("check", one, { choice: [...one.now] });
    }
    builder.hidden = true;
    paint();
    why.focus();
    kit.say(why.querySelector(".ws-first").textContent);
  }

  /* ---- building it ---- */

  const face = (part) => [part.text, h("small", {}, part.name)];
  const buttons = data.parts.map((part, i) => h("button", {
    class: "ws-part", "data-gap": part.gap, "aria-pressed": "false", tabindex: i ? "-1" : "0",
    onclick: () => {
      rove(buttons, i, false);
      toggle(part.id);
    },
  }, h("span", { class: "ws-node-face" }, face(part)), h("b", { class: "ws-place", "aria-hidden": "true" })));
  const tray = h("div", { class: "ws-row ws-tray", role: "toolbar", "aria-label": trace.parts }, buttons);
  const list = h("div", {
    class: "ws-road", role: "listbox", "aria-label": trace.your_road, "aria-orientation": "horizontal",
  });
  const empty = h("p", { class: "ws-soft" }, trace.empty);
  const note = h("p", { class: "ws-soft" }, trace.begun);
  const moved = h("span", { class: "ws-moved" });
  const tools = [
    [trace.earlier, () => shift(-1), () => at > 0],
    [trace.later, () => shift(1), () => at < road.now.length - 1],
    [trace.take_off, () => takeOff(road.now[at]), () => true],
  ].map(([name, act, can]) => {
    const able = () => Boolean(road.now.length) && can();
    return { able, button: h("button", { onclick: () => able() && act() }, name) };
  });
  const bench = h("div", { class: "ws-row ws-tools", role: "toolbar", "aria-label": trace.move },
    moved, tools.map((tool) => tool.button));
  const links = h("div", { class: "ws-links" });
  const noLinks = h("p", { class: "ws-soft" }, trace.weakest_none);
  const question = h("fieldset", { class: "ws-q" }, h("legend", {}, trace.weakest_ask),
    h("p", { class: "ws-soft" }, trace.weakest_help), links, noLinks);
  const hint = h("span", { class: "ws-soft", role: "status" });
  const checkButton = h("button", { class: "ws-primary", onclick: check }, common.check);
  const checkRow = h("div", { class: "ws-row ws-check" }, checkButton, hint);
  const builder = h("div", { class: "ws-builder" },
    h("p", {}, trace.build), h("p", { class: "ws-h" }, trace.parts), tray,
    h("p", { class: "ws-h" }, trace.your_road), note, empty, list, bench, question);
  const again = h("button", { "aria-expanded": "false", onclick: () => {
    builder.hidden = !builder.hidden;
    paint();
    if (!builder.hidden) (buttons.find((button) => button.tabIndex === 0) ?? again).focus();
  } }, trace.again);
  const why = h("section", { class: "ws-why", "aria-label": trace.explanation, tabindex: "-1" });

  /** One stop of the Tab key in a row of things; arrows move on from it. */
  function rove(all, to, focus = true) {
    all.forEach((one, i) => one.setAttribute("tabindex", i === to ? "0" : "-1"));
    if (focus) all[to].focus();
  }

  function walk(event, all, act) {
    const i = all.indexOf(event.target);
    const step = STEPS[event.key];
    const to = { Home: 0, End: all.length - 1 }[event.key] ?? (step ? i + step : undefined);
    if (i < 0 || to === undefined) return;
    event.preventDefault();
    if (all[to] || event.shiftKey) act(to, event.shiftKey ? step : 0);
  }

  tray.addEventListener("keydown", (event) => walk(event, buttons, (to) => buttons[to] && rove(buttons, to)));
  list.addEventListener("click", (event) => {
    const i = nodes().indexOf(event.target.closest("[role=option]"));
    if (i < 0) return;
    at = i;
    paintRoad();
    nodes()[at].focus();
  });
  list.addEventListener("keydown", (event) => {
    if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      takeOff(road.now[at]);
      if (!road.now.length) rove(buttons, 0);
      return;
    }
    walk(event, nodes(), (to, step) => {
      if (step) return shift(step);
      at = to;
      paintRoad();
      return nodes()[at].focus();
    });
  });

  const nodes = () => [...list.querySelectorAll("[role=option]")];

  /** A road as stops with arrows before them; arrows beside a gap are broken. */
  function stops(ids, node) {
    return ids.map((id, i) => h("span", { class: "ws-stop", role: "presentation", "data-broken": broken(ids, i) },
      node(parts.get(id), i)));
  }

  function paintRoad() {
    const inside = list.contains(document.activeElement);
    list.replaceChildren(...stops(road.now, (part, i) => h("span", {
      class: "ws-node", role: "option", "data-gap": part.gap, "aria-selected": String(i === at),
      tabindex: i === at ? "0" : "-1",
    }, h("span", { class: "ws-node-face" }, face(part)))));
    if (inside) nodes()[at]?.focus();
    list.hidden = bench.hidden = !road.now.length;
    empty.hidden = Boolean(road.now.length);
    note.hidden = begun || !data.start.length;
    moved.textContent = road.now.length ? `${text(road.now[at])}:` : "";
    tools.forEach(({ button, able }) => button.setAttribute("aria-disabled", String(!able())));
    buttons.forEach((button, i) => {
      const n = road.now.indexOf(data.parts[i].id) + 1;
      button.setAttribute("aria-pressed", String(n > 0));
      button.querySelector(".ws-place").textContent = n || "";
    });
  }

  /** The links one can mark; drawn anew only when there are others, so that the focus stays. */
  function paintLinks() {
    const ids = road.now.filter((id) => !parts.get(id).gap && parts.get(id).kind !== "you");
    if (links.dataset.ids !== ids.join(" ")) {
      links.dataset.ids = ids.join(" ");
      links.replaceChildren(...ids.map((id) => {
        const input = h("input", { type: "radio", name: `${kit.id}-weakest`, value: id, class: "ws-radio" });
        input.addEventListener("change", () => {
          mark([id]);
          paint();
        });
        return h("label", { class: "ws-option" }, input,
          h("span", { class: "ws-face" }, h("span", { class: "ws-name" }, text(id))));
      }));
    }
    links.querySelectorAll("input").forEach((input) => { input.checked = weakest.now[0] === input.value; });
    noLinks.hidden = ids.length > 0;
  }

  /* ---- the explanation ---- */

  /** A road drawn to be read: gaps dashed, arrows broken beside them, tags in words. */
  function drawn(ids, tagsOf) {
    const items = stops(ids, (part) => {
      const tags = tagsOf(part.id).filter(Boolean);
      const weak = tags.includes(trace.tag_weakest);
      return h("span", { class: "ws-node", "data-gap": part.gap, "data-weak": weak },
        h("span", { class: "ws-node-face" }, face(part)), tags.map((tag) => h("em", {}, tag)));
    });
    return h("ol", { class: "ws-road" }, items.map((item, i) => {
      const stop = h("li", { class: "ws-stop", "data-broken": broken(ids, i) });
      stop.append(...item.childNodes);
      return stop;
    }));
  }

  const weakestTag = (id) => explain.weakest === id && trace.tag_weakest;

  function keyRoad(missing) {
    return h("div", {}, h("p", { class: "ws-h" }, trace.key_road),
      drawn(explain.chain, (id) => [missing.includes(id) && trace.tag_missing, weakestTag(id)]));
  }

  function rows(head, ids) {
    return ids.length > 0 && [h("p", {}, head),
      h("ul", {}, ids.map((id) => h("li", {}, reason(id))))];
  }

  const reason = (id) => [h("b", {}, text(id)), " · ", explain.why[id]];

  function comparison() {
    const found = roadDifferences(road.now, explain.chain);
    const same = !found.missing.length && !found.extra.length && !found.order.length;
    const mine = (id) => weakest.now[0] === id && trace.tag_mine;
    return [
      h("p", { class: "ws-first" }, h("b", {}, same ? trace.same : trace.differs)),
      same ? drawn(road.now, (id) => [weakestTag(id), mine(id)]) : h("div", { class: "ws-beside" },
        h("div", {}, h("p", { class: "ws-h" }, trace.your_road),
          drawn(road.now, (id) => [found.extra.includes(id) && trace.tag_extra, mine(id)])),
        keyRoad(found.missing)),
      rows(trace.has_too, found.missing),
      rows(trace.has_not, found.extra),
      found.order.map(([a, b]) => h("p", {}, fill(trace.order, { first: text(a), second: text(b) }))),
      weakestLines().map(([head, reason]) => h("p", {}, h("b", {}, head), " ", reason)),
    ];
  }

  /** The verdict on the link they marked, with its reason, and the key's where it is another. */
  function weakestLines() {
    const [id] = weakest.now;
    const key = [fill(trace.weakest_key, { part: text(explain.weakest) }), explain.weakest_why[explain.weakest]];
    if (!id) return [];
    if (id === explain.weakest) return [[trace.weakest_same, key[1]]];
    const also = explain.weakest_also.includes(id);
    return [[also ? verdict.defensible : trace.weakest_differs, explain.weakest_why[id] ?? explain.why[id]], key];
  }

  function conclusion() {
    const { rung } = explain;
    const others = data.parts.map((part) => part.id).filter((id) => !explain.chain.includes(id));
    return [
      h("p", { class: "ws-leads" }, h("b", { class: `ws-tile k${rung.id}`, "aria-hidden": "true" }, rung.id === "0" ? "∅" : rung.id),
        h("span", {}, h("span", { class: "ws-kit" }, rung.tag), " ", h("b", {}, fill(trace.leads, { rung: rung.answer })), " ", rung.why)),
      h("p", {}, h("b", {}, `${trace.aloud}: `), explain.said),
      explain.raise_it && h("p", {}, h("b", {}, `${explain.raise_head}: `), explain.raise_it),
      h("details", { class: "ws-more", open: data.worked },
        h("summary", {}, trace.every),
        h("ul", {}, [...explain.chain, ...others].map((id) => h("li", {}, reason(id)))),
        h("dl", {}, explain.standards.map(({ label, says, url }) => [h("dt", {}, common.standard),
          h("dd", {}, says, " ", url ? link(url, fill(common.read_standard, { name: label })) : label)]))),
    ];
  }

  function worked() {
    const head = fill(trace.weakest_key, { part: text(explain.weakest) });
    return [h("p", { class: "ws-soft ws-first" }, trace.worked), keyRoad([]),
      h("p", {}, h("b", {}, head), " ", explain.weakest_why[explain.weakest]), conclusion()];
  }

  /** Say which first answer counts, once another is tried. */
  function trying() {
    const firsts = [[road, roadText], [weakest, (ids) => ids.map(text).join("")]]
      .filter(([one]) => one.first.join(" ") !== one.now.join(" ")).map(([one, say]) => say(one.first));
    return firsts.length > 0 && h("p", { class: "ws-soft" }, fill(common.trying, { answer: firsts.join(" · ") }));
  }

  function objection() {
    return h("div", {}, objectionBox(common, `${kit.id}-why`, appeal, (text) => {
      appeal = text;
      keep("appeal", road, { appeal });
    }));
  }

  function explanation() {
    if (data.worked) return worked();
    if (!finished()) return [];
    if (!explain) return [h("p", { class: "ws-first" }, common.withheld)];
    return [comparison(), conclusion(), trying(), objection()];
  }

  /* ---- the whole ---- */

  function paint() {
    hint.textContent = "";
    if (!data.worked) {
      paintRoad();
      paintLinks();
    }
    checkRow.hidden = data.worked || finished();
    again.hidden = data.worked || !finished();
    again.textContent = builder.hidden ? trace.again : trace.again_close;
    again.setAttribute("aria-expanded", String(!builder.hidden));
    why.replaceChildren(...explanation().flat(Infinity).filter(Boolean));
    why.hidden = !why.childNodes.length;
    kit.keep.speak();
  }

  kit.body.addEventListener("keydown", (event) => {
    const enter = event.key === "Enter" && !event.shiftKey && !typing(event);
    if (!enter || finished() || !event.target.matches("input[type=radio]")) return;
    check();
    event.preventDefault();
  });

  kit.keep.drafts.forEach(applyChange);
  builder.hidden = data.worked || finished();
  kit.bar.append(h("span", { class: "ws-title" }, trace.name), kit.helpButton);
  kit.body.append(...[
    h("p", { class: "ws-from ws-soft" }, data.from),
    h("p", { class: "ws-passage ws-article" },
      data.paragraph.map(([words, own]) => (own ? h("strong", {}, words) : words))),
    data.plain && h("p", { class: "ws-plain-line ws-aid-plain" }, h("b", {}, `${common.plain}: `), data.plain),
    data.glosses.length > 0 && h("details", { class: "ws-glossed" }, h("summary", {}, common.glosses),
      h("ul", {}, data.glosses.map(({ term, means }) => h("li", {}, h("b", {}, `${term}: `), means)))),
    h("p", { class: "ws-asked" }, data.ask), builder, checkRow, why, again,
  ].filter(Boolean));
  paint();
  return () => kit.stop();
}

export default { render };
