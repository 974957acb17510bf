"""What paper shows of claims: the sentence with the claim underlined, and the key to read aloud."""

from pathlib import Path
from typing import Any

from attrs import frozen

from ..article import Article, open_article
from ..asked import calls_of
from ..claims import Segment
from ..feedback import explain, glosses_in, questions_for
from ..key import key_of
from ..notebooks import read_notebook, source_of
from ..reading import Judgement
from ..vocabulary import Vocabulary, vocabulary

STORY = "rowing-club"


@frozen
class Claim:
    """One claim on paper: its article, its words in their sentence, and its judgement."""

    article: Article
    segment: Segment
    judgement: Judgement

    @property
    def place(self) -> str:
        """Where it stands: ``Rowing story, paragraph 6`` or ``Your article, paragraph 3``."""
        if not self.article.about.get("headline", True):
            return "A news item"
        of = "Rowing story" if self.article.slug == STORY else "Your article"
        number = self.segment.paragraph[1:]
        return f"{of}, paragraph {number}" if number else f"{of}, headline"

    @property
    def name(self) -> str:
        """The claim's id, such as ``P3S2c``."""
        return self.segment.id

    @property
    def sentence(self) -> list[tuple[str, bool]]:
        """The whole sentence in stretches; those of the claim are marked True."""
        same = [s for s in self.article.segments if s.sentence == self.segment.sentence]
        pieces = sorted((p for s in same for p in s.pieces), key=lambda piece: piece.start)
        own = set(self.segment.pieces)
        parts, last = [], pieces[0].start
        for piece in pieces:
            parts += [(self.article.text[last : piece.start], False), (piece.text, piece in own)]
            last = piece.end
        return [(text, lit) for text, lit in parts if text]

    @property
    def whole(self) -> bool:
        """Whether the claim is its whole sentence."""
        return all(lit or not text.strip() for text, lit in self.sentence)

    @property
    def words(self) -> list[dict[str, str]]:
        """Hard words of the sentence, each with what it means."""
        return glosses_in(self.article, "".join(text for text, _ in self.sentence))

    @property
    def tag(self) -> str:
        """The kit's name of the rung's question here: SAID for words, SO for a claim."""
        question = "rung_words" if self.judgement.kind == "words" else "rung_claim"
        return vocabulary().tag(question)

    def told(self, *asked: str) -> dict[str, Any]:
        """Return the key's table of explanations for the questions asked."""
        return explain(self.judgement, tuple(asked), vocabulary(), self.article)

    def answers(self, *asked: str) -> list[dict[str, Any]]:
        """Return, for each question, every option in words, why, and ``key``, ``also`` or "".

        The key’s own answers come first. A question that this kind of claim is not asked is left
        out.
        """
        words, found = vocabulary(), []
        for name in questions_for(self.judgement, asked):
            table = self.told(name)["questions"][name]
            rows = []
            for option, row in table["options"].items():
                stands = "key" if option in table["right"] else "also" if row["fits"] else ""
                rows.append((option_name(words, name, option), row["why"], stands))
            rows.sort(key=lambda row: ("key", "also", "").index(row[2]))
            found.append({"tag": self._tag_of(name), "rows": rows})
        return found

    def _tag_of(self, question: str) -> str:
        if question == "kind":
            return "Kind"
        return self.tag if question == "rung" else vocabulary().tag(question)


def claims_in(notebook: Path, cell: str, article: Article) -> list[Claim]:
    """Return the claims that one cell of a notebook asks of or shows, in its order."""
    cells = read_notebook(notebook)["cells"]
    source = next(source_of(row) for row in cells if row["id"] == cell)
    return [
        claim
        for _, places, _ in calls_of(source)
        for place in places
        for claim in claims_at(place, article)
    ]


def claims_at(place: str, article: Article) -> list[Claim]:
    """Return the claims at a place such as ``P5S1``, or ``rowing-club:P6S1`` of another article."""
    slug, _, where = place.rpartition(":")
    home = open_article(slug) if slug else article
    key = key_of(home)
    return [Claim(home, segment, key[segment.id]) for segment in home.find(where)]


def option_name(words: Vocabulary, question: str, option: str) -> str:
    """Return an option as it is read aloud: ``4 Traceable``, ``Look it up first``."""
    name = words.name(question, option)
    return f"{option} {name}" if question == "rung" and option != "0" else name
