"""A class read a second time, with json and tomllib alone: who answered what, first answers only.

Nothing of the report's own reading is used, so that a fault in it cannot hide in its test.
"""

import hashlib
import json
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
QUESTIONS = ("kind", "rung", "so", "use", "voice")
PARTS = (*QUESTIONS, "patterns", "proof")
SIDES = {"state": "pass", "says": "pass", "look_up": "hold", "leave_out": "hold"}
ORDERS = ("abc", "bca", "cab")
ROUTES = ("peace-drive", "mill-street-bridge")


@cache
def toml(path):
    """A table of the kit, {} where there is none."""
    place = ROOT / path
    return tomllib.loads(place.read_text(encoding="utf-8")) if place.is_file() else {}


def key_of(slug):
    """The authors' key of an article as a plain table of claims, {} where there is none."""
    own = toml(f"seeds/{slug}/key.toml") or toml(f"solutions/keys/{slug}.toml")
    return {name: row for name, row in own.items() if isinstance(row, dict)}


@cache
def pieces_of(slug):
    """The words of each claim of an article, in order."""
    rows = toml(f"seeds/{slug}/segments.toml").get("segment", [])
    plain = [(row["id"], row["pieces"]) for row in rows]
    return {name: [p if isinstance(p, str) else p["text"] for p in found] for name, found in plain}


def ask_of(slug, name):
    """The entry of a question: the pack's own, else that of every article; None for neither."""
    for path in (f"seeds/{slug}/course.toml", "whosays/course.toml"):
        if name in (rows := toml(path).get("ask", {})):
            return rows[name]
    return None


def sides(uses):
    """The one side of some uses, "" for none or both."""
    found = {SIDES[use] for use in uses}
    return found.pop() if len(found) == 1 else ""


def is_sound(row):
    """Whether a claim of the key is soundly sourced."""
    return row["rung"] in (2, 4, 5) and row.get("outcome") != "contradicts"


def is_weak(row):
    """Whether a claim of the key is weakly sourced."""
    return row["rung"] == 1 or row.get("outcome") == "contradicts"


class Person:
    """One student: the answers of all their files, by (desk, article, claim or question)."""

    def __init__(self, tables):
        tables = sorted(tables, key=lambda table: (table["written"], table["code"]))
        self.name, self.learner = tables[-1]["name"], tables[-1]["learner"]
        self.given, self.earlier, self.own = {}, set(), set()
        for table in tables:
            for page in table["pages"]:
                for item in page["items"]:
                    self._take(page["desk"], page["article"], item)
        self.claims = self._joined()
        count = Counter(slug for _, slug, _ in self.given)
        self.route = max(ROUTES, key=lambda slug: count[slug])

    def _take(self, desk, slug, item):
        body = item["body"]
        segment = body["segment"]
        if slug.startswith("own-"):
            self.own.add(slug)
        elif "#" not in segment:
            exact = [target["selector"][0]["exact"] for target in item["target"]]
            if pieces_of(slug).get(segment) != exact:
                self.earlier.add((desk, slug, segment, tuple(exact)))
                return
        known = self.given.get((desk, slug, segment))
        first, new = (known or {}).get("checked_at", ""), body.get("checked_at", "")
        if known is None or (not first) or (new and new < first):
            self.given[desk, slug, segment] = body

    def _joined(self):
        found = {}
        rows = [(b["checked_at"], desk, slug, b) for (desk, slug, s), b in self.given.items()
                if "#" not in s and b.get("checked_at")]  # fmt: skip
        for _, _, slug, body in sorted(rows, key=lambda row: row[:2]):
            known = found.setdefault((slug, body["segment"]), {})
            if "use" in body and "use" not in known:
                known["confidence"] = body.get("confidence")
            for part in PARTS:
                if body.get(part) not in (None, "", []) and part not in known:
                    known[part] = body[part]
        return found

    def marks(self):
        """(article, claim or question, question), the answer, and whether it fits (None: open)."""
        for (slug, segment), body in self.claims.items():
            for part in QUESTIONS:
                if part in body:
                    given = body[part]
                    told = "+".join(given) if isinstance(given, list) else str(given)
                    yield (slug, segment, part), told, fits(slug, segment, part, given)
        for (_, slug, segment), body in self.given.items():
            row = ask_of(slug, segment.partition("#")[2])
            if "#" in segment and body.get("checked_at") and row and body.get("choice"):
                yield (slug, segment, "ask"), "+".join(body["choice"]), asked_fits(row, body)

    def form(self, number):
        """The form of a check this student meets: 0, 1, 2 for the first, second, third."""
        turn = int(hashlib.sha256(self.learner.encode()).hexdigest()[:12], 16) % 3
        return f"check-{ORDERS[turn][number]}"

    def check(self, number):
        """How many of a whole check's statements were used on the fitting side, None if not."""
        slug = self.form(number)
        key = key_of(slug)
        taken = {name: sides(self.claims.get((slug, name), {}).get("use", [])) for name in key}
        if not all(taken.values()):
            return None
        return sum(is_sound(key[name]) == (side == "pass") for name, side in taken.items())

    def used(self):
        """Key row, side and confidence of each claim that counts for the two slips."""
        for (slug, segment), body in self.claims.items():
            side, row = sides(body.get("use", [])), key_of(slug).get(segment)
            if side and row and (is_sound(row) or is_weak(row)):
                yield row, side, body.get("confidence")


def fits(slug, segment, part, given):
    """Whether one answer is the key's or defensible, None where the key has no say."""
    row = key_of(slug).get(segment)
    right = row.get(part) if row else None
    if right in (None, "", []):
        return None
    if isinstance(right, list):
        by_side = part == "use" and len(given) > 1 and sides(given) in {SIDES[u] for u in right}
        return by_side or set(given) <= set(right)
    also = [other[part] for other in row.get("also_defensible", []) if part in other]
    return given == right or given in also


def asked_fits(row, body):
    """Whether the choice in a question fits, None for a prediction."""
    if row.get("predict"):
        return None
    if row["kind"] == "order":
        return body["choice"] == [one["id"] for one in row["items"]]
    right = {one["id"] for one in row["options"] if one.get("right")}
    also = {one["id"] for one in row["options"] if one.get("also")}
    enough = len(set(body["choice"])) >= min(len(right), row.get("most", 1))
    return set(body["choice"]) <= right | also and enough


def people_of(folder):
    """Every student of a folder, as the report numbers them: by name, then by id."""
    by_learner = {}
    for path in sorted(folder.rglob("*.json")):
        table = json.loads(path.read_text(encoding="utf-8"))
        by_learner.setdefault(table["learner"], []).append(table)
    people = [Person(tables) for tables in by_learner.values()]
    return sorted(people, key=lambda one: (one.name.casefold(), one.learner))
