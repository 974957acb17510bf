/**
 * What every widget shares: building elements, the keyboard guard, keeping answers, the frame with
 * its status line and help. Text from articles, keys and readers only ever becomes text nodes.
 */

/**
 * Build an element. Strings among the children become text, never HTML.
 * @param {string} tag
 * @param {Record<string, any>} [props] attributes; `onclick` and the like add listeners
 * @param {...any} children nodes, strings, or arrays of them; empty ones are left out
 * @returns {HTMLElement}
 */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat(Infinity).filter((child) => child || child === 0));
  return node;
}

/**
 * Put values into a sentence: fill("Claim {n}", {n: 2}).
 * @param {string} sentence
 * @param {Record<string, any>} values
 * @returns {string}
 */
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/**
 * How much is done, in words; of one thing only, whether it is.
 * @param {{progress: string, one_open: string, one_done: string}} say
 * @param {number} done
 * @param {number} count
 * @returns {string}
 */
export function progressOf(say, done, count) {
  if (count === 1) return done ? say.one_done : say.one_open;
  return fill(say.progress, { done, count });
}

/**
 * Split a text at the first place of each phrase, so that phrases can be marked.
 * @param {string} text
 * @param {string[]} phrases exact words
 * @returns {{text: string, lit: boolean}[]}
 */
export function light(text, phrases) {
  const lit = new Array(text.length).fill(false);
  for (const phrase of phrases) {
    const at = text.indexOf(phrase);
    if (at >= 0 && phrase) lit.fill(true, at, at + phrase.length);
  }
  const runs = [];
  for (let i = 0; i < text.length; i += 1) {
    const last = runs[runs.length - 1];
    if (last && last.lit === lit[i]) last.text += text[i];
    else runs.push({ text: text[i], lit: lit[i] });
  }
  return runs;
}

/**
 * A text with some of its phrases marked.
 * @param {string} text
 * @param {string[]} phrases
 * @returns {Node[]}
 */
export function lighted(text, phrases) {
  return light(text, phrases).map((run) =>
    run.lit ? h("mark", {}, run.text) : document.createTextNode(run.text),
  );
}

/**
 * A link to a standard. Only https addresses become links.
 * @param {string} url
 * @param {string} label
 * @returns {HTMLElement}
 */
export function link(url, label) {
  if (!url.startsWith("https://") && !url.startsWith("http://")) return h("span", {}, label);
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, label);
}

/**
 * Where a reader objects to the key: a button that opens a text, and what says that it is kept.
 * @param {Record<string, string>} common the shared words
 * @param {string} id of the text, once on the page
 * @param {string} appeal what was kept before, or ""
 * @param {(text: string) => void} save
 * @returns {HTMLElement[]}
 */
export function objectionBox(common, id, appeal, save) {
  const kept = h("p", { class: "ws-soft", role: "status" }, appeal ? common.disagree_kept : "");
  const text = h("textarea", { id, rows: "3", maxlength: "2000" });
  text.value = appeal || "";
  let last = text.value;
  // What is typed is kept like any answer, also when the page goes before the button is pressed.
  const keepTyped = () => {
    const now = text.value.trim();
    if (now === last) return;
    last = now;
    save(now);
    kept.textContent = now ? common.disagree_kept : "";
  };
  text.addEventListener("focus", () => addEventListener("pagehide", keepTyped));
  text.addEventListener("blur", () => {
    removeEventListener("pagehide", keepTyped);
    keepTyped();
  });
  const form = h("div", { class: "ws-objection", hidden: true },
    h("label", { for: id }, common.disagree_label), text,
    h("button", { onclick: keepTyped }, common.disagree_save), kept);
  const open = h("button", { class: "ws-small", "aria-expanded": "false", onclick: () => {
    form.hidden = !form.hidden;
    open.setAttribute("aria-expanded", String(!form.hidden));
    if (!form.hidden) text.focus();
  } }, common.disagree);
  return [open, form];
}

/**
 * A text's glossed words as buttons; pressing one shows what it means. Null where there are none.
 * @param {Record<string, string>} common the shared words
 * @param {{term: string, means: string}[]} rows
 * @returns {HTMLElement | null}
 */
