/** The sourcing label: what a reader could check, counted in the page from answers and drafts. */
import { CHANGED, fill, frame, h, offer, unseen } from "./base.js";

const FIELDS = ["kind", "rung", "so"];
const SOUND = [5, 4, 2];
const MOST = 3;
const SO_OF_RUNG = { 5: "record", 4: "record", 3: "insiders", 2: "insiders", 1: "insiders", 0: "nothing" };

/* ---- what a label says: as in pages/label_content.py, and a test compares the two ---- */

/** One reader's kind, rung and SO of a claim; what was not said stays empty. */
function judged(claim, whose) {
  const own = claim[whose] ?? {};
  let { rung, kind = "" } = own;
  if (rung === 0 || (kind === "beside" && rung === undefined)) [rung, kind] = [0, "beside"];
  if (!kind && rung !== undefined && claim.key) kind = claim.key.kind === "words" ? "words" : "claim";
  if (!kind && own.so) kind = "words";
  let so = kind === "words" ? own.so ?? "" : "";
  if (["claim", "beside"].includes(kind) && rung !== undefined) so = SO_OF_RUNG[rung];
  return { kind, rung, so, against: Boolean(own.against), quote: claim.quote };
}

/** A day in words: the reader's own day of a time, or a date as it is; "" for none. */
function dayOf(at, said) {
  if (!at) return "";
  const time = new Date(at);
  const [year, month, day] = at.length === 10 ? at.split("-").map(Number)
    : [time.getFullYear(), time.getMonth() + 1, time.getDate()];
  return fill(said.date, { month: said.months.split(" ")[month - 1], day, year });
}

/** All that stands on one label. A count is null where nothing is judged, which is not 0. */
function contentOf(data, claims, whose, at) {
  const { sourcing } = data.words;
  const all = claims.map((claim) => judged(claim, whose));
  const done = all.filter((claim) => claim.rung !== undefined).length;
  const count = (given, value) => (given.length ? given.filter((one) => one === value).length : null);
  const blank = (name, left) => (left ? [{ sign: "", name, shade: "", count: left }] : []);
  const spoken = all.filter((claim) => claim.kind === "words");
  const rungs = spoken.map((claim) => claim.rung).filter((rung) => rung !== undefined);
  const settled = all.map((claim) => claim.so).filter(Boolean);
  const unsorted = all.filter((claim) => claim.rung !== undefined && !claim.kind).length;
  const said = [
    ...["5", "4", "3", "2", "1"].map((rung) => (
      { sign: rung, name: data.rungs[rung], shade: `r${rung}`, count: count(rungs, Number(rung)) })),
    ...blank(sourcing.blank, spoken.length - rungs.length),
  ];
  const so = [
    ...Object.entries(data.so).map(([id, name]) => ({ sign: "", name, shade: id, count: count(settled, id) })),
    ...blank(sourcing.no_kind, unsorted),
    ...blank(sourcing.blank, all.length - settled.length - unsorted),
  ];
  const strong = SOUND.flatMap((rung) => all.filter((claim) => claim.rung === rung && !claim.against));
  const weak = [...all.filter((claim) => claim.against), ...all.filter((claim) => claim.rung === 1 && !claim.against)];
  const more = (found) => (found.length > MOST ? fill(sourcing.more, { count: found.length - MOST }) : "");
  const entry = (claim) => {
    const name = data.rungs[claim.rung];
    return { rung: claim.rung, name: claim.against ? fill(sourcing.against, { name }) : name, quote: claim.quote };
  };
  const day = dayOf(whose === "mine" ? at : data.key_date, sourcing) || "____";
  return {
    told: [fill(whose === "mine" ? sourcing.read : sourcing.key_date, { date: day }),
      fill(sourcing.judged, { done, count: all.length })],
    said, so, done,
    lists: [
      { head: sourcing.strongest, entries: strong.slice(0, MOST).map(entry), more: more(strong) },
      { head: sourcing.care, entries: weak.slice(0, MOST).map(entry), more: more(weak) },
    ],
    none: done ? sourcing.none : "____",
    most: Math.max(1, ...[...said, ...so].filter((row) => row.shade).map((row) => row.count ?? 0)),
  };
}

/** Up to three claims on which reader and key are furthest apart. */
function apartOf(data, claims) {
  const name = (rung) => (rung ? `${rung} ${data.rungs[rung]}` : data.rungs[rung]);
  return claims
    .map((claim) => [claim, judged(claim, "mine").rung, judged(claim, "key").rung])
    .filter(([claim, mine, key]) => mine !== undefined && key !== undefined && mine !== key
      && !claim.key.also.includes(mine))
    .map(([claim, mine, key]) => (
      { far: mine && key ? 2 * Math.abs(mine - key) : 5, quote: claim.quote, mine: name(mine), key: name(key) }))
    .sort((a, b) => b.far - a.far)
    .slice(0, MOST);
}

