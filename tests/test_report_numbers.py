"""The numbers of the class report, recomputed from the raw files, the raw keys and libraries."""

import re
from collections import Counter, defaultdict

from recount_class import TOWN, WAR, folder, items, page, people
from recount_page import number, percent, table_rows
from recount_raw import ROOT, pieces_of, toml

VOCABULARY = toml("whosays/vocabulary.toml")
NAMES = {"Kind": "kind", "Rung": "rung", "SO": "so", "USE": "use", "Voice": "voice", "–": "ask"}
WORD = re.compile(r"\w+(?:[’'-]\w+)*")


def title_of(slug):
    return toml(f"seeds/{slug}/about.toml")["title"]


def wrong_of(rows):
    """The commonest answers that do not fit, with their count; ties all of them."""
    count = Counter(given for _, given, fit in rows if not fit)
    most = max(count.values(), default=0)
    return {given for given, n in count.items() if n == most}, most


def where(item):
    """What the page must say of where an item stands: its id, or its notebook and name."""
    slug, segment, _ = item
    desk, _, name = segment.partition("#")
    kind = "Lesson" if desk.startswith("lessons") else "Exercise"
    return f"{kind} {desk.partition('/')[2][:2]}, {name}" if name else f"({segment})"


def test_the_class_is_as_mixed_as_it_should_be():
    names = Counter(one.name for one in people())
    assert len(people()) == 30 and max(names.values()) > 1
    assert len(list(folder().rglob("*.json"))) == 31, "one student hands in twice"
    assert {one.route for one in people()} == {WAR, TOWN}
    assert sum(len(one.earlier) for one in people()) and any(one.own for one in people())
    assert [o for o in people() if not any("checked_at" in b for b in o.given.values())]


def test_students_files_and_what_was_never_checked():
    told = page().soup.find("section").get_text()
    never = [o for o in people() if not any(b.get("checked_at") for b in o.given.values())]
    assert f"{30 - len(never)} students handed in something that counts, in 31 files." in told
    assert f"Answered, but never pressed Check: {len(never)}." in told
    files = page().part("For you alone: files and names").get_text()
    gone = sum(len(one.earlier) for one in people())
    assert f"about an earlier wording of an article: {gone}." in files
    assert all(f"{one.name}: answered, but never pressed Check" in files for one in never)
    own = sum(len(one.own) for one in people())
    assert f"Articles of a student’s own: {own}." in files


def test_both_slips_and_where_students_stand_in_the_square():
    each = []
    for one in people():
        used = [(row["rung"] in (2, 4, 5) and row["outcome"] != "contradicts", side)
                for row, side, _ in one.used()]  # fmt: skip
        count = Counter(used)
        sound, weak = (sum(n for (s, _), n in count.items() if s == kind) for kind in (True, False))
        each.append((sound, count[True, "hold"], weak, count[False, "pass"]))
    sound, held, weak, passed = map(sum, zip(*each, strict=True))
    part = page().part("Two slips, side by side")
    told = part.get_text()
    assert f"Sound statements held back: {held} of {sound} ({percent(held / sound)})." in told
    assert f"Weak statements passed on: {passed} of {weak} ({percent(passed / weak)})." in told
    placed = [(h / s >= 0.5, p / w >= 0.5) for s, h, w, p in each if min(s, w) >= 10]
    corners = [(False, False), (True, False), (False, True), (True, True)]
    counts = [placed.count(corner) for corner in corners] + [30 - len(placed)]
    shown = page().rows("Two slips, side by side")
    assert [int(row[1]) for row in shown] == counts


def test_how_sure_and_how_often_right():
    said, right = Counter(), Counter()
    for one in people():
        for row, side, sure in one.used():
            if sure is not None:
                said[sure] += 1
                accepted = {
                    {"state": "pass", "says": "pass"}.get(use, "hold") for use in row["use"]
                }
                right[sure] += side in accepted
    shown = page().rows("How sure, and how often right")
    assert [[int(row[1][:2]), int(row[2]), int(row[3])] for row in shown] == [
        [sure, said[sure], right[sure]] for sure in sorted(said)
    ]


def heat_tables():
    """Each article's table of claims, by slug."""
    words = {title_of(slug): slug for slug in article_slugs()}
    part = page().part("The article as a map")
    found = {WAR: part.find("table")}
    for fold in part.find_all("details"):
        title = fold.find("summary").get_text()
        if title in words:
            found[words[title]] = fold.find("table")
    return found


