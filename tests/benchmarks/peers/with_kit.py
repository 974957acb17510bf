"""This kit on the same 20 questions: ``python with_kit.py ITEMS.json STUDENTS FOLDER``.

Prints the same line of JSON as its peers: the forged hand-in gives every answer at once, says
that its score is 20, and carries the program that the peers were given.
"""

import json
import re
import resource
import sys
import time
from pathlib import Path

from assignment import FORGED, answers

from whosays.annotations import page_of
from whosays.article import open_article
from whosays.classroom.marks import Keys
from whosays.hand_in import build, code_of, read, text_of
from whosays.portfolio import readings
from whosays.reading import Judgement, Reading

ARTICLE, DESK, AT = "rowing-club", "exercises/03_could_you_check_it", "2026-11-23T08:00:00Z"


def main() -> None:
    """Build, hand in, mark, and print what came of it."""
    items = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    students, folder = int(sys.argv[2]), Path(sys.argv[3]).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    mark, paths = folder / "written-by-a-hand-in.txt", []
    for n in range(students):
        given = [(re.search("'(.*)'", one)[1],) for one in answers(items, n)]
        paths.append(_hand_in(folder / f"s{n:02}.json", items, given))
    everything = [tuple(item["options"]) for item in items]
    code = FORGED.format(mark=str(mark))
    forged = _hand_in(folder / "forger.json", items, everything, written=code, score=20)
    # The keys are read once for a class, as the peers read their assignment once.
    keys = Keys()
    keys.key(ARTICLE)
    done = [_marked(path, keys) for path in [*paths, forged]]
    print(
        json.dumps(
            {
                "seconds": [seconds for seconds, _ in done[:-1]],
                "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000),
                "first_score": done[0][1],
                "forged_score": done[-1][1],
                "forged_wrote_a_file": mark.exists(),
            }
        )
    )


def _hand_in(path: Path, items: list[dict], given: list[tuple], written="", **more) -> Path:
    article = open_article(ARTICLE)
    judgements = {}
    for item, use in zip(items, given, strict=True):
        about = {"segment": item["id"], "exact": article.segment(item["id"]).exact}
        judgements[item["id"]] = Judgement(**about, use=use, written=written, at=AT, checked_at=AT)
    reading = Reading(article=ARTICLE, by=path.stem, judgements=judgements)
    table = build(path.stem, path.stem, [page_of(reading, article, DESK)], AT) | more
    path.write_text(text_of(table | {"code": code_of(table)}), encoding="utf-8", newline="\n")
    return path


def _marked(path: Path, keys: Keys) -> tuple[float, int]:
    """Return the seconds that one file takes, and how many of its answers fit."""
    start = time.perf_counter()
    found, _ = readings(read(path.read_bytes(), path.name))
    results = [keys.result(one.article, judgement) for _, one in found for judgement in one]
    return time.perf_counter() - start, sum(one.use is True for one in results)


if __name__ == "__main__":
    main()
