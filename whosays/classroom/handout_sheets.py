"""Sheets that go with any lesson: the answer sheet, the ladder as a poster, the role play."""

from pathlib import Path

from ..article import read_toml
from ..vocabulary import vocabulary
from .handout_page import Handout, page

ROLE_PLAY = Path(__file__).with_name("role_play.toml")


def answer_sheet(paper: str) -> Handout:
    """Return one page on which any 20 claims can be rated."""
    html = page("answer_sheet.html.j2", "Answer sheet for 20 claims", paper, ladder=_ladder())
    return Handout(
        stem="answer-sheet", title="Answer sheet", reader="student", minutes="any", html=html
    )


def ladder_poster(paper: str) -> Handout:
    """Return the Check Ladder for the wall, on A3 or Tabloid."""
    caution = vocabulary().caution
    html = page(
        "poster.html.j2", "The Check Ladder: a poster", paper, ladder=_ladder(), caution=caution
    )
    return Handout(
        stem="ladder-poster", title="The Check Ladder", reader="wall", minutes="all", html=html
    )


def role_play(paper: str) -> list[Handout]:
    """Return the cards and newsroom sheets of the game, and the teacher’s page with its answers."""
    game = read_toml(ROLE_PLAY)
    cards = page("role_play.html.j2", "Role play: the road to the newsroom", paper, game=game)
    plan = page("role_play_teacher.html.j2", "Role play: for the teacher", paper, game=game)
    return [
        Handout(
            stem="role-play",
            title="Role play: cards and newsroom sheet, one set for six",
            reader="student",
            minutes="20 minutes",
            html=cards,
        ),
        Handout(
            stem="role-play-teacher",
            title="Role play: how to run it, and the answers",
            reader="teacher",
            minutes="the same 20 minutes",
            html=plan,
        ),
    ]


def _ladder() -> list[tuple[str, dict[str, str]]]:
    words = vocabulary()
    return [(name, words.tables["rung"][name]) for name in words.options("rung")]
