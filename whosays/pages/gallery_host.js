// A host for one widget on a plain page: a model with no Python behind it, and an answer to what
// the widget sends. `reply` is "stored", "refused" or "silent"; `replies` are what Python would
// answer to messages of other types, by type.
globalThis.whosaysHostOf = (where, replies = {}) => ({
  reply: "stored",
  sent: [],
  replies,
  async show(el, source, data, reply) {
    this.reply = reply;
    const listeners = {};
    const model = {
      get: (name) => (name === "data" ? data : undefined),
      set() {},
      save_changes() {},
      on: (name, call) => (listeners[name] ??= []).push(call),
      off: (name, call) => {
        listeners[name] = (listeners[name] ?? []).filter((one) => one !== call);
      },
      send: (message) => {
        this.sent.push(message);
        if (this.reply !== "silent") this.answer(message);
      },
    };
    const tell = (said) => (listeners["msg:custom"] ?? []).forEach((call) => call(said));
    this.answer = (message, stored = this.reply === "stored") => {
      if (message.type !== "keep") {
        const made = this.replies[message.type];
        if (made) tell({ ...made, tab: message.tab, seq: message.seq });
        return;
      }
      const ids = stored ? (message.changes ?? []).map((change) => change.id) : [];
      const why = stored ? "" : "the folder cannot be written";
      tell({ type: "kept", tab: message.tab, seq: message.seq, ids, stored, where, why });
    };
    const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    const widget = (await import(url)).default;
    el.replaceChildren();
    this.stop?.();
    this.stop = widget.render({ model, el });
    return true;
  },
});