export function glossBar(common, rows) {
  if (!rows.length) return null;
  const meaning = h("p", { class: "ws-meaning", role: "status" });
  const buttons = rows.map((gloss) => {
    const button = h("button", { class: "ws-gloss", "aria-pressed": "false" }, gloss.term);
    button.addEventListener("click", () => {
      const on = button.getAttribute("aria-pressed") !== "true";
      buttons.forEach((other) => other.setAttribute("aria-pressed", "false"));
      button.setAttribute("aria-pressed", String(on));
      meaning.textContent = on ? `${gloss.term}: ${gloss.means}` : "";
    });
    return button;
  });
  return h("div", { class: "ws-glosses" }, h("span", { class: "ws-soft" }, `${common.glosses}: `), buttons, meaning);
}

/** Whether a key event goes to a field in which one types. */
export function typing(event) {
  return event.target.matches("textarea, input:not([type=radio]):not([type=checkbox]):not([type=file])");
}

/**
 * Keep a host's keyboard shortcuts away from the widget's keys; one unguarded `x` deletes the
 * widget's own cell. Keys with Ctrl, Meta or Alt, and Shift+Enter, go on to the host.
 * @param {HTMLElement} root
 */
export function guard(root) {
  root.addEventListener("keydown", (event) => {
    const runsCell = event.shiftKey && event.key === "Enter";
    if (!event.ctrlKey && !event.metaKey && !event.altKey && !runsCell) event.stopPropagation();
  });
}

/** A random id that also works on plain http, where randomUUID does not exist. */
function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** One id and one counter for this page in this tab, shared by all widgets on it. */
export function page() {
  globalThis.whosaysPage ??= { tab: randomId(), seq: 0, change: 0, frames: 0 };
  return globalThis.whosaysPage;
}

/** A browser store that may be missing, full or forbidden. */
export const drafts = {
  all(prefix) {
    try {
      return Object.keys(localStorage)
        .filter((name) => name.startsWith(prefix))
        .map((name) => JSON.parse(localStorage.getItem(name)))
        .filter((change) => change && typeof change.id === "string");
    } catch {
      return [];
    }
  },
  put(name, change) {
    try {
      localStorage.setItem(name, JSON.stringify(change));
      return true;
    } catch {
      return false;
    }
  },
  drop(name) {
    try {
      localStorage.removeItem(name);
    } catch {
      /* nothing was kept, so nothing is left */
    }
  },
};

export const WAITING_MS = 3000;
export const LOST_MS = 10000;
const KEPT_PREFIX = "whosays:";
/** Told to the whole page for each change: detail has `draft`, the learner and desk, and `change`. */
export const CHANGED = "whosays-changed";

const byTime = (a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0);

/** Note what this page keeps or sends again: once stored it is a draft no more. */
function remember(prefix, changes) {
  const desks = (page().kept ??= {});
  (desks[prefix] ??= []).push(...changes);
}

/**
 * What a widget shows of changes that its data does not have. Drafts are not enough: data is as old
 * as the last run of the cell, and a host draws a widget late, or anew where its cell is moved.
 * @param {string} prefix of the drafts of one desk, or of all desks of a learner
 * @param {string[]} known ids of the changes that the widget's data was made from
 * @returns {object[]} oldest first
 */
export function unseen(prefix, known) {
  const desks = Object.entries(page().kept ?? {}).filter(([desk]) => desk.startsWith(prefix));
  const all = [...desks.flatMap(([, changes]) => changes), ...drafts.all(prefix)];
  const had = new Set(known);
  return [...new Map(all.map((change) => [change.id, change])).values()]
    .filter((change) => !had.has(change.id)).sort(byTime);
}

/** This learner's changes that only the browser has, by desk, oldest first. */
export function heldBy(learner) {
  const desks = new Map();
  const prefix = `whosays:${learner}:`;
  try {
    for (const name of Object.keys(localStorage).filter((one) => one.startsWith(prefix) && one.includes("|"))) {
      const desk = name.slice(prefix.length, name.indexOf("|"));
      const change = JSON.parse(localStorage.getItem(name));
      if (change && typeof change.id === "string") desks.set(desk, [...(desks.get(desk) ?? []), change]);
    }
  } catch {
    /* a browser that keeps nothing, or something that is no draft */
  }
  desks.forEach((changes) => changes.sort(byTime));
  return desks;
}

const ABOUT = ["id", "at", "event", "article", "article_sha256", "segment", "exact", "note", "opened"];

/** How many claims and questions some changes answer; an objection alone is no answer. */
export function answersIn(desks) {
  const found = new Set();
  desks.forEach((changes, desk) => changes.forEach((change) => {
    const answers = Object.keys(change).some((name) => !ABOUT.includes(name) && name !== "appeal");
    if (answers) found.add([desk, change.article, change.segment].join("|"));
  }));
  return found.size;
}

