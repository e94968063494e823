"""No character prints as a box: every code that a sheet draws is followed to the outline of a glyph in the font that the PDF carries.

The PDF is read as a viewer reads it (printed.py): the operators of a page's content give the font and the bytes drawn, the embedded font's
own map gives the glyph; its outline must be there, and must not be the outline of “missing”.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import cycle
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from banks import a_bank
from reports.printed import Glyphs, Paper, missing
from reports.sheets import A4, aws, hard_bank, hard_story, pages, sample
from storybank.model import Bank
from storybank.paths import resources
from storybank.reports import REPORTS, setting
from storybank.reports import type as typeface
from storybank.reports.type import BOLD, FALLBACK, REGULAR, Run, clean, face, runs

MOST_FONT_BYTES = 12_000_000
MOST_MATRIX_BYTES = 60_000

# What is drawn -----------------------------------------------------------------------------------------------------------------------

SCRIPTS = {
    "Latin": "Überraschung naïve café Ångström żółć Đặng Nguyễn ŵĳŉ ƒ ſ ﬁ ﬂ ẞ Ǆ ɐ ʃ " + "".join(map(chr, range(0xA1, 0x250))),
    "Greek and Cyrillic": "Ωmega ἀρχή ΐ ϕ Жизнь Ґ ѣ Ӝ ԁ " + "".join(map(chr, [*range(0x370, 0x400), *range(0x400, 0x530)])),
    "CJK": "東京リージョンの障害を、四分で復旧させた夜の話。한국어 제목 龘 鱻 㐀 𠮷 繁體 简体 ㈱ ℡ ﾊﾝｶｸ ＡＢＣ １２３ ～ ー 々 〆 ㍿ ㌔",
    "arrows and sums": "≥ → ≤ ≠ ∑ √ ∞ µ ± × ÷ − ← ↑ ↓ ⇒ ⟶ ➔ ⤷ ∈ ∀ ½ ⅓ ² ₂ ° ‰ ℃ № ™ ◆ ◇ ○ ● ▲ △ ■ □ ☐ ☑ ✓ ✗ ★ ☆ ⚠ ♥",
    "emoji": "🚒🚒 👩‍👩‍👧‍👦 ❤️ ❤ 1️⃣ #️⃣ 👍🏽 🇩🇪 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ☕ ⌚ ✅ ❌ ⭐ 🫠",
    "right to left": "שלום עולם مرحبا بالعالم ۱۲۳ \u202eabc\u202c \u2067x\u2069 \u061c",
    "other scripts": "नमस्ते দুনিয়া สวัสดี გამარჯობა բարև ሰላም မင်္ဂလာပါ ខ្មែរ ᚠᚢ ꙮ 𐍈 𝔘𝕟 ⠃ ߒߞߏ",
    "combining": "e\u0301tude n\u0303 q\u0323\u0307 a\u20dd z\u0335a\u0336l\u0337g\u0338o \u0301alone u\u0308\u0304 か\u3099 ᄒ\u1161\u11ab",
    "private": "\ue000\ue001 \uf8ff \uf0b7 \U000f0000 \U0010fffd \ufdd0 \uffff \U0001ffff \u0378",
    "controls": "a\x00b\x07c\x1bd\x7fe\x85f\x9fg \ufffd \ufffc \tt\nn\rr\u2028s\u2029p",
    "no width": "zero\u200bwidth\u200c\u200d\u2060\ufeff soft\u00adhyphen \u034f \u115f \u3164 \uffa0 \u17b4 \u180e \u2800",
    "spaces": "\u2003x \u00a0x\u202fy\u2007z\u3000w",
}  # fmt: skip


def bank_of_scripts() -> Bank:
    """Every script in every field that a sheet shows."""
    framework, every = aws(), " / ".join(SCRIPTS.values())
    named = zip(framework.principles, cycle(SCRIPTS.values()), strict=False)
    framework = replace(
        framework, principles=tuple(replace(one, name=f"{one.name} {text[:24]}") for one, text in named)
    )
    stories = [
        replace(
            hard_story(number, text[:180], framework=framework),
            status="ready", hook=text, anchors=(text[:90], text[90:180]), opening=text, closing=text, trade_off=text,
            narrative=f"# {text[:60]}\n\n{text}\n\n- *{text}*\n- `{text[:80]}`\n\n{every if not number else ''}",
        )
        for number, text in enumerate(SCRIPTS.values())
    ]  # fmt: skip
    bank = a_bank(*stories, framework=framework, company=SCRIPTS["CJK"], service=SCRIPTS["emoji"])
    return replace(bank, title=every[:300])


BANKS: dict[str, Callable[[], Bank]] = {"sample": sample, "hard": hard_bank, "scripts": bank_of_scripts}
SHEETS = {
    **dict.fromkeys(REPORTS, A4),
    "cheatsheet, landscape": replace(A4, landscape=True),
    "cards, duplex": replace(A4, duplex=True, grey=True),
}
every_sheet = pytest.mark.parametrize("sheet", SHEETS)
every_kind = pytest.mark.parametrize("kind", REPORTS)
every_bank = pytest.mark.parametrize("bank", BANKS)


@cache
def made(sheet: str, bank: str) -> bytes:
    return REPORTS[sheet.partition(",")[0]].make(BANKS[bank](), SHEETS[sheet])


def inked(text: str) -> Counter[str]:
    """Count what leaves ink. A reader takes a ligature apart, and reads the hyphen that ends a line as U+FFFE."""
    kept = (char for char in text.replace("\ufffe", "-") if not char.isspace())
    return Counter("".join(unicodedata.normalize("NFKC", char) for char in kept))


@every_bank
@every_sheet
def test_every_character_drawn_has_a_glyph(sheet: str, bank: str) -> None:
    assert missing(made(sheet, bank)) == []


@every_bank
@every_sheet
def test_the_walk_leaves_no_character_out(sheet: str, bank: str) -> None:
    walked = inked("".join(font.chars[code] for font, code in Paper(made(sheet, bank)).drawn()))
    read = inked("".join(page.text for page in pages(made(sheet, bank))))
    assert sum(walked.values()) > 400
    assert walked == read


@every_bank
@every_sheet
def test_every_font_is_embedded_and_holds_only_what_is_drawn(sheet: str, bank: str) -> None:
    paper = Paper(made(sheet, bank))
    fonts = list(paper.fonts.values())
    assert len({font.name for font in fonts}) == len(fonts) == len(paper.of_type("Font"))
    whole = {name: path_of(name).stat().st_size for name in (REGULAR, BOLD, FALLBACK)}
    for font in fonts:
        assert re.fullmatch(r"[A-Z]{6}\+(Inter-Regular|Inter-Bold|WenQuanYiMicroHei-0)", font.name)
        assert font.file[:4] == b"\x00\x01\x00\x00", "a TrueType file"
        assert len(font.glyphs.outlines) <= 600, "the glyphs of 256 codes and their parts"
        assert len(font.file) < min(whole.values()) / 3


# What must be found ------------------------------------------------------------------------------------------------------------------


def path_of(name: str) -> Path:
    return resources() / "fonts" / typeface._FILES[name]


def canvas_pdf(font: str, text: str) -> bytes:
    """Draw a text past the rule."""
    canvas = Canvas("unused", invariant=1, initialFontName=face(font).name)  # pyright: ignore[reportArgumentType]
    canvas.setFont(font, 12)
    canvas.drawString(72, 72, text)
    return canvas.getpdfdata()


@pytest.mark.parametrize("font", [REGULAR, BOLD, FALLBACK])
@pytest.mark.parametrize("char", ["\u05d0", "\U0001f692", "\ue123", "\x07"])
def test_a_character_that_the_font_has_not_is_found(font: str, char: str) -> None:
    assert missing(canvas_pdf(font, "Fine (all of it) \\ é")) == []
    (found,) = missing(canvas_pdf(font, f"not fine {char}"))
    assert found.endswith("no glyph")


@pytest.mark.parametrize(("font", "char"), [(REGULAR, "\u034f"), (FALLBACK, "∼"), (FALLBACK, "\u3164")])
def test_a_character_whose_glyph_is_blank_is_found(font: str, char: str) -> None:
    (found,) = missing(canvas_pdf(font, f"not fine {char}"))
    assert found.startswith(repr(char))
    assert found.endswith("a glyph without ink")


def test_a_glyph_that_is_drawn_like_a_missing_one_is_found() -> None:
    font = Glyphs(path_of(REGULAR).read_bytes())
    assert font.fault(ord("A"), "A") == ""
    font.outlines[font.map[ord("A")]] = font.outlines[0]
    assert font.fault(ord("A"), "A") == "the outline of a missing glyph"


@pytest.fixture
def unset() -> Iterator[None]:
    """Forget what was set, before and after: lines are kept from one sheet to the next."""
    for kept in (setting.pieces, setting._wrapped):
        kept.cache_clear()
    yield
    for kept in (setting.pieces, setting._wrapped):
        kept.cache_clear()


@pytest.mark.usefixtures("unset")
@every_kind
def test_a_sheet_without_the_rule_of_the_second_font_is_found(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setting, "runs", lambda text, font: [Run(font, text, face(font).width(text))] if text else [])
    found = missing(REPORTS[kind].make(hard_bank(), A4))
    assert any(re.search(r"Inter-\w+: no glyph", one) for one in found)


@pytest.mark.usefixtures("unset")
@every_kind
def test_a_sheet_without_the_rule_of_the_mark_is_found(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setting, "clean", lambda text: " ".join(text.split()))
    found = missing(REPORTS[kind].make(bank_of_scripts(), A4))
    assert any(re.search(r"WenQuanYiMicroHei-0: no glyph", one) for one in found)


# The fonts ---------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("font", [REGULAR, BOLD])
def test_every_character_of_unicode_prints_with_ink_or_as_the_mark(font: str) -> None:
    files = {name: Glyphs(path_of(name).read_bytes()) for name in typeface._FILES}
    faults = []
    for code in (*range(0xD800), *range(0xE000, 0x32000), *range(0xE0000, 0xE0200)):
        for run in runs(clean(chr(code)), font):
            faults += [
                f"{code:04X} in {run.font}: {fault}" for c in run.text if (fault := files[run.font].fault(ord(c), c))
            ]
    assert faults == []


def test_what_fonts_draw_as_a_box_is_the_mark_too() -> None:
    assert clean("a picture \ufffc, a loss \ufffd, about ∼3 %") == "a picture •, a loss •, about •3 %"


def test_the_fonts_are_small_and_their_licences_lie_beside_them() -> None:
    folder = resources() / "fonts"
    assert sum(path.stat().st_size for path in folder.iterdir()) <= MOST_FONT_BYTES
    assert {"Inter-OFL.txt", "wqy-microhei-LICENSE.txt"} <= {path.name for path in folder.iterdir()}


def test_the_matrix_is_small_enough_to_send() -> None:
    assert len(made("matrix", "sample")) <= MOST_MATRIX_BYTES
    assert len(made("booklet", "scripts")) <= 10 * MOST_MATRIX_BYTES
