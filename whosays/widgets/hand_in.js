/** The hand-in widget: what is answered and what is missing, a name, and one file. */
import { CHANGED, LOST_MS, WAITING_MS, answersIn, fill, frame, h, heldBy, offer, page, sha256 } from "./base.js";

const MOST_FILE = 60;

/** A name as it is kept: trimmed, spaces and accents in one form (as `pen_name.py` has it). */
const cleanName = (text) => text.normalize("NFC").trim().split(/\s+/u).join(" ");

/** Which sentence says what is wrong with a name: "" where nothing is. */
function nameFault(name, most) {
  if (!name) return "name_empty";
  if ([...name].length > most) return "name_long";
  const plain = /^[\p{L}\p{M}\p{N} '’.\u200c\u200d-]+$/u.test(name) && /[\p{L}\p{N}]/u.test(name);
  return plain ? "" : "name_signs";
}

/** The file's name, as Python makes it. */
function fileName(name, code) {
  const end = `-${code}.json`;
  const short = name.replace(/[^\p{L}\p{M}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
  const most = MOST_FILE - "hand-in-".length - end.length;
  return `hand-in-${[...short].slice(0, most).join("").replace(/-$/, "") || "no-name"}${end}`;
}

/** A value as JSON with its keys sorted and no spaces: what the code is made of and how the file is written. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (!value || typeof value !== "object") return JSON.stringify(value);
  const rows = Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`);
  return `{${rows.join(",")}}`;
}

/** The titles of the texts of one's own among some changes; the words for one that has none. */
function ownTexts(desks, untitled) {
  const titles = new Map();
  for (const { segment, written, choice } of [...desks.values()].flat()) {
    if (written && segment?.endsWith("#pick")) titles.set(written, choice?.find((row) => row.startsWith("title:")));
  }
  return [...titles.values()].map((row) => row?.slice("title:".length) || untitled);
}

function render({ model, el }) {
  const data = model.get("data");
  const { common, hand_in: say, keys, status } = data.words;
  const { listed, open, checked, count, names, before } = data;
  let shown = { listed, open, checked, count, names, before };
  let wanted = { look: 0, hand_in: 0 };
  let spoken = false;
  let timers = [];

  const kit = frame(model, el, {
    name: say.name,
    keys: [keys.tab, say.key_enter, keys.leave, keys.help, keys.run],
    apply: () => paint(),
    progress: () => (data.python && shown.count ? fill(status.progress, { done: shown.checked, count: shown.count }) : ""),
  });

  /** Send a request to Python; its reply carries the same tab and number. */
  function request(type, more) {
    const mine = page();
    mine.seq += 1;
    wanted[type] = mine.seq;
    try {
      model.send({ type, tab: mine.tab, seq: mine.seq, learner: data.learner, ...more });
    } catch {
      /* a closed channel: the page says after a while that nobody answers */
    }
  }

  function answered(message) {
    if (message.tab !== page().tab) return;
    if (message.type === "looked" && message.seq === wanted.look) refresh(message);
    if (message.type === "handed_in" && message.seq === wanted.hand_in) handedIn(message);
  }

  function refresh(message) {
    for (const name of Object.keys(shown)) shown[name] = message[name] ?? shown[name];
    if (spoken) kit.say(say.listed);
    spoken = false;
    paint();
  }

  /** Ask for the list anew: Python, or where there is none, this browser. */
  function look() {
    if (data.python) request("look");
    else paint();
  }

  /* ---- the file ---- */

  function named() {
    const name = cleanName(input.value);
    const fault = nameFault(name, data.most);
    complain(fault && fill(say[fault], { count: data.most }));
    return fault ? "" : name;
  }

  function complain(why) {
    wrong.textContent = why;
    if (!why) return input.removeAttribute("aria-invalid");
    input.setAttribute("aria-invalid", "true");
    input.focus();
    return kit.say(why);
  }

  function write() {
    const name = named();
    if (!name) return;
    result.hidden = true; // a file of before is not the one asked for now
    if (!data.python) make(name);
    else {
      tell(say.writing);
      timers.forEach(clearTimeout);
      timers = [setTimeout(() => tell(say.waiting), WAITING_MS), setTimeout(lost, LOST_MS)];
      request("hand_in", { name });
    }
  }

  function lost() {
    tell(say.lost);
    const desks = heldBy(data.learner);
    if (!desks.size) return;
    wait.append(browserSays(desks), h("div", { class: "ws-row" },
      h("button", { onclick: () => named() && make(named()) }, say.make)));
  }

  /** Make a file of what this browser keeps: the same format, its changes not folded yet. */
  function make(name) {
    const desks = heldBy(data.learner);
    const unfolded = [...desks].map(([desk, changes]) => ({ desk, changes }));
    const written = new Date().toISOString().replace(/\.\d+Z$/, "Z");
    const whole = { ...data.versions, name, learner: data.learner, written, pages: [], unfolded };
    const table = JSON.parse(JSON.stringify(whole).replace(/\\ud[89a-f][0-9a-f]{2}/g, "\\ufffd"));
    const code = sha256(canonical(table)).slice(0, 8);
    const inside = [
      fill(say.in_name, { name }),
      fill(say.in_answers_from, { count: answersIn(desks), names: namesOf(desks) }),
      fill(say.in_objections, { count: [...desks.values()].flat().filter((change) => change.appeal).length }),
      ...ownTexts(desks, say.own_untitled).map((title) => fill(say.in_own, { title })),
      say.in_also, say.in_not,
    ];
    const content = `${canonical({ ...table, code })}\n`;
    done({ code, content, file: fileName(name, code), says: inside, faults: [say.browser_file_not], why: "" }, say.done_browser);
  }

  function handedIn(message) {
    wanted.hand_in = 0;
    timers.forEach(clearTimeout);
    tell("");
    refresh(message);
    if (message.content) done(message, message.why ? say.done_browser : say.done);
    else complain(message.why);
  }

  function tell(text) {
    wait.replaceChildren(...(text ? [h("p", {}, text)] : []));
    if (text) kit.say(text);
  }

  /** Show what was made, where it is, what is in it, and its code. */
  function done(made, heading) {
    const digits = h("b", { class: "ws-code" }, h("span", {}, made.code.slice(0, 4)), h("span", {}, made.code.slice(4)));
    const [before, after] = say.code.split("{code}");
    const title = h("p", { class: "ws-h", tabindex: "-1" }, heading);
    const row = (term, text) => text && [h("dt", {}, term), h("dd", {}, text)];
    result.replaceChildren(...[
      title,
      made.why && h("p", {}, made.why),
      h("p", { class: "ws-code-line" }, before, digits, after),
      h("p", {}, say.code_why),
      h("dl", {}, row(say.file, made.file), made.path && row(say.folder, [made.folder, h("small", {}, made.path)])),
      h("div", { class: "ws-row ws-take" },
        h("button", { class: made.path ? "" : "ws-primary", onclick: () => offer(made.file, made.content) }, say.download)),
      h("p", { class: "ws-ask" }, say.inside),
      h("ul", {}, [...made.says, ...made.faults].map((text) => h("li", {}, text))),
      h("p", {}, say.over),
      ...told(),
    ].filter(Boolean));
    result.hidden = false;
    tell("");
    title.focus();
    kit.say(`${heading}. ${fill(say.code, { code: [...made.code].join(" ") })}`);
  }

  /* ---- drawing ---- */

  const namesOf = (desks) => [...desks.keys()].map((desk) => shown.names[desk] ?? desk).join(", ");

  function browserSays(desks) {
    const values = { count: answersIn(desks), names: namesOf(desks) };
    return h("p", {}, fill(say.browser_file, values), " ", say.browser_file_not);
  }

  /** What the instructor set: the class, until when, and where the file goes. */
  function told() {
    return (data.class_says ?? []).map((text) => h("p", { class: "ws-class" }, text));
  }

  const list = h("div");
  const wrong = h("p", { class: "ws-wrong", id: `${kit.id}-wrong` });
  const input = h("input", {
    type: "text", id: `${kit.id}-name`, class: "ws-pen-name", autocomplete: "off", spellcheck: "false",
    "aria-describedby": `${kit.id}-why ${kit.id}-wrong`, value: before[0]?.name,
    onkeydown: (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) write();
    },
  });
  const button = h("button", { class: "ws-primary", onclick: write }, data.python ? say.write : say.make);
  const wait = h("div", { class: "ws-wait" });
  const result = h("section", { class: "ws-made", "aria-label": say.done, hidden: true });
  const offline = h("div", { hidden: data.python });
  const asked = h("div", {},
    h("label", { for: `${kit.id}-name`, class: "ws-ask" }, say.name_label), input,
    h("p", { class: "ws-soft", id: `${kit.id}-why` }, say.name_why), wrong,
    h("div", { class: "ws-row" }, button));
  const form = h("div", {}, h("p", { class: "ws-h" }, say.write_heading), ...told(), offline, asked, wait, result);
  const again = data.python && h("button", {
    onclick: () => {
      spoken = true;
      look();
    },
  }, say.look_again);
  kit.bar.append(h("span", { class: "ws-title" }, say.name), h("div", { class: "ws-row ws-ends" }, again, kit.helpButton));
  kit.body.append(h("div", { class: "ws-two" }, list, form));

  function paint() {
    const items = (rows) => h("ul", {}, rows.map((text) => h("li", {}, text)));
    const desks = heldBy(data.learner);
    const only = data.python && desks.size > 0;
    const kept = [...desks].map(([desk, changes]) =>
      fill(say.row_browser, { name: shown.names[desk] ?? desk, count: answersIn(new Map([[desk, changes]])) }));
    const heads = data.python ? shown.listed : kept.length ? kept : [say.holds_nothing];
    list.replaceChildren(...[
      h("p", { class: "ws-h" }, say.answered), items(heads),
      data.python && shown.count > 0 && h("p", { class: "ws-ask" }, shown.open.length ? say.open_here : say.nothing_open),
      data.python && shown.open.length > 0 && items(shown.open),
      h("p", { class: "ws-soft" }, say.gaps),
      only && h("div", { class: "ws-only" }, h("p", {}, fill(say.only_here, { count: answersIn(desks), names: namesOf(desks) })),
        h("p", {}, say.only_here_do)),
      shown.before.length > 0 && [h("p", { class: "ws-ask" }, say.before), items(shown.before.map((row) => row.file))],
    ].flat().filter(Boolean));
    if (!data.python) {
      offline.replaceChildren(h("p", {}, say.no_python), ...(desks.size ? [browserSays(desks)] : []));
      asked.hidden = !desks.size;
    }
    kit.keep.speak();
  }

  /** Without Python the list is of this browser, so each answer on the page belongs in it at once. */
  const heard = () => data.python || paint();

  model.on("msg:custom", answered);
  addEventListener(CHANGED, heard);
  const seen = new IntersectionObserver((rows) => rows.some((row) => row.isIntersecting) && look());
  seen.observe(kit.root);
  paint();
  return () => {
    seen.disconnect();
    removeEventListener(CHANGED, heard);
    timers.forEach(clearTimeout);
    model.off("msg:custom", answered);
    kit.stop();
  };
}

export default { render };
