"""The learner's lines: what is kept, what is refused, what a damaged file still gives."""

import json
import multiprocessing
import os
from pathlib import Path

import pytest
from packs import TEXT, make_pack

from whosays import learner, ledger, lines, store
from whosays.annotations import page_of, reading_from
from whosays.article import open_article
from whosays.folding import unfold
from whosays.store import (
    Store,
    StoreError,
    answers_home,
    articles_in,
    fold,
    latest,
    learner_id,
    start_fresh,
)

DESK = "lessons/03_could_you_check_it"
WORDS = ["The bridge cost 4 million."]


def change(n: int, event: str = "answer", segment: str = "P2S1a", exact=WORDS, **own) -> dict:
    """Return a change as a widget sends it."""
    at = f"2026-11-23T10:00:{n:02d}.000Z"
    about = {"article": "tiny-bridge", "segment": segment, "exact": exact}
    return {"id": f"tab-{n}", "event": event, "at": at, **about, **own}


@pytest.fixture
def kept(tmp_path: Path) -> Store:
    return Store(DESK, home=tmp_path / "answers", learner="ada")


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("WHOSAYS_SEEDS", str(tmp_path / "seeds"))
    make_pack(tmp_path / "seeds")
    return open_article("tiny-bridge")


def folded(kept: Store, article, *changes: dict):
    assert kept.append(list(changes)).stored
    found, faults = kept.lines()
    assert faults == []
    return fold(found, article, "ada")


# ---- where answers are kept, and under which id ----


def test_answers_lie_beside_the_nearest_lessons_folder(tmp_path, monkeypatch):
    monkeypatch.delenv("WHOSAYS_ANSWERS")
    (tmp_path / "my-work" / "lessons").mkdir(parents=True)
    (tmp_path / "lessons").mkdir()
    monkeypatch.chdir(tmp_path / "my-work" / "lessons")
    assert answers_home() == tmp_path / "my-work" / "answers"


def test_answers_never_lie_beside_an_installed_package(tmp_path, monkeypatch):
    monkeypatch.delenv("WHOSAYS_ANSWERS")
    inside = tmp_path / "site-packages"
    (inside / "lessons").mkdir(parents=True)
    monkeypatch.chdir(inside / "lessons")
    assert answers_home() == inside / "lessons" / "answers"


def test_the_learners_id_is_made_once_and_kept(tmp_path, monkeypatch):
    monkeypatch.delenv("WHOSAYS_LEARNER")
    first = learner_id(tmp_path / "answers")
    assert learner_id(tmp_path / "answers") == first
    assert len(first) == 12
    table = json.loads((tmp_path / "answers" / "learner.json").read_text(encoding="utf-8"))
    assert table == {"format": 1, "learner": first}
    assert [path.name for path in (tmp_path / "answers").iterdir()] == ["learner.json"]


def test_of_two_kernels_that_open_at_once_both_get_the_id_of_the_first(tmp_path, monkeypatch):
    monkeypatch.delenv("WHOSAYS_LEARNER")
    path = tmp_path / "learner.json"
    assert learner._write_once(path, "first") == "first"
    assert learner._write_once(path, "second") == "first"
    assert [found.name for found in tmp_path.iterdir()] == ["learner.json"]


def test_the_id_is_kept_where_the_disk_has_no_hard_links(tmp_path, monkeypatch):
    monkeypatch.delenv("WHOSAYS_LEARNER")
    monkeypatch.delattr(os, "link")
    assert learner_id(tmp_path) == learner_id(tmp_path)


def test_an_id_fixed_from_outside_is_used_and_nothing_is_written(tmp_path, monkeypatch):
    monkeypatch.setenv("WHOSAYS_LEARNER", "build")
    assert learner_id(tmp_path / "answers") == start_fresh(tmp_path / "answers") == "build"
    assert not (tmp_path / "answers").exists()
    monkeypatch.setenv("WHOSAYS_LEARNER", "../else")
    with pytest.raises(ValueError, match="no learner's id"):
        learner_id(tmp_path)


def test_a_fresh_start_leaves_the_answers_before_untouched(tmp_path, monkeypatch):
    monkeypatch.delenv("WHOSAYS_LEARNER")
    before = Store(DESK, home=tmp_path)
    before.append([change(1, rung=5)])
    raw = before.path.read_bytes()
    new = start_fresh(tmp_path)
    after = Store(DESK, home=tmp_path)
    assert after.learner == new != before.learner
    assert after.lines() == ([], [])
    assert before.path.read_bytes() == raw