/* ---- the label as a picture: as in pages/label_picture.py ---- */

const [WIDTH, LEFT, RIGHT, BAR_LEFT, BAR_MOST] = [440, 22, 418, 222, 150];
const [DARK, SOFT, EDGE] = ["#1c2330", "#4f5a6b", "#7d7f86"];
const BOLD = ' font-weight="700"';
const SERIF = ' font-family="Charter, Georgia, DejaVu Serif, serif"';
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;" };

/** A text as lines of at most so many characters, broken at spaces. */
function wrap(text, most) {
  const lines = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines.length - 1;
    if (lines.length && [...lines[last]].length + 1 + [...word].length <= most) lines[last] += ` ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** The whole label as SVG; every string of the reader's or the article's is escaped. */
function labelSvg(data, content) {
  const { sourcing } = data.words;
  const parts = [];
  let y = 88;
  const textAt = (x, at, text, size, more) => {
    const safe = String(text).replace(/[&<>"']/g, (one) => ENTITIES[one]);
    parts.push(`<text x="${x}" y="${at}" font-size="${size}"${more}>${safe}</text>`);
  };
  const rule = (at, thick) => {
    parts.push(`<rect x="${LEFT}" y="${at}" width="${RIGHT - LEFT}" height="${thick}" fill="${DARK}"/>`);
  };
  const lines = (rows, size, more) => {
    for (const row of rows) {
      textAt(LEFT, y, row, size, more);
      y += size + 6;
    }
  };
  const head = (text) => {
    rule(y - 6, 4);
    textAt(LEFT, y + 18, text, 15, `${BOLD} fill="${DARK}"`);
    y += 42;
  };
  const paint = { record: data.tiles[5], insiders: data.tiles[2], nothing: "#ffffff" };
  const counts = (text, rows) => {
    head(text);
    for (const row of rows) {
      const ink = row.shade ? DARK : SOFT;
      textAt(LEFT, y, `${row.sign} ${row.name}`.trim(), 14, ` fill="${ink}"`);
      if (row.shade && row.count) {
        const width = Math.floor((row.count * BAR_MOST) / content.most);
        const dash = row.shade === "nothing" ? ' stroke-dasharray="4 3"' : "";
        parts.push(`<rect x="${BAR_LEFT}" y="${y - 12}" width="${width}" height="14" rx="2" `
          + `fill="${paint[row.shade] ?? data.tiles[row.sign]}" stroke="${EDGE}"${dash}/>`);
      }
      textAt(RIGHT, y, row.count ?? "__", 14, ` text-anchor="end" fill="${ink}"`);
      y += 21;
    }
  };
  const entries = (rows) => {
    for (const { rung, name, quote } of rows) {
      parts.push(`<rect x="${LEFT}" y="${y - 15}" width="22" height="22" rx="4" fill="${data.tiles[rung]}"/>`);
      textAt(LEFT + 11, y + 1, rung, 14, `${BOLD} text-anchor="middle" fill="${data.ink[rung]}"`);
      const names = wrap(name, 46);
      names.forEach((line, n) => textAt(LEFT + 32, y + 18 * n, line, 13, `${BOLD} fill="${SOFT}"`));
      y += 18 * names.length + 1;
      for (const line of wrap(quote, 46)) {
        textAt(LEFT + 32, y, line, 14, `${SERIF} fill="${DARK}"`);
        y += 19;
      }
      y += 9;
    }
  };
  textAt(LEFT, 46, sourcing.name, 28, ` font-weight="800" fill="${DARK}"`);
  rule(58, 8);
  lines(wrap(data.title, 44), 16, `${SERIF} fill="${DARK}"`);
  y += 2;
  lines(content.told, 14, ` fill="${SOFT}"`);
  counts(`${data.tags.said} · ${sourcing.said}`, content.said);
  counts(`${data.tags.so} · ${sourcing.so}`, content.so);
  for (const list of content.lists) {
    head(list.head);
    entries(list.entries);
    lines(list.entries.length ? [] : [content.none], 14, ` fill="${DARK}"`);
    lines(list.more ? [list.more] : [], 14, ` fill="${SOFT}"`);
  }
  for (const [title, text] of [[sourcing.whole, data.whole], [sourcing.limits_head, sourcing.limits]]) {
    head(title);
    lines(wrap(text, 54), 14, ` fill="${DARK}"`);
  }
  y += 10;
  lines([sourcing.made], 13, ` fill="${SOFT}"`);
  const height = y + 4;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" `
    + `viewBox="0 0 ${WIDTH} ${height}" font-family="Segoe UI, Roboto, DejaVu Sans, sans-serif">`
    + `<rect x="1" y="1" width="${WIDTH - 2}" height="${height - 2}" fill="#ffffff" `
    + `stroke="${DARK}" stroke-width="2"/>${parts.join("")}</svg>`;
}

