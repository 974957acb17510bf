// Runs on every page of the browser edition before JupyterLite starts. It moves to a newer release,
// keeps a learner's own notebooks beside the new ones, and has the site kept for work without a server.

const SITE = {};
const ROOT = new URL("./", import.meta.url);
const WORKER = new URL(`service-worker.js?enableCache=${SITE.cache}`, ROOT).href;
const MANIFEST = `whosays:released:${ROOT.pathname}`;
const TURNS = `whosays:turns:${ROOT.pathname}`;
const AGAIN = 20000;
const PATIENCE = 10000;
const workers = globalThis.isSecureContext ? navigator.serviceWorker : undefined;

/** Settled when JupyterLite may start; never fails, whatever the browser forbids. */
export const ready = begin().catch((fault) => console.warn("whosays:", fault));

async function begin() {
  // JupyterLite would otherwise drop every worker of this origin when its version is new.
  if (workers) localStorage.setItem(`${WORKER}-version`, SITE.appVersion);
  if (workers && (await takesOver())) {
    location.reload();
    await new Promise(() => {});
  }
  const aside = await upgrade();
  afterLoad(() => {
    if (aside.length) notice(`The lessons were updated. Your own copy is kept as: ${aside.join(", ")}`);
    if (workers) keep().catch(() => tell("failed"));
    else tell("none");
  });
}

// The open page keeps its release; a newer one comes when no other page runs on the older one.
async function takesOver() {
  const waiting = (await workers.getRegistration(ROOT))?.waiting;
  const turns = Number(sessionStorage.getItem(TURNS) ?? 0);
  sessionStorage.setItem(TURNS, waiting ? turns + 1 : 0);
  if (!waiting || !workers.controller || turns > 2) return false;
  const changed = new Promise((done) => {
    workers.addEventListener("controllerchange", () => done(true), { once: true });
  });
  const until = Date.now() + PATIENCE - 1000;
  if (!(await ask(waiting, { until }, PATIENCE))) return false;
  await Promise.race([changed, later(3000)]);
  return true; // a worker that still waits is asked again by the page that comes
}

function ask(worker, message, patience) {
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise((done) => (port1.onmessage = ({ data }) => done(data)));
  worker.postMessage(message, [port2]);
  return Promise.race([answer, later(patience)]);
}

function later(milliseconds) {
  return new Promise((done) => setTimeout(() => done(undefined), milliseconds));
}

function afterLoad(work) {
  if (document.readyState === "complete") work();
  else addEventListener("load", work, { once: true });
}

async function keep() {
  tell("keeping");
  const registration = await workers.register(WORKER);
  registration.addEventListener("updatefound", () => announce(registration.installing));
  registration.update().catch(() => {}); // without a network the site stays as it is
  announce(registration.installing ?? registration.waiting);
  for (;;) {
    // A worker is stopped after some minutes of one task: it is asked again, and goes on.
    const said = await ask((await workers.ready).active, { version: SITE.version }, AGAIN);
    if (said) return tell(said.state);
  }
}

function announce(worker) {
  if (!worker || !workers.controller) return;
  const look = () => {
    const news = "A newer version of the lessons is ready. It opens when you load this page again.";
    if (worker.state === "installed") notice(news);
  };
  worker.addEventListener("statechange", look);
  look();
}

function tell(state) {
  document.documentElement.dataset.whosaysOffline = state;
  document.dispatchEvent(new CustomEvent("whosays:offline", { detail: { state } }));
}

function notice(words) {
  const bar = document.createElement("div");
  const close = document.createElement("button");
  bar.setAttribute("role", "status");
  bar.className = "whosays-notice";
  bar.style.cssText =
    "position:fixed;inset:auto 0 0 0;z-index:10000;display:flex;gap:12px;align-items:center;" +
    "justify-content:space-between;padding:8px 16px;background:#1f2937;color:#fff;" +
    "font:16px/1.4 system-ui,sans-serif";
  close.style.cssText = "min-height:44px;min-width:64px;font:inherit;cursor:pointer";
  close.textContent = "Close";
  close.addEventListener("click", () => bar.remove());
  bar.append(words, close);
  document.body.append(bar);
}

/** Bring the learner's stored notebooks to this release; return the names of those set aside. */
export async function upgrade() {
  const manifest = readManifest();
  const changed = Object.entries(SITE.notebooks).filter(
    ([path, release]) => manifest.copied[path] !== release.digest,
  );
  const aside = changed.length ? await replace(changed, manifest) : [];
  for (const [path, release] of changed) {
    manifest.copied[path] = release.digest;
    manifest.released[path] = [...new Set([...(manifest.released[path] ?? []), release.sources])];
  }
  if (changed.length) localStorage.setItem(MANIFEST, JSON.stringify(manifest));
  return aside;
}

