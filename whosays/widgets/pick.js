/**
 * The pick of the article that one desk works on: one of the kit's, kept at once, or a text of the
 * reader's own, kept when "Use this text" is pressed. Until then what is typed is kept in the
 * browser only, under a name of its own. A text is never HTML, and nothing is fetched.
 */
import { drafts, fill, frame, h, sha256 } from "./base.js";

const OWN = "own";

/** A text as it is kept: no spaces around it, and no half characters, which UTF-8 cannot hold. */
const clean = (text) => new TextDecoder().decode(new TextEncoder().encode(text.trim()));

/** Whether two texts are one to a form, whose lines all end alike. */
const same = (one, other) => clean(one) === clean(other.replace(/\r\n?/g, "\n"));

const wordsIn = (text) => (text.trim() ? text.trim().split(/\s+/).length : 0);

/**
 * Why a text cannot be used, as a sentence, or "". Python cuts the sentences; counted here are the
 * places where one could end, so that nothing is refused that Python would take.
 * @param {string} text
 * @param {any} limits
 * @param {Record<string, string>} say
 * @returns {string}
 */
function faultOf(text, limits, say) {
  const count = wordsIn(text);
  const signs = [...text].length;
  const letters = (text.match(/[\p{L}\p{N}]/gu) ?? []).length;
  const ends = text.split(/[.!?…؟।。！？\n\v\f\x85\u2028\u2029]/u).filter((part) => part.trim()).length;
  const many = (number, most) => ({ count: number.toLocaleString("en"), most: most.toLocaleString("en") });
  if (!count) return say.empty;
  if (count > limits.words) return fill(say.many, many(count, limits.words));
  if (signs > limits.signs) return fill(say.long, many(signs, limits.signs));
  if (text.includes(limits.strange) || letters * 2 < text.replace(/\s/g, "").length) return say.not_text;
  return ends < limits.sentences ? fill(say.few, { least: limits.sentences }) : "";
}

/** What was noted of an own article, from the choice it is kept in: `title:A boat`. */
function noted(names, choice) {
  const found = Object.fromEntries(names.map((name) => [name, ""]));
  for (const row of choice) {
    const at = row.indexOf(":");
    if (at > 0 && row.slice(0, at) in found) found[row.slice(0, at)] = row.slice(at + 1);
  }
  return found;
}