@pytest.mark.parametrize(
    "damage", [b"{", b'{"format": 1}', b'{"format":1,"learner":"../x"}', b"\xff"]
)
def test_a_damaged_id_is_set_aside_with_a_sentence_and_not_overwritten(
    tmp_path, monkeypatch, damage
):
    monkeypatch.delenv("WHOSAYS_LEARNER")
    (tmp_path / "old-one").mkdir()
    (tmp_path / "learner.json").write_bytes(damage)
    kept = Store(DESK, home=tmp_path)
    (sentence,) = kept.notices
    assert "learner.json was damaged" in sentence and "old-one" in sentence
    (aside,) = tmp_path.glob("learner-damaged-20*.json")
    assert aside.read_bytes() == damage and aside.name in sentence
    assert learner_id(tmp_path) == kept.learner


def test_the_id_of_a_newer_kit_stays_as_it_is(tmp_path, monkeypatch):
    monkeypatch.delenv("WHOSAYS_LEARNER")
    raw = b'{"format": 2, "learner": ["x"]}'
    (tmp_path / "learner.json").write_bytes(raw)
    said = []
    assert learner_id(tmp_path, said.append) == learner.SESSION
    assert "newer kit" in said[0]
    assert (tmp_path / "learner.json").read_bytes() == raw


def test_a_folder_that_cannot_be_written_gives_one_id_a_session_and_a_sentence(
    tmp_path, monkeypatch
):
    monkeypatch.delenv("WHOSAYS_LEARNER")
    (tmp_path / "answers").write_text("a file in the folder's place", encoding="utf-8")
    said = []
    assert learner_id(tmp_path / "answers", said.append) == learner.SESSION
    assert "not kept in this folder" in said[0]


# ---- adding ----


def test_opening_a_store_writes_nothing(kept):
    assert kept.lines() == ([], [])
    assert not kept.home.exists()


def test_a_change_is_one_line_with_its_stamps(kept):
    receipt = kept.append([change(1, rung=5)], versions={"tiny-bridge": "abc"})
    assert receipt == store.Receipt(
        True, "answers/ada/lessons-03_could_you_check_it.jsonl", "", ("tab-1",)
    )
    assert kept.path == kept.home / "ada" / "lessons-03_could_you_check_it.jsonl"
    (row,) = kept.path.read_text(encoding="utf-8").splitlines()
    versions = lines.stamps("abc")
    assert json.loads(row) == change(1, rung=5) | versions
    assert versions["kit"] and versions["vocabulary"] and versions["format"] == 1


def test_the_hash_a_page_sends_goes_before_the_one_known_here(kept):
    kept.versions["tiny-bridge"] = "now"
    kept.append([change(1, rung=5, article_sha256="then"), change(2, rung=4)])
    assert [line["article_sha256"] for line in kept.lines()[0]] == ["then", "now"]


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("2026-11-23T10:00:00Z", "2026-11-23T10:00:00Z"),
        ("2026-11-23T10:00:00.123Z", "2026-11-23T10:00:00.123Z"),
        ("2026-11-23T12:00:00+02:00", "2026-11-23T10:00:00Z"),
    ],
)
def test_the_browsers_time_is_kept(kept, given, stored):
    kept.append([change(1, rung=5) | {"at": given}])
    assert kept.lines()[0][0]["at"] == stored


@pytest.mark.parametrize("given", [None, "soon", "2026-11-23T10:00:00", 5, "2026-13-01T10:00:00Z"])
def test_a_time_that_is_none_becomes_now(kept, given):
    assert kept.append([change(1, rung=5) | {"at": given}]).stored
    assert lines.TIME.fullmatch(kept.lines()[0][0]["at"])


def test_a_change_sent_again_counts_as_stored_and_is_not_written_twice(kept):
    kept.append([change(1, rung=5)])
    again = kept.append([change(1, rung=5), change(2, rung=4)])
    assert again.stored and again.ids == ("tab-1", "tab-2")
    assert [line["id"] for line in kept.lines()[0]] == ["tab-1", "tab-2"]
    assert kept.path.read_bytes().count(b"\n") == 2


def test_another_answer_under_the_same_id_is_kept_too(kept):
    """A duplicated browser tab gives its ids out twice."""
    kept.append([change(1, rung=5)])
    kept.append([change(1, rung=2)])
    assert [line["rung"] for line in kept.lines()[0]] == [5, 2]


