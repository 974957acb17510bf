/**
 * A JupyterLab extension, written by hand as the module it would be built to: a lesson opens with
 * its code folded away, runs by itself, and stays the one that this release ships.
 */
(() => {
  const COURSE = /^(RTC:)?\/?(lessons|exercises|solutions|teacher)\/[^/]+\.ipynb$/;
  const LAST = "whosays:site:last";
  const LEARNER = "whosays:site:learner";
  const STYLE = `
    .jp-Notebook .jp-CodeCell .jp-InputPlaceholder,
    .jp-Notebook .jp-CodeCell .jp-Cell-inputWrapper:has(.jp-InputPlaceholder) { display: none; }
    .jp-Notebook .jp-CodeCell .jp-OutputPrompt { visibility: hidden; }
    .jp-Notebook .jp-Cell .jp-Collapser { opacity: 0; }
    #whosays-running { position: fixed; inset: auto 0 0 0; z-index: 9000; padding: 10px 16px;
      background: var(--jp-layout-color2); color: var(--jp-ui-font-color0);
      border-top: 1px solid var(--jp-border-color1); font: 15px/1.4 system-ui, sans-serif; }
    .jp-Notebook .jp-Cell .jp-cell-toolbar { display: none; }
    @media (max-width: 760px) {
      .jp-Notebook { padding-left: 4px !important; padding-right: 4px !important; }
      .jp-Notebook .jp-InputPrompt, .jp-Notebook .jp-OutputPrompt, .jp-Notebook .jp-Collapser,
      .jp-Notebook .jp-OutputArea-promptOverlay { display: none; }
    }`;

  /** Say at the foot of the page what it is doing; "" takes the words away. */
  function tell(words) {
    let bar = document.getElementById("whosays-running");
    if (!words) return bar?.remove();
    if (!bar) {
      bar = document.createElement("div");
      bar.id = "whosays-running";
      bar.setAttribute("role", "status");
      document.body.append(bar);
    }
    bar.textContent = words;
  }

  function note(path) {
    try {
      localStorage.setItem(LAST, path);
    } catch {
      /* a browser that keeps nothing has nowhere to go on from */
    }
  }

  /** Answers are kept apart from pages: a saved copy would hide the next release's lesson. */
  function keepAsShipped(context) {
    context.save = async () => undefined;
    context.model.dirty = false;
    context.model.stateChanged.connect((model, change) => {
      if (change.name === "dirty" && change.newValue) model.dirty = false;
    });
  }

  /** Wait until a lesson's Python answers. */
  async function python(session) {
    await session.ready;
    for (;;) {
      const kernel = session.session?.kernel;
      if (kernel) return kernel.info.then(() => kernel);
      await new Promise((done) => session.kernelChanged.connect(done));
    }
  }

  async function open(app, panel) {
    const context = panel?.context;
    if (!context || panel.whosaysOpened || !COURSE.test(context.path)) return;
    panel.whosaysOpened = true;
    note(context.path.replace(/^RTC:/, ""));
    await context.ready;
    keepAsShipped(context);
    tell("Python is starting in this page. You can read on; the boxes come alive in some seconds.");
    try {
      await sameLearner(await python(context.sessionContext));
      tell("The boxes are coming alive.");
      await run(app, panel);
      tell("");
    } catch (fault) {
      console.warn(fault);
      tell("Python did not start by itself. In the menu, choose Run, then Run All Cells.");
    }
  }

  /** This browser's id for its learner, for where Python cannot keep one: on plain http. */
  function learner() {
    try {
      const bytes = crypto.getRandomValues(new Uint8Array(6));
      const fresh = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
      if (!/^[0-9a-f]{12}$/.test(localStorage.getItem(LEARNER))) localStorage.setItem(LEARNER, fresh);
      return localStorage.getItem(LEARNER);
    } catch {
      return "";
    }
  }

  /** Without a drive each visit would be a new learner, and the drafts of the last one lost. */
  async function sameLearner(kernel) {
    const id = learner();
    if (!id) return;
    const code = [
      "import json as _json",
      "from whosays.learner import answers_home as _home",
      "from whosays.store import stays as _stays",
      "_path = _home() / 'learner.json'",
      "if not _stays(_path) and not _path.exists():",
      "    _path.parent.mkdir(parents=True, exist_ok=True)",
      `    _ = _path.write_text(_json.dumps({"format": 1, "learner": "${id}"}), encoding="utf-8")`,
    ].join("\n");
    await kernel.requestExecute({ code, silent: true, store_history: false }).done;
  }

  /** Run all cells, and leave the reader where they were. */
  async function run(app, panel) {
    const notebook = panel.content;
    const at = { cell: notebook.activeCellIndex, top: notebook.outerNode?.scrollTop ?? 0 };
    const running = app.commands.execute("notebook:run-all-cells");
    notebook.activeCellIndex = at.cell;
    await running;
    notebook.activeCellIndex = at.cell;
    if (notebook.outerNode) notebook.outerNode.scrollTop = at.top;
  }

  const plugin = {
    id: "whosays-site:student-view",
    autoStart: true,
    activate: (app) => {
      const style = document.createElement("style");
      style.textContent = STYLE;
      document.head.append(style);
      app.shell.currentChanged?.connect(() => open(app, app.shell.currentWidget));
      app.restored.then(() => open(app, app.shell.currentWidget));
    },
  };

  (globalThis._JUPYTERLAB ??= {})["whosays-site"] = {
    init: async () => undefined,
    get: async () => () => ({ __esModule: true, default: [plugin] }),
  };
})();
