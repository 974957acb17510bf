"""Sound files in the wrong place, of the wrong time, or too many: one function a kind.

Each says in a line what a reader must do about it. All of their codes fit, but one.
"""

import json

from bad_hand_ins import good_table, write


def _renamed(folder, file, name, slug):
    """A hand-in whose page, and all it is about, names another article."""
    table = good_table(name, slug.replace("-", "") + "0")
    page = json.loads(json.dumps(table["pages"][0]).replace(":rowing-club", f":{slug}"))
    table["pages"] = [page | {"article": slug}]
    return write(folder, file, table)


def another_article(folder):
    """Answers said to be on an article whose words they do not fit: list as an earlier wording."""
    return _renamed(folder, "another-article.json", "Another Article", "night-bus")


def unknown_article(folder):
    """Answers on an article that is not on this computer: name it, keep the rest of the file."""
    return _renamed(folder, "unknown-article.json", "Unknown Article", "no-such-article")


def newer_format(folder):
    """A file of a newer kit: say so, leave it as it is, count nothing from it."""
    return write(folder, "newer.json", good_table("Newer", "newer") | {"format": 99})


def older_version(folder):
    """A file of an older kit and vocabulary in today’s format: read it, and say its version."""
    table = good_table("Older", "0lder") | {"kit": "0.0.1", "vocabulary": "2025.01"}
    table["pages"][0] |= {"kit": "0.0.1", "vocabulary": "2025.01", "article_sha256": "0" * 64}
    return write(folder, "older.json", table)


def format_zero(folder):
    """A format that no kit ever wrote: say so."""
    return write(folder, "format-0.json", good_table("Format Zero", "f0rmat0") | {"format": 0})


def changed_afterwards(folder):
    """A file whose code does not fit any more: say that it was changed; count nothing from it."""
    path = write(folder, "changed.json", good_table("Changed", "changed"))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"leave_out"', '"says"'), encoding="utf-8")
    return path


def two_with_one_name(folder):
    """Two students of one name: two rows, told apart by their ids or codes, none merged."""
    return [write(folder, f"hand-in-Kim-{n}.json", good_table("Kim", f"kim{n}")) for n in (1, 2)]


def five_of_one(folder):
    """Five files of one student, the oldest under the last name: take the newest, name the rest."""
    found = []
    for n in range(1, 6):
        table = good_table("Sol", "s0l") | {"written": f"2026-11-{20 - n}T10:00:00Z"}
        del table["pages"][0]["items"][20 - n :]
        found.append(write(folder, f"hand-in-Sol-{n}.json", table))
    return found


def same_file_twice(folder):
    """One file under two names, as a browser saves it twice: one student, one row."""
    path = write(folder, "hand-in-Uma.json", good_table("Uma", "uma"))
    copy = folder / "hand-in-Uma (1).json"
    copy.write_bytes(path.read_bytes())
    return [path, copy]
