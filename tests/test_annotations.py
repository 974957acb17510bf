"""W3C pages: out and in without loss, and every bad page a sentence with its place."""

import json
from pathlib import Path

import pytest
from attrs import evolve
from packs import KEY, TEXT, make_pack

from whosays import export
from whosays.annotations import CONTEXT, PageError, page_of, reading_from
from whosays.article import PackError, open_article
from whosays.folding import fold, unfold
from whosays.key import key_of
from whosays.ledger import read
from whosays.lines import dump, stamps
from whosays.reading import FIELDS, Judgement, Reading
from whosays.store import Store

GOLDEN = Path(__file__).parent / "fixtures" / "tiny-bridge-page.json"
QUESTION = "lessons/03_could_you_check_it#predict-ask"


@pytest.fixture
def article(tmp_path, monkeypatch):
    monkeypatch.setenv("WHOSAYS_SEEDS", str(tmp_path / "seeds"))
    make_pack(tmp_path / "seeds")
    return open_article("tiny-bridge")


@pytest.fixture
def answers(article) -> Reading:
    """A learner's reading with everything in it that a reading can hold."""
    two = article.segment("P1S1a")
    judgements = [
        Judgement(
            segment="P1S1a",
            exact=two.exact,
            kind="words",
            rung=4,
            so="insiders",
            use=("says",),
            patterns=("T1", "T2"),
            proof=("It is safe", "on Monday"),
            confidence=85,
            appeal="<b>Why?</b> 𝄞",
            at="2026-11-23T10:00:00.250Z",
            checked_at="2026-11-23T10:01:00Z",
            revisions=(
                Judgement(segment="P1S1a", rung=2, at="2026-11-23T10:02:00Z"),
                Judgement(segment="P1S1a", voice=("named",), at="2026-11-23T10:03:00Z"),
            ),
        ),
        Judgement(
            segment="P2S2a",
            exact=("A bold step.",),
            kind="beside",
            rung=0,
            at="2026-11-23T10:04:00Z",
        ),
        Judgement(segment=QUESTION, note="I bet on nine.", at="2026-11-23T10:05:00Z"),
    ]
    gone = Judgement(
        segment="P1S2a",
        exact=("Sources say less.",),
        rung=1,
        at="2026-11-23T10:06:00Z",
    )
    return Reading(
        article="tiny-bridge",
        by="ada",
        judgements={judgement.segment: judgement for judgement in judgements},
        earlier=(gone,),
        article_sha256="an older hash",
        date="2026-11-23",
    )


def through_json(page: dict) -> dict:
    return json.loads(dump(page))


# ---- out and in ----


def test_a_key_comes_back_from_its_page_exactly(article):
    key = key_of(article)
    assert reading_from(through_json(page_of(key, article)), article) == key


def test_answers_come_back_from_their_page_exactly(article, answers):
    assert reading_from(through_json(page_of(answers, article)), article) == answers


def test_a_blank_reading_comes_back_blank(article):
    blank = Reading(article="tiny-bridge", by="ada")
    assert reading_from(through_json(page_of(blank, article)), article) == blank


def test_every_field_a_judgement_can_have_comes_back(article):
    full = Judgement(
        segment="Ha",
        exact=("Bridge 𝄞 opens",),
        **{f"{name}_why": {"1": "a", "b": "c"} for name in ("kind", "rung", "so", "use")},
        **{"kind": "words", "rung": 1, "so": "record", "confidence": 97},
        **{name: (name,) for name in ("proof", "standards", "topics", "choice", "opened")},
        **{"use": ("state",), "voice": ("vague",), "patterns": ("T3",)},
        also_defensible=key_of(article)["P1S1a"].also_defensible,
        **{name: name for name in ("raise_it", "record", "outcome", "parallel")},
        **{name: name for name in ("appeal", "note", "written", "at", "checked_at")},
        revisions=(Judgement(segment="Ha", rung=2, at="later"),),
        votes=(Judgement(segment="Ha", rung=5, at="before"),),
    )
    assert all(getattr(full, name) for name in FIELDS)
    reading = Reading(article="tiny-bridge", by="x", judgements={"Ha": full})
    assert reading_from(through_json(page_of(reading, article)), article) == reading


def test_the_page_of_the_tiny_key_is_the_one_that_outside_tools_were_shown(article):
    page = through_json(page_of(key_of(article), article))
    for version in ("kit", "vocabulary"):
        page[version] = "any"
    assert page == json.loads(GOLDEN.read_text(encoding="utf-8"))


