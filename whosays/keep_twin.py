"""A JupyterLab server extension that keeps the static twin of a widget when a notebook is saved.

JupyterLab writes the live view back at each save, and would say "model not found" at the next
opening; without the view it shows the twin that lies beside it.
"""

VIEW = "application/vnd.jupyter.widget-view+json"


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    """Tells jupyter_server where the extension is."""
    return [{"module": "whosays.keep_twin"}]


def _load_jupyter_server_extension(server) -> None:
    """Has jupyter_server call keep_twins before each save."""
    server.contents_manager.register_pre_save_hook(keep_twins)


def keep_twins(model, **others) -> None:
    """Drops, in place, the live view of each output that holds a twin from a notebook to be saved.

    >>> twin = {VIEW: {}, "text/html": '<div class="whosays-twin">P5S1</div>'}
    >>> cells = [{"outputs": [{"data": twin}]}]
    >>> keep_twins({"type": "notebook", "content": {"cells": cells, "metadata": {}}})
    >>> list(twin)
    ['text/html']
    """
    content = model.get("content")
    if model.get("type") != "notebook" or not isinstance(content, dict):
        return
    outputs = [output for cell in content.get("cells", ()) for output in cell.get("outputs", ())]
    data = [output["data"] for output in outputs if "data" in output]
    for bundle in data:
        if _holds_twin(bundle):
            bundle.pop(VIEW, None)
    if not any(VIEW in bundle for bundle in data):  # then the widgets' state serves nothing
        content.get("metadata", {}).pop("widgets", None)


def _holds_twin(bundle) -> bool:
    """Tells whether an output has one of our twins; HTML is one string or a list of lines."""
    html = "".join(bundle.get("text/html", ""))
    return html.lstrip().startswith(('<div class="whosays-twin"', '<div class="whosays-twin '))
