// A host for widgets on a plain page: a model without Python behind it, which answers as told.
globalThis.whosaysHost = {
  async show(el, source, data, reply) {
    const listeners = {};
    const answer = (message) => {
      const stored = reply === "stored";
      const ids = stored ? (message.changes ?? []).map((change) => change.id) : [];
      const where = "answers/example.jsonl";
      const why = stored ? "" : "the folder cannot be written";
      const kept = { type: "kept", tab: message.tab, seq: message.seq, ids, stored, where, why };
      (listeners["msg:custom"] ?? []).forEach((call) => call(kept));
    };
    const model = {
      get: (name) => (name === "data" ? data : undefined),
      set() {},
      save_changes() {},
      on: (name, call) => (listeners[name] ??= []).push(call),
      off: (name, call) => {
        listeners[name] = (listeners[name] ?? []).filter((one) => one !== call);
      },
      send: (message) => reply !== "silent" && answer(message),
    };
    const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    (await import(url)).default.render({ model, el });
  },
};

const parts = JSON.parse(document.getElementById("parts").textContent);
for (const [number, one] of parts.states.entries()) {
  const el = document.getElementById(`state-${number}`);
  await globalThis.whosaysHost.show(el, parts.sources[one.widget], one.data, one.reply);
}
document.documentElement.dataset.ready = "yes";