def test_whole_lines_of_a_saved_file_are_taken_in_with_their_own_stamps(kept, tmp_path):
    kept.append([change(1, rung=5)], versions={"tiny-bridge": "old"})
    other = Store(DESK, home=tmp_path / "answers", learner="bob")
    assert other.append(kept.lines()[0]).stored
    assert other.lines() == kept.lines()
    newer = change(2, rung=5) | {"format": 2}
    receipt = other.append([newer])
    assert not receipt.stored and "format 2 is newer" in receipt.why


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ({"rung": 6}, "rung 6 is not one of 0, 1, 2, 3, 4, 5"),
        ({"rung": "3"}, "rung '3'"),
        ({"rung": True}, "rung True"),
        ({"rung": 3.0}, "rung 3.0"),
        ({"kind": "fact"}, "kind 'fact' is not one of words, claim, beside"),
        ({"kind": ["words"]}, "kind ['words']"),
        ({"so": "maybe"}, "so 'maybe'"),
        ({"use": "says"}, "use is not a list"),
        ({"use": ["shout"]}, "use 'shout'"),
        ({"voice": [3]}, "voice is not a list"),
        ({"patterns": ["T99"]}, "patterns 'T99'"),
        ({"proof": "4 million"}, "proof is not a list"),
        ({"confidence": 60}, "confidence 60 is not one of 50, 65, 85, 97"),
        ({"colour": "red", "rung": 3}, "colour is not a field of the event answer"),
        ({"note": "hm", "rung": 3}, "note is not a field of the event answer"),
        ({}, "the event answer holds none of"),
        ({"event": "appeal", "appeal": 5}, "appeal is not words"),
        ({"event": "delete", "rung": 3}, "event 'delete'"),
        ({"rung": 3, "id": "tab 1"}, "id 'tab 1'"),
        ({"rung": 3, "article": "../x"}, "article '../x'"),
        ({"rung": 3, "segment": "P2S1"}, "segment 'P2S1'"),
        ({"rung": 3, "exact": []}, "exact is not a list"),
        ({"rung": 3, "exact": "words"}, "exact is not a list"),
        ({"rung": 3, "kit": 1}, "kit is not words"),
    ],
)
def test_a_bad_change_is_refused_with_a_sentence_and_the_good_ones_are_kept(kept, bad, says):
    receipt = kept.append([change(1) | bad, change(2, rung=4)])
    assert not receipt.stored
    assert says in receipt.why
    assert receipt.ids == ("tab-2",) and len(receipt.refused) == 1
    assert [line["id"] for line in kept.lines()[0]] == ["tab-2"]


@pytest.mark.parametrize("bad", [[None], ["words"], [[1]], [{}], None, {"id": "tab-1"}])
def test_what_is_no_change_at_all_is_refused_without_a_traceback(kept, bad):
    receipt = kept.append(bad)
    assert not receipt.stored and receipt.why
    assert kept.lines() == ([], [])


def test_half_a_character_does_not_lose_a_note(kept):
    assert kept.append(
        [change(1, "note", note="half \ud83d of it"), change(2, "note", note="𝄞")]
    ).stored
    assert [line["note"] for line in kept.lines()[0]] == ["half \ud83d of it", "𝄞"]


def test_markup_in_a_note_stays_the_text_it_is(kept):
    text = '<script>alert("x")</script>\u2028\n'
    kept.append([change(1, "note", note=text)])
    assert kept.lines()[0][0]["note"] == text


def test_a_desk_that_is_none_is_a_sentence(tmp_path):
    with pytest.raises(StoreError, match="no desk"):
        Store("../secrets/03", home=tmp_path)


# ---- a disk that does not take it ----


def test_a_place_that_cannot_be_written_is_a_sentence_with_the_place(kept):
    kept.path.mkdir(parents=True)
    receipt = kept.append([change(1, rung=5)])
    assert not receipt.stored and receipt.ids == ()
    assert "answers/ada/lessons-03_could_you_check_it.jsonl could not be written" in receipt.why
    assert "could not be read" in kept.lines()[1][0]


def test_a_read_only_folder_is_a_sentence(kept, monkeypatch):
    def refuse(*_args):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(ledger.os, "open", refuse)
    assert "Permission denied" in kept.append([change(1, rung=5)]).why


