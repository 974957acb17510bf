"""The review page in real Chromium: keyboard, pointer, address, paper, and no request at all."""

import pytest
from keys import press, tab_to
from modes import every_mode, phone
from playwright.sync_api import expect

from whosays import show

CLAIMS, CHOSEN = 20, "[role=option][aria-selected=true]"
no_script = pytest.mark.parametrize(
    "context", [{"java_script_enabled": False}], ids=["no script"], indirect=True
)


@pytest.fixture(scope="session")
def written(tmp_path_factory):
    """The pages of both packs that ship."""
    folder, pages = tmp_path_factory.mktemp("review"), {}
    for pack in ("rowing-club", "peace-drive"):
        pages[pack] = folder / f"{pack}.html"
        assert show.main([pack, "--out", str(pages[pack])]) == 0
    return pages


@pytest.fixture
def address(written):
    return written["rowing-club"].as_uri()


@pytest.fixture
def war_address(written):
    """The page with source cards."""
    return written["peace-drive"].as_uri()


def block(page, name):
    """The explanation of a claim; with a script, the claim in the text has the id."""
    return page.locator(f"[id='why-{name}']")


def shown(page):
    """The ids of the explanations that can be seen."""
    blocks = page.locator("#claims > .claim")
    return [each.get_attribute("id") for each in blocks.all() if each.is_visible()]


def focused(page):
    return page.locator(":focus")


def test_a_keyboard_alone_walks_from_page_load_through_the_claims_and_back(page, address):
    page.goto(address)
    assert shown(page) == []
    tab_to(page, page.locator("[role=option]").first)
    press(page, "ArrowDown")
    assert shown(page) == ["why-Ha"] and page.url.endswith("#Ha")
    press(page, "ArrowDown", "ArrowRight")
    assert shown(page) == ["why-P1S1a"]
    expect(page.locator(CHOSEN)).to_have_count(1)
    assert focused(page).get_attribute("id") == "P1S1a"
    press(page, "ArrowLeft", "ArrowUp", "ArrowUp")
    assert shown(page) == ["why-Ha"], "the first claim is the end of the list"
    press(page, "End")
    last = focused(page).get_attribute("id")
    assert shown(page) == [f"why-{last}"]
    press(page, "ArrowDown")
    assert shown(page) == [f"why-{last}"]
    press(page, "Home", "Enter")
    assert focused(page).inner_text().startswith("Ha")
    press(page, "Escape")
    assert focused(page).get_attribute("id") == "Ha"
    press(page, "Tab")
    assert focused(page).get_attribute("id") == "claims", "Tab leaves the list for the explanation"


def test_the_list_is_one_tab_stop_and_each_option_has_words_rung_and_kind(page, address):
    page.goto(address)
    options = page.get_by_role("listbox", name="Claims of the article").get_by_role("option")
    expect(options).to_have_count(CLAIMS)
    assert page.locator("[role=option][tabindex='0']").count() == 1
    expect(options.first).to_have_accessible_name(
        "Rowing Club Closes Landing Stage, Label: 5 Open, Claim."
    )


def test_a_click_chooses_and_the_proof_is_lit_in_the_text_too(page, address):
    page.goto(address)
    page.locator("#P1S2a").click()
    assert shown(page) == ["why-P1S2a"] and page.url.endswith("#P1S2a")
    expect(block(page, "P1S2a").locator("mark").first).to_have_text("Imani Trask")
    chosen, other = (page.locator(f"{name} mark").first for name in ("#P1S2a", "#P1S1a"))
    color = "e => getComputedStyle(e).backgroundColor"
    assert chosen.evaluate(color) != other.evaluate(color)


def test_every_piece_of_a_claim_chooses_all_of_it(page, tmp_path, monkeypatch):
    from packs import make_pack

    monkeypatch.setenv("WHOSAYS_SEEDS", str(tmp_path / "seeds"))
    make_pack(tmp_path / "seeds")
    assert show.main(["tiny-bridge", "--out", str(tmp_path / "page.html")]) == 0
    page.goto((tmp_path / "page.html").as_uri())
    page.locator("[data-claim=P1S1a]").last.click()
    assert shown(page) == ["why-P1S1a"]
    expect(page.locator("[data-claim=P1S1a].chosen")).to_have_count(2)
    press(page, "ArrowDown")
    assert focused(page).get_attribute("id") == "P1S1b"


def test_hovering_shows_a_claim_and_leaving_shows_the_chosen_one_again(page, address):
    page.goto(f"{address}#P1S2a")
    page.locator("#P2S1a").hover()
    expect(block(page, "P2S1a")).to_be_visible()
    assert shown(page) == ["why-P2S1a"]
    expect(page.locator(CHOSEN)).to_have_id("P1S2a")
    page.mouse.move(2, 2)
    expect(block(page, "P1S2a")).to_be_visible()
    assert page.url.endswith("#P1S2a")


def test_an_address_with_a_claim_opens_it_in_view(page, address):
    page.goto(f"{address}#P8S2a")
    assert shown(page) == ["why-P8S2a"]
    expect(page.locator("#P8S2a")).to_be_in_viewport()
    expect(block(page, "P8S2a").locator("h3")).to_be_in_viewport()
    page.goto(f"{address}#P99S1a")
    assert shown(page) == ["why-P8S2a"], "an address that names no claim changes nothing"


