"""The HTML page: well formed whatever is in a bank, nothing that runs or loads, readable without colour, contrasts that can be read."""

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given

from banks import a_bank, a_sound_bank, a_story, a_tag
from exchange.strategies import banks
from storybank.model import Bank, Figure
from storybank.reports.page import page_html, visible_text
from storybank.reports.page.style import DARK, LIGHT

TODAY = date(2027, 1, 2)
EMPTY = {"meta", "br", "hr"}
ALLOWED = (
    "html head meta title style body main footer nav article div span p h1 h2 h3 h4 h5 h6 table caption thead tbody tfoot "
    "tr th td ul ol li dl dt dd a b small strong em code pre br hr blockquote"
)
HOSTILE = """<script>alert(1)</script> <img src=x onerror=alert(2)> [press](javascript:alert(3)) ![pic](http://x.invalid/p.png)

<details><summary>x</summary></details> &lt;b&gt; **bold** `</style><script>`

> quoted

Lists:

- one
    - two

| a | b |
|---|---|
| 1 | <b>2</b> |

```
</pre><script>
```
"""


class Checker(HTMLParser):
    """Fails where a tag is left open, or is none of those a page of ours has."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        assert tag in ALLOWED.split(), tag
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@given(banks())
def test_any_bank_is_a_sound_page(bank: Bank) -> None:
    Checker(page_html(bank, TODAY))


def test_nothing_that_somebody_wrote_runs_loads_or_leads_away() -> None:
    story = a_story("a", title="<b>T</b> & co", narrative=HOSTILE, hook="</style><script>")
    page = page_html(replace(a_bank(story), title="</title><script>x"), TODAY)
    checked = Checker(page)
    assert not re.search(r"<script|<img|javascript:[^)]*\"", page)
    links = [attributes["href"] for tag, attributes in checked.found if tag == "a"]
    assert links
    assert all(str(link).startswith("#story-") for link in links)
    assert not any(name.startswith(("on", "src", "style")) for _tag, attributes in checked.found for name in attributes)
    text = visible_text(page)
    assert "<script>alert(1)</script>" in text, "it stands there as it was written"
    assert "<b>T</b> & co" in text
    assert "http" not in re.sub(r"<meta[^>]*>", "", page).replace("http://x.invalid", "")


def test_lists_tables_and_code_keep_their_shape() -> None:
    page = page_html(a_bank(a_story("a", narrative=HOSTILE)), TODAY)
    assert "<blockquote><p>quoted</p></blockquote>" in page
    assert re.search(r"<ul><li>one\s*<ul><li>two\s*</li></ul>", page)
    assert '<th scope="col"><strong>a</strong></th>' in page
    assert "<pre><code>&lt;/pre&gt;&lt;script&gt;</code></pre>" in page


def test_the_matrix_says_everything_without_colour() -> None:
    bank = a_sound_bank()
    page = page_html(bank, TODAY)
    checked = Checker(page)
    scopes = {attributes.get("scope") for tag, attributes in checked.found if tag == "th"}
    assert scopes == {"row", "col"}
    cells = re.findall(r'<td class="(high|bar)">(.*?)</td>', page)
    assert cells
    assert all("✓" in cell and "at the bar" in cell for _name, cell in cells)
    below = page_html(a_bank(a_story("a", a_tag("care", 2.0, "primary", 1))), TODAY)
    cell = re.findall(r'<td class="below">(.*?)</td>', below)
    assert "◆ 2" in cell[0]
    assert "✓" not in cell[0]
    assert '<html lang="en">' in page
    assert "not affiliated with Amazon" in visible_text(page)


def test_a_figure_that_is_not_to_be_claimed_stands_nowhere() -> None:
    figure = Figure(claim="62 %", baseline="", source="", confidence="do-not-claim")
    story = a_story("a", narrative="Good.\n\nDown by 62 % in May.", hook="62 %", opening="62 %", figures=(figure,))
    page = visible_text(page_html(a_bank(replace(story, status="ready")), TODAY))
    assert "62 %" not in page
    assert "1 figure that is not to be claimed is left out." in page
    assert "Left out: a passage" in page


@pytest.mark.parametrize("text", ["[" * 20_000, "- " * 3_000 + "x", "\n".join("  " * n + "- x" for n in range(900))])
def test_hostile_markdown_stands_as_plain_text(text: str) -> None:
    page = page_html(a_bank(a_story("a", narrative=text)), TODAY)
    assert "too long or too deep" in page
    Checker(page)


@pytest.mark.parametrize(("ground", "ink"), [*LIGHT.values(), *DARK.values()])
def test_contrasts_can_be_read(ground: str, ink: str) -> None:
    darker, lighter = sorted(_light(colour) for colour in (ground, ink))
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def _light(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