function render({ model, el }) {
  const data = model.get("data");
  const { pick, own_article: refused, keys } = data.words;
  const formName = `whosays:form:${data.draft.split(":").slice(1).join(":")}`;
  let mine = data.picked;
  let stored = data.own;
  let open = "";
  const inputs = new Map();
  const fields = new Map();
  const told = h("p", { class: "ws-article-now", role: "status" });

  const kit = frame(model, el, {
    name: pick.name,
    keys: [keys.move, keys.tab, keys.leave, keys.help, keys.run],
    apply: (changes) => {
      changes.forEach(applyChange);
      show(stored);
      paint();
    },
    progress: () => "",
  });

  function applyChange(change) {
    if (change.segment !== data.segment || !change.choice?.length) return;
    mine = { slug: change.article, choice: change.choice };
    if (change.choice[0] === OWN) stored = { ...noted(data.noted, change.choice), text: change.written ?? "" };
  }

  const typed = () => Object.fromEntries([...fields].map(([name, field]) => [name, field.value]));
  const isStored = () => Object.entries(typed()).every(([name, value]) => same(value, stored[name] ?? ""));

  function show(values) {
    fields.forEach((field, name) => {
      field.value = values[name] ?? "";
    });
    count();
  }

  /** Keep what is typed in the browser, with whether the form was open; an answer it is not yet. */
  function keepForm() {
    if (isStored()) drafts.drop(formName);
    else drafts.put(formName, { id: "form", open: open === OWN, values: typed() });
  }

  function keepPick(change) {
    mine = { slug: change.article, choice: change.choice };
    kit.keep.keep({ event: "answer", segment: data.segment, exact: [], ...change });
  }

  function choose(id) {
    open = id;
    const row = data.rows.find((each) => each.id === id);
    if (row) keepPick({ article: id, article_sha256: row.sha256, choice: [id] });
    else if (stored.text && isStored()) use();
    if (row) keepForm();
    paint();
  }

  function use() {
    const cleaned = Object.entries(typed()).map(([name, value]) => [name, clean(value)]);
    const values = isStored() ? stored : Object.fromEntries(cleaned);
    const fault = faultOf(values.text, data.limits, refused) || (values.text === data.own.text && data.fault);
    wrong.textContent = [fault, fault && values.text && pick.typed].filter(Boolean).join(" ");
    fields.get("text").setAttribute("aria-invalid", String(Boolean(fault)));
    if (fault) {
      fields.get("text").focus();
      return;
    }
    if (isOwn() && values === stored) return;
    const sum = sha256(values.text);
    const about = data.noted.filter((name) => values[name]).map((name) => `${name}:${values[name]}`);
    stored = values;
    keepPick({
      article: `${OWN}-${sum.slice(0, 8)}`, article_sha256: sum, choice: [OWN, ...about], written: values.text,
    });
    keepForm();
    paint();
  }

  const isOwn = () => mine.choice?.[0] === OWN;

  /** The title of the article that is picked now, or of the one that is shown where none is. */
  function title() {
    if (isOwn()) return stored.title || refused.untitled;
    return data.rows.find((row) => row.id === mine.choice?.[0])?.title ?? data.shown.title;
  }

  function sentence() {
    if (data.fixed) return pick.fixed;
    if (open === OWN && !(isOwn() && isStored())) return pick.to_come;
    if (!mine.choice) return pick.default;
    if (mine.slug === data.shown.slug) return pick.yours_now;
    return data.python ? pick.yours : pick.no_python;
  }

  function paint() {
    inputs.forEach((input, id) => {
      input.checked = id === open;
    });
    form.hidden = open !== OWN;
    const refusedNow = data.fault && mine.slug === data.picked.slug;
    const shown = refusedNow ? data.shown.title : title();
    const text = fill(refusedNow ? pick.to_come : sentence(), { title: shown });
    if (told.textContent !== text) told.textContent = text;
    sizes.hidden = !data.cut.words || mine.slug !== data.shown.slug;
    kit.keep.speak();
  }

  function count() {
    const most = data.limits.words.toLocaleString("en");
    counted.textContent = fill(pick.count, { count: wordsIn(fields.get("text").value), most });
  }

  function option(id, name, ...about) {
    const input = h("input", { type: "radio", name: `${kit.id}-pick`, value: id, class: "ws-radio" });
    input.addEventListener("change", () => choose(id));
    inputs.set(id, input);
    return h("label", { class: "ws-option" }, input, h("span", { class: "ws-face" },
      h("span", { class: "ws-name" }, h("b", {}, name), about.filter(Boolean).map((text) => h("small", {}, text)))));
  }

  function field(name, input) {
    input.id = `${kit.id}-${name}`;
    input.addEventListener("input", () => {
      keepForm();
      count();
      paint();
    });
    fields.set(name, input);
    return h("div", { class: "ws-pick-field" }, h("label", { for: input.id }, pick[name]), input);
  }

  const line = (name) => field(name, h("input", { type: "text", maxlength: data.limits.noted, autocomplete: "off" }));
  const wrong = h("p", { class: "ws-pick-wrong", role: "status", id: `${kit.id}-wrong` });
  const counted = h("p", { class: "ws-soft", id: `${kit.id}-count` });
  const sizes = h("p", { class: "ws-soft" }, data.cut.words && fill(pick.cut_into, data.cut));
  const area = h("textarea", { rows: "10", "aria-describedby": `${kit.id}-lines ${kit.id}-wrong`, spellcheck: "false" });
  const form = h("div", { class: "ws-pick-form", role: "group", "aria-label": pick.own, hidden: true },
    h("p", { class: "ws-soft" }, pick.may_be_empty), data.noted.map(line), field("text", area),
    h("p", { class: "ws-soft", id: `${kit.id}-lines` }, pick.lines), counted, wrong,
    h("button", { class: "ws-primary", onclick: use }, pick.use), sizes);

  const most = data.limits.words.toLocaleString("en");
  const rows = data.rows.map((row) =>
    option(row.id, row.title, row.about, fill(pick.size, { count: row.words, minutes: row.minutes }), row.note));
  // Only Python can cut a text into sentences.
  if (!data.page) rows.push(option(OWN, pick.own, fill(pick.own_about, { most })));
  kit.bar.replaceChildren(h("span", { class: "ws-title" }, pick.name), h("span", { class: "ws-grow" }), kit.helpButton);
  kit.body.append(...(data.fixed ? [told]
    : [h("fieldset", { class: "ws-q" }, h("legend", {}, pick.ask), h("div", { class: "ws-articles" }, rows)), told, form]));

  kit.keep.drafts.forEach(applyChange);
  const [left] = drafts.all(formName);
  show(left ? left.values : stored);
  open = left?.open || (data.fault && mine.slug === data.picked.slug) ? OWN : (mine.choice?.[0] ?? data.shown.slug);
  wrong.textContent = data.fault && mine.slug === data.picked.slug ? data.fault : "";
  paint();
  return () => kit.stop();
}

export default { render };