def test_a_link_in_a_card_leads_back_to_its_claim(page, war_address):
    page.goto(war_address)
    page.locator("#card-gerasimov-office").get_by_role("link", name="P4S1b").click()
    expect(block(page, "P4S1b")).to_be_visible()
    expect(page.locator("#P4S1b")).to_be_focused()
    expect(page.locator("#P4S1b")).to_be_in_viewport()
    block(page, "P4S1b").get_by_role("link", name="Was Gerasimov chief").click()
    expect(page.locator("#card-gerasimov-office h3")).to_be_in_viewport()


def test_buttons_go_from_claim_to_claim_and_close(page, address):
    page.goto(f"{address}#P1S1a")
    page.get_by_role("button", name="Next").click()
    assert shown(page) == ["why-P1S2a"]
    expect(page.locator("#claims .ws-live")).to_contain_text("Each time the floats")
    page.get_by_role("button", name="Back").click()
    assert shown(page) == ["why-P1S1a"]
    page.get_by_role("button", name="Close").click()
    assert shown(page) == [] and page.url == address
    expect(page.get_by_text("Choose a claim in the article.")).to_be_visible()
    expect(page.locator("#P1S1a")).to_be_focused()


def test_a_record_opens_beside_its_claim(page, address):
    page.goto(f"{address}#P1S2a")
    block(page, "P1S2a").get_by_text("Open it: inspection-letter.md").click()
    expect(block(page, "P1S2a").locator("pre")).to_contain_text("City of Harrow Ferry")


@phone
def test_on_a_phone_the_explanation_stands_below_and_covers_no_chosen_claim(page, address):
    page.goto(address)
    for name in ("P2S1a", "P8S2a"):
        page.locator(f"#{name}").tap()
        assert shown(page) == [f"why-{name}"]
        expect(block(page, name).locator("h3")).to_be_in_viewport()
    for _ in range(6):
        press(page, "ArrowUp")
    top = page.locator("#claims").bounding_box()["y"]
    line = focused(page).evaluate("e => e.getClientRects()[0].bottom")
    assert 0 < line <= top
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@no_script
def test_without_a_script_everything_is_there_in_reading_order(page, address):
    page.goto(address)
    blocks = shown(page)
    assert len(blocks) == CLAIMS and blocks[:3] == ["Ha", "Hb", "P1S1a"]
    page.locator("#text [href='#P8S2a']").click()
    expect(page.locator("#P8S2a h3")).to_be_in_viewport()
    expect(page.get_by_role("button")).to_have_count(0)


def test_on_paper_every_claim_card_and_link_stands_in_words(page, war_address):
    page.goto(f"{war_address}#P5S1a")
    page.emulate_media(media="print")
    assert len(shown(page)) == page.locator("[role=option]").count()
    expect(page.locator(".steps")).to_be_hidden()
    expect(page.locator("nav")).to_be_hidden()
    printed = "e => getComputedStyle(e, '::after').content"
    card = page.locator("#card-gerasimov-office a[href^=http]").first
    assert "https://en.wikipedia.org/wiki/Valery_Gerasimov" in card.evaluate(printed)
    assert page.locator("#claims").evaluate("e => getComputedStyle(e).maxHeight") == "none"


@pytest.mark.parametrize("context", [{"color_scheme": "dark"}], ids=["dark"], indirect=True)
def test_paper_is_light_and_its_documents_are_printed_once(page, address):
    page.goto(address)
    page.emulate_media(media="print", color_scheme="dark")
    ink = page.locator("body").evaluate("e => getComputedStyle(e).color")
    assert ink == "rgb(28, 35, 48)"
    assert (
        page.locator("pre").filter(visible=True).count() == page.locator("#documents pre").count()
    )
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


@every_mode
def test_the_page_is_accessible_in_every_mode_and_never_scrolls_sideways(page, address, axe):
    page.goto(f"{address}#P1S2a")
    page.locator("#why-P1S2a summary").click()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_page_with_cards_is_accessible_and_asks_for_nothing_but_itself(page, war_address, axe):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{war_address}#P2S1a")
    assert axe(page) == []
    assert asked == [war_address]


def test_a_page_whose_script_never_ran_is_accessible_too(page, written, axe, tmp_path):
    whole = written["rowing-club"].read_text(encoding="utf-8")
    (tmp_path / "page.html").write_text(whole[: whole.index("<script>")], encoding="utf-8")
    page.goto((tmp_path / "page.html").as_uri())
    assert len(shown(page)) == CLAIMS
    assert axe(page) == []


@pytest.mark.parametrize("width", [320, 360, 390, 480, 700, 960])
def test_nothing_scrolls_sideways_at_any_width(page, war_address, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{war_address}#P5S2b")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [446, 640, 680, 703])
def test_nothing_is_wider_than_the_paper(page, war_address, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(war_address)
    page.emulate_media(media="print")
    found = page.evaluate("document.documentElement.scrollWidth")
    assert found <= width, "A4 leaves 680 pixels, A5 446"


def test_a_page_without_a_key_works_and_is_accessible(page, axe, tmp_path, monkeypatch):
    from packs import make_pack

    monkeypatch.setenv("WHOSAYS_SEEDS", str(tmp_path / "seeds"))
    make_pack(tmp_path / "seeds", key=None)
    assert show.main(["tiny-bridge", "--out", str(tmp_path / "page.html")]) == 0
    page.goto((tmp_path / "page.html").as_uri())
    tab_to(page, page.locator("[role=option]").first)
    press(page, "End")
    assert shown(page) == ["why-P2S2a"]
    assert axe(page) == []
