"""The review page: every field of every claim, text that stays text, and the verb around it."""

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from packs import KEY, SEGMENTS, TEXT, judged, make_pack, table_rows, toml, write

from whosays import show
from whosays.article import PackError, open_article, pack_names
from whosays.key import has_key, key_of
from whosays.pages.review_page import review_page
from whosays.pages.review_parts import link
from whosays.vocabulary import vocabulary

ROOT = Path(__file__).resolve().parent.parent
NASTY = "<img src=x onerror=alert(1)> & “co”"
VOID = {"meta", "link", "img", "br"}
RICH = judged(
    *("words", 1, ["leave_out", "look_up"], "vague", "Sources"),
    kind_why={"words": "It quotes them.", "claim": "You could see an event."},
    rung_why={"1": "Nobody is named.", "3": "Which name?"},
    so_why={"insiders": "They would know.", "nothing": "It can be settled."},
    use_why={"leave_out": "Little is lost.", "state": "In whose name?", "look_up": "Ask first."},
    patterns=["T1", "T14"],
    raise_it="Say who they are.",
    standards=["RE-2"],
    also_defensible=[{"kind": "beside", "rung": 0, "case": "It is a forecast."}],
    record="archive/plan.md",
    outcome="not_there",
    parallel="P2S2 of the sister text",
    topics=["bridges"],
)
CARD = {
    "format": 1,
    "id": "the-plan",
    "title": "Is there a plan?",
    "about": ["P1S2a", "P2S1a"],
    "checked": "We looked.",
    "found": "We found one.",
    "outcome": "agrees",
    "not_settled": "Whether it is kept.",
    "spelling": "Bridge (Brig in Scots)",
    "as_of": "2026-11-22",
    "minutes": 2,
    "teacher_only": True,
    "topics": [],
    "links": [
        {"name": "The plan", "url": "https://example.org/plan", "owner": "The city", "note": "New"},
        {"name": "The paper", "url": "archive/plan.md", "owner": "The club", "note": ""},
        {"name": "A trick", "url": "javascript:alert(2)", "owner": "Nobody", "note": ""},
    ],
}


class Reader(HTMLParser):
    """Collects the text of each element with an id, every tag, and every address."""

    def __init__(self):
        super().__init__()
        self.open, self.texts, self.tags, self.addresses = [], {}, [], []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.tags.append(tag)
        self.addresses += [given[name] for name in ("src", "href", "action") if name in given]
        if tag not in VOID:
            self.open.append((tag, given.get("id")))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag, f"</{tag}> closes nothing"

    def handle_data(self, data):
        for _, name in self.open:
            if name:
                self.texts[name] = self.texts.get(name, "") + data


def read(page):
    reader = Reader()
    reader.feed(page)
    assert not reader.open
    return reader


@pytest.fixture
def seeds(tmp_path, monkeypatch):
    home = tmp_path / "seeds"
    monkeypatch.setenv("WHOSAYS_SEEDS", str(home))
    monkeypatch.chdir(tmp_path)
    return home


@pytest.fixture
def folder(seeds):
    """A pack with every field of a key on one claim, a card and two documents."""
    made = make_pack(
        seeds, key=KEY | {"P1S2a": RICH}, notice="Made up.", content_note="Of a flood."
    )
    add_card(made, CARD)
    (made / "archive").mkdir()
    (made / "archive" / "plan.md").write_text("# The <plan>\n", encoding="utf-8")
    (made / "archive" / "notes.txt").write_text("Nobody cites me.", encoding="utf-8")
    return made


def add_card(folder, card):
    (folder / "cards").mkdir(exist_ok=True)
    links = [f"{{ {table_rows(row).replace(chr(10), ', ')} }}" for row in card["links"]]
    rows = table_rows({name: value for name, value in card.items() if name != "links"})
    write(folder / "cards" / f"{card['id']}.toml", [rows, f"links = [{', '.join(links)}]"])


def shown(folder, capsys):
    assert show.main([folder.name]) == 0
    return Path(f"{folder.name}-review.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "words",
    [
        *("Sources say more is to come.", "Words", "It quotes them.", "You could see an event."),
        *("Rung · SAID", "1 Closed.", "Nobody is named.", "Which name?"),
        *("Only insiders could.", "They would know.", "It can be settled."),
        *("Leave it out. Little is lost.", "Look it up first. Ask first.", "In whose name?"),
        *("Vague", "T1 No name, no reason", "T14 No date, no place", "Say who they are."),
        *("Beside · Beside the ladder. It is a forecast.", "plan.md", "# The <plan>"),
        *("Not there: it was looked for", "P2S2 of the sister text", "Topics: bridges"),
        *("RE-2 · Reuters", "Is there a plan?: Agrees (for teachers only)", "counts as weak"),
        *("Paragraph 1", "Claim 4 of 6"),
    ],
)
def test_a_claim_is_shown_with_every_field_of_its_key(folder, capsys, words):
    assert words in read(shown(folder, capsys)).texts["P1S2a"]


