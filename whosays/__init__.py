"""Who Says? teaches readers to ask of every statement: who says so, and could I check it?"""

from importlib import import_module

__version__ = "0.1.0"

_HOMES = {"open_desk": "whosays.desk"}
__all__ = ["__version__", *_HOMES]


def __getattr__(name):
    """Gives a name its value when it is first asked for, so that `import whosays` stays light."""
    if name not in _HOMES:
        raise AttributeError(f"module 'whosays' has no name {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__():
    """Lists the names a notebook may use."""
    return sorted(__all__)
