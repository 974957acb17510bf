"""What a learning platform writes into the names of the files it gives out: who sent each.

Moodle puts a submission into ``<full name>_<number>_assignsubmission_file`` (a folder, or the
beginning of the file’s name; mod/assign/classes/downloader.php in github.com/moodle/moodle);
Canvas names it ``<lastnamefirst>_<LATE>_<user>_<file>_<name>`` (lib/content_zipper.rb in
github.com/instructure/canvas-lms). Both as of 2026-11-23.
"""

import re
from pathlib import PurePosixPath

from attrs import frozen

MOODLE = re.compile(r"(?P<name>.+)_(?P<id>\d+)_assignsubmission_file(?:_.*)?")
CANVAS = re.compile(r"(?P<name>.+?)_(?P<late>LATE_)?(?P<id>\d+)_\d+_.+")


@frozen
class Sender:
    """Who sent a file, as its platform has it: ``id`` is the platform’s own, "" where unknown."""

    id: str = ""
    name: str = ""
    late: bool = False


NOBODY = Sender()


def sender_of(place: str) -> Sender:
    """Return who sent a file, from its folders and its name.

    >>> sender_of("Ana Lopez_81234_assignsubmission_file/hand-in-Ana-1a2b3c4d.json")
    Sender(id='81234', name='Ana Lopez', late=False)
    >>> sender_of("lopezana_LATE_77_9001_hand-in-Ana-1a2b3c4d.json").late
    True
    """
    if "_" not in place:
        return NOBODY
    parts = PurePosixPath(place.replace(" > ", "/")).parts
    for part in reversed(parts):
        if match := MOODLE.fullmatch(part):
            return Sender(match["id"], match["name"])
    if match := CANVAS.fullmatch(parts[-1]):
        return Sender(match["id"], match["name"], bool(match["late"]))
    return NOBODY