def test_accepted_uses_stand_in_the_keys_order(folder, capsys):
    text = read(shown(folder, capsys)).texts["P1S2a"]
    assert text.index("Leave it out.") < text.index("Look it up first.") < text.index("In whose")


def test_every_claim_is_shown_with_its_words_and_every_option_once(folder, capsys):
    reader, names = read(shown(folder, capsys)), vocabulary()
    for segment in open_article(folder.name).segments:
        text = reader.texts[segment.id]
        assert segment.text in text
        for question in ("kind", "use"):
            for option in names.options(question):
                assert names.name(question, option) in text, f"{segment.id}: {option}"
        for rung in names.options("rung"):
            assert names.name("rung", rung) in text, f"{segment.id}: rung {rung}"


def test_the_vocabularys_sentence_is_marked_as_not_the_keys_own(folder, capsys):
    text, general = read(shown(folder, capsys)).texts["P1S2a"], vocabulary().tables["far_rung"]
    assert f"{general['5-1']} (the vocabulary’s general sentence)" in text
    assert "Which name? (the" not in text
    assert "Vouched forno explanation yet" in text, "the neighboring rung needs the key's own"


def test_proof_is_lit_and_proof_from_another_claim_is_named(seeds, capsys):
    far = KEY["Ha"] | {"proof": ["opens", "4 million"]}
    page = shown(make_pack(seeds, key=KEY | {"Ha": far}), capsys)
    assert "<mark>opens</mark>" in page
    assert "Proof in another claim“4 million”" in read(page).texts["Ha"]


def test_the_top_counts_kinds_rungs_uses_the_sound_share_and_patterns(folder, capsys):
    text = " ".join(re.sub(r"<[^>]+>", " ", shown(folder, capsys)).split())
    assert "6 of 6 claims have a key." in text
    assert "contradicts it): 2. Weak (rung 1, or contradicted): 2. Neither: 2." in text
    assert "Share of sound among sound and weak: 50%." in text
    assert "Kind Count Words 2 Claim 3 Beside 1" in text
    assert "5 Open 0 1 1 4 Traceable 1 1 2 3 Named but loose 0 1 1 2 Vouched for 0 0 0" in text
    assert "1 Closed 1 0 1 ∅ Beside the ladder 1" in text
    assert "Pass it on with “X says” 2 3 Look it up first 1 3 Leave it out 2 2" in text
    assert "Patterns used: 2 of 21" in text and "T1 No name, no reason 1 P1S2a" in text


def test_notices_stand_before_the_article(folder, capsys):
    page = shown(folder, capsys)
    assert page.index("Made up.") < page.index("Of a flood.") < page.index('id="text"')
    assert page.index("This page holds every answer of the key.") < page.index('id="text"')


def test_the_article_stands_whole_and_a_claim_in_two_pieces_is_one(folder, capsys):
    page = shown(folder, capsys)
    text = read(page).texts["text"]
    for part in re.findall(r"[^\n]+", TEXT):
        tagless = re.sub(r"(∅|\d) (Words|Claim|Beside)", "", text)
        assert part in tagless
    assert page.count('data-claim="P1S1a"') == 2
    assert page.count('href="#P1S1a" data-claim="P1S1a" aria-hidden="true" tabindex="-1"') == 1


def test_cards_are_shown_with_all_they_say_and_marked_where_for_teachers(folder, capsys):
    text = read(shown(folder, capsys)).texts["card-the-plan"]
    for name in ("title", "checked", "found", "not_settled", "spelling", "as_of"):
        assert CARD[name] in text
    for said in ("for teachers only", "P1S2a, P2S1a", "Agrees", "The plan. The city. New"):
        assert said in text


def test_every_document_of_the_archive_is_shown_and_linked(folder, capsys):
    page = shown(folder, capsys)
    texts = read(page).texts
    assert "# The <plan>" in texts["document-plan.md"]
    assert "The record of P1S2a" in texts["document-plan.md"]
    assert texts["document-notes.txt"] == "notes.txtNobody cites me."
    assert page.count('href="#document-plan.md"') == 2, "from the claim and from the card"


