// What the benchmarks put on a page: widgets with a stand-in for the notebook's model, and a watch
// from a real key press or tap to the frame that shows what came of it.
globalThis.stage = {
  /** A model that writes out what it would send, as a notebook does, and says at once "stored". */
  model(state) {
    const heard = {};
    let changed = {};
    const tell = (name, ...told) => (heard[name] ?? []).forEach((call) => call(...told));
    return {
      get: (name) => state[name],
      set(name, value) {
        state[name] = changed[name] = value;
        tell(`change:${name}`);
      },
      save_changes() {
        JSON.stringify(changed);
        changed = {};
      },
      on: (name, call) => (heard[name] ??= []).push(call),
      off: (name, call) => {
        heard[name] = (heard[name] ?? []).filter((one) => one !== call);
      },
      send(message) {
        const { tab, seq, changes } = JSON.parse(JSON.stringify(message));
        const ids = (changes ?? []).map((change) => change.id);
        tell("msg:custom", { type: "kept", tab, seq, ids, stored: true, where: "answers/bench.jsonl" });
      },
    };
  },
  /** Load a widget's source as anywidget does, a module of its own, and draw it. */
  async show(el, source, state) {
    const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    (await import(url)).default.render({ model: this.model(state), el });
  },
  /** Resolve when what is drawn now has been painted: a frame, and the one after it. */
  painted: () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  /** Resolve when nothing is left to lay out or to run. */
  async rest() {
    for (let n = 0; n < 3; n += 1) await this.painted();
    await new Promise((done) => setTimeout(done));
  },
  /** Watch the next key press or tap: from the time of the event to the frame painted after it. */
  watch() {
    this.took = new Promise((done) => {
      const types = ["keydown", "pointerup"];
      const began = (event) => {
        types.forEach((type) => removeEventListener(type, began, true));
        this.painted().then(() => done(performance.now() - event.timeStamp));
      };
      types.forEach((type) => addEventListener(type, began, true));
    });
  },
  /** Where to tap on a piece of an element's text: the first and the last of its lines. */
  ends(node, from = 0, to = node.textContent.length) {
    const range = document.createRange();
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    let at = 0;
    let started = false;
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
      if (text.parentElement.closest(".so-inline-label")) continue;
      const end = at + text.length;
      if (!started && from < end) range.setStart(text, from - at), (started = true);
      range.setEnd(text, Math.min(to, end) - at);
      if (to <= end) break;
      at = end;
    }
    range.startContainer.parentElement.scrollIntoView({ block: "center" });
    const lines = () => [...range.getClientRects()].filter((rect) => rect.width > 2);
    const box = node.closest(".so-text");
    if (box) box.scrollTop += lines()[0].top - box.getBoundingClientRect().top - 100;
    const [first, last] = [lines()[0], lines().at(-1)];
    const middle = (rect) => rect.top + rect.height / 2;
    return [first.left + 1, middle(first), last.right - 1, middle(last)];
  },
};

const wanted = document.body.dataset.parts;
const parts = wanted ? await (await fetch(wanted)).json() : [];
const drawn = parts.map((part, i) =>
  stage.show(document.getElementById(`widget-${i}`), part.source, part.state));
await Promise.all(drawn);
await stage.painted();
globalThis.openedAfter = performance.now();
