"""Rules on statements that are used twice: what a learner has seen measures nothing again."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations

from .explanations import runs_of
from .fault import Fault
from .pack import Pack


def faults(packs: list[Pack], rules: dict) -> Iterator[Fault]:
    """Yield a fault for each statement of a pool that stands, nearly as it is, elsewhere too."""
    limits, pools = rules["limits"], set(rules["repeats"]["packs"])
    runs, holders = {}, defaultdict(list)
    for pack in packs:
        for segment in pack.article.segments if pack.article else ():
            name = (pack.slug, segment.id)
            runs[name] = runs_of(" ".join(segment.exact), limits["run_words"])
            for run in runs[name]:
                holders[run].append(name)
    shared = Counter(pair for names in holders.values() for pair in combinations(names, 2))
    places = {pack.slug: pack.place for pack in packs}
    for (one, other), count in shared.items():
        smaller = min(len(runs[one]), len(runs[other]))
        if {one[0], other[0]} & pools and count >= limits["run_share"] * smaller:
            pooled, twin = (one, other) if one[0] in pools else (other, one)
            says = f"says nearly what {twin[0]} {twin[1]} says"
            yield Fault(f"{places[pooled[0]]}/article.txt", pooled[1], "text", says, "repeats")