def test_the_same_reading_makes_the_same_bytes_and_ids_that_differ(article, answers):
    page = page_of(answers, article)
    assert dump(page) == dump(page_of(answers, article))
    ids = [page["id"], *(item["id"] for item in page["items"])]
    assert len(set(ids)) == len(ids) == 5
    assert page_of(answers, article, "lessons/03")["id"] != page["id"]


def test_positions_are_code_points_that_point_at_the_words(article):
    for item in page_of(key_of(article), article)["items"]:
        for target in item["target"]:
            quote, place = target["selector"]
            assert TEXT[place["start"] : place["end"]] == quote["exact"]
            before, after = quote["prefix"], quote["suffix"]
            assert len(before) <= 32 and len(after) <= 32
            assert before + quote["exact"] + after in TEXT
    assert "𝄞" in TEXT[: place["start"]]


def test_a_claim_in_two_pieces_has_two_targets(article):
    item = page_of(key_of(article), article)["items"][1]
    quotes = [target["selector"][0]["exact"] for target in item["target"]]
    assert quotes == ["“It is safe,”", "“and open.”"]


def test_a_page_is_what_the_w3c_model_asks_for(article, answers):
    page = page_of(answers, article)
    assert page["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert (page["type"], page["startIndex"]) == ("AnnotationPage", 0)
    for item in page["items"]:
        assert item["type"] == "Annotation" and item["motivation"] == "assessing"
        assert item["id"].startswith("urn:") and item["target"] and item["creator"]["name"] == "ada"
        assert item["created"].endswith("Z")
    assert page["items"][0]["modified"] == "2026-11-23T10:03:00Z"
    assert page["items"][2]["target"] == [{"source": f"urn:whosays:question:{QUESTION}"}]


def test_every_field_of_the_page_has_a_place_in_a_context(article, answers):
    """JSON-LD tools drop what no context names."""
    own = CONTEXT[1]
    w3c = {"id", "type", "creator", "startIndex", "items", "@context"}
    for reading in (answers, key_of(article)):
        page = page_of(reading, article, "lessons/03")
        assert set(page) - w3c <= set(own)
        for item in page["items"]:
            assert set(item["body"]) - {"type"} <= set(own) and item["body"]["type"] in own


# ---- what is read is not trusted ----


def test_positions_are_never_trusted_over_words(article):
    page = through_json(page_of(key_of(article), article))
    for item in page["items"]:
        for target in item["target"]:
            target["selector"][1] |= {"start": 0, "end": 3}
    assert reading_from(page, article) == key_of(article)
    for item in page["items"]:
        for target in item["target"]:
            del target["selector"][1]
    assert reading_from(page, article) == key_of(article)


def test_one_target_and_one_selector_may_stand_without_a_list(article):
    page = through_json(page_of(key_of(article), article))
    item = page["items"][0]
    item["target"] = item["target"][0] | {"selector": item["target"][0]["selector"][0]}
    assert reading_from(page, article) == key_of(article)


def test_judgements_about_words_that_are_gone_are_listed_and_never_moved(
    article, tmp_path, monkeypatch
):
    key = key_of(article)
    page = through_json(page_of(key, article))
    monkeypatch.setenv("WHOSAYS_SEEDS", str(tmp_path / "after"))
    text = TEXT.replace("4 million", "5 million")
    segments = {s.id: [p for p in s.exact] for s in article.segments}
    segments["P2S1a"] = ["The bridge cost 5 million."]
    make_pack(tmp_path / "after", text=text, segments=segments, key=None)
    after = open_article("tiny-bridge")
    reading = reading_from(page, after)
    assert [judgement.segment for judgement in reading.earlier] == ["P2S1a"]
    assert "P2S1a" not in reading and len(reading) == len(key) - 1
    assert reading.article_sha256 == article.sha256
    assert reading_from(through_json(page_of(reading, after)), after) == reading


def test_a_reading_put_beside_a_changed_article_is_not_moved_to_its_new_words(article):
    other = Judgement(segment="P2S1a", exact=("The bridge cost 3 million.",), rung=5)
    reading = Reading(article="tiny-bridge", by="ada", judgements={"P2S1a": other})
    page = page_of(reading, article)
    assert page["items"][0]["target"][0]["selector"] == [
        {"type": "TextQuoteSelector", "exact": "The bridge cost 3 million."}
    ]
    assert reading_from(page, article).earlier == (other,)
    with pytest.raises(PageError, match="'rowing-club' has no place in 'tiny-bridge'"):
        page_of(evolve(reading, article="rowing-club"), article)


def test_markup_in_a_page_stays_the_text_it_is(article, answers):
    reading = reading_from(through_json(page_of(answers, article)), article)
    assert reading["P1S1a"].appeal == "<b>Why?</b> 𝄞"


def broken(path: str, value):
    """Return a function that puts a value at a dotted path of a page."""

    def change(page: dict) -> None:
        *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
        for step in way:
            page = page[step]
        page[last] = value

    return change


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        (broken("type", "Annotation"), "hand-in.json: it is no W3C AnnotationPage"),
        (broken("format", 2), "format 2 is newer than this kit reads"),
        (broken("format", "1"), "no page of this kit"),
        (broken("format", True), "no page of this kit"),
        (broken("article", "rowing-club"), "about the article 'rowing-club'"),
        (broken("article", 5), "article is not words"),
        (broken("items", {}), "items is not a list"),
        (broken("creator", "ada"), "creator is not a table"),
        (broken("creator.name", 3), "name is not words"),
        (broken("date", 3), "date is not words"),
        (broken("items.1", "x"), "hand-in.json: item 2: it is no Annotation"),
        (broken("items.1.body", []), "item 2: body is not a table"),
        (broken("items.1.body.type", "TextualBody"), "item 2: its body is no Judgement"),
        (broken("items.1.body.segment", "Ha"), None),
        (broken("items.1.body.segment", 3), "item 2: segment is not words"),
        (broken("items.1.body.rung", 9), "item 2: P1S1a: rung 9 is not one of"),
        (broken("items.1.body.rung", "4"), "item 2: P1S1a: rung '4'"),
        (broken("items.1.body.kind", "fact"), "kind 'fact'"),
        (broken("items.1.body.use", "says"), "use is not a list"),
        (broken("items.1.body.colour", "red"), "item 2: P1S1a: extra fields found (colour)"),
        (broken("items.1.body.record", 5), "expected words, found 5: record"),
        (broken("items.1.body.kind_why", "x"), "kind_why"),
        (broken("items.1.created", 5), "created is not words"),
        (broken("items.1.target", []), None),
        (broken("items.1.target.0.source", "https://example.org"), "is not in urn:whosays"),
        (broken("items.1.target.0", "x"), "is not in urn:whosays"),
        (broken("items.1.target.0.selector", []), "needs one TextQuoteSelector"),
        (broken("items.1.target.0.selector.0.exact", 5), "exact is not words"),
        (lambda page: page["items"].append(page["items"][1]), "item 7: P1S1a is judged twice"),
    ],
)
def test_a_bad_page_is_one_sentence_with_its_place(article, fault, says):
    page = through_json(page_of(key_of(article), article))
    fault(page)
    if says is None:
        assert len(reading_from(page, article).earlier) == 1, "its words are not this claim's"
        return
    with pytest.raises(PageError) as found:
        reading_from(page, article, "hand-in.json")
    assert str(found.value).startswith("hand-in.json: ") and says in str(found.value)
    assert "\n" not in str(found.value)


