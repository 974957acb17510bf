"""The name or pseudonym a learner hands in under, and the name of the file made of it."""

import re
import unicodedata
from typing import Any

from .feedback import words

MOST_NAME, MOST_FILE = 60, 60
BESIDE_LETTERS = " -'’.\u200c\u200d"  # the last two join letters, as Persian and Hindi need


class PenNameError(ValueError):
    """A name that cannot be taken, said as one sentence for the learner."""


def checked_name(name: Any) -> str:
    """Return a name or pseudonym as it is kept: trimmed, spaces and accents in one form.

    Letters of any script, digits, spaces, hyphens, apostrophes and periods are names; anything
    else raises PenNameError with a sentence for the learner.

    >>> checked_name("  Zoë   from 9-B ")
    'Zoë from 9-B'
    """
    say = words()["hand_in"]
    clean = " ".join(unicodedata.normalize("NFC", name).split()) if isinstance(name, str) else ""
    if not clean:
        raise PenNameError(say["name_empty"])
    if len(clean) > MOST_NAME:
        raise PenNameError(say["name_long"].format(count=MOST_NAME))
    kinds = [unicodedata.category(sign)[0] for sign in clean]
    odd = [
        s for s, k in zip(clean, kinds, strict=True) if k not in "LMN" and s not in BESIDE_LETTERS
    ]
    if odd or not set(kinds) & {"L", "N"}:
        raise PenNameError(say["name_signs"])
    return clean


def file_name(name: str, code: str) -> str:
    """Return the file's name: safe on every system, at most 60 characters.

    >>> file_name("Zoë from 9-B", "1a2b3c4d")
    'hand-in-Zoë-from-9-B-1a2b3c4d.json'
    """
    end = f"-{code}.json"
    kept = (s if unicodedata.category(s)[0] in "LMN" else "-" for s in name)
    short = re.sub("-+", "-", "".join(kept)).strip("-")
    short = short[: MOST_FILE - len("hand-in-") - len(end)].rstrip("-") or "no-name"
    return f"hand-in-{short}{end}"
