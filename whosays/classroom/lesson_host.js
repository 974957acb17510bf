/**
 * The host of a one-file lesson. It gives each widget its data and keeps nothing itself: every
 * answer is a draft of the widget, in this browser. `base` and `widgets` are the kit's modules.
 */
const parts = unpacked(JSON.parse(document.getElementById("parts").textContent));
const OWN_LEARNER = "whosays:page-learner";
const LANDMARKS = ":is(section, aside, [role=region])[aria-label]";
const CHOICE = "lessons/00_start_here#article";
const { h, fill, drafts, unseen, sha256, heldBy, answersIn, CHANGED } = base;

/** The value that `lesson_packing.py` wrote in fewer bytes; each reading of it is a new one. */
function unpacked({ names, pool, root }) {
  const read = (node) => {
    if (!Array.isArray(node)) return node;
    const [kind, ...values] = node;
    if (kind < 0) return read(pool[-1 - kind]);
    const rows = values.map(read);
    return kind ? Object.fromEntries(names[kind - 1].map((name, at) => [name, rows[at]])) : rows;
  };
  return read(root);
}

/** The random id under which this browser keeps answers, made once. */
function learnerHere() {
  const [known] = drafts.all(OWN_LEARNER);
  if (known && /^[\w-]{1,64}$/.test(known.id)) return known.id;
  const bytes = crypto.getRandomValues(new Uint8Array(6));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

const learner = learnerHere();
const keepLearner = () => drafts.put(OWN_LEARNER, { id: learner });
keepLearner();

/** In which of the three orders this learner meets the checks; as `rotation.py` counts it. */
const turn = String(Number(BigInt(`0x${sha256(learner).slice(0, 12)}`) % 3n));

/** The answers of this learner that this browser keeps, at one desk or at all, oldest first. */
const kept = (desk = "") => unseen(`whosays:${learner}:${desk}${desk && "|"}`, []);

/** The article that was picked on this page last, of those it can show. */
function picked() {
  const slugs = kept(parts.desk).filter((change) => change.segment.endsWith("#pick")).map((change) => change.choice?.[0]);
  return slugs.filter((slug) => parts.picks.includes(slug)).pop() ?? parts.picks[0] ?? "";
}

const slots = [...document.querySelectorAll("[data-cell]")].map((el) => ({ el, cell: parts.cells[el.dataset.cell] }));
const depends = (cell) => parts.picks.length > 0 && parts.picks[0] in cell.shows;

function shownOf(cell) {
  return cell.shows[""] ?? (depends(cell) ? cell.shows[picked()] : cell.shows[turn]);
}

/** What a widget gets: its own data, and where its answers are kept. */
function dataOf(shown) {
  const style = document.querySelector("style").textContent;
  return { ...shown.data, draft: `whosays:${learner}:${parts.desk}`, python: false, where: "", known: [], learner, style, page: true };
}

function model(data) {
  return { get: (name) => (name === "data" ? data : undefined), set() {}, save_changes() {}, on() {}, off() {}, send() {} };
}

function row(...content) {
  return h("div", { class: "live-list" }, ...content);
}

/** How much is answered in all lessons of this browser. */
function overview(el) {
  const desks = [...heldBy(learner)];
  const rows = desks.map(([desk, changes]) =>
    h("li", {}, fill(parts.say.overview_row, { name: parts.names[desk] ?? desk, count: answersIn(new Map([[desk, changes]])) })));
  el.replaceChildren(row(
    ...(rows.length ? [h("ul", {}, rows), h("p", {}, parts.say.overview_means)] : [h("p", {}, parts.say.overview_none)])));
}

function show(slot) {
  const { el, cell } = slot;
  const shown = shownOf(cell);
  slot.stop?.();
  slot.stop = null;
  if (cell.method === "overview") return overview(el);
  if (shown.html !== undefined) {
    el.innerHTML = shown.html; // the kit's own twin, made and escaped when the page was built
    return undefined;
  }
  const data = dataOf(shown);
  el.replaceChildren();
  slot.data = data;
  if (cell.method === "pick") showsPicked(data);
  slot.stop = widgets[shown.widget].render({ model: model(data), el });
  return undefined;
}

/** Tell the box in which an article is picked which one the page shows. */
function showsPicked(data) {
  const found = data.rows.find((each) => each.id === picked());
  if (found) data.shown = { slug: found.id, title: found.title };
}

/** Where another article was chosen in lesson 00, the way to this page on that article. */
function offerRoute() {
  const chosen = kept("lessons/00_start_here").filter((change) => change.segment === CHOICE).map((change) => change.choice?.[0]).pop();
  const route = chosen !== parts.article && parts.routes[chosen];
  const link = () => route && h("p", { class: "told" }, fill(parts.say.moved, { title: route.title }), " ", h("a", { href: route.href }, route.title));
  document.getElementById("moved").replaceChildren(link() || "");
  for (const { el, cell } of slots.filter((slot) => slot.cell.method === "choose")) {
    el.querySelector(".told")?.remove();
    if (route) el.append(link());
  }
}

addEventListener(CHANGED, ({ detail }) => {
  keepLearner();
  const { segment } = detail.change;
  if (segment === CHOICE) offerRoute();
  for (const slot of slots) {
    if (segment.endsWith("#pick") && slot.cell.method === "pick") showsPicked(slot.data);
    if (segment.endsWith("#pick") && depends(slot.cell)) show(slot);
    if (slot.cell.method === "overview") show(slot);
  }
});

/** On a page with many boxes of one name, a screen reader needs their number too. */
function number({ el }, at) {
  for (const node of el.querySelectorAll(LANDMARKS)) {
    if (node.dataset.box) continue;
    node.dataset.box = at + 1;
    node.setAttribute("aria-label", fill(parts.say.box, { name: node.getAttribute("aria-label"), n: at + 1 }));
  }
}

slots.forEach((slot, at) => {
  show(slot);
  number(slot, at);
  new MutationObserver(() => number(slot, at)).observe(slot.el, { childList: true, subtree: true });
});
offerRoute();
document.documentElement.dataset.ready = "yes";