@pytest.mark.parametrize("page", [None, [], "page", 5, {}])
def test_what_is_no_page_at_all_is_one_sentence(article, page):
    with pytest.raises(PageError, match="no W3C AnnotationPage"):
        reading_from(page, article)


# ---- packs that contradict themselves ----


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"segments": {"Ha": ["Bridge 𝄞 opens", "𝄞 opens"]}}, "overlaps"),
        ({"segments": {"Ha": ["Bridge is open"]}}, "words not in its paragraph"),
        ({"segments": {"Ha": ["Bridge 𝄞 opens"]}}, "words that belong to no claim"),
    ],
)
def test_segments_that_do_not_fit_the_text_are_named(tmp_path, monkeypatch, change, says):
    monkeypatch.setenv("WHOSAYS_SEEDS", str(tmp_path))
    make_pack(tmp_path, **change)
    with pytest.raises(PackError, match=f"seeds/tiny-bridge/segments.toml: .*{says}"):
        open_article("tiny-bridge")


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("proof", ["privileged acces"], 'P1S1a: proof "privileged acces" is not in the article'),
        ("proof", "It is safe", "P1S1a: expected a list of words, found 'It is safe': proof"),
        ("rung", "4", "P1S1a: expected a whole number, found '4': rung"),
        ("rung", True, "P1S1a: expected a whole number"),
        ("use", "says", "P1S1a: expected a list of words"),
    ],
)
def test_a_key_that_contradicts_its_text_or_its_form_is_named(
    tmp_path, monkeypatch, field, value, says
):
    monkeypatch.setenv("WHOSAYS_SEEDS", str(tmp_path))
    make_pack(tmp_path, key=KEY | {"P1S1a": KEY["P1S1a"] | {field: value}})
    with pytest.raises(PackError) as found:
        key_of("tiny-bridge")
    assert str(found.value).startswith("seeds/tiny-bridge/key.toml: ") and says in str(found.value)


