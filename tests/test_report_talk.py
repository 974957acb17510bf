"""What the report gives to talk about, its checks and its measures, from the raw files again."""

import re
from collections import Counter

from recount_class import TOWN, WAR, items, page, people
from recount_page import number, percent, table_rows
from recount_raw import ROOT, is_sound, is_weak, key_of, pieces_of, sides

from whosays.asked import course_home, notebooks
from whosays.items import items_of
from whosays.own import own_article

OBJECTED = "Some of you disagree with our key"
SORTS = {
    "You did not agree here": ("rung",),
    "Often held back": ("use",),
    "Often passed on": ("use",),
    "One answer drew several of you": ("so", "kind"),
}
SLIPS = {"Often held back": (is_sound, "hold"), "Often passed on": (is_weak, "pass")}
CALLS = notebooks(course_home(ROOT / "answers"))


def test_the_mean_of_each_check_and_its_change_with_its_interval():
    from scipy import stats

    marks = [[one.check(number) for number in range(3)] for one in people()]
    for place, row in enumerate(page().rows("The three checks")):
        taken = [row[place] for row in marks if row[place] is not None]
        assert (int(row[1]), row[2]) == (len(taken), f"{sum(taken) / len(taken):.1f}")
    told = page().part("The three checks").get_text()
    shown = re.findall(r"(.\d+\.\d) of twelve on average, over (\d+).*?: (\S+) to (\S+)\. ", told)
    assert len(shown) == 2
    for later, row in enumerate(shown, 1):
        steps = [m[later] - m[0] for m in marks if None not in (m[0], m[later])]
        mean, half = sum(steps) / len(steps), stats.sem(steps)
        low, high = stats.t.interval(0.95, len(steps) - 1, mean, half)
        assert int(row[1]) == len(steps)
        for said, right in zip((row[0], *row[2:]), (mean, low, high), strict=True):
            assert abs(number(said) - right) < 0.051
        assert ("The interval holds 0" in told) == (low <= 0 <= high)


def test_the_statements_of_the_checks():
    shown = {re.search(r"“Check (.)”.*?\((P\w+)\)", row[0]).groups(): row
             for row in page().rows("The three checks", 1)}  # fmt: skip
    judged = {i: r for i, r in items().items() if i[0].startswith("check-")}
    assert len(shown) == len(judged) == 36
    for (slug, segment, _), rows in judged.items():
        row = shown[slug[-1].upper(), segment]
        fits = [fit for _, _, fit in rows]
        assert (int(row[2]), row[3]) == (len(fits), percent(sum(fits) / len(fits)))


def test_how_much_of_each_notebook_is_checked():
    sums = Counter()
    for one in people():
        for desk in {desk for desk, _, _ in one.given}:
            asked, done = asked_and_checked(one, desk)
            sums[desk, "opened"] += 1
            sums[desk, "asked"] += asked
            sums[desk, "checked"] += done
    desks = sorted({d for d, _ in sums}, key=lambda d: (d.partition("/")[2], d[0] == "e"))
    shown = page().rows("How far the class is")
    kinds = {"lessons": "Lesson", "exercises": "Exercise"}
    assert shown == [
        [f"{kinds[desk.partition('/')[0]]} {desk.partition('/')[2][:2]}", str(sums[desk, "opened"]),
         percent(sums[desk, "checked"] / sums[desk, "asked"])]
        for desk in desks
    ]  # fmt: skip


def asked_and_checked(one, desk):
    """How much a notebook asks of a student, and how much of it they checked."""
    here = {place[1:]: body for place, body in one.given.items() if place[0] == desk}
    picked, own = "rowing-club", {}
    for (slug, segment), body in here.items():
        if segment.endswith("#pick"):
            picked = slug if slug.startswith("own-") else body["choice"][0]
            if slug.startswith("own-"):
                own[slug] = own_article(body["written"], tuple(body["choice"]))
    wanted = items_of(desk, CALLS[desk], one.route, picked, own)
    return len(wanted), sum(is_checked(item, here, wanted) for item in wanted)


def is_checked(item, here, wanted):
    names = [name for each in wanted for slug, name in each.targets if not slug]
    for slug, name in item.targets:
        for (article, segment), body in here.items():
            parts = [n for n in names if segment == n or segment.startswith((f"{n}-", f"{n}."))]
            whole = max(parts, key=len, default="")
            same = (article, segment) == (slug, name) if slug else name == whole
            full = all(body.get(field) not in (None, "", []) for field in item.fields)
            if same and full and body.get("checked_at"):
                return True
    return False


def test_every_objection_stands_with_its_student_and_they_are_counted():
    found = [(n, slug, segment, body["appeal"]) for n, one in enumerate(people(), 1)
             for (_, slug, segment), body in one.given.items() if body.get("appeal")]  # fmt: skip
    part = page().part("Objections")
    places = {row[1:3] for row in found}
    assert f"{len(found)} objections on {len(places)} places." in part.get_text()
    shown = Counter(one.get_text() for one in part.find_all("li"))
    assert shown == Counter(f"Student {n}: {text}" for n, _, _, text in found)
    heads = [int(re.search(r"\((\d+)\)$", one.get_text())[1]) for one in part.find_all("summary")]
    assert sorted(heads) == sorted(Counter(row[1] for row in found).values())


