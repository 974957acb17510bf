"""Rules on addresses: none to copies or near-identical sites, none to plain http without reason."""

import hashlib
import re
from collections.abc import Iterable, Iterator

from .fault import Fault
from .pack import Text

HOST = re.compile(r"\b[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9-]+)*\.[a-z]{2,}\b", re.IGNORECASE)
PLAIN = re.compile(r"\bhttp://[^\s)\]>”\"]+", re.IGNORECASE)


def faults(texts: Iterable[Text], rules: dict) -> Iterator[Fault]:
    """Yield a fault for each address in the texts that the kit must not name."""
    for text in texts:
        for host in dict.fromkeys(HOST.findall(text.words)):
            reason = forbidden(host, rules["hosts"])
            if reason:
                yield _fault(text, f"names {host!r}, {reason}")
        for address in (found.rstrip(".,;") for found in PLAIN.findall(text.words)):
            if address not in rules["http"]:
                yield _fault(text, f"begins with http, and rules.toml gives no reason: {address}")


def forbidden(host: str, hosts: dict) -> str:
    """Return why a host must not be named, or "" where it may be.

    >>> forbidden("www.copies.example", {"copies": ["copies.example"], "near_identical_sha256": []})
    'which copies what others publish: link the original'
    """
    parts = host.lower().split(".")
    for name in (".".join(parts[start:]) for start in range(len(parts) - 1)):
        if name in hosts["copies"]:
            return "which copies what others publish: link the original"
        if hashlib.sha256(name.encode()).hexdigest() in hosts["near_identical_sha256"]:
            return "a site with a near-identical text: describe it, never name it"
    return ""


def _fault(text: Text, says: str) -> Fault:
    return Fault(text.file, text.place, text.field, f"{text.field} {says}", "link")