# ---- the verbs ----


def said(capsys) -> tuple[str, str]:
    found = capsys.readouterr()
    return found.out, found.err


def test_a_packs_key_is_exported_and_read_back(article, tmp_path, capsys):
    out = tmp_path / "page.json"
    assert export.main(["tiny-bridge", "--out", str(out)]) == 0
    assert said(capsys) == (f"export: 1 page(s), 6 judgement(s): {out.as_posix()}\n", "")
    assert reading_from(json.loads(out.read_text(encoding="utf-8")), article) == key_of(article)


def test_answers_are_exported_a_page_an_article_and_a_desk(article, tmp_path, capsys):
    make_pack(tmp_path / "seeds", "other-bridge")
    about = {"event": "answer", "segment": "P2S2a", "exact": ["A bold step."], "rung": 0}
    home = tmp_path / "answers"
    for desk, slugs in (
        ("lessons/03_x", ("tiny-bridge", "other-bridge")),
        ("exercises/03_x", ("tiny-bridge",)),
    ):
        changes = [about | {"id": f"t-{n}", "article": slug} for n, slug in enumerate(slugs)]
        assert Store(desk, home, "ada").append(changes).stored
    one = home / "ada" / "exercises-03_x.jsonl"
    assert export.main([str(one), "--out", str(tmp_path / "one.json")]) == 0
    page = json.loads((tmp_path / "one.json").read_text(encoding="utf-8"))
    assert (page["desk"], page["creator"]["name"]) == ("exercises/03_x", "ada")
    assert export.main([str(home), "--out", str(tmp_path / "all.json")]) == 0
    assert sorted(path.name for path in tmp_path.glob("all*.json")) == [
        "all-exercises-03_x-tiny-bridge.json",
        "all-lessons-03_x-other-bridge.json",
        "all-lessons-03_x-tiny-bridge.json",
    ]
    assert said(capsys)[1] == ""


def test_faults_in_answers_are_named_and_the_rest_is_exported(article, tmp_path, capsys):
    path = tmp_path / "ada" / "lessons-03_x.jsonl"
    about = {"event": "answer", "segment": "P2S2a", "exact": ["A bold step."], "rung": 0}
    lines = [
        about | {"id": f"t-{n}", "article": slug, "at": "2026-11-23T10:00:00Z"} | stamps("")
        for n, slug in enumerate(("tiny-bridge", "no-such-pack"))
    ]
    path.parent.mkdir()
    path.write_bytes(b"".join(dump(line) + b"\n" for line in lines) + b"{cut")
    assert export.main([str(path), "--out", str(tmp_path / "page.json")]) == 1
    out, err = said(capsys)
    assert "line 3 is damaged" in err and "no article 'no-such-pack'" in err
    assert out.startswith("export: 1 page(s), 1 judgement(s)")
    assert (tmp_path / "page.json").is_file()


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (["no-such-pack", "--out", "page.json"], "no pack and no answers file"),
        (["missing.jsonl", "--out", "page.json"], "there are no answers here"),
        (["seeds", "--out", "page.json"], "there are no answers here"),
        (["tiny-bridge", "--out", "answers.jsonl"], "written to a .json file"),
        (["bare-bridge", "--out", "page.json"], "its key is not here"),
    ],
)
def test_a_wrong_call_of_export_is_a_sentence(article, tmp_path, monkeypatch, capsys, argv, says):
    make_pack(tmp_path / "seeds", "bare-bridge", key=None)
    monkeypatch.chdir(tmp_path)
    assert export.main(argv) == 2
    assert says in said(capsys)[1]
    assert not list(tmp_path.glob("*.json*"))


def test_a_place_that_cannot_be_written_is_a_fault_and_a_sentence(article, tmp_path, capsys):
    assert export.main(["tiny-bridge", "--out", str(tmp_path / "no" / "page.json")]) == 1
    assert "No such file" in said(capsys)[1]