def test_what_about_toml_sets_beside_a_claim_is_shown_with_it(seeds, capsys):
    folder = make_pack(
        seeds,
        matched=[["P1S1a", "P1S2a"]],
        mirrors=[["Ha", "P1S2a"]],
        attached={"P1": "archive/plan.md"},
        later_confirmed={"P1S2a": "archive/later.md"},
        missing=[{"name": "The <survey>", "why": "Asked for on May 3; no answer."}],
    )
    (folder / "archive").mkdir()
    for name in ("plan", "later"):
        (folder / "archive" / f"{name}.md").write_text(f"The {name}.", encoding="utf-8")
    page = shown(folder, capsys)
    text = read(page).texts["P1S2a"]
    assert "The other half of its pairP1S1a" in text and "judged the sameHa" in text
    assert "Attached for students to open" in text and "The plan." in text
    assert "Later confirmed by" in text and "The later." in text
    assert "Not in the archiveThe <survey>: Asked for on May 3" in read(page).texts["documents"]


def test_a_key_that_an_instructor_keeps_apart_is_shown_where_it_is(seeds, capsys):
    folder = make_pack(seeds, "check-a")
    kept = seeds.parent / "solutions" / "keys"
    kept.mkdir(parents=True)
    (folder / "key.toml").rename(kept / "check-a.toml")
    assert "6 of 6 claims have a key." in shown(folder, capsys)
    assert not has_key(open_article("check-a")), "and it is never sent to a learner's page"


def test_each_cited_standard_stands_once_with_link_and_claims(folder, capsys):
    page = shown(folder, capsys)
    text = read(page).texts["standards"]
    assert text.count("RE-2") == 1 and "P1S2a" in text
    assert vocabulary().standards["RE-2"]["says"] in text
    assert f'href="{vocabulary().standards["RE-2"]["url"]}"'.replace("&", "&amp;") in page


def test_html_in_words_stays_text(seeds, capsys):
    text = TEXT.replace("A bold step.", NASTY)
    nasty = judged("beside", 0, ["leave_out"], "narrator", NASTY, raise_it=NASTY, record=NASTY)
    nasty |= {"kind_why": {"beside": NASTY}, "topics": [NASTY], "parallel": NASTY}
    folder = make_pack(
        *(seeds, "tiny-bridge", text, SEGMENTS | {"P2S2a": [NASTY]}, KEY | {"P2S2a": nasty}),
        **{"title": NASTY, "notice": NASTY, "content_note": NASTY, "language": '"><script>'},
    )
    card = CARD | {name: NASTY for name in ("title", "checked", "found", "not_settled", "spelling")}
    add_card(folder, card | {"links": [{"name": NASTY, "url": NASTY, "owner": NASTY}]})
    (folder / "archive").mkdir()
    (folder / "archive" / "<b>.md").write_text(NASTY, encoding="utf-8")
    reader = read(shown(folder, capsys))
    assert "img" not in reader.tags
    assert reader.tags.count("script") == 1 and reader.tags.count("b") > 0
    assert reader.texts["P2S2a"].count(NASTY) >= 5
    assert NASTY in reader.texts["card-the-plan"]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//x.org", "https//x", "http://[x", "x", ""]
)
def test_only_http_and_https_become_links(url):
    assert "<a" not in link(url, "name") and url in link(url, "name")
    assert '<a href="https://x.org/?a&amp;b"' in link("https://x.org/?a&b", "name")


@pytest.mark.parametrize("slug", pack_names())
def test_a_shipped_page_is_whole_the_same_each_time_and_fetches_nothing(slug):
    article = open_article(slug)
    cards = show.cards_of(article)
    documents = show.documents_of(article, key_of(article), cards)
    made = [review_page(article, key_of(article), vocabulary(), cards, documents) for _ in "12"]
    assert made[0] == made[1]
    reader = read(made[0])
    assert {segment.id for segment in article.segments} <= set(reader.texts)
    assert {f"card-{card['id']}" for card in cards} <= set(reader.texts)
    assert all(
        address.startswith(("#", "https://", "http://", "data:,")) for address in reader.addresses
    )
    jumps = {address[1:] for address in reader.addresses if address.startswith("#")}
    assert jumps <= set(reader.texts), "every link on the page leads somewhere on it"
    assert "src" not in reader.tags and not re.search(r"@import|url\(|src=", made[0])
    assert not {"iframe", "object", "form", "input"} & set(reader.tags)


