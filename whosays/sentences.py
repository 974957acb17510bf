"""Where the paragraphs and sentences of any text begin and end, by rules and without guessing.

Positions are code points, end not included. A sentence ends with its marks and the quotes or
brackets after them; the spaces between sentences belong to none.
"""

import re

Span = tuple[int, int]

NEAR = 80  # how far a rule looks, so that no text takes long
BREAK = re.compile(r"[\r\n\v\f\x85\u2028\u2029]+")
ENDS = re.compile(r"[.!?…؟।]+[\"'”’»)\]]*(?=\s)|[。！？]+[”’」』）]*")
OPENS = "\"'“‘«„‚([¿¡"
WORD = re.compile(r"[\w.’'&-]*\.$")
SAYS = re.compile(
    r"(?:[\w.’'-]+\s+){0,3}(?:said|says|asked|asks|told|tells|added|adds|wrote|writes|replied|cried)\b"
)
# A sentence never ends after these: a name or a number follows.
NEVER = frozenset(
    "mr mrs ms mx dr prof st gen col maj capt lt sgt sen rep gov pres rev hon messrs mt ft no nos "
    "fig vol pp vs cf eg ie e.g i.e approx dept est jan feb mar apr jun jul aug sep sept oct nov "
    "dec".split()
)
# After these it ends only where the next word is one that begins sentences.
SELDOM = frozenset("inc ltd co corp jr sr bros etc al ph.d m.d b.a m.a d.c".split())
INITIALS = re.compile(r"(?:[^\W\d_]\.)+$")
CLOCK = re.compile(r"[ap]\.m\.$", re.IGNORECASE)
AFTER_CLOCK = re.compile(
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)"
    r"[a-z]*\b|[A-Z]{2,4}\b"
)
STARTERS = re.compile(
    r"(?:A|An|The|He|She|It|They|We|I|You|This|That|These|Those|There|His|Her|Its|Their|Our|My|"
    r"But|And|So|Yet|Or|In|On|At|By|For|From|To|With|After|Before|When|While|If|As|Since|Until|"
    r"What|Who|Where|Why|How|No|Not|Now|Then|One|Some|Many|Most|All|Both|Still|Also|However)\b"
)


def paragraphs(text: str) -> list[Span]:
    """Return the paragraphs of a text: its lines that hold a letter or a digit.

    A line that goes on in the middle of a sentence, as lines of fixed width do, is part of the
    paragraph before it.

    >>> [text[a:b] for text in ["One.\\r\\n\\r\\nTwo."] for a, b in paragraphs(text)]
    ['One.', 'Two.']
    """
    found: list[Span] = []
    at = 0
    for line in [*BREAK.finditer(text), None]:
        end = line.start() if line else len(text)
        start, stop = _trimmed(text, at, end)
        if _says_something(text[start:stop]):
            if found and _goes_on(text, found[-1][1], start):
                found[-1] = (found[-1][0], stop)
            else:
                found.append((start, stop))
        at = line.end() if line else end
    return found


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return (start + left, start + len(piece.rstrip())) if piece.strip() else (start, start)


def _says_something(words: str) -> bool:
    return any(character.isalnum() for character in words)


def _goes_on(text: str, before: int, start: int) -> bool:
    """Say whether a line goes on with the sentence of the line that ended at ``before``."""
    one_break = len(re.findall(r"\r\n|[\r\n\v\f\x85\u2028\u2029]", text[before:start])) == 1
    return (
        one_break
        and text[start].islower()
        and not ENDS.search(text[max(0, before - 8) : before] + " ")
    )


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Return the sentences of a paragraph that stands at ``start`` to ``end`` of a text.

    >>> text = "“Is it 4.5?” Dr. Bell asked at 9 a.m. in the U.S. It is."
    >>> [text[a:b] for a, b in sentences(text)]
    ['“Is it 4.5?” Dr. Bell asked at 9 a.m. in the U.S.', 'It is.']
    """
    words = text[start:end]
    found, at = [], 0
    for mark in ENDS.finditer(words):
        if _ends_here(words, at, mark) and _says_something(words[at : mark.end()]):
            found.append((at, mark.end()))
            at = len(words) - len(words[mark.end() :].lstrip())
    if _says_something(words[at:]):
        found.append((at, len(words.rstrip())))
    elif found and words[at:].strip():
        found[-1] = (found[-1][0], len(words.rstrip()))
    return [(start + a, start + b) for a, b in found]


def _ends_here(words: str, at: int, mark: re.Match) -> bool:
    """Say whether a sentence that begins at ``at`` ends at a mark."""
    rest = words[mark.end() :].lstrip()[:NEAR]
    if not rest:
        return True
    if mark[0][0] in "。！？":
        return True
    first = rest.lstrip(OPENS)[:1]
    if not first or first.islower() or not (first.isalnum() or _is_sign(first)):
        return False
    if mark[0][0] in "?!" and mark[0][-1] in "\"'”’»" and SAYS.match(rest):
        return False
    return (
        mark[0][0] != "." or mark[0][1:2] == "." or _full_stop(words[at : mark.start() + 1], rest)
    )


def _is_sign(character: str) -> bool:
    """Say whether a sentence may begin with a sign: an emoji or a currency, no mark or dash."""
    return ord(character) > 0x2190 or character in "$€£#@"


def _full_stop(before: str, rest: str) -> bool:
    """Say whether the dot at the end of ``before`` ends a sentence rather than a short form."""
    token = WORD.search(before[-NEAR:])
    word = token[0].lstrip("'’-") if token else ""
    bare = word.rstrip(".").lower()
    if bare in NEVER:
        return False
    if bare.isdigit() and before.strip() == word:
        return False
    starts = rest.lstrip(OPENS)
    if CLOCK.search(word):
        return not AFTER_CLOCK.match(starts)
    if bare in SELDOM or INITIALS.fullmatch(word):
        return bool(STARTERS.match(starts))
    return True
