"""The article that the course runs on: chosen by a pupil, set for a class, or the sample."""

import pytest

from whosays import open_desk, route
from whosays.article import PackError, open_article
from whosays.feedback import words
from whosays.pages.about_twin import who_sheet
from whosays.store import Store


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A learner's folder of their own, in which the kit is opened."""
    monkeypatch.delenv("WHOSAYS_ARTICLE", raising=False)
    monkeypatch.setenv("WHOSAYS_ANSWERS", str(tmp_path / "answers"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def choose(desk, slug, n=1):
    data = desk.choose().data
    change = {"id": f"tab-{n}", "event": "answer", "at": f"2026-11-23T10:00:0{n}Z"}
    change |= {name: data[name] for name in ("article", "segment", "exact")}
    return desk.keep({"tab": "tab", "seq": n, "changes": [change | {"choice": [slug]}]})


def test_without_a_choice_the_course_runs_on_the_sample(home):
    assert open_desk("lessons/03").slug == route.SAMPLE


def test_a_pupils_choice_holds_in_every_lesson_and_can_be_taken_back(home):
    desk = open_desk("lessons/00")
    assert choose(desk, "mill-street-bridge")["stored"]
    assert open_desk("lessons/00").slug == "mill-street-bridge"
    assert open_desk("exercises/03").slug == "mill-street-bridge"
    again = open_desk("lessons/00")
    assert again.choose().data["answer"]["now"]["choice"] == ["mill-street-bridge"]
    assert "You chose “Teague’s" in repr(again.choose())
    choose(again, "peace-drive", 2)
    assert open_desk("exercises/03").slug == "peace-drive"


def test_the_class_file_sets_the_article_and_a_pupil_may_still_choose(home):
    (home / "class.toml").write_text('format = 1\narticle = "mill-street-bridge"\n')
    (home / "my-work" / "lessons").mkdir(parents=True)
    assert route.class_article(home / "my-work" / "lessons") == "mill-street-bridge"
    assert open_desk("lessons/03").slug == "mill-street-bridge"
    assert open_desk("lessons/00").choose().data["start"] == "mill-street-bridge"
    choose(open_desk("lessons/00"), "peace-drive")
    assert open_desk("lessons/03").slug == "peace-drive"


def test_a_class_on_the_neutral_article_is_not_shown_the_other_one(home):
    assert len(open_desk("lessons/00").choose().data["rows"]) == 2
    (home / "class.toml").write_text('format = 1\narticle = "mill-street-bridge"\n')
    (row,) = open_desk("lessons/00").choose().data["rows"]
    assert row["id"] == "mill-street-bridge"
    assert "Your class works on" in repr(open_desk("lessons/00").choose())
    (home / "class.toml").write_text('format = 1\narticle = "peace-drive"\n')
    assert len(open_desk("lessons/00").choose().data["rows"]) == 2


def test_a_named_article_and_the_environment_come_before_a_choice(home, monkeypatch):
    choose(open_desk("lessons/00"), "mill-street-bridge")
    assert open_desk("lessons/03", article="rowing-club").slug == "rowing-club"
    monkeypatch.setenv("WHOSAYS_ARTICLE", "peace-drive")
    assert open_desk("lessons/03").slug == "peace-drive"


def test_a_class_file_with_a_wrong_article_is_a_sentence_with_a_place(home):
    (home / "class.toml").write_text('format = 1\narticle = "nowhere"\n')
    with pytest.raises(PackError, match=r"class\.toml: there is no article 'nowhere'\. There are"):
        open_desk("lessons/03")


def test_a_choice_of_an_article_that_is_gone_falls_back(home):
    desk = open_desk("lessons/00")
    choose(desk, "gone-article")
    assert route.chosen(Store("lessons/03_x")) == ""
    assert open_desk("lessons/00").slug == route.SAMPLE


def test_each_article_that_carries_the_course_says_in_a_line_what_it_is_about():
    for article in route.articles():
        assert 5 < len(article.about["about"].split()) < 25, article.slug


def test_a_desk_says_what_the_article_is_and_who_is_who():
    for article in route.articles():
        desk = open_desk("lessons/00", article=article.slug)
        assert article.title in repr(desk.about())
        assert article.about["content_note"] in repr(desk.about())
        assert all(row["name"] in repr(desk.who()) for row in article.about["who"])


def test_an_article_without_a_list_of_people_says_so_under_the_heading():
    said = words()["about"]
    assert repr(who_sheet(open_article("check-a"), said)).splitlines() == [
        said["who"],
        said["nobody"],
    ]