/** Where this browser notes that a learner has used a widget of this kind. */
function useNote(data) {
  return `${KEPT_PREFIX}used:${data.draft.split(":")[1]}:${data.widget}`;
}

/** Whether this learner has used a widget of this kind in this browser. */
function usedBefore(data) {
  try {
    return localStorage.getItem(useNote(data)) !== null;
  } catch {
    return false;
  }
}

/** The worked example of a widget, for its first use and for its help; null where it has none. */
function exampleOf(data, name) {
  const steps = (data.example ?? []).map((step) => h("li", {}, step));
  const head = h("p", { class: "ws-h" }, data.words.common.example);
  return steps.length > 0 ? h("div", { class: name }, head, h("ol", {}, steps)) : null;
}

/**
 * Keeps every change: first as a draft in the browser, then with Python, and says which.
 * A draft goes only when Python answers that the change is stored.
 * @param {any} model the widget's model
 * @param {any} data the widget's data: `draft` (key), `python`, `where`, `desk`
 * @param {(state: string, values: object) => void} tell called with the state of keeping
 */
export function keeper(model, data, tell) {
  const mine = page();
  const prefix = `${data.draft}|`;
  const left = new Map(drafts.all(prefix).map((change) => [change.id, change]));
  const waiting = [...left.values()].sort(byTime);
  const started = unseen(prefix, data.known ?? []);
  let state = { sentAt: 0, why: "", memory: false, where: data.where || mine.where?.[prefix] || "" };
  let timers = [];

  function speak() {
    if (state.memory) tell("memory", {});
    else if (!data.python && left.size) tell("browser", {});
    else if (state.why) tell("not_stored", { why: state.why });
    else if (!left.size) tell(state.where ? "saved" : "blank", { where: state.where });
    else if (Date.now() - state.sentAt >= LOST_MS) tell("lost", {});
    else if (Date.now() - state.sentAt >= WAITING_MS) tell("waiting", {});
  }

  function watch() {
    timers.forEach(clearTimeout);
    timers = [WAITING_MS, LOST_MS].map((ms) => setTimeout(speak, ms + 20));
  }

  function send(changes) {
    if (!data.python || !changes.length) return;
    mine.seq += 1;
    state.sentAt = Date.now();
    watch();
    try {
      model.send({ type: "keep", tab: mine.tab, seq: mine.seq, changes });
    } catch {
      /* a closed channel: the draft stays and the status line says so */
    }
  }

  function answered(message) {
    if (message.type !== "kept" || message.tab !== mine.tab) return;
    for (const id of message.ids) {
      left.delete(id);
      drafts.drop(prefix + id);
    }
    state.why = message.stored ? "" : message.why;
    if (message.stored) (mine.where ??= {})[prefix] = state.where = message.where;
    speak();
  }

  function add(change) {
    left.set(change.id, change);
    if (!drafts.put(prefix + change.id, change)) state.memory = true;
    remember(prefix, [change]);
    dispatchEvent(new CustomEvent(CHANGED, { detail: { draft: data.draft, change } }));
  }

  model.on("msg:custom", answered);
  remember(prefix, waiting);
  send(waiting);
  return {
    drafts: started,
    speak,
    waiting: () => left.size,
    keep(change) {
      mine.change += 1;
      drafts.put(useNote(data), { id: "used" });
      const full = { id: `${mine.tab}-${mine.change}`, at: new Date().toISOString(), ...change };
      add(full);
      send([full]);
      speak();
    },
    load(changes) {
      changes.forEach(add);
      send(changes);
      speak();
    },
    file() {
      return [...left.values()].map((change) => JSON.stringify(change)).join("\n") + "\n";
    },
    clear() {
      Object.keys(localStorage)
        .filter((name) => name.startsWith(KEPT_PREFIX))
        .forEach(drafts.drop);
      mine.kept = {};
      left.clear();
      speak();
    },
    stop() {
      timers.forEach(clearTimeout);
      model.off("msg:custom", answered);
    },
  };
}

/**
 * Read an answers file: one JSON change a line. Lines that are no change make it no answers file.
 * @param {string} text
 * @returns {object[] | null}
 */
export function readAnswers(text) {
  try {
    const changes = text.split("\n").filter((line) => line.trim()).map((line) => JSON.parse(line));
    const good = (change) =>
      [change.id, change.event, change.article, change.segment].every((v) => typeof v === "string");
    return changes.length && changes.every(good) ? changes : null;
  } catch {
    return null;
  }
}

/** The first digits of a prime's square or cube root after the point, as 32 bits. */
const rootBits = (prime, power) => Math.floor(((prime ** power) % 1) * 2 ** 32) | 0;