def test_a_full_disk_is_a_sentence_and_the_next_line_stands_alone(kept, monkeypatch):
    write = os.write
    monkeypatch.setattr(ledger.os, "write", lambda handle, data: write(handle, data[:60]))
    receipt = kept.append([change(1, rung=5)])
    assert not receipt.stored and "No space left" in receipt.why
    monkeypatch.undo()
    assert kept.append([change(1, rung=5)]).stored
    found, faults = kept.lines()
    assert [line["rung"] for line in found] == [5]
    assert len(faults) == 1 and "line 1 is damaged" in faults[0]


@pytest.mark.parametrize(("number", "stored"), [(22, True), (5, False)])
def test_a_disk_that_cannot_flush_is_told_from_one_that_fails(kept, monkeypatch, number, stored):
    def fail(_handle):
        raise OSError(number, "no")

    monkeypatch.setattr(ledger.os, "fsync", fail)
    assert kept.append([change(1, rung=5)]).stored is stored


def test_a_browser_keeps_files_only_under_drive(kept, monkeypatch):
    monkeypatch.setattr(store.sys, "platform", "emscripten")
    assert store.stays(Path("/drive/lessons/answers/a.jsonl"))
    receipt = kept.append([change(1, rung=5)])
    assert not receipt.stored and receipt.ids == () and "download" in receipt.why
    assert len(kept.lines()[0]) == 1, "what this session answered is still shown in it"


def test_on_windows_a_byte_far_beyond_the_file_is_locked_while_writing(kept, monkeypatch):
    calls = []

    class Locks:
        LK_LOCK, LK_UNLCK = "lock", "free"

        @staticmethod
        def locking(handle, how, count):
            calls.append((how, os.lseek(handle, 0, os.SEEK_CUR), count))

    monkeypatch.setattr(ledger, "msvcrt", Locks)
    assert kept.append([change(1, rung=5)]).stored
    assert calls == [("lock", 2**30, 1), ("free", 2**30, 1)]
    assert kept.path.stat().st_size < 1000


# ---- many at once ----


def _write_many(home: str, tab: str, count: int) -> None:
    kept = Store(DESK, home=home, learner="ada")
    for n in range(1, count + 1):
        assert kept.append([change(n % 60, rung=n % 6) | {"id": f"{tab}-{n}"}]).stored


def test_four_processes_that_write_at_once_lose_nothing(tmp_path):
    context = multiprocessing.get_context("spawn")
    tabs = [f"tab{n}" for n in range(4)]
    jobs = [context.Process(target=_write_many, args=(str(tmp_path), tab, 250)) for tab in tabs]
    for job in jobs:
        job.start()
    for job in jobs:
        job.join()
    assert [job.exitcode for job in jobs] == [0] * 4
    found, faults = Store(DESK, home=tmp_path, learner="ada").lines()
    assert faults == []
    assert len({line["id"] for line in found}) == len(found) == 1000
    for tab in tabs:
        own = [int(line["id"].split("-")[1]) for line in found if line["id"].startswith(tab)]
        assert own == list(range(1, 251)), "each process's lines keep their order"


# ---- reading what is there ----


@pytest.mark.parametrize(
    "damage",
    [
        b'{"format": 1, "id": "tab-9", "ev',
        b"not JSON",
        b"[1, 2]",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"format": true}',
        b'{"format": 0}',
        b'{"id": "tab-9"}',
        json.dumps(change(9, rung=9) | lines.stamps("")).encode(),
        json.dumps(change(9, rung=3) | lines.stamps("") | {"at": "soon"}).encode(),
        json.dumps(change(9, rung=3) | {"format": 1}).encode(),
    ],
)
def test_a_damaged_line_is_named_and_skipped_and_the_file_stays(kept, damage):
    kept.append([change(1, rung=5)])
    with kept.path.open("ab") as file:
        file.write(damage)
    kept.append([change(2, rung=4)])
    raw = kept.path.read_bytes()
    found, (fault,) = kept.lines()
    assert [line["id"] for line in found] == ["tab-1", "tab-2"]
    place = "answers/ada/lessons-03_could_you_check_it.jsonl: line 2 is damaged and was skipped"
    assert fault.startswith(f"{place}; the rest is kept")
    assert kept.path.read_bytes() == raw and damage in raw


