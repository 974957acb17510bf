"""Files that are no hand-ins, or damaged ones: one function a kind, each writes into a folder.

Each says in a line what a reader must do about it. None may stop the reading of the others.
"""

import json

from bad_hand_ins import good_table, write

from whosays.hand_in import text_of


def _raw(folder, name, data):
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(data)
    return path


def _text(name, learner):
    return text_of(good_table(name, learner))


def empty(folder):
    """A file of no bytes: name it as damaged."""
    return _raw(folder, "empty.json", b"")


def truncated(folder):
    """A file cut off in the middle of a download: name it as damaged."""
    return _raw(folder, "truncated.json", _text("Cut Off", "cut0ff").encode()[:5000])


def utf_16(folder):
    """A file saved by an editor as UTF-16: name it as damaged, or read it; never guess letters."""
    return _raw(folder, "utf-16.json", _text("Wide", "w1de").encode("utf-16"))


def latin_1(folder):
    """A file saved in Latin-1, with an accent that is no UTF-8: name it as damaged."""
    text = json.dumps(good_table("Zoé", "lat1n"), ensure_ascii=False)
    return _raw(folder, "latin-1.json", text.encode("latin-1", "replace"))


def byte_order_mark(folder):
    """A sound file with a byte order mark before it: read it."""
    return _raw(folder, "bom.json", b"\xef\xbb\xbf" + _text("Marked", "b0m").encode())


def windows_line_ends(folder):
    """A sound file whose lines end in CR LF: read it, since layout does not matter."""
    return _raw(folder, "crlf.json", _text("Carriage", "crlf").replace("\n", "\r\n").encode())


def nul_bytes(folder):
    """A file of zeros, as a full disk leaves it: name it as damaged."""
    return _raw(folder, "zeros.json", b"\0" * 4096)


def deep_nesting(folder):
    """Lists in lists, a hundred thousand deep: name it as damaged, without a crash."""
    return _raw(folder, "deep.json", b"[" * 100_000 + b"]" * 100_000)


def deep_table(folder):
    """A table with 50,000 tables inside one another beside sound fields: name it as damaged."""
    inner = b'{"a":' * 50_000 + b"1" + b"}" * 50_000
    return _raw(folder, "deep-table.json", b'{"format":1,"code":"00000000","pages":' + inner + b"}")


def huge_number(folder):
    """A whole number of 100,000 digits: name it as damaged, at once."""
    return _raw(folder, "huge.json", b'{"format":1,"code":"x","n":' + b"9" * 100_000 + b"}")


def not_a_number(folder):
    """NaN and Infinity, which are no JSON: name it as damaged."""
    return _raw(folder, "nan.json", b'{"format": 1, "code": "x", "score": NaN, "n": Infinity}')


def duplicate_keys(folder):
    """One name twice in a table, the second with other answers: the code does not fit; say so."""
    text = _text("Double", "d0uble").rstrip().removesuffix("}")
    return _raw(folder, "duplicate.json", f'{text}, "name": "X", "pages": []}}'.encode())


def a_list(folder):
    """JSON that is no table: name it as no hand-in of this kit."""
    return _raw(folder, "list.json", b"[1, 2, 3]")


def strange_table(folder):
    """JSON of something else: name it as no hand-in of this kit."""
    return _raw(folder, "package.json", b'{"name": "x", "version": "1.0.0"}')


def wrong_types(folder):
    """A fitting code over fields of the wrong type: name the first one; nothing is counted."""
    found = []
    for n, field in enumerate(("name", "learner", "written", "pages", "unfolded"), 1):
        table = good_table("Wrong Types", f"typ3s{n}") | {field: {"a": [1]}}
        found.append(write(folder, f"wrong-type-{field}.json", table))
    return found


def notebook(folder):
    """A notebook handed in by mistake: say that it is one, and never run it."""
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "outputs": [], "execution_count": None}
    cell["source"] = ["open('ran.txt', 'w').write('run')"]
    table = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return _raw(folder, "03_could_you_check_it.ipynb", json.dumps(table).encode())


def word_document(folder):
    """A word processor’s file, which is a zip inside: name it; do not look for hand-ins in it."""
    import zipfile

    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "my answers.docx"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr("word/document.xml", "<w:document/>")
    return path


def left_by_systems(folder):
    """What macOS and Windows leave in folders: pass over it, without a word in the report."""
    return [
        _raw(folder / "__MACOSX", "._hand-in-Robin.json", b"\0\5\x16\7\0\2\0\0Mac OS X"),
        _raw(folder, ".DS_Store", b"\0\0\0\1Bud1"),
        _raw(folder, "Thumbs.db", b"\xd0\xcf\x11\xe0"),
        _raw(folder, "desktop.ini", b"[.ShellClassInfo]"),
    ]


def one_gigabyte(folder):
    """A file said to be 1 GB (sparse, so it takes no room): name it as too large, unread."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "gigabyte.json"
    with path.open("wb") as handle:
        handle.truncate(2**30)
    return path


def link_to_outside(folder):
    """A link to a file, one to a folder above, and one to itself: follow none, and name them."""
    folder.mkdir(parents=True, exist_ok=True)
    secret = folder.parent / "secret.json"
    secret.write_text(_text("Secret", "secret"), encoding="utf-8")
    links = {"link.json": secret, "above": folder.parent, "loop.json": folder / "loop.json"}
    for name, target in links.items():
        (folder / name).symlink_to(target)
    return [folder / name for name in links]


def unreadable_names(folder):
    """Sound files under names with spaces, newlines, quotes and 200 letters: read and name them."""
    names = ("a b  c.json", 'quo"te.json', "new\nline.json", "ä" * 100 + ".json", "-rf.json")
    return [
        write(folder, name, good_table(f"Odd {n}", f"0dd{n}")) for n, name in enumerate(names, 1)
    ]


def ten_thousand(folder, count=10_000):
    """Ten thousand sound files: read them one after the other, with progress shown."""
    from whosays.classroom.demo_many import write_many

    for _ in write_many(folder, count):
        pass
    return folder
