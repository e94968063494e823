"""Type and setting: what is printed for a character, where lines break, how a text is cut."""

import subprocess
import sys

import pytest

from reports.sheets import squeezed
from storybank.reports.setting import Line, Span, Style, bold, shape, text_width, with_tail, wrap
from storybank.reports.type import FALLBACK, MARK, REGULAR, clean, face, runs


def said(lines: list[Line]) -> list[str]:
    return [
        "".join((" " if n and piece.space else "") + piece.text for n, (_x, piece) in enumerate(line.pieces))
        for line in lines
    ]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("a\tb\n\nc\u2028d", "a b c d"),
        ("🚒", MARK),
        ("👩‍👩‍👧‍👦 at home", f"{MARK} at home"),
        ("👍🏽👍🏽", MARK),
        ("1️⃣ first", "1 first"),
        ("e\u0301tude", "étude"),
        ("a\u202eb\u202cc", "abc"),
        ("שלום עולם", f"{MARK} {MARK}"),
        ("R&D <b>x</b> &amp;", "R&D <b>x</b> &amp;"),
        ("東京 → ≥ 3 ° …", "東京 → ≥ 3 ° …"),
        ("\ue000\x00", MARK),
        ("  ", ""),
    ],
)
def test_what_is_printed(text: str, printed: str) -> None:
    assert clean(text) == printed


def test_each_run_has_a_font_that_has_it() -> None:
    found = list(runs(clean("Café 東京 ok"), REGULAR))
    assert [run.font for run in found] == [REGULAR, FALLBACK, REGULAR]
    for run in found:
        assert all(ord(char) in face(run.font).has for char in run.text)


def test_lines_break_at_words_and_long_words_inside() -> None:
    style = Style(10)
    lines = wrap((Span("one two three four", style),), text_width("one two three", style) + 0.1)
    assert said(lines) == ["one two three", "four"]
    broken = wrap((Span("short " + "x" * 60, style),), 100)
    assert all(line.width <= 100.01 for line in broken)
    assert said(broken)[0] == "short"
    assert squeezed("".join(said(broken)[1:])) == "x" * 60


def test_chinese_breaks_between_characters_but_not_before_a_full_stop() -> None:
    style = Style(10)
    lines = wrap((Span("東京の障害。" * 4, style),), 52)
    assert len(lines) > 3
    assert not any(line.startswith("。") for line in said(lines))
    assert all(line.width <= 52.01 for line in lines)


def test_a_hyphen_is_not_left_at_the_end_of_a_line() -> None:
    lines = wrap((Span("a well- known thing", Style(10)),), text_width("a well-", Style(10)) + 1)
    assert not any(line.endswith("-") for line in said(lines))
    pieces = wrap((Span("one-two-" * 20, Style(10)),), 63)
    assert not any(line.endswith("-") for line in said(pieces)[:-1])


def test_a_cut_text_ends_after_a_word() -> None:
    lines = wrap((Span("several words that do not fit on one line", Style(10)),), 90, 1)
    assert len(lines) == 1
    assert said(lines)[0].removesuffix("…") in "several words that do not fit"
    assert said(lines)[0].removesuffix("…").split(" ")[-1] in {"several", "words", "that", "do"}
    assert said(wrap((Span("x" * 50, Style(10)),), 40, 1))[0].endswith("x…")
    assert wrap((), 50, 1) == []


def test_a_tail_stays_behind_a_title_that_is_cut() -> None:
    tail = (Span("3.5", bold(10)), shape("◆", Style(10)))
    (line,) = with_tail((Span("a title that is much too long", bold(10)),), tail, 120, 1)
    assert [piece.text for _x, piece in line.pieces][-2:] == ["3.5", "◆"]
    assert line.width <= 120.01
    assert "…" in said([line])[0]


def test_a_tail_flows_on_where_there_are_lines_and_never_leaves_the_width() -> None:
    title, tail = (
        Span("two words", bold(10)),
        tuple(Span(word, bold(10)) for word in ("3.5", "again", "under", "the", "bar")),
    )
    flowing = with_tail((title,), tail, 100, 3)
    assert " ".join(said(flowing)) == "two words 3.5 again under the bar"
    assert 1 < len(flowing) <= 3
    for width in (30, 60, 90):
        assert all(line.width <= width + 0.01 for line in with_tail((title,), tail, width, 1))


def test_the_large_font_is_read_only_when_needed() -> None:
    code = (
        "import sys\n"
        "from datetime import date\n"
        "from storybank.reports import REPORTS, Options\n"
        "from storybank.reports import type as t\n"
        "assert not any('platypus' in name or 'PySide6' in name for name in sys.modules)\n"
        "t.clean('Café, naïve → 🚒 ≥')\n"
        "from reportlab.pdfbase import pdfmetrics\n"
        "print('WQY' in ' '.join(pdfmetrics.getRegisteredFontNames()))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