/** A picture as a PNG, twice its size, drawn on a canvas of this page. */
async function pngOf(svg) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = h("canvas", { width: image.width * 2, height: image.height * 2 });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, failed) => {
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("no image"))), "image/png");
  });
}

/* ---- the label as part of a page ---- */

/** A label as nodes, for the widget and for the page to save. */
function figure(data, content, name, most, title = "p") {
  const { sourcing } = data.words;
  const table = (tag, text, rows) => h("table", { class: "ws-lb-count" },
    h("caption", {}, h("span", { class: "ws-lb-tag" }, tag), " ", text),
    h("tbody", {}, rows.map((row) => h("tr", { class: row.shade ? "" : "ws-lb-open" },
      h("th", { scope: "row" }, `${row.sign} ${row.name}`.trim()),
      h("td", {}, row.shade && row.count > 0 && h("i", { class: `ws-lb-bar ${row.shade}`,
        style: `width: ${Math.floor((row.count * 100) / most)}%` })),
      h("td", {}, row.count ?? "__")))));
  const list = ({ head, entries, more }) => [
    h("p", { class: "ws-lb-head" }, head),
    entries.length ? h("ul", { class: "ws-lb-list" }, entries.map((one) => h("li", {},
      h("b", { class: `ws-lb-tile k${one.rung}` }, one.rung),
      h("span", {}, h("small", {}, one.name), h("q", {}, one.quote))))) : h("p", {}, content.none),
    more && h("p", { class: "ws-soft" }, more),
  ];
  return h("section", { class: "ws-lb", "aria-label": name, tabindex: "-1" },
    h(title, { class: "ws-lb-name" }, name),
    h("p", { class: "ws-lb-title" }, data.title),
    h("p", { class: "ws-lb-told" }, content.told.map((line) => h("span", {}, line))),
    table(data.tags.said, sourcing.said, content.said),
    table(data.tags.so, sourcing.so, content.so),
    content.lists.map(list),
    h("p", { class: "ws-lb-head" }, sourcing.whole), h("p", {}, data.whole),
    h("p", { class: "ws-lb-head" }, sourcing.limits_head), h("p", {}, sourcing.limits));
}

