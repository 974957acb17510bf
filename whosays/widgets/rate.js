/** The judging widget: one claim at a time, at most two questions, then an explanation. */
import { fill, frame, glossBar, h, lighted, link, objectionBox, progressOf, typing } from "./base.js";

const VOTES = 2;
const DIGITS = ["0", "1", "2", "3", "4", "5"];

/** What a change stores for a question; a rung is a number, a use a list of one. */
function stored(question, value) {
  if (question === "rung") return Number(value);
  return question === "use" ? [value] : value;
}

/** What a stored field means for the page: option ids, or a list of words for `proof`. */
function shownValue(question, value) {
  if (question === "proof") return value ?? [];
  const one = question === "use" ? value?.[0] : value;
  return one === undefined || one === null || one === "" ? undefined : String(one);
}

/**
 * The words tapped, as exact stretches of the claim.
 * @param {string[]} tokens words with the spaces that follow them
 * @param {Set<number>} chosen positions of tapped words
 */
function stretches(tokens, chosen) {
  const found = [];
  let open = "";
  tokens.forEach((token, i) => {
    if (chosen.has(i)) open += token;
    if ((!chosen.has(i) || i === tokens.length - 1) && open) {
      found.push(open.trim());
      open = "";
    }
  });
  return found;
}

/** The positions of all words that some phrases touch, whatever marks stand beside them. */
function positions(tokens, phrases) {
  const text = tokens.join("");
  const chosen = new Set();
  for (const phrase of phrases) {
    const from = phrase ? text.indexOf(phrase) : -1;
    let start = 0;
    tokens.forEach((token, i) => {
      const end = start + token.trimEnd().length;
      if (from >= 0 && start < from + phrase.length && end > from) chosen.add(i);
      start += token.length;
    });
  }
  return chosen;
}