def test_lines_of_a_newer_kit_are_one_sentence_and_stay_untouched(kept):
    kept.append([change(1, rung=5)])
    newer = json.dumps({"format": 2, "id": 7, "shape": "unknown"}).encode() + b"\n"
    with kept.path.open("ab") as file:
        file.write(newer * 3)
    found, (fault,) = kept.lines()
    assert len(found) == 1
    assert "3 lines, the first of them line 2, were written by a newer kit" in fault
    assert newer * 3 in kept.path.read_bytes()


def test_lines_of_an_older_format_go_through_one_upgrade(kept, monkeypatch):
    def from_zero(line: dict) -> dict:
        return {**line, "format": 1, "rung": line["rung"] - 10}

    monkeypatch.setitem(lines.UPGRADES, 0, from_zero)
    older = change(1, rung=15) | lines.stamps("") | {"format": 0}
    kept.path.parent.mkdir(parents=True)
    kept.path.write_bytes(lines.dump(older) + b"\n")
    assert [line["rung"] for line in kept.lines()[0]] == [5]
    assert b'"format": 0' in kept.path.read_bytes()


def test_a_file_saved_by_an_editor_is_still_read(kept):
    kept.append([change(1, rung=5), change(2, rung=4)])
    raw = kept.path.read_bytes().replace(b"\n", b"\r\n")
    kept.path.write_bytes(b"\xef\xbb\xbf" + raw + b"\r\n")
    assert [line["rung"] for line in kept.lines()[0]] == [5, 4]
    assert kept.lines()[1] == []


# ---- what the lines come to ----


def test_the_answer_at_the_first_check_is_frozen_and_what_follows_is_a_revision(kept, article):
    reading = folded(
        *(kept, article),
        change(1, rung=3),
        change(2, rung=4),
        change(3, "check", rung=4),
        change(4, rung=2),
        change(5, "check", rung=2),
        change(6, rung=4, use=["says"]),
    )
    judgement = reading["P2S1a"]
    assert (judgement.rung, judgement.use) == (4, ("says",))
    assert judgement.checked_at.startswith("2026-11-23T10:00:03")
    assert [row.rung for row in judgement.revisions] == [2, 4]
    assert [row.at[17:19] for row in judgement.revisions] == ["04", "06"]
    assert (reading.by, reading.article_sha256) == ("ada", article.sha256)
    assert judgement.exact == ("The bridge cost 4 million.",)


def test_the_value_that_the_check_line_carries_is_the_one_that_counts(kept, article):
    reading = folded(kept, article, change(1, rung=3), change(2, "check", rung=5))
    assert reading["P2S1a"].rung == 5 and reading["P2S1a"].revisions == ()


def test_each_field_is_frozen_at_its_own_first_check(kept, article):
    reading = folded(
        *(kept, article),
        change(1, kind="words", rung=1),
        change(2, "check", rung=1),
        change(3, kind="claim", rung=5),
        change(4, "check", kind="claim"),
        change(5, kind="beside"),
    )
    judgement = reading["P2S1a"]
    assert (judgement.kind, judgement.rung) == ("claim", 1)
    assert [(row.kind, row.rung) for row in judgement.revisions] == [("", 5), ("beside", None)]


def test_without_a_check_the_last_answer_counts(kept, article):
    reading = folded(kept, article, change(1, rung=3), change(2, rung=4))
    assert (reading["P2S1a"].rung, reading["P2S1a"].checked_at) == (4, "")
    assert reading["P2S1a"].at.startswith("2026-11-23T10:00:02")


def test_clearing_empties_an_answer_that_was_not_checked_and_no_other(kept, article):
    reading = folded(kept, article, change(1, rung=3, kind="claim"), change(2, rung=None))
    assert (reading["P2S1a"].rung, reading["P2S1a"].kind) == (None, "claim")
    reading = folded(kept, article, change(3, "check", kind="claim"), change(4, kind=None))
    assert reading["P2S1a"].kind == "claim"


def test_a_claim_whose_answers_were_all_cleared_is_not_in_the_reading(kept, article):
    assert len(folded(kept, article, change(1, rung=3), change(2, rung=None))) == 0


def test_a_list_that_was_checked_empty_is_an_answer(kept, article):
    reading = folded(
        *(kept, article), change(1, "check", patterns=[], rung=3), change(2, patterns=["T1"])
    )
    assert reading["P2S1a"].patterns == ()
    assert reading["P2S1a"].revisions[0].patterns == ("T1",)
    about = {"segment": "P2S2a", "exact": ["A bold step."]}
    reading = folded(kept, article, change(3, "check", patterns=[], **about))
    assert reading["P2S2a"].checked_at == reading["P2S2a"].at != ""
    assert latest(kept.lines()[0], article)["P2S2a"]["checked_fields"] == ["patterns"]


