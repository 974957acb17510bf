/**
 * The page in front of a site: where you were, and a copy of your answers in one file. Answers are
 * in two places: what Python wrote (IndexedDB) and what waits for Python (localStorage).
 */
const LAST = "whosays:site:last";
const STORE = `JupyterLite Storage - ${new URL("./", location.href).pathname}`;
const said = document.getElementById("said");
const kept = (path) => path.startsWith("answers/") || path === "answers";

/** The drafts of this browser, by name. */
function drafts() {
  const found = {};
  try {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith("whosays:") && name !== LAST) found[name] = localStorage.getItem(name);
    }
  } catch {
    /* a browser that keeps nothing has no drafts */
  }
  return found;
}

const answered = (request) => new Promise((done, fail) => {
  request.onsuccess = () => done(request.result);
  request.onerror = () => fail(request.error);
});

/** The store of files that Python wrote, or null where no lesson was opened here yet. */
async function files(mode) {
  const there = await indexedDB.databases?.();
  if (!there?.some((one) => one.name === STORE)) return null;
  const base = await answered(indexedDB.open(STORE));
  return base.objectStoreNames.contains("files") ? base.transaction("files", mode).objectStore("files") : null;
}

async function pythonsFiles() {
  const store = await files("readonly");
  if (!store) return {};
  const [names, values] = await Promise.all([answered(store.getAllKeys()), answered(store.getAll())]);
  return Object.fromEntries(names.map((name, at) => [name, values[at]]).filter(([name]) => kept(name)));
}

/** The ids of the learners whose answers some drafts and files hold. */
function learnersIn(waiting, written) {
  const ids = [
    ...Object.keys(waiting).map((name) => /^whosays:([\w-]+):[^|]+\|/.exec(name)?.[1]),
    ...Object.keys(written).map((name) => /^answers\/([\w-]+)\/.+\.jsonl$/.exec(name)?.[1]),
  ];
  return new Set(ids.filter(Boolean));
}

async function download() {
  const copy = { format: 1, kind: "whosays-browser-answers", drafts: drafts(), files: await pythonsFiles() };
  const count = Object.keys(copy.drafts).length + Object.keys(copy.files).length;
  if (!count) return (said.textContent = "There are no answers in this browser yet.");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(copy)], { type: "application/json" }));
  link.download = "who-says-my-answers.json";
  link.click();
  return (said.textContent = "The file who-says-my-answers.json is in your downloads.");
}

/** Put back what a file holds; answers that are here already stay, whoever gave them. */
async function putBack(text) {
  let copy;
  try {
    copy = JSON.parse(text);
  } catch {
    copy = null;
  }
  if (copy?.kind !== "whosays-browser-answers" || copy.format !== 1) {
    return (said.textContent = "This is not a file of answers from this page. Nothing was changed.");
  }
  const here = learnersIn(drafts(), await pythonsFiles());
  const theirs = learnersIn(copy.drafts ?? {}, copy.files ?? {});
  if (here.size && [...theirs].some((one) => !here.has(one))) {
    return (said.textContent = "This browser has answers of somebody else. Nothing was changed. Use another browser, or “Clear this computer” in a lesson.");
  }
  const fresh = !here.size; // then the id that a first visit made may go
  for (const [name, value] of Object.entries(copy.drafts ?? {})) {
    if (name.startsWith("whosays:") && (fresh || localStorage.getItem(name) === null)) localStorage.setItem(name, String(value));
  }
  const rows = Object.entries(copy.files ?? {}).filter(([name]) => kept(name));
  const store = await files("readwrite");
  if (rows.length && !store) {
    return (said.textContent = "Open lesson 00 once in this browser. Then come back and choose the file again.");
  }
  for (const [name, value] of rows) {
    if (fresh || (await answered(store.getKey(name))) === undefined) await answered(store.put(value, name));
  }
  return (said.textContent = "Your answers are back. Open a lesson to see them.");
}

const tell = (work) => work.catch((fault) => (said.textContent = `This did not work: ${fault.message}.`));
document.getElementById("download").addEventListener("click", () => tell(download()));
const file = document.getElementById("file");
document.getElementById("upload").addEventListener("click", () => file.click());
file.addEventListener("change", async () => {
  if (file.files[0]) await tell(file.files[0].text().then(putBack));
  file.value = "";
});

try {
  const last = localStorage.getItem(LAST);
  const link = [...document.querySelectorAll("[data-path]")].find((one) => one.dataset.path === last);
  if (link) {
    const box = document.getElementById("continue");
    box.firstElementChild.href = link.href;
    box.firstElementChild.textContent = `Continue where you were: ${link.textContent}`;
    box.hidden = false;
  }
} catch {
  /* nothing was kept */
}
document.getElementById("plain").hidden = globalThis.isSecureContext;
