"""The instructor’s side: hand out, collect, see, discuss. No notebook of a student imports it."""

__all__ = ["open_class"]


def __getattr__(name: str):
    """Load what the report’s notebook uses, when it is asked for."""
    if name in __all__:
        from . import class_report

        return getattr(class_report, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
