// A host for one widget on a bare page: a stand-in model, and an answer to what is sent.
// `whosaysHost.reply` is "stored", "refused" or "silent"; `replies` are what Python answers to
// messages of other types, by type.
globalThis.whosaysHost = {
  reply: "stored",
  sent: [],
  replies: {},
  async show(source, data, reply) {
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
        if (this.reply === "silent") return;
        this.answer(message);
      },
    };
    const tell = (reply) => (listeners["msg:custom"] ?? []).forEach((call) => call(reply));
    this.answer = (message, stored = this.reply === "stored") => {
      if (message.type !== "keep") {
        const made = this.replies[message.type];
        if (made) tell({ ...made, tab: message.tab, seq: message.seq });
        return;
      }
      const ids = stored ? (message.changes ?? []).map((change) => change.id) : [];
      const kept = { type: "kept", tab: message.tab, seq: message.seq, ids, stored };
      kept.where = "answers/lessons-03.jsonl";
      kept.why = stored ? "" : "the folder cannot be written";
      tell(kept);
    };
    const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    const widget = (await import(url)).default;
    const el = document.getElementById("widget");
    el.replaceChildren();
    this.stop?.();
    this.stop = widget.render({ model, el });
    return true;
  },
};