/**
 * The sha256 of a text in UTF-8, as hex; crypto.subtle does not exist on plain http.
 * @param {string} text
 * @returns {string}
 */
export function sha256(text) {
  const primes = [];
  for (let n = 2; primes.length < 64; n += 1) if (primes.every((prime) => n % prime)) primes.push(n);
  const round = primes.map((prime) => rootBits(prime, 1 / 3));
  const hash = primes.slice(0, 8).map((prime) => rootBits(prime, 1 / 2));
  const bytes = new TextEncoder().encode(text);
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(padded.length - 4, bytes.length << 3);
  const turn = (x, n) => (x >>> n) | (x << (32 - n));
  for (let at = 0; at < padded.length; at += 64) {
    const w = Array.from({ length: 16 }, (_, i) => view.getInt32(at + 4 * i));
    let [a, b, c, d, e, f, g, k] = hash;
    for (let i = 0; i < 64; i += 1) {
      if (i > 15) {
        const [x, y] = [w[i - 15], w[i - 2]];
        const s0 = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3);
        w[i] = (w[i - 16] + s0 + w[i - 7] + (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10))) | 0;
      }
      const t1 = k + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + round[i] + w[i];
      const t2 = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
      [a, b, c, d, e, f, g, k] = [(t1 + t2) | 0, a, b, c, (d + t1) | 0, e, f, g];
    }
    [a, b, c, d, e, f, g, k].forEach((value, i) => {
      hash[i] = (hash[i] + value) | 0;
    });
  }
  return hash.map((value) => (value >>> 0).toString(16).padStart(8, "0")).join("");
}