def prompts():
    """The five prompts of the page: heading, claim’s words, what is told, and their rows."""
    part = page().part("Five things to talk about")
    for head in part.find_all("h3"):
        rest = []
        for one in head.find_next_siblings():
            if one.name == "h3":
                break
            rest.append(one)
        words = next(o for o in rest if o.name == "blockquote").get_text()
        told = next(o.get_text() for o in rest if re.match(r"\d+ of \d+ ", o.get_text()))
        table = next((o.find("table") for o in rest if o.find("table")), None)
        counts = [int(x) for x in re.findall(r"\d+", told)[:2]]
        place = next(o.get_text() for o in rest if o.find("small"))
        yield head.get_text().partition(" · ")[2], words, place, counts, table


def items_at(words, place):
    """The questions asked of the claim that a prompt shows."""
    segment = re.search(r"\((\w+)\)$", place.strip())[1]
    here = {i: rows for i, rows in items().items() if i[1] == segment}
    return {i: rows for i, rows in here.items() if pieces_of(i[0])[segment][0] in words}


def test_the_counts_of_the_five_prompts_hold():
    for sort, words, place, (count, of), table in prompts():
        here = items_at(words, place)
        if sort == OBJECTED:
            places = {item[:2] for item in here}
            bodies = [(p[1:], b) for one in people() for p, b in one.given.items()]
            assert count == sum(bool(b.get("appeal")) for p, b in bodies if p in places)
            assert of == max(map(len, here.values()))
            continue
        shown = [int(row[1]) for row in table_rows(table)]
        item, rows = next((i, rows) for i, rows in here.items() if counted(rows) == shown
                          and i[2] in SORTS[sort])  # fmt: skip
        assert (of, count) == (len(rows), count_of(sort, item, rows)), sort


def counted(rows):
    return [n for _, n in Counter(answer for _, answer, _ in rows).most_common()]


def count_of(sort, item, rows):
    """What a prompt of a sort must count; the claim must be of its kind by the key."""
    row = key_of(item[0])[item[1]]
    if sort == "You did not agree here":
        return len(rows) - max(counted(rows))
    if sort in SLIPS:
        is_kind, side = SLIPS[sort]
        assert is_kind(row)
        return sum(sides(answer.split("+")) == side for _, answer, _ in rows)
    return max(Counter(answer for _, answer, fit in rows if not fit).values())


def test_the_five_prompts_look_both_ways():
    assert Counter(row[0] for row in prompts()) == Counter([*SORTS, OBJECTED])


def test_the_measures_for_research_are_those_of_plain_libraries():
    import krippendorff
    import numpy
    from scipy.stats import norm
    from sklearn.metrics import brier_score_loss, cohen_kappa_score

    used = [
        (is_sound(row), side, sure, row["use"])
        for one in people()
        for row, side, sure in one.used()
    ]
    count = Counter(row[:2] for row in used)
    sound, weak = (sum(n for (s, _), n in count.items() if s == kind) for kind in (True, False))
    hits = norm.ppf((count[True, "pass"] + 0.5) / (sound + 1))
    alarms = norm.ppf((count[False, "pass"] + 0.5) / (weak + 1))
    sure = [
        (c / 100, side in {sides([u]) for u in use}) for _, side, c, use in used if c is not None
    ]
    wanted = [("d′", hits - alarms, sound + weak), ("Bias", -(hits + alarms) / 2, sound + weak)]
    wanted += [("Brier", brier_score_loss([r for _, r in sure], [c for c, _ in sure]), len(sure))]
    for slug in (WAR, TOWN):
        units = {i: [int(a) for _, a, _ in r if a != "0"] for i, r in items().items()
                 if i[0] == slug and i[2] == "rung"}  # fmt: skip
        pairs = [(a, key_of(slug)[i[1]]["rung"]) for i, rungs in units.items() for a in rungs]
        pairs = [pair for pair in pairs if pair[1]]
        kappa = cohen_kappa_score(*zip(*pairs, strict=True), weights="quadratic")
        several = [rungs for rungs in units.values() if len(rungs) > 1]
        table = numpy.array([[rungs.count(n) for n in range(1, 6)] for rungs in several])
        alpha = krippendorff.alpha(value_counts=table, level_of_measurement="ordinal")
        wanted += [("Weighted kappa", kappa, len(pairs)), ("Krippendorff", alpha, int(table.sum()))]
    shown = page().rows("For those who study classes")
    assert len(shown) == len(wanted)
    for row, (name, value, over) in zip(shown, wanted, strict=True):
        assert row[0].startswith(name) and row[2] == f"{over} answers"
        assert abs(number(row[1]) - value) < 0.0051, name