def test_without_a_key_the_page_says_so_and_shows_the_claims_only(seeds, capsys):
    folder = make_pack(seeds, key=None, notice="Made up.")
    add_card(folder, CARD)
    page = shown(folder, capsys)
    assert "no key here" in capsys.readouterr().out
    assert "The key of this article is not here." in page and "Made up." in page
    texts = read(page).texts
    assert {segment.id for segment in open_article(folder.name).segments} <= set(texts)
    assert "card-the-plan" not in texts and "glance" not in texts
    assert texts["P2S1a"] == "P2S1a Paragraph 2 · Claim 5 of 6The bridge cost 4 million."


def test_a_claim_that_has_no_key_yet_says_so(seeds, capsys):
    page = shown(make_pack(seeds, key={"Ha": KEY["Ha"]}), capsys)
    assert "1 of 6 claims have a key." in page and "The key names no pattern." in page
    assert "Neither: 1." in page and "Share of sound" not in page
    assert "no key for this claim yet" in read(page).texts["P1S1b"]


def test_the_page_is_written_beside_you_and_one_line_says_so(folder, capsys):
    assert show.main(["tiny-bridge"]) == 0
    printed = capsys.readouterr()
    line = "show: tiny-bridge, 6 claims, 6 keyed, 1 cards, 2 documents: tiny-bridge-review.html\n"
    assert (printed.out, printed.err) == (line, "")
    assert show.main(["tiny-bridge", "--out", "other.html"]) == 0
    assert Path("other.html").read_bytes() == Path("tiny-bridge-review.html").read_bytes()


def test_an_unknown_pack_is_a_sentence_that_names_the_packs(folder, capsys):
    assert show.main(["tiny-brigde"]) == 2
    said = capsys.readouterr().err
    assert said == "There is no pack 'tiny-brigde'. There are: tiny-bridge\n"
    assert not list(Path().glob("*.html"))


@pytest.mark.parametrize("call", [[], ["x", "--out", "key.toml"], ["x", "--out"], ["x", "y"]])
def test_a_wrong_call_leaves_with_2(call, capsys):
    with pytest.raises(SystemExit) as leaving:
        show.main(call)
    assert leaving.value.code == 2
    assert "usage: python3 -m whosays show" in capsys.readouterr().err


def test_a_fault_of_the_pack_or_the_place_is_a_sentence_and_1(folder, capsys):
    assert show.main(["tiny-bridge", "--out", "not/here.html"]) == 1
    assert capsys.readouterr().err.endswith("No such file or directory.\n")
    (folder / "key.toml").write_text('format = 1\n[P1S1b]\nrung = "3"\n', encoding="utf-8")
    assert show.main(["tiny-bridge"]) == 1
    assert capsys.readouterr().err.startswith("seeds/tiny-bridge/key.toml: P1S1b: ")


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("found", 3, "found: missing, or not what a card has there"),
        ("links", "x", "links: missing, or not what a card has there"),
        ("outcome", "true", "outcome 'true' is not in the vocabulary"),
        ("about", ["P9S9a"], "about: the article has no claim 'P9S9a'"),
        ("links", ["x"], "links 1: not a table with name and url"),
        ("id", "a b", "id 'a b' is not letters, digits and hyphens"),
    ],
)
def test_a_card_that_cannot_be_shown_is_named_with_its_field(folder, field, value, says):
    rows = [
        f"{name} = {toml(given)}" for name, given in (CARD | {"links": []} | {field: value}).items()
    ]
    write(folder / "cards" / "the-plan.toml", rows)
    with pytest.raises(PackError) as fault:
        show.cards_of(open_article(folder.name))
    assert str(fault.value) == f"seeds/tiny-bridge/cards/the-plan.toml: {says}"


def test_a_document_that_is_missing_or_not_text_is_named(folder):
    article = open_article(folder.name)
    (folder / "archive" / "notes.txt").write_bytes(b"\xff\xfe")
    with pytest.raises(PackError, match=r"^seeds/tiny-bridge/archive/notes.txt: not UTF-8 text$"):
        show.documents_of(article, key_of(article), [])
    (folder / "archive" / "plan.md").unlink()
    (folder / "archive" / "notes.txt").unlink()
    with pytest.raises(PackError, match="there is no document 'plan.md'"):
        show.documents_of(article, key_of(article), [])


def test_help_answers_with_nothing_installed():
    code = "from whosays import show; show.main(['--help'])"
    done = subprocess.run(
        [sys.executable, "-S", "-c", code], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "usage: python3 -m whosays show" in done.stdout and "--out page.html" in done.stdout
