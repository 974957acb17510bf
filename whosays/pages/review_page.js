/** The review page: claims as a list, one explained at a time. Without this script all are shown. */
(() => {
  const HOVER_WAIT = 120;
  const text = document.getElementById("text");
  const panel = document.getElementById("claims");
  const live = panel.querySelector(".ws-live");
  const wide = matchMedia("(min-width: 60rem) and (hover: hover)");
  const blocks = Object.fromEntries([...panel.querySelectorAll(".claim")].map((block) => [block.id, block]));
  const order = Object.keys(blocks);
  const pieces = Object.fromEntries(order.map((id) => [id, [...text.querySelectorAll(`[data-claim="${id}"]`)]]));
  let chosen = "";
  let shown = "";
  let active = order[0];
  let waiting = 0;

  text.setAttribute("role", "listbox");
  text.setAttribute("aria-label", text.dataset.name);
  for (const paragraph of text.children) {
    paragraph.setAttribute("role", "group");
    paragraph.setAttribute("aria-label", paragraph.dataset.name);
  }
  for (const id of order) {
    pieces[id][0].setAttribute("role", "option");
    pieces[id][0].setAttribute("draggable", "false");
    blocks[id].querySelector("h3").tabIndex = -1;
    blocks[id].id = `why-${id}`; // an address such as #P5S1a now leads to the claim in the text
    pieces[id][0].id = id;
  }
  panel.tabIndex = 0;
  document.documentElement.classList.add("js");

  /** Show one claim's explanation, or none; a glance by hovering chooses nothing. */
  function show(id) {
    if (id !== shown) panel.scrollTop = 0;
    shown = id;
    for (const each of order) {
      blocks[each].classList.toggle("shown", each === id);
      for (const piece of pieces[each]) piece.classList.toggle("glanced", each === id && id !== chosen);
    }
    panel.classList.toggle("open", Boolean(id));
    panel.classList.toggle("glance", Boolean(id) && id !== chosen);
  }

  /** Make one claim the chosen one, or none. */
  function choose(id, { focus = true, tell = true } = {}) {
    clearTimeout(waiting);
    chosen = id;
    active = id || active;
    for (const each of order) {
      const [option, ...more] = pieces[each];
      option.setAttribute("aria-selected", String(each === id));
      option.tabIndex = each === active ? 0 : -1;
      for (const piece of [option, ...more]) piece.classList.toggle("chosen", each === id);
    }
    show(id);
    if (focus) pieces[active][0].focus();
    if (id) settle();
    if (tell) name(id);
  }

  /** Bring the explanation's first line back where the end of the article has pushed it out. */
  function settle() {
    const { top } = panel.getBoundingClientRect();
    if (top < 0) scrollBy(0, top - 16);
  }

  /** Put the chosen claim into the address, without a step that Back would undo. */
  function name(id) {
    try {
      history.replaceState(null, "", id ? `#${id}` : location.pathname + location.search);
    } catch {
      // A page inside another program's frame may have no address of its own.
    }
  }

  /** Choose the claim that the address names, if it names one. */
  function follow(options) {
    const id = decodeURIComponent(location.hash.slice(1));
    if (!blocks[id]) return;
    choose(id, options);
    panel.scrollTop = 0;
    pieces[id][0].scrollIntoView({ block: "nearest" });
    settle();
  }

  text.addEventListener("click", (event) => {
    const id = event.target.closest("[data-claim]")?.dataset.claim;
    if (!id || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    choose(id);
    if (panel.getBoundingClientRect().top > innerHeight - 60) panel.scrollIntoView();
  });

  text.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = order.indexOf(active);
    const to = {
      ArrowDown: at + (chosen ? 1 : 0), ArrowRight: at + (chosen ? 1 : 0), ArrowUp: at - 1, ArrowLeft: at - 1,
      Home: 0, End: order.length - 1,
    }[event.key];
    if (event.key === "Enter" || event.key === " ") {
      choose(active, { focus: false });
      blocks[active].querySelector("h3").focus();
    } else if (to === undefined) return;
    else if (order[to]) choose(order[to]);
    event.preventDefault();
  });

  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    pieces[active][0].focus();
  });

  panel.addEventListener("click", (event) => {
    const step = event.target.closest("[data-step]")?.dataset.step;
    if (step === "0") choose("");
    else if (step) {
      const id = order[order.indexOf(active) + Number(step)];
      if (!id) return;
      choose(id, { focus: false });
      pieces[id][0].scrollIntoView({ block: "nearest" });
      live.textContent = pieces[id][0].getAttribute("aria-label");
    }
  });

  text.addEventListener("pointerover", (event) => {
    clearTimeout(waiting);
    const id = event.target.closest("[data-claim]")?.dataset.claim;
    if (id && event.pointerType === "mouse" && wide.matches) waiting = setTimeout(() => show(id), HOVER_WAIT);
  });
  text.addEventListener("pointerleave", () => {
    clearTimeout(waiting);
    show(chosen);
  });

  addEventListener("hashchange", () => follow());
  choose("", { focus: false, tell: false });
  follow({ focus: false });
  addEventListener("load", () => follow({ focus: false }));
})();
