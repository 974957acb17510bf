/** The choice of the article that the lessons run on: each choice is kept at once. */
import { fill, frame, h } from "./base.js";

function render({ model, el }) {
  const data = model.get("data");
  const { choose, keys } = data.words;
  const alone = data.rows.length === 1;
  let mine = data.answer.now.choice?.[0];
  const inputs = new Map();
  const told = h("p", { class: "ws-article-now", role: "status" });

  const kit = frame(model, el, {
    name: choose.name,
    keys: [keys.move, keys.tab, keys.leave, keys.help, keys.run],
    apply: (changes) => {
      changes.forEach(applyChange);
      paint();
    },
    progress: () => "",
  });

  function applyChange(change) {
    if (change.segment === data.segment && change.choice?.length) [mine] = change.choice;
  }

  function pick(id) {
    mine = id;
    const { article, sha256, segment, exact } = data;
    kit.keep.keep({ event: "answer", article, article_sha256: sha256, segment, exact, choice: [id] });
    paint();
  }

  function option(row) {
    const input = h("input", { type: "radio", name: `${kit.id}-article`, value: row.id, class: "ws-radio" });
    input.addEventListener("change", () => pick(row.id));
    inputs.set(row.id, input);
    return h("label", { class: "ws-option" }, input, h("span", { class: "ws-face" },
      h("span", { class: "ws-name" }, h("b", {}, row.title), h("small", {}, row.about),
        row.note && h("small", {}, row.note))));
  }

  const titleOf = (id) => data.rows.find((row) => row.id === id)?.title ?? id;

  function paint() {
    inputs.forEach((input, id) => {
      input.checked = id === (mine ?? data.start);
    });
    const sentence = alone ? choose.only : mine ? choose.yours : choose.default;
    told.textContent = fill(sentence, { title: titleOf(alone ? data.rows[0].id : mine ?? data.start) });
    kit.keep.speak();
  }

  kit.bar.replaceChildren(h("span", { class: "ws-title" }, choose.name), h("span", { class: "ws-grow" }), kit.helpButton);
  const rows = h("div", { class: "ws-articles" }, data.rows.map(option));
  kit.body.append(...(alone ? [told] : [h("fieldset", { class: "ws-q" }, h("legend", {}, choose.ask), rows), told]));
  kit.keep.drafts.forEach(applyChange);
  paint();
  return () => kit.stop();
}

export default { render };
