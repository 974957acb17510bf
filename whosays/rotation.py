"""Which form of a check a learner meets when: each form once, in one of three orders."""

import hashlib

CHECKS = ("check-1", "check-2", "check-3")
ROTATION = ("abc", "bca", "cab")
FIXED = ("build", "test")


def form_of(name: str, learner: str) -> str:
    """Return the deck that a name means to a learner: ``check-1`` is form A, B or C.

    Over the three checks each learner meets each form once; any other name means itself.

    >>> [form_of(name, "build") for name in CHECKS]
    ['check-a', 'check-b', 'check-c']
    """
    if name not in CHECKS:
        return name
    turn = 0 if learner in FIXED else number_of(learner) % len(ROTATION)
    return f"check-{ROTATION[turn][CHECKS.index(name)]}"


def number_of(text: str) -> int:
    """Return a number that is always the same for a text, and spread evenly over texts."""
    return int(hashlib.sha256(text.encode("utf-8")).hexdigest()[:12], 16)
