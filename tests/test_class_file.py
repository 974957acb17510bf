"""What an instructor sets for a class, and where a learner reads it."""

import pytest

from whosays import class_file, open_desk
from whosays.article import PackError
from whosays.class_file import ClassFile, read_class_file

WHOLE = """format = 1
name = "9-B"
article = "mill-street-bridge"
deadline = "Friday, 6 p.m."
hand_in = "the folder <b>Who Says</b> in Moodle"
"""


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A kit's folder of their own, with a working copy in it."""
    monkeypatch.delenv("WHOSAYS_ARTICLE", raising=False)
    monkeypatch.setenv("WHOSAYS_ANSWERS", str(tmp_path / "answers"))
    (tmp_path / "my-work" / "lessons").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "my-work" / "lessons")
    return tmp_path


def write(folder, text):
    path = folder / "class.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_all_four_fields_are_read(home):
    write(home, WHOLE)
    told = class_file.class_file()
    assert (told.name, told.article) == ("9-B", "mill-street-bridge")
    assert told.hand_in == "the folder <b>Who Says</b> in Moodle"


def test_every_field_may_be_left_out(home):
    assert read_class_file(write(home, "format = 1\n")) == ClassFile()


def test_a_mark_that_a_windows_editor_puts_first_does_no_harm(home):
    assert read_class_file(write(home, "\ufeff" + WHOLE)).name == "9-B"


def test_a_working_copy_elsewhere_still_finds_the_kits_own_file(home, monkeypatch, tmp_path):
    kit = tmp_path / "kit"
    kit.mkdir()
    write(kit, 'format = 1\nname = "10-A"\n')
    monkeypatch.setattr(class_file, "KIT", kit)
    assert class_file.class_file().name == "10-A"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('format = 1\nteacher = "x"\n', "there is no field 'teacher'. There are: format, name"),
        ('name = "9-B"\n', "its first line is not format = 1"),
        ('format = 2\nname = "9-B"\n', "its first line is not format = 1"),
        ("format = 1\ndeadline = 2026-11-30\n", "deadline is not one line of text"),
        (f'format = 1\nname = "{"x" * 201}"\n', "name is not one line of text"),
        ('format = 1\nname = "a\\u0007b"\n', "name is not one line of text"),
        ("format = 1\nname = 9-B\n", "not readable as TOML"),
        ('format = 1\narticle = "nowhere"\n', "there is no article 'nowhere'. There are: mill"),
        ('format = 1\narticle = "rowing-club"\n', "there is no article 'rowing-club'"),
    ],
)
def test_a_wrong_file_is_told_in_a_sentence(home, text, says):
    with pytest.raises(PackError, match="class.toml: ") as told:
        read_class_file(write(home, text))
    assert says in str(told.value)


def test_a_file_that_is_no_text_is_told_in_a_sentence(home):
    (home / "class.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PackError, match="not readable"):
        class_file.class_file()


def test_the_hand_in_shows_class_deadline_and_place_as_text(home):
    write(home, WHOLE)
    widget = open_desk("lessons/00").hand_in()
    assert widget.data["class_says"] == [
        "Class: 9-B",
        "Hand in by: Friday, 6 p.m.",
        "Where your file goes: the folder <b>Who Says</b> in Moodle",
    ]
    html = widget._repr_mimebundle_()[0]["text/html"]
    assert "&lt;b&gt;Who Says&lt;/b&gt;" in html and "<b>Who Says" not in html


def test_without_a_class_file_the_hand_in_says_nothing_of_a_class(home):
    assert open_desk("lessons/00").hand_in().data["class_says"] == []
