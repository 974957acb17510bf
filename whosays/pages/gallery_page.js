// Shows every state of the page, then takes the steps that lead to it: [selector] is pressed,
// [selector, text] is written into.
const parts = JSON.parse(document.getElementById("parts").textContent);

/** What a visit before left in this browser would change the states. */
function forget() {
  const mine = Object.keys(localStorage).filter((name) => name.startsWith("whosays:"));
  mine.forEach((name) => localStorage.removeItem(name));
}

function take(root, [selector, text]) {
  const found = [...root.querySelectorAll(selector)].find((node) => node.checkVisibility());
  if (text === undefined) return found.click();
  found.value = text;
  found.dispatchEvent(new Event("input", { bubbles: true }));
  return found.dispatchEvent(new Event("blur"));
}

/** On a page with many widgets of one name, a screen reader needs the state's name too. */
function rename(root, name) {
  for (const node of root.querySelectorAll(":is(section, aside, [role=region])[aria-label]")) {
    node.setAttribute("aria-label", `${node.getAttribute("aria-label")}, ${name}`);
  }
}

try {
  forget();
} catch {
  /* a browser that keeps nothing */
}
for (const [number, one] of parts.states.entries()) {
  const el = document.getElementById(`state-${number}`);
  const host = globalThis.whosaysHostOf("answers/example.jsonl", one.replies);
  await host.show(el, parts.sources[one.widget], one.data, one.reply);
  one.steps.forEach((step) => take(el, step));
  rename(el, one.name);
}
document.activeElement.blur();
scrollTo(0, 0);
document.documentElement.dataset.ready = "yes";