@pytest.mark.parametrize(
    ("main", "call", "status"),
    [
        (export.main, ["--help"], 0),
        (export.main_import, ["--help"], 0),
        (export.main, ["tiny-bridge"], 2),
        (export.main_import, [], 2),
    ],
)
def test_both_verbs_answer_help_and_refuse_a_call_without_a_name(main, call, status, capsys):
    with pytest.raises(SystemExit) as leaving:
        main(call)
    out, err = said(capsys)
    assert leaving.value.code == status and ("--out" in out or "required" in err)


def test_imported_answers_fold_to_the_reading_they_were(article, answers, tmp_path, capsys):
    page, out = tmp_path / "page.json", tmp_path / "answers.jsonl"
    page.write_bytes(dump(page_of(answers, article)))
    assert export.main_import([str(page), "--out", str(out)]) == 0
    told = "import: 3 judgement(s) on tiny-bridge by ada, 1 about an earlier wording"
    assert said(capsys) == (f"{told}: added to {out.as_posix()}\n", "")
    lines, faults = read(out, "answers.jsonl")
    now = fold(lines, article, "ada")
    assert faults == [] and {line["article_sha256"] for line in lines} == {"an older hash"}
    assert now == evolve(answers, article_sha256=article.sha256, date="")
    raw = out.read_bytes()
    assert export.main_import([str(page), "--out", str(out)]) == 0
    assert out.read_bytes() == raw, "the same page is not added twice"


def test_a_list_checked_empty_and_filled_later_survives_import(article, tmp_path):
    store = Store("lessons/03_x", tmp_path, "ada")
    about = {"article": "tiny-bridge", "segment": "P2S2a", "exact": ["A bold step."]}
    checked = about | {"id": "t-1", "event": "check", "rung": 0, "patterns": []}
    assert store.append(
        [checked, about | {"id": "t-2", "event": "answer", "patterns": ["T1"]}]
    ).stored
    reading = fold(store.lines()[0], article, "ada")
    changes = [
        c | {"id": f"u-{n}", "article": "tiny-bridge"}
        for n, c in enumerate(unfold(reading["P2S2a"]))
    ]
    again = Store("lessons/03_x", tmp_path, "bob")
    assert again.append(changes).stored
    assert fold(again.lines()[0], article, "ada") == reading


def test_importing_without_a_place_only_says_what_the_page_is(article, answers, tmp_path, capsys):
    page = tmp_path / "page.json"
    page.write_bytes(dump(page_of(answers, article)))
    assert export.main_import([str(page)]) == 0
    assert "nothing written" in said(capsys)[0]
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["page.json"]


def test_importing_a_key_says_that_its_explanations_are_left_out(article, tmp_path, capsys):
    page, out = tmp_path / "page.json", tmp_path / "answers.jsonl"
    page.write_bytes(dump(page_of(key_of(article), article)))
    assert export.main_import([str(page), "--out", str(out)]) == 1
    assert "explanations do not fit" in said(capsys)[1]
    assert len(fold(read(out, "x")[0], article, "x")) == 6


@pytest.mark.parametrize(
    ("raw", "code", "says"),
    [
        (b"{", 1, "it is not JSON"),
        (b"\xff", 1, "it is not JSON"),
        (b"[" * 100_000, 1, "it is not JSON"),
        (b"{}", 1, "no W3C AnnotationPage"),
        (b'{"type":"AnnotationPage","format":9}', 1, "format 9 is newer"),
        (b'{"type":"AnnotationPage","format":1,"article":"no-such"}', 1, "no article 'no-such'"),
        (None, 2, "No such file"),
    ],
)
def test_a_bad_page_is_not_imported(article, tmp_path, capsys, raw, code, says):
    page, out = tmp_path / "page.json", tmp_path / "answers.jsonl"
    if raw is not None:
        page.write_bytes(raw)
    assert export.main_import([str(page), "--out", str(out)]) == code
    assert says in said(capsys)[1]
    assert not out.exists()


def test_importing_into_a_file_of_another_kind_is_a_wrong_call(article, answers, tmp_path, capsys):
    page = tmp_path / "page.json"
    page.write_bytes(dump(page_of(answers, article)))
    assert export.main_import([str(page), "--out", str(tmp_path / "key.toml")]) == 2
    assert "added to a .jsonl file" in said(capsys)[1]
