"""Zips that would harm a careless reader: one function a kind, each writes one into a folder.

Each says in a line what a reader must do about it. None may write outside the output folder.
"""

import io
import stat
import struct
import warnings
import zipfile

from bad_hand_ins import good_table

from whosays.hand_in import text_of

# Names that would leave the folder a zip is unpacked to.
OUTSIDE = (
    "../../evil.json",
    "a/../../../evil.json",
    "/tmp/evil.json",
    "C:\\evil.json",
    "C:/evil.json",
    "..\\..\\evil.json",
    "\\\\server\\share\\evil.json",
    "hand-in\0.json",
    "CON.json",
)


def good_text(name="Robin", learner="aaaaaaaaaaaa"):
    """The text of a sound hand-in."""
    return text_of(good_table(name, learner))


def _zip(folder, name):
    folder.mkdir(parents=True, exist_ok=True)
    return zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED, compresslevel=9)


def good(folder):
    """A sound zip with one hand-in: read it."""
    with _zip(folder, "good.zip") as made:
        made.writestr("hand-in-Robin.json", good_text())
    return folder / "good.zip"


def bomb(folder, size=2**31):
    """A small file that unpacks to 2 GB beside a sound one: stop at a limit, name it, go on."""
    with _zip(folder, "bomb.zip") as made:
        made.writestr("hand-in-Robin.json", good_text())
        with made.open("hand-in-Boom.json", "w", force_zip64=True) as entry:
            block = b" " * 2**20
            for _ in range(size // len(block)):
                entry.write(block)
    return folder / "bomb.zip"


def lying_size(folder):
    """An entry that says it is 10 bytes long and unpacks to 64 MB: count what comes."""
    path = folder / "lying.zip"
    with _zip(folder, "lying.zip") as made:
        made.writestr("hand-in-Liar.json", b" " * 2**26)
    data, small = bytearray(path.read_bytes()), struct.pack("<L", 10)
    for sign, place in ((b"PK\3\4", 22), (b"PK\1\2", 24)):
        at = data.index(sign) + place
        data[at : at + 4] = small
    path.write_bytes(data)
    return path


def nested(folder, deep=12):
    """A zip in a zip, twelve deep: open the first level or two at most, name what was left."""
    data = _in_zip("hand-in-Deep.json", good_text("Deep", "deep").encode())
    for number in range(deep):
        data = _in_zip(f"level-{number}.zip", data)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "nested.zip").write_bytes(data)
    return folder / "nested.zip"


def nested_bomb(folder):
    """Sixteen copies of a bomb inside a zip, 2 GB in all: stop at a limit over all levels."""
    inner = _in_zip("hand-in-Boom.json", b" " * 2**27)
    with _zip(folder, "nested-bomb.zip") as made:
        for number in range(16):
            made.writestr(f"student-{number}.zip", inner)
    return folder / "nested-bomb.zip"


def _in_zip(name, data):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        made.writestr(name, data)
    return held.getvalue()


def student_zips(folder):
    """What a platform gives where students hand in zips: one sound zip a student; read them."""
    with _zip(folder, "students.zip") as made:
        for name in ("Ana", "Bo"):
            inner = _in_zip(f"hand-in-{name}.json", good_text(name, f"z1p{name}").encode())
            made.writestr(f"{name} Alder_10_assignsubmission_file/{name}.zip", inner)
    return folder / "students.zip"


def leaves_the_folder(folder):
    """Names that lead out of the folder: read them in memory or name them; write nothing there."""
    with _zip(folder, "outside.zip") as made:
        for number, name in enumerate(OUTSIDE, 1):
            entry = zipfile.ZipInfo("placeholder")
            # Set afterwards, since ZipInfo would mend a part of them.
            entry.filename = name
            made.writestr(entry, good_text(f"Outside {number}", f"0utside{number}"))
    return folder / "outside.zip"


def link(folder):
    """An entry that is a symbolic link to a system’s file: never make it, never follow it."""
    with _zip(folder, "link.zip") as made:
        entry = zipfile.ZipInfo("hand-in-Link.json")
        entry.create_system = 3
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        made.writestr(entry, "/etc/hostname")
    return folder / "link.zip"


def locked(folder):
    """A sound entry, and one that asks for a password: name the locked one, read the other."""
    path = good(folder).rename(folder / "locked.zip")
    with zipfile.ZipFile(path, "a") as made:
        made.writestr("hand-in-Locked.json", good_text("Locked", "l0cked"))
    data = bytearray(path.read_bytes())
    # The lowest bit of the flags says that an entry is encrypted.
    for sign, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        data[data.rindex(sign) + place] |= 1
    path.write_bytes(data)
    return path


def same_name_twice(folder):
    """Two entries of one name, of two students: read both, lose none."""
    with _zip(folder, "twice.zip") as made, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        for learner in ("tw1n1", "tw1n2"):
            made.writestr("hand-in-Robin.json", good_text("Robin", learner))
    return folder / "twice.zip"


def damaged(folder):
    """A zip cut off before its directory: name it as damaged."""
    path = good(folder).rename(folder / "damaged.zip")
    path.write_bytes(path.read_bytes()[:-200])
    return path


def damaged_entry(folder):
    """A zip of two with one entry’s bytes spoiled: name that one, read the other."""
    with _zip(folder, "damaged-entry.zip") as made:
        made.writestr("hand-in-Spoiled.json", good_text("Spoiled", "sp01led"))
        made.writestr("hand-in-Robin.json", good_text())
    path = folder / "damaged-entry.zip"
    data = bytearray(path.read_bytes())
    data[200:260] = b"\xff" * 60
    path.write_bytes(data)
    return path


def no_zip(folder):
    """A text called .zip: name it as no zip."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "no.zip").write_text("not a zip", encoding="utf-8")
    return folder / "no.zip"


def left_by_systems(folder):
    """A zip made on a Mac, with __MACOSX and .DS_Store: read the hand-in, pass over the rest."""
    with _zip(folder, "mac.zip") as made:
        made.writestr("hand-in-Robin.json", good_text())
        made.writestr("__MACOSX/._hand-in-Robin.json", b"\0\5\x16\7\0\2\0\0Mac OS X")
        made.writestr(".DS_Store", b"\0\0\0\1Bud1")
        made.writestr("Thumbs.db", b"\xd0\xcf\x11\xe0")
    return folder / "mac.zip"


def many_entries(folder, count=20_000):
    """Twenty thousand empty entries: read as a stream, count them in one line of the report."""
    with _zip(folder, "many.zip") as made:
        for number in range(count):
            made.writestr(f"{number}.txt", b"")
    return folder / "many.zip"
