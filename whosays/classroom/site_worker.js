// The service worker of the browser edition: after one visit the whole site works without its server.
// Answers and notebooks of a learner are in IndexedDB and localStorage, which nothing here touches.
"use strict";

const RELEASE = {};
const SCOPE = new URL("./", self.location.href);
const PREFIX = `whosays|${SCOPE.pathname}|`;
const NAME = `${PREFIX}${RELEASE.version}|${RELEASE.hash}`;
const ALL_KEPT = new URL("whosays-all-kept", SCOPE).href;
const REPLACES = new URL("whosays-replaces", SCOPE).href;
const FILES = new Map(RELEASE.files.map(([path, bytes, hash]) => [path, { bytes, hash }]));
const LANES = 2;
const QUIET = 2000;
const channel = new BroadcastChannel("/sw-api.v1");

let asked = 0;
let lastAsked = Date.now();
let complete = false;
let keeping = null;

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => event.waitUntil(hear(event)));
self.addEventListener("fetch", (event) => {
  const found = respond(event.request);
  if (found) event.respondWith(found);
});

// Where pages run on a complete older release, this one waits until it is complete itself.
async function install() {
  const older = await otherCaches();
  if (older.length) {
    const cache = await caches.open(NAME);
    await cache.put(REPLACES, new Response(JSON.stringify(older)));
  }
  const whole = await Promise.all(older.map(async (name) => isWhole(await caches.open(name))));
  if (whole.some(Boolean)) await keepAll(false);
  else await self.skipWaiting();
}

async function otherCaches() {
  const names = await caches.keys();
  return names.filter((name) => name.startsWith(PREFIX) && name !== NAME);
}

// What was there before this release came; a cache that came later is of a newer release, which
// may be keeping its files at this very moment.
async function olderCaches() {
  const listed = await (await caches.open(NAME)).match(REPLACES);
  const older = listed ? await listed.json() : [];
  return (await otherCaches()).filter((name) => older.includes(name));
}

async function removeOlder() {
  for (const name of await olderCaches()) await caches.delete(name);
}

async function fromOlder(path) {
  for (const name of await olderCaches()) {
    const kept = await (await caches.open(name)).match(address(path));
    if (kept) return kept;
  }
  return undefined;
}

async function isWhole(cache) {
  return Boolean(await cache.match(ALL_KEPT));
}

async function isComplete() {
  complete = complete || (await isWhole(await caches.open(NAME)));
  return complete;
}

async function hear(event) {
  const answer = (data) => event.ports[0]?.postMessage(data);
  if (event.data.until) {
    // Later than that the page has gone on with the older release, and would lose its files.
    const taken = (await isComplete()) && (await isAlone()) && Date.now() < event.data.until;
    answer(taken); // first: the turn itself may wait for what the older worker still does
    if (taken) await self.skipWaiting();
  } else {
    keeping = keeping || keepAll(true).finally(() => (keeping = null));
    // An older page may still need its files, so the first page of this release lets them go.
    if (event.data.version === RELEASE.version) keeping = keeping.then(removeOlder);
    await keeping.then(
      () => answer({ state: "kept" }),
      (fault) => answer({ state: "failed", why: String(fault.message || fault) }),
    );
  }
}

// A page that was just left may still be listed for a moment.
async function isAlone() {
  for (let turn = 0; turn < 6; turn += 1) {
    if ((await pages()).length <= 1) return true;
    await later(200);
  }
  return false;
}

async function pages() {
  const all = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  return all.filter((page) => page.url.startsWith(SCOPE.href));
}

// What is kept already is not fetched again, so a visit goes on where the one before stopped.
async function keepAll(gently) {
  if (await isComplete()) return;
  const cache = await caches.open(NAME);
  const here = new Set((await cache.keys()).map((request) => request.url));
  const left = [...FILES.keys()].filter((path) => !here.has(address(path)));
  const older = await Promise.all((await otherCaches()).map((name) => caches.open(name)));
  const lane = async () => {
    while (left.length) {
      if (gently) await quiet();
      const path = left.shift();
      if (path !== undefined) await keepOne(cache, older, path);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  await cache.put(ALL_KEPT, new Response(RELEASE.version));
  complete = true;
}

// Lessons that are loading go first: a class shares one link.
async function quiet() {
  while (asked || Date.now() - lastAsked < QUIET) {
    await later(250);
  }
}

function later(milliseconds) {
  return new Promise((done) => setTimeout(done, milliseconds));
}

// Only the very bytes of this release are kept, so two releases are never mixed.
async function keepOne(cache, older, path) {
  const url = address(path);
  const sources = older.map((one) => () => one.match(url));
  for (const mode of ["default", "reload"]) sources.push(() => fetch(url, { cache: mode }));
  for (const source of sources) {
    const answer = await source();
    if (!answer?.ok) continue;
    const body = await answer.arrayBuffer();
    if ((await digest(body)) === FILES.get(path).hash) {
      await cache.put(url, new Response(body, { headers: plain(answer.headers) }));
      return;
    }
  }
  throw new Error(`${path} is not the file of release ${RELEASE.version}`);
}

function plain(headers) {
  const kept = new Headers(headers);
  for (const name of ["content-encoding", "content-length", "transfer-encoding"]) kept.delete(name);
  return kept;
}

async function digest(body) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  return [...bytes.slice(0, 10)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function address(path) {
  return new URL(path.split("/").map(encodeURIComponent).join("/"), SCOPE).href;
}

function respond(request) {
  const url = new URL(request.url);
  if (url.origin !== SCOPE.origin) return null;
  if (url.pathname === "/api/service-worker-heartbeat") return new Response("ok");
  if (url.pathname.includes("/api/drive") || url.pathname.includes("/api/stdin/")) {
    return askPage(request, url);
  }
  const inside = url.pathname.startsWith(SCOPE.pathname);
  if (request.method !== "GET" || !inside) return null;
  const path = decodeURIComponent(url.pathname.slice(SCOPE.pathname.length));
  if (FILES.has(`${path}/index.html`)) return Response.redirect(`${url.pathname}/${url.search}`);
  const index = path === "" || path.endsWith("/");
  return fromCacheOrNetwork(request, index ? `${path}index.html` : path);
}

async function fromCacheOrNetwork(request, path) {
  const cache = await caches.open(NAME);
  const kept = FILES.has(path) ? await cache.match(address(path)) : await fromOlder(path);
  if (kept && (await isComplete())) return kept;
  asked += 1;
  try {
    return await fetch(request);
  } catch (fault) {
    if (kept) return kept;
    if (await isComplete()) return new Response("", { status: 404 });
    throw fault;
  } finally {
    asked -= 1;
    lastAsked = Date.now();
  }
}

// JupyterLite's own part: Python's files are those of the page, which answers by broadcast.
async function askPage(request, url) {
  const question = await request.json();
  question.requestId = question.requestId ?? crypto.randomUUID();
  question.pathname = url.pathname;
  const answer = new Promise((resolve) => {
    const listen = ({ data }) => {
      if (data.browsingContextId !== question.browsingContextId) return;
      if (data.requestId !== question.requestId || !("response" in data)) return;
      channel.removeEventListener("message", listen);
      resolve(new Response(JSON.stringify(data.response)));
    };
    channel.addEventListener("message", listen);
  });
  channel.postMessage(question);
  return answer;
}