function readManifest() {
  try {
    const kept = JSON.parse(localStorage.getItem(MANIFEST));
    if (kept.copied && kept.released) return kept;
  } catch {
    // A lost list only means that more is set aside.
  }
  return { format: 1, copied: {}, released: {} };
}

async function replace(changed, manifest) {
  const database = await openStorage();
  if (!database) return [];
  try {
    if (!database.objectStoreNames.contains("files")) return [];
    const transaction = database.transaction("files", "readwrite");
    const ended = new Promise((done, failed) => {
      transaction.oncomplete = done;
      transaction.onabort = () => failed(transaction.error);
    });
    const store = transaction.objectStore("files");
    const taken = new Set(await settled(store.getAllKeys()));
    const aside = [];
    for (const [path, release] of changed) {
      const copy = taken.has(path) ? await settled(store.get(path)) : undefined;
      if (!copy) continue;
      const known = [...(manifest.released[path] ?? []), release.sources];
      if (!known.includes(sourcesOf(copy))) aside.push(setAside(store, taken, path, copy));
      store.delete(path);
    }
    await ended;
    return aside;
  } finally {
    database.close();
  }
}

// JupyterLite's store is opened as it is; where there is none yet, none is made.
function openStorage() {
  const asked = indexedDB.open(SITE.storage || `JupyterLite Storage - ${ROOT.pathname}`);
  return new Promise((done) => {
    asked.onupgradeneeded = () => asked.transaction.abort();
    asked.onerror = (event) => done(event.preventDefault());
    asked.onsuccess = () => done(asked.result);
  });
}

function settled(request) {
  return new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}

function setAside(store, taken, path, copy) {
  const day = new Date();
  const two = (number) => String(number).padStart(2, "0");
  const date = `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
  const stem = path.replace(/\.ipynb$/, "");
  let name = `${stem} (yours, ${date}).ipynb`;
  for (let number = 2; taken.has(name); number += 1) {
    name = `${stem} (yours, ${date}, ${number}).ipynb`;
  }
  taken.add(name);
  store.put({ ...copy, path: name, name: name.split("/").pop() }, name);
  return name;
}

// The same text as `hash_sources` in whosays/working_copy.py, so that both know one release.
function sourcesOf(copy) {
  try {
    const whole = copy.format === "json" ? copy.content : JSON.parse(copy.content);
    const text = (source) => (Array.isArray(source) ? source.join("") : source).trim();
    const said = whole.cells.map((cell) => [cell.cell_type, text(cell.source)]);
    const rows = said.filter(([, source]) => source).map((row) => `[${row.map(quoted).join(", ")}]`);
    return sha256(`[${rows.join(", ")}]`);
  } catch {
    return null;
  }
}

function quoted(text) {
  const escape = (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return JSON.stringify(text).replace(/[\u007f-\uffff]/g, escape);
}

// Written out, because a browser has no crypto.subtle on plain http.
export function sha256(text) {
  const primes = [];
  for (let n = 2; primes.length < 64; n += 1) if (primes.every((p) => n % p)) primes.push(n);
  const root = (n, power) => ((n ** power % 1) * 2 ** 32) | 0;
  const state = primes.slice(0, 8).map((n) => root(n, 1 / 2));
  const keys = primes.map((n) => root(n, 1 / 3));
  const bytes = new TextEncoder().encode(text);
  const blocks = new DataView(new ArrayBuffer(Math.ceil((bytes.length + 9) / 64) * 64));
  bytes.forEach((byte, at) => blocks.setUint8(at, byte));
  blocks.setUint8(bytes.length, 0x80);
  blocks.setUint32(blocks.byteLength - 8, Math.floor(bytes.length / 2 ** 29));
  blocks.setUint32(blocks.byteLength - 4, bytes.length << 3);
  for (let at = 0; at < blocks.byteLength; at += 64) compress(state, keys, blocks, at);
  return state.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

function compress(state, keys, blocks, at) {
  const turn = (word, by) => (word >>> by) | (word << (32 - by));
  const words = Array.from({ length: 16 }, (_, i) => blocks.getUint32(at + 4 * i));
  for (let i = 16; i < 64; i += 1) {
    const [far, near] = [words[i - 15], words[i - 2]];
    const low = turn(far, 7) ^ turn(far, 18) ^ (far >>> 3);
    const high = turn(near, 17) ^ turn(near, 19) ^ (near >>> 10);
    words[i] = (words[i - 16] + low + words[i - 7] + high) | 0;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i += 1) {
    const one = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + keys[i] + words[i];
    const two = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => (state[i] = (state[i] + word) | 0));
}
