"""The desk that a notebook opens, as tests open it."""

from whosays import open_desk
from whosays.asked import calls_of
from whosays.notebooks import read_notebook, source_of


def desk_of(path, route):
    """A notebook's desk on an article of the course, unless the notebook names its own."""
    setup = next(cell for cell in read_notebook(path)["cells"] if cell["id"] == "setup")
    named = (options for name, _, options in calls_of(source_of(setup)) if name == "open_desk")
    own = next((options["article"] for options in named if "article" in options), route)
    return open_desk(f"{path.parent.name}/{path.stem}", article=own)
