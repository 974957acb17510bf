// Each slide takes the largest type that fits it. `?notes` keeps the list to print.
const LARGEST = 1.7, STEP = 0.05;

/** Say whether all of a slide's content stands above the line of keys. */
function holds(sheet) {
  const room = sheet.clientHeight - parseFloat(getComputedStyle(sheet).paddingBottom);
  const last = [...sheet.children].reduce((low, one) => Math.max(low, one.offsetTop + one.offsetHeight), 0);
  return last <= sheet.offsetTop + room && sheet.scrollWidth <= sheet.clientWidth;
}

/** Set the type of each slide, while all of them are laid out. */
function fit() {
  document.documentElement.classList.add("fitting");
  for (const sheet of document.querySelectorAll(".sheet")) {
    for (let k = LARGEST; k >= 1; k = Math.round((k - STEP) * 100) / 100) {
      sheet.style.setProperty("--k", k);
      if (holds(sheet)) break;
    }
  }
  document.documentElement.classList.remove("fitting");
}

// Without a script, or where notes are asked for, the page stays the list that it is.
if (!new URLSearchParams(location.search).has("notes")) {
  document.documentElement.classList.remove("listed");
  document.getElementById("reveal").media = "all";
  fit();
  document.querySelector(".reveal").setAttribute("aria-label", document.title);
  Reveal.initialize({
    ...SIZE, margin: 0, minScale: 0.1, maxScale: 4, center: false, transition: "none",
    hash: true, slideNumber: "c/t", controls: true, controlsLayout: "edges",
    controlsTutorial: false, progress: true, plugins: [RevealNotes],
  });
}