/** The label as one HTML file that needs nothing else. */
function pageOf(data, content) {
  const page = document.implementation.createHTMLDocument(`${data.words.sourcing.name}: ${data.title}`);
  page.documentElement.lang = data.lang;
  page.head.prepend(h("meta", { charset: "utf-8" }),
    h("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }));
  page.head.append(h("style", {}, `${data.style} :root { color-scheme: light dark; } body { margin: 1rem; } .whosays { border: 0; border-radius: 0; }`));
  page.body.append(h("main", { class: "whosays" },
    figure(data, content, data.words.sourcing.name, content.most, "h1"),
    h("p", { class: "ws-soft" }, data.words.sourcing.made)));
  return `<!doctype html>\n${page.documentElement.outerHTML}\n`;
}

function render({ model, el }) {
  const data = model.get("data");
  const { common, sourcing, keys } = data.words;
  const claims = data.claims.map((claim) => ({ ...claim, mine: { ...claim.mine }, frozen: [...claim.frozen] }));
  const { target } = data;
  const learner = data.draft.slice(0, data.draft.length - data.desk.length);
  const kept = unseen(learner, data.known); // of all desks: a label counts them all
  let at = data.read;
  let checked = target.answer.checked.includes("opened");
  let content = contentOf(data, claims, "mine", at);

  const kit = frame(model, el, {
    name: `${sourcing.name}: ${data.title}`,
    keys: [keys.tab, keys.leave, keys.help, keys.run],
    apply: (changes) => {
      changes.forEach(take);
      paint();
    },
    progress: () => fill(sourcing.judged, { done: content.done, count: claims.length }),
  });

  /** Take in one change; a field that was checked before keeps its first answer. */
  function take(change) {
    if (change.article !== target.article) return;
    if (change.segment === target.segment && change.event === "check") checked = true;
    const claim = claims.find((one) => one.segment === change.segment);
    if (!claim || !["answer", "check"].includes(change.event)) return;
    if (JSON.stringify(claim.exact) !== JSON.stringify(change.exact)) return;
    for (const field of FIELDS.filter((name) => name in change && !claim.frozen.includes(name))) {
      const empty = change[field] === null || change[field] === "";
      if (empty) delete claim.mine[field];
      else claim.mine[field] = change[field];
      if (!empty && change.event === "check") claim.frozen.push(field);
      if (!empty && change.at > at) at = change.at;
    }
  }

  /** Hear what other widgets on this page keep for the same learner. */
  function heard(event) {
    if (!event.detail.draft.startsWith(learner)) return;
    take(event.detail.change);
    paint();
  }

  function check() {
    if (!content.done) {
      hint.textContent = sourcing.first_one;
      return;
    }
    checked = true;
    kit.keep.keep({
      event: "check", article: target.article, article_sha256: target.sha256,
      segment: target.segment, exact: [], opened: ["key"],
    });
    paint();
    right.querySelector(".ws-lb").focus();
    kit.say(fill(sourcing.beside, { count: claims.length }));
  }

  async function save(kind) {
    const name = `sourcing-label-${data.slug}.${kind}`;
    try {
      if (kind === "png") offer(name, await pngOf(labelSvg(data, content)), "image/png");
      else if (kind === "svg") offer(name, labelSvg(data, content), "image/svg+xml");
      else offer(name, pageOf(data, content), "text/html");
      told.textContent = fill(sourcing.saved, { name });
    } catch {
      told.textContent = sourcing.not_saved;
    }
  }

  /* ---- drawing ---- */

  const left = h("div", {});
  const right = h("div", {});
  const hint = h("span", { class: "ws-soft", role: "status" });
  const told = h("span", { class: "ws-soft", role: "status" });
  const button = (kind, text) => h("button", { onclick: () => save(kind) }, text);
  const ask = h("div", { class: "ws-row ws-check" },
    h("button", { class: "ws-primary", onclick: check }, common.check), hint);
  kit.bar.append(
    h("span", { class: "ws-title" }, sourcing.name),
    h("div", { class: "ws-row ws-ends" }, kit.helpButton));
  kit.body.append(h("div", { class: "ws-two" }, left, right));

  function keyLabel(most) {
    const rows = apartOf(data, claims);
    return [
      figure(data, contentOf(data, claims, "key", ""), sourcing.keys_label, most),
      h("div", { class: "ws-lb-apart" },
        h("p", {}, fill(sourcing.beside, { count: claims.length })),
        h("p", { class: "ws-h" }, sourcing.apart),
        rows.length ? h("ul", {}, rows.map((row) => h("li", {}, h("q", {}, row.quote), " ",
          h("b", {}, fill(sourcing.apart_row, { mine: row.mine, key: row.key })))))
          : h("p", {}, sourcing.apart_none)),
    ];
  }

  function openPlaces() {
    const places = claims.filter((one) => judged(one, "mine").rung === undefined).map((one) => one.place);
    return places.length && places.length < claims.length ? fill(sourcing.open, { places: [...new Set(places)].join(", ") }) : "";
  }

  const mine = h("div", {});
  const open = h("p", { class: "ws-soft ws-lb-after" });
  left.append(mine, open, h("p", { class: "ws-h" }, sourcing.save), h("div", {
    class: "ws-row", role: "group", "aria-label": sourcing.save }, button("png", sourcing.save_image), button("svg", sourcing.save_drawing),
    button("html", sourcing.save_page)), h("p", {}, told));

  function paint() {
    content = contentOf(data, claims, "mine", at);
    const shown = checked && data.keyed;
    const most = shown ? Math.max(content.most, contentOf(data, claims, "key", "").most) : content.most;
    mine.replaceChildren(figure(data, content, sourcing.yours, most));
    open.textContent = openPlaces();
    if (content.done) hint.textContent = "";
    if (shown) right.replaceChildren(...keyLabel(most));
    else right.replaceChildren(h("div", { class: "ws-lb-invite" },
      h("p", { class: "ws-h" }, sourcing.keys_label),
      h("p", {}, data.keyed ? sourcing.invite : sourcing.withheld), data.keyed ? ask : ""));
    kit.keep.speak();
  }

  kept.forEach(take);
  addEventListener(CHANGED, heard);
  paint();
  return () => {
    removeEventListener(CHANGED, heard);
    kit.stop();
  };
}

export default { render };