def test_of_notes_and_appeals_the_last_one_holds(kept, article):
    reading = folded(
        *(kept, article),
        change(1, "note", note="first"),
        change(2, "appeal", appeal="It is linked."),
        change(3, "note", note="second"),
    )
    assert (reading["P2S1a"].note, reading["P2S1a"].appeal) == ("second", "It is linked.")


def test_votes_are_kept_in_order_beside_the_answer_and_are_none_themselves(kept, article):
    reading = folded(
        *(kept, article),
        change(1, "vote", rung=3),
        change(2, "vote", rung=2),
        change(3, "check", rung=2),
    )
    judgement = reading["P2S1a"]
    assert [vote.rung for vote in judgement.votes] == [3, 2]
    assert judgement.rung == 2 and judgement.revisions == ()
    alone = folded(kept, article, change(4, "vote", "P2S2a", ["A bold step."], rung=1))["P2S2a"]
    assert alone.rung is None and alone.checked_at == "" and len(alone.votes) == 1


def test_votes_come_through_a_hand_in_page_and_back(kept, article):
    reading = folded(kept, article, change(1, "vote", rung=3), change(2, "check", rung=2))
    back = reading_from(page_of(reading, article), article)
    assert back["P2S1a"].votes == reading["P2S1a"].votes
    events = [event["event"] for event in unfold(back["P2S1a"])]
    assert events == ["vote", "answer", "check"]


def test_a_question_that_is_about_no_words_is_kept_under_its_own_id(kept, article):
    name = "lessons/03_could_you_check_it#predict-ask"
    reading = folded(kept, article, change(1, "note", name, None, note="I bet on nine."))
    assert reading[name].note == "I bet on nine." and reading.earlier == ()


def test_lines_about_another_article_are_left_out_and_counted(kept, article):
    other = change(1, rung=2) | {"article": "rowing-club"}
    reading = folded(kept, article, other, change(2, rung=5))
    assert [judgement.rung for judgement in reading] == [5]
    assert articles_in(kept.lines()[0]) == {"rowing-club": 1, "tiny-bridge": 1}


def test_after_the_article_changed_unchanged_words_still_count_and_others_are_listed(
    kept, tmp_path, monkeypatch
):
    monkeypatch.setenv("WHOSAYS_SEEDS", str(tmp_path / "after"))
    words = {"P1S2a": "Sources say little.", "P2S1a": WORDS[0], "P2S2a": "A bold step."}
    text = f"Bridge opens\n\n{words['P1S2a']}\n\n{words['P2S1a']} {words['P2S2a']}"
    segments = {"Ha": ["Bridge opens"]} | {name: [text] for name, text in words.items()}
    make_pack(tmp_path / "after", text=text, segments=segments, key=None)
    reading = folded(
        *(kept, open_article("tiny-bridge")),
        change(1, segment="P2S1a", rung=5),
        change(2, segment="P1S2a", exact=["Sources say more is to come."], rung=1),
        change(3, segment="P1S1b", exact=["Ann Lee said so."], rung=4),
        change(4, segment="P1S2a", exact=["Sources say little."], rung=2),
    )
    assert [(j.segment, j.rung) for j in reading] == [("P1S2a", 2), ("P2S1a", 5)]
    assert [(j.segment, j.rung) for j in reading.earlier] == [("P1S2a", 1), ("P1S1b", 4)]
    assert latest(kept.lines()[0], open_article("tiny-bridge")).keys() == {"P1S2a", "P2S1a"}


def test_a_widget_is_given_the_last_answers_and_what_was_checked(kept, article):
    folded(
        *(kept, article),
        change(1, "check", rung=4, proof=["4 million"]),
        change(2, rung=2, kind="claim", so="record"),
        change(3, so=None),
        change(4, "appeal", appeal="Why?"),
    )
    assert latest(kept.lines()[0], article) == {
        "P2S1a": {
            **{"rung": 2, "proof": ["4 million"], "kind": "claim", "appeal": "Why?"},
            "checked": True,
            "checked_fields": ["rung", "proof"],
            "votes": [],
        }
    }


def test_the_tiny_article_has_an_astral_character_before_its_claims(article):
    assert TEXT.index("𝄞") < article.segment("P1S1a").pieces[0].start
