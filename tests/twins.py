"""What every static twin must be: made of what an untrusted notebook keeps, the same in text."""

import re
from html import unescape
from html.parser import HTMLParser

# What JupyterLab's sanitizer keeps of an untrusted output, and of each tag's attributes.
KEPT = {
    **dict.fromkeys(("b", "blockquote", "details", "div", "h4", "li", "mark", "p", "pre"), set()),
    **dict.fromkeys(("small", "span", "strong", "summary", "table", "td", "th", "tr", "ul"), set()),
    "img": {"alt", "src", "width"},
    "a": {"href"},
}
ANYWHERE = {"class", "style"}
STYLES = re.compile(r"(margin|padding-left|border-left|text-align): [\w# ]+")


class Tags(HTMLParser):
    """Collects every tag with its attributes, and every tag left open."""

    def __init__(self, html):
        super().__init__()
        self.found, self.open = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))
        if tag != "img":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def bundle_of(shown) -> dict[str, str]:
    """Return what a widget or a sheet gives a notebook, by type."""
    made = shown._repr_mimebundle_()
    return made[0] if isinstance(made, tuple) else made


def prove_twin(shown) -> None:
    """Fail where the twin of a widget or a sheet breaks a rule of all twins."""
    bundle = bundle_of(shown)
    prove_kept(bundle["text/html"])
    prove_same(bundle)


def prove_kept(html: str) -> None:
    """Fail where an untrusted notebook would drop a part, or show money as a formula."""
    tags = Tags(html)
    assert tags.open == []
    for tag, attributes in tags.found:
        assert tag in KEPT, tag
        assert set(attributes) <= KEPT[tag] | ANYWHERE, (tag, attributes)
        for style in attributes.get("style", "").split("; "):
            assert not style or STYLES.fullmatch(style), style
        if tag == "img":
            assert attributes["alt"] and attributes["src"].startswith("data:image/svg+xml;base64,")
        if tag == "a":
            assert re.match("https?://", attributes["href"])
    for text in re.split(r"<[^>]+>", html):
        assert text.count("$") <= 1, "two dollar signs would become a formula"


def prove_same(bundle: dict[str, str]) -> None:
    """Fail where the HTML has a word that the text has not."""
    html = re.sub(r'<img alt="([^"]*)"[^>]*>', r"\1", bundle["text/html"])
    plain = unescape(re.sub(r"<[^>]+>", " ", html))
    assert set(re.findall(r"\w+", plain)) <= set(re.findall(r"\w+", bundle["text/plain"]))