function render({ model, el }) {
  const data = model.get("data");
  const { common, rate, status, keys } = data.words;
  const claims = data.claims.map((claim) => ({ ...claim, now: {}, first: {}, checked: new Set(), votes: [] }));
  let at = 0;
  let controls = {};

  const kit = frame(model, el, {
    name: rate.name,
    keys: [
      keys.move, keys.tab, data.ask.includes("rung") && keys.rate, data.ask.includes("proof") && keys.tap,
      keys.check, keys.leave, keys.help, keys.run,
    ].filter(Boolean),
    apply: (changes) => {
      changes.forEach(applyChange);
      show(at);
    },
    progress: () => progressOf(status, claims.filter(finished).length, claims.length),
  });

  /** Whether every question of a claim has been checked. */
  function finished(claim) {
    return claim.ask.every((question) => claim.checked.has(question));
  }

  function applyChange(change) {
    const claim = claims.find((c) => c.article === change.article && c.segment === change.segment);
    if (!claim || JSON.stringify(claim.exact) !== JSON.stringify(change.exact)) return;
    for (const question of change.event === "vote" ? [] : claim.ask) {
      if (!(question in change)) continue;
      claim.now[question] = shownValue(question, change[question]);
      if (change.event === "check" && !claim.checked.has(question)) {
        claim.checked.add(question);
        claim.first[question] = claim.now[question];
      }
    }
    if (change.event === "vote") claim.votes.push(votesOf(claim, change));
    if (change.event === "appeal") claim.appeal = change.appeal;
  }

  /** What one vote says, as the page shows it. */
  function votesOf(claim, fields) {
    return Object.fromEntries(claim.ask.map((question) => [question, shownValue(question, fields[question])]));
  }

  function restore() {
    for (const claim of claims) {
      claim.votes = (claim.answer.votes ?? []).map((vote) => votesOf(claim, vote));
      for (const question of claim.ask) {
        const value = shownValue(question, claim.answer.now[question]);
        if (value !== undefined) claim.now[question] = value;
        if (claim.answer.checked.includes(question)) {
          claim.checked.add(question);
          claim.first[question] = shownValue(question, claim.answer.first[question]);
        }
      }
    }
    kit.keep.drafts.forEach(applyChange);
    const open = claims.findIndex((claim) => !finished(claim));
    at = open < 0 ? 0 : open;
  }

  function keep(event, claim, fields) {
    const { article, sha256, segment, exact } = claim;
    kit.keep.keep({ event, article, article_sha256: sha256, segment, exact, ...fields });
  }

  function choose(question, value) {
    const claim = claims[at];
    const fields = { [question]: value, ...follows(claim, question, value) };
    Object.assign(claim.now, fields);
    const kept = Object.entries(fields).map(([name, one]) => [name, one === undefined ? null : stored(name, one)]);
    keep("answer", claim, Object.fromEntries(kept));
    paint();
  }

  /** Kind "beside" and rung 0 belong together: where both are asked, one answer sets the other. */
  function follows(claim, question, value) {
    if (!claim.ask.includes("kind") || !claim.ask.includes("rung")) return {};
    if (value === "beside") return { rung: "0" };
    if (question === "rung" && value === "0") return { kind: "beside" };
    if (question === "kind" && claim.now.rung === "0") return { rung: undefined };
    if (question === "rung" && claim.now.kind === "beside") return { kind: undefined };
    return {};
  }

  function missing(claim) {
    const empty = (q) => claim.now[q] === undefined || (q === "proof" && !claim.now[q].length);
    return claim.ask.filter(empty).map((question) => questionWords(claim, question));
  }

  function questionWords(claim, question) {
    return question === "rung" ? claim.rung_ask : data.questions[question].ask;
  }

  /** The kit's short name of a question: SAID, SO or USE. */
  function tagOf(claim, question) {
    return question === "rung" ? claim.rung_tag : data.questions[question].tag;
  }

  function check() {
    const claim = claims[at];
    const open = missing(claim);
    if (open.length) {
      kit.say(fill(common.answer_all, { missing: open.join(" ") }));
      controls.hint.textContent = fill(common.answer_all, { missing: open.join(" ") });
      return;
    }
    if (finished(claim)) return;
    if (votesLeft(claim)) {
      vote(claim);
      return;
    }
    const fields = {};
    for (const question of claim.ask) {
      if (claim.checked.has(question)) continue;
      claim.checked.add(question);
      claim.first[question] = claim.now[question];
      fields[question] = stored(question, claim.now[question]);
    }
    keep("check", claim, fields);
    paint();
    controls.why.focus();
    kit.say(controls.why.querySelector(".ws-first").textContent);
  }

  /** How many votes a talk step still waits for: one alone, one after the talk. */
  function votesLeft(claim) {
    return data.talk && !finished(claim) ? Math.max(0, VOTES - claim.votes.length) : 0;
  }

  function vote(claim) {
    const fields = Object.fromEntries(claim.ask.map((question) => [question, stored(question, claim.now[question])]));
    claim.votes.push(votesOf(claim, fields));
    keep("vote", claim, fields);
    paint();
    kit.say(controls.talk.textContent);
  }

  /** What a vote says in words: its options, one after the other. */
  function voteWords(claim, one) {
    return claim.ask.map((question) => (question === "proof"
      ? (one.proof ?? []).map((words) => `“${words}”`).join(" … ")
      : optionName(question, one[question]))).join(" · ");
  }

  /** An option as it is called in a sentence: a rung with its number. */
  function optionName(question, id) {
    const name = data.questions[question].options.find((row) => row.id === id)?.name ?? id;
    return question === "rung" && id !== "0" ? `${id} ${name}` : name;
  }

  /** Where a talk step stands: what to do now, and the votes so far. */
  function talkLines(claim) {
    const { talk } = rate;
    const steps = [talk.alone, talk.convince, talk.ready];
    const said = finished(claim) ? "" : steps[claim.votes.length] ?? talk.ready;
    const votes = claim.votes.slice(0, VOTES).map((one, i) =>
      h("p", { class: "ws-soft" }, fill(talk.votes[i], { answer: voteWords(claim, one) })));
    return [said && h("p", { class: "ws-ask" }, said), ...votes].filter(Boolean);
  }

  function checkWords(claim) {
    return [common.check, rate.talk.second, rate.talk.first][votesLeft(claim)];
  }

  /* ---- drawing one claim ---- */

  /** The claim's sentence, with the claim itself set apart from the rest of it. */
  function sentence(claim, phrases) {
    return claim.sentence.map(([text, own]) =>
      own ? h("strong", { class: "ws-own" }, lighted(text, phrases)) : h("span", { class: "ws-rest" }, text),
    );
  }

  function tokenList(claim) {
    const chosen = positions(claim.tokens, claim.now.proof ?? []);
    const list = h("div", {
      class: "ws-words", role: "listbox", "aria-multiselectable": "true",
      "aria-label": rate.words_label, "aria-orientation": "horizontal",
    });
    const options = claim.tokens.map((token, i) =>
      h("span", { role: "option", class: "ws-token", tabindex: i === 0 ? "0" : "-1" }, token.trim()),
    );
    const move = (to) => {
      options.forEach((option) => option.setAttribute("tabindex", "-1"));
      options[to].setAttribute("tabindex", "0");
      options[to].focus();
    };
    const tap = (i) => {
      if (chosen.has(i)) chosen.delete(i);
      else chosen.add(i);
      choose("proof", stretches(claim.tokens, chosen));
    };
    list.addEventListener("click", (event) => {
      const i = options.indexOf(event.target.closest("[role=option]"));
      if (i >= 0) {
        move(i);
        tap(i);
      }
    });
    list.addEventListener("keydown", (event) => {
      const i = options.indexOf(event.target);
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      const to = { Home: 0, End: options.length - 1 }[event.key] ?? (step ? i + step : undefined);
      if (event.key === " " || (event.key === "Enter" && !event.shiftKey)) {
        tap(i);
        event.stopPropagation();
      } else if (to === undefined) return;
      else if (options[to]) {
        move(to);
        if (event.shiftKey && !chosen.has(to)) tap(to);
      }
      event.preventDefault();
    });
    options.forEach((option, i) => list.append(option, claim.tokens[i].slice(claim.tokens[i].trim().length)));
    const own = claim.sentence.findIndex(([, mine]) => mine);
    const rest = (runs) => runs.map(([text]) => h("span", { class: "ws-rest" }, text));
    const after = claim.sentence.slice(own + 1).filter(([, mine]) => !mine);
    return {
      node: h("div", { class: "ws-tokens" }, rest(claim.sentence.slice(0, own)), list, " ", rest(after)),
      paint() {
        const key = positions(claim.tokens, shownProof(claim));
        options.forEach((option, i) => {
          option.setAttribute("aria-selected", String(chosen.has(i)));
          option.toggleAttribute("data-key", key.has(i));
        });
      },
    };
  }

  /** The proving words, once the claim is checked and the key is here. */
  function shownProof(claim) {
    return finished(claim) && claim.explain ? claim.explain.proof : [];
  }

  function option(claim, question, row) {
    const name = `${kit.id}-${at}-${question}`;
    const input = h("input", { type: "radio", name, value: row.id, class: "ws-radio" });
    input.checked = claim.now[question] === row.id;
    input.addEventListener("change", () => choose(question, row.id));
    const tags = h("span", { class: "ws-tags" });
    const face = h("span", { class: "ws-face" },
      question === "rung" && h("b", { class: `ws-tile k${row.id}`, "aria-hidden": "true" }, row.id === "0" ? "∅" : row.id),
      h("span", { class: "ws-name" }, h("span", {}, question === "rung" && row.id !== "0"
        ? h("span", { class: "ws-live" }, `${row.id} `) : "", row.name),
        row.short && h("small", {}, row.short)),
      tags);
    return { id: row.id, input, tags, node: h("label", { class: "ws-option" }, input, face) };
  }

  function fieldset(claim, question) {
    const options = data.questions[question].options.map((row) => option(claim, question, row));
    const extra = question === "rung" ? pathWalker(claim) : null;
    const node = h("fieldset", { class: `ws-q ws-${question}` },
      h("legend", {}, tagOf(claim, question) && h("span", { class: "ws-kit" }, tagOf(claim, question)),
        " ", questionWords(claim, question)),
      h("div", { class: question === "use" ? "ws-uses" : "ws-ladder" }, options.map((o) => o.node)),
      extra);
    return {
      node,
      paint() {
        for (const one of options) {
          one.input.checked = claim.now[question] === one.id;
          one.tags.replaceChildren(...tagsOf(claim, question, one.id));
        }
      },
    };
  }

  function tagsOf(claim, question, id) {
    const tags = [];
    if (!claim.checked.has(question)) return tags;
    if (claim.now[question] === id) tags.push(h("em", {}, common.you));
    else if (claim.first[question] === id) tags.push(h("em", {}, common.first));
    if (claim.explain?.questions[question].right.includes(id)) tags.push(h("em", { class: "key" }, common.key));
    return tags;
  }

  /** The decision path: yes or no, until it ends at a rung. */
  function pathWalker(claim) {
    const box = h("div", { class: "ws-path", hidden: true });
    const open = h("button", { class: "ws-small", "aria-expanded": "false" }, rate.walk);
    let trail = [];
    const stop = () => {
      box.hidden = true;
      ended();
    };
    const ended = () => {
      trail = [];
      open.textContent = rate.walk;
      open.setAttribute("aria-expanded", "false");
    };
    const step = (name, focus) => {
      const row = data.path[name];
      const go = (answer) => {
        const to = row[answer];
        trail.push(name);
        if (!to.startsWith("rung:")) return step(to, true);
        const rung = to.slice(5);
        choose("rung", rung);
        box.replaceChildren(h("p", {}, fill(rate.path_result, { name: optionName("rung", rung) })));
        kit.say(box.textContent);
        ended();
        open.focus();
        return undefined;
      };
      const back = trail.length > 0 && h("button", { onclick: () => step(trail.pop(), true) }, common.previous);
      const yes = h("button", { onclick: () => go("yes") }, rate.yes);
      box.replaceChildren(h("p", { class: "ws-soft" }, claim.rung_ask), h("p", { class: "ws-ask" }, row.ask),
        h("p", { class: "ws-soft" }, row.help),
        h("div", { class: "ws-row" }, yes, h("button", { onclick: () => go("no") }, rate.no), back));
      if (focus) {
        yes.focus();
        kit.say(row.ask);
      }
    };
    open.addEventListener("click", () => {
      if (open.getAttribute("aria-expanded") === "true") return stop();
      box.hidden = false;
      open.textContent = rate.walk_stop;
      open.setAttribute("aria-expanded", "true");
      return step(data.path.start, true);
    });
    return h("div", { class: "ws-walk" }, open, box);
  }

  /* ---- the explanation ---- */

  function proofClass(claim) {
    const key = positions(claim.tokens, claim.explain.proof);
    const mine = positions(claim.tokens, claim.now.proof);
    const hits = [...key].filter((i) => mine.has(i)).length;
    return hits === 0 ? "none" : hits === key.size ? "all" : "some";
  }

  function verdict(claim, question, i) {
    const table = claim.explain.questions[question];
    const cls = i === 0 ? "ws-first" : "ws-second";
    if (question === "proof") return h("p", { class: cls }, table[proofClass(claim)]);
    const tag = claim.ask.length > 1 && tagOf(claim, question);
    const row = table.options[claim.now[question]];
    return h("p", { class: cls, "data-fits": row.fits ? "yes" : "no" },
      tag && h("span", { class: "ws-kit" }, tag), tag && " ", h("b", {}, row.verdict), " ", row.why);
  }

  /** The record behind a claim: its text to open here, or a link, or only its name. */
  function record({ name, outcome, text, url }) {
    const said = outcome && `${outcome}. `;
    if (text) {
      return [said, h("details", {}, h("summary", {}, fill(common.open_record, { name })), h("pre", { class: "ws-doc", tabindex: "0", role: "region", "aria-label": name }, text))];
    }
    return [said, link(url, name.replace("https://", ""))];
  }

  function keyHead(claim, question) {
    const tag = tagOf(claim, question);
    return tag ? fill(common.key_on, { tag }) : common.key_heading;
  }

  function more(claim) {
    const parts = [];
    if (claim.ask.includes("proof")) {
      const { answer, why } = claim.explain.rung;
      parts.push(h("dt", {}, common.key_heading), h("dd", {}, h("b", {}, `${answer}. `), why));
    }
    for (const question of claim.ask) {
      const table = claim.explain.questions[question];
      if (question === "proof" || table.right.includes(claim.now[question])) continue;
      const right = table.right[0];
      parts.push(h("dt", {}, keyHead(claim, question)), h("dd", {}, h("b", {}, `${optionName(question, right)}. `), table.options[right]?.why ?? ""));
    }
    for (const other of claim.explain.also) {
      parts.push(h("dt", {}, common.also), h("dd", {}, h("b", {}, `${other.answer}. `), other.case));
    }
    if (claim.explain.record.name) parts.push(h("dt", {}, common.record), h("dd", {}, record(claim.explain.record)));
    for (const standard of claim.explain.standards) {
      const where = standard.url && fill(common.read_standard, { name: standard.label });
      parts.push(h("dt", {}, common.standard),
        h("dd", {}, standard.says, " ", where ? link(standard.url, where) : standard.label));
    }
    return h("details", { class: "ws-more" }, h("summary", {}, common.more), h("dl", {}, parts));
  }

  function objection(claim) {
    return objectionBox(common, `${kit.id}-${at}-why`, claim.appeal, (text) => {
      claim.appeal = text;
      keep("appeal", claim, { appeal: text });
    });
  }

  function explanation(claim) {
    if (!finished(claim)) return [];
    if (!claim.explain) return [h("p", { class: "ws-first" }, common.withheld)];
    const changed = claim.ask.filter((q) => q !== "proof" && claim.first[q] !== claim.now[q]);
    const firsts = changed.map((q) => data.questions[q].options.find((o) => o.id === claim.first[q]).name);
    const note = changed.length && h("p", { class: "ws-soft" }, fill(common.trying, { answer: firsts.join(", ") }));
    return [
      ...claim.ask.map((question, i) => verdict(claim, question, i)),
      claim.explain.raise_it && h("p", { class: "ws-raise" }, h("b", {}, `${claim.explain.raise_head}: `), claim.explain.raise_it),
      note,
      more(claim),
      ...objection(claim),
    ].filter(Boolean);
  }

  /* ---- the whole ---- */

  function context(claim) {
    return h("details", { class: "ws-context" }, h("summary", {}, common.in_paragraph),
      h("p", { class: "ws-article" }, claim.paragraph.map(([text, own]) => (own ? h("strong", {}, text) : text))));
  }

  function show(index, focus = false) {
    at = index;
    const claim = claims[at];
    const taps = claim.ask.includes("proof") ? tokenList(claim) : null;
    const sets = claim.ask.filter((q) => q !== "proof").map((q) => fieldset(claim, q));
    const text = h("p", { class: "ws-claim", tabindex: "-1", hidden: Boolean(taps) });
    const why = h("section", {
      class: "ws-why", "aria-label": rate.explanation, tabindex: "-1", hidden: true,
    });
    const hint = h("span", { class: "ws-soft", role: "status" });
    const button = h("button", { class: "ws-primary", onclick: check }, common.check);
    const next = h("button", { class: "ws-primary ws-next", onclick: () => show(at + 1, true) }, common.next);
    const last = at === claims.length - 1;
    const end = h("p", { class: "ws-end", role: "status" });
    const talk = h("div", { class: "ws-talk", hidden: !data.talk });
    controls = { taps, sets, text, talk, why, hint, button, next, end };
    const right = [
      ...sets.slice(1).map((set) => set.node), talk, h("div", { class: "ws-row ws-check" }, button, hint), why,
      !last && next, end,
    ];
    const parts = [
      h("p", { class: "ws-from ws-soft" }, claim.from),
      taps && h("p", { class: "ws-ask" }, data.questions.proof.ask),
      text,
      taps?.node,
      glossBar(common, claim.glosses),
      claim.plain && h("p", { class: "ws-plain-line ws-aid-plain" }, h("b", {}, `${common.plain}: `), claim.plain),
      context(claim),
      h("div", { class: "ws-two" }, h("div", {}, sets[0]?.node), h("div", {}, right)),
    ];
    kit.body.replaceChildren(...parts.filter(Boolean));
    barParts();
    paint();
    if (focus && taps) taps.node.querySelector("[tabindex='0']").focus();
    else if (focus) text.focus();
  }

  function barParts() {
    const many = claims.length > 1;
    const label = many ? fill(common.claim_of, { n: at + 1, count: claims.length }) : rate.name;
    const back = h("button", { disabled: at === 0, onclick: () => show(at - 1, true) }, common.previous);
    const on = h("button", { disabled: at === claims.length - 1, onclick: () => show(at + 1, true) }, common.onward);
    const walk = many ? [back, on] : [];
    kit.bar.replaceChildren(h("span", { class: "ws-title" }, label), h("span", { class: "ws-grow" }),
      ...walk, kit.helpButton);
  }

  function paint() {
    const claim = claims[at];
    const done = finished(claim);
    controls.sets.forEach((set) => set.paint());
    controls.taps?.paint();
    controls.text.replaceChildren(...sentence(claim, shownProof(claim)));
    controls.button.hidden = done;
    controls.button.textContent = checkWords(claim);
    controls.talk.replaceChildren(...(data.talk ? talkLines(claim) : []));
    controls.next.hidden = !done;
    const all = claims.length > 1 && claims.every(finished);
    controls.end.textContent = all ? fill(common.all_done, { count: claims.length }) : "";
    controls.hint.textContent = "";
    controls.why.hidden = !done;
    controls.why.replaceChildren(...explanation(claim));
    kit.keep.speak();
  }

  kit.body.addEventListener("keydown", (event) => {
    if (typing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (claims[at].ask.includes("rung") && DIGITS.includes(event.key)) {
      choose("rung", event.key);
      event.preventDefault();
    } else if (event.key === "Enter" && !event.shiftKey && event.target.matches("input[type=radio]")) {
      check();
      event.preventDefault();
    }
  });

  restore();
  show(at);
  return () => kit.stop();
}

export default { render };