/** Offer a text, or a blob, as a file to keep. */
export function offer(name, content, type = "application/json") {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const anchor = h("a", { href: url, download: name });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

const AIDS = ["wide", "focus", "plain"];
const AIDS_CHANGED = "whosays-aids";

/** Read or write the reader's choice of reading aids, kept for all widgets of this browser. */
function aids(choice) {
  const name = `${KEPT_PREFIX}aids`;
  try {
    if (choice) localStorage.setItem(name, JSON.stringify(choice));
    return JSON.parse(localStorage.getItem(name)) || {};
  } catch {
    return choice || {};
  }
}

/**
 * The frame of a widget: a bar, a body, the help, a status line and a voice for screen readers.
 * @param {any} model
 * @param {HTMLElement} el where the host shows the widget
 * @param {{name: string, keys: string[], apply: (changes: object[]) => void,
 *   progress: () => string}} parts
 */
export function frame(model, el, parts) {
  const data = model.get("data");
  const { common, status, aids: aid, computer, keys } = data.words;
  page().frames += 1; // each widget is a module of its own, so the count is the page's
  const id = `ws${page().frames}-${page().tab.slice(0, 6)}`;
  const live = h("div", { class: "ws-live", "aria-live": "polite" });
  const line = h("span", { class: "ws-status-text" });
  const download = h("button", { class: "ws-small", hidden: true, onclick: save }, status.download);
  const foot = h("div", { class: "ws-status", role: "status" }, line);
  const bar = h("div", { class: "ws-bar" });
  const body = h("div", { class: "ws-body" });
  const help = h("section", { class: "ws-help", id: `${id}-help`, tabindex: "-1", hidden: true });
  help.setAttribute("aria-label", common.help);
  const helpButton = h("button", {
    class: "ws-help-button",
    "aria-expanded": "false",
    "aria-controls": `${id}-help`,
    "aria-label": common.help,
    onclick: toggleHelp,
  }, "?");
  const footer = h("div", { class: "ws-foot" }, foot, download);
  const root = h("section", {
    class: "whosays", "data-widget": data.widget, "aria-label": parts.name, lang: data.lang || "en",
  });
  // Shown until the widget is drawn anew, so that nothing moves under a finger.
  const example = usedBefore(data) ? null : exampleOf(data, "ws-example");
  const notices = (data.notices ?? []).map((text) => h("p", { class: "ws-told" }, text));
  root.append(bar, help, ...notices, ...(example ? [example] : []), body, footer, live);
  el.append(root);
  guard(root);

  const keep = keeper(model, data, (state, values) => {
    const words = state === "blank" ? "" : fill(status[state], values);
    const text = [words, parts.progress()].filter(Boolean).join(" · ");
    if (line.textContent !== text) line.textContent = text;
    foot.dataset.state = state;
    // A one-file page ends in a file of all its answers, so that only answers kept nowhere need this.
    const offered = data.page ? ["memory"] : ["browser", "memory", "not_stored", "lost"];
    download.hidden = !offered.includes(state);
  });

  function save() {
    offer(`answers-${data.desk.replace("/", "-")}.jsonl`, keep.file());
  }

  let cameFrom = null;

  function toggleHelp() {
    if (!help.hasChildNodes()) fillHelp();
    help.hidden = !help.hidden;
    helpButton.setAttribute("aria-expanded", String(!help.hidden));
    if (!help.hidden) cameFrom = document.activeElement;
    (help.hidden ? cameFrom ?? helpButton : help).focus();
  }

  const aidButtons = [];

  /** Show the reading aids that are on; one choice holds for every widget on the page. */
  function showAids() {
    for (const name of AIDS) root.toggleAttribute(`data-${name}`, Boolean(aids()[name]));
    for (const [name, button] of aidButtons) button.setAttribute("aria-pressed", String(Boolean(aids()[name])));
  }

  addEventListener(AIDS_CHANGED, showAids);
  showAids();

  function aidButton(name) {
    const button = h("button", { "aria-pressed": String(Boolean(aids()[name])) }, aid[name]);
    button.addEventListener("click", () => {
      const now = button.getAttribute("aria-pressed") !== "true";
      aids({ ...aids(), [name]: now });
      dispatchEvent(new CustomEvent(AIDS_CHANGED));
    });
    aidButtons.push([name, button]);
    return button;
  }

  async function load(event) {
    const file = event.target.files[0];
    const changes = file ? readAnswers(await file.text()) : null;
    if (changes) {
      keep.load(changes);
      parts.apply(changes);
    }
    say(changes ? fill(status.loaded, { count: changes.length }) : status.not_a_file, true);
    event.target.value = "";
  }

  function clearBrowser(event) {
    const button = event.target;
    if (button.dataset.sure) {
      keep.clear();
      delete button.dataset.sure;
      button.textContent = computer.clear;
      say(computer.clear_done, true);
      return;
    }
    button.dataset.sure = "yes";
    button.textContent = computer.clear_sure;
    if (keep.waiting()) say(fill(computer.clear_warn, { count: keep.waiting() }), true);
  }

  const notice = h("p", { class: "ws-notice" });

  /** Say something to a screen reader, and in the help where it was asked there. */
  function say(text, inHelp = false) {
    live.textContent = text;
    if (inHelp) notice.textContent = text;
  }

  function fresh(event) {
    if (!event.target.dataset.sure) {
      event.target.dataset.sure = "yes";
      event.target.textContent = computer.fresh_sure;
      say(computer.fresh_warn, true);
      return;
    }
    delete event.target.dataset.sure;
    event.target.textContent = computer.fresh;
    model.send({ type: "fresh", tab: page().tab });
    body.inert = true; // what it shows belongs to the reader before
    say(computer.fresh_done, true);
  }

  /** Make the help when it is first opened: most readers never do, and a page has many widgets. */
  function fillHelp() {
    const file = h("input", { type: "file", accept: ".jsonl,.json", id: `${id}-file`, onchange: load });
    help.append(
      h("div", { class: "ws-help-part" }, h("p", { class: "ws-h" }, keys.heading),
        h("ul", {}, parts.keys.map((key) => h("li", {}, key)))),
      h("div", { class: "ws-help-part" }, h("p", { class: "ws-h" }, aid.heading),
        h("div", { class: "ws-row" }, AIDS.map(aidButton)),
        h("p", { class: "ws-h" }, computer.heading),
        h("div", { class: "ws-row" },
          data.python && h("button", { onclick: fresh }, computer.fresh),
          h("button", { onclick: clearBrowser }, computer.clear),
          h("button", { onclick: save }, status.download),
          h("label", { for: `${id}-file`, class: "ws-file" }, status.upload, file)),
        notice),
      exampleOf(data, "ws-help-part") ?? "",
    );
  }

  root.addEventListener("keydown", (event) => {
    if (typing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "?") toggleHelp();
    else if (event.key === "Escape" && !help.hidden) toggleHelp();
    else if (event.key === "Escape") leave(root);
  });

  const stop = () => {
    keep.stop();
    removeEventListener(AIDS_CHANGED, showAids);
  };
  return { data, id, root, bar, body, helpButton, keep, say, stop };
}

/** Give the keyboard back to the notebook, so that its arrows move between cells. */
function leave(root) {
  const cell = root.closest(".jp-Cell");
  if (cell) cell.focus();
}