def article_slugs():
    return [path.parent.name for path in (ROOT / "seeds").glob("*/segments.toml")]


def test_every_claim_of_every_map():
    tables = heat_tables()
    by_claim = defaultdict(list)
    for item, rows in items().items():
        if "#" not in item[1] and not item[0].startswith("check-"):
            by_claim[item[:2]].append(rows)
    tapped = defaultdict(Counter)
    for one in people():
        for place, body in one.claims.items():
            words = [w for phrase in body.get("proof", []) for w in WORD.findall(phrase.casefold())]
            tapped[place].update(set(words))
    seen = 0
    for slug, table in tables.items():
        for claim, words, answers, off, split, taps in table_rows(table):
            rows = by_claim[slug, claim]
            fits = [fit for one in rows for _, _, fit in one if fit is not None]
            count = sum(len(one) for one in rows)
            apart = sum(len(o) - Counter(g for _, g, _ in o).most_common(1)[0][1] for o in rows)
            shown = percent(1 - sum(fits) / len(fits)) if fits else "–"
            assert (int(answers), off, split) == (count, shown, percent(apart / count)), claim
            top = sorted(tapped[slug, claim].items(), key=lambda pair: (-pair[1], pair[0]))[:3]
            assert taps == (", ".join(f"{w} ({n})" for w, n in top) or "–"), claim
            assert pieces_of(slug)[claim][0] in words
            seen += 1
    assert seen == len(by_claim)


def test_the_share_beside_a_claim_in_the_text_is_that_of_its_table():
    for table in heat_tables().values():
        shares = [row[3] for row in table_rows(table) if row[3] != "–"]
        holder = table.find_parent("details").parent
        inline = [one.get_text().strip() for p in holder.find_all("p", "heat", recursive=False)
                  for one in p.find_all("small")]  # fmt: skip
        assert Counter(inline) == Counter(shares) and shares


def test_every_question_of_the_table_of_questions():
    judged = {i: r for i, r in items().items() if any(f is not None for _, _, f in r)}
    judged = {i: r for i, r in judged.items() if not i[0].startswith("check-")}
    shown = page().rows("The questions", 1)
    assert len(shown) == len(judged)
    worth = correlations()
    for item, row in zip(sorted(judged), shown, strict=True):
        rows = judged[item]
        place, question, answered, fitting, goes, common = row
        fits = [f for _, _, f in rows if f is not None]
        assert where(item) in place and NAMES[question] == item[2]
        assert (int(answered), fitting) == (len(rows), percent(sum(fits) / len(fits))), item
        assert goes == "–" if item not in worth else abs(number(goes) - worth[item]) < 0.0051, item
        options, most = wrong_of(rows)
        assert common == "–" if not most else common.endswith(f"({most})"), item
        if most and item[2] in ("kind", "so", "use"):
            names = {
                ", ".join(VOCABULARY[item[2]][p]["name"] for p in o.split("+")) for o in options
            }
            assert common.rpartition(" (")[0] in names


def correlations():
    """The correlation of each question with the rest, by numpy."""
    import numpy

    fit, judged = Counter(), Counter()
    for rows in items().values():
        for one, _, good in rows:
            if good is not None:
                fit[one.learner] += good
                judged[one.learner] += 1
    found = {}
    for item, rows in items().items():
        pairs = [(good, (fit[o.learner] - good) / (judged[o.learner] - 1))
                 for o, _, good in rows if good is not None and judged[o.learner] > 1]  # fmt: skip
        first, rest = zip(*pairs, strict=True) if pairs else ((), ())
        if len(pairs) >= 10 and len(set(first)) > 1 and len(set(rest)) > 1:
            found[item] = numpy.corrcoef(numpy.array(first, float), rest)[0, 1]
    return found


def test_the_hardest_ten_are_the_ten_that_fit_least_often():
    shares = []
    for item, rows in items().items():
        fits = [f for _, _, f in rows if f is not None]
        if fits and len(rows) >= 10 and not item[0].startswith("check-"):
            shares.append(sum(fits) / len(fits))
    shown = page().rows("The questions", 0)
    assert [row[3] for row in shown] == [percent(share) for share in sorted(shares)[:10]]
