"""The story booklet: everything that may be printed, in order, found by its contents; Markdown set, and hostile Markdown survived."""

import time
from dataclasses import replace

import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banks import a_bank, a_story, a_tag, full_customers
from reports.sheets import A4, assert_sound, aws, empty_bank, hard_bank, long_bank, sample, squeezed, text_of
from storybank.model import Bank, Figure
from storybank.reports.booklet import prose
from storybank.reports.booklet.document import booklet_pdf
from storybank.reports.booklet.flow import Block, flow
from storybank.reports.setting import Line, Span, Style, wrap
from storybank.reports.sheet import Options
from storybank.reports.type import clean

LETTER = replace(A4, paper="Letter")
HOSTILE = {
    "brackets": "[" * 20_000,
    "lists": "\n".join("  " * depth + "- x" for depth in range(1000)),
    "quotes": ">" * 3000 + " x",
    "one paragraph": "word " * 50_000,
    "stars": "*a **b " * 5000,
    "rows": "|a|b|\n|-|-|\n" + "|1|2|\n" * 5000,
    "many brackets": "[[[[*a\n\n" * 60_000,
    "backticks": "`" * 9001,
    "entities": "&#" * 8000,
    "a long word": "x" * 100_000,
}


def told(narrative: str) -> Bank:
    return a_bank(replace(a_story("one", title="The one"), narrative=narrative))


def test_every_text_of_a_story_is_there_in_reading_order() -> None:
    story = replace(
        a_story("one", replace(a_tag("dive-deep", 3.5, "primary", 2), angle="Angle text"), customers=full_customers(), title="The title"),
        hook="The hook", employer="Initech", role="The role", period="2024", scale="The scale", narrative="The **narrative**.",
        trade_off="The trade", opening="It began.", closing="It ended.", anchors=("First anchor", "Second anchor"), tags=("ops",),
        figures=(Figure(claim="38 %", baseline="the year before", source="the log", confidence="estimate"),),
    )  # fmt: skip
    text = text_of(booklet_pdf(replace(a_bank(story), framework=aws()), A4))
    places = [
        text.index(words)
        for words in ("Contents", "The hook", "Initech", "The narrative.", "Customers", "The trade", "Principles and evidence", "Angle text",
                      "Figures", "~38 %", "against the year before", "from the log", "Word for word", "It began.", "First anchor", "It ended.")
    ]  # fmt: skip
    assert places == sorted(places)


@pytest.mark.parametrize("options", [A4, LETTER, replace(A4, grey=True)], ids=["A4", "Letter", "grey"])
@pytest.mark.parametrize(
    "bank", [sample(), hard_bank(), long_bank(), empty_bank()], ids=["sample", "hard", "long", "empty"]
)
def test_pages_are_sound_and_the_contents_tell_the_truth(bank: Bank, options: Options) -> None:
    pdf = booklet_pdf(bank, options)
    assert_sound(pdf, smallest=7.0)
    with pdfium.PdfDocument(pdf) as document:
        found = [squeezed(page.get_textpage().get_text_range()) for page in document]
        outline = [(entry.get_title(), entry.get_dest().get_index()) for entry in document.get_toc()]
    stories = [story for story in bank.stories if story.status != "retired"]
    assert len(outline) == len(stories)
    for story, (_title, page) in zip(stories, outline, strict=True):
        assert squeezed(clean(story.title))[:12] in found[page]
        assert str(page + 1) in found[0] + found[1] if len(found) > 1 else True
    assert all(f"{number}of{len(found)}" in text.replace(" ", "") for number, text in enumerate(found, 1))


def test_contents_lead_to_their_stories() -> None:
    with pdfium.PdfDocument(booklet_pdf(sample(), A4)) as document:
        raw = pdfium.raw
        first = document[0]
        links = 0
        for index in range(raw.FPDFPage_GetAnnotCount(first)):
            annotation = raw.FPDFPage_GetAnnot(first, index)
            links += raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_LINK
            raw.FPDFPage_CloseAnnot(annotation)
    assert links == sum(story.status != "retired" for story in sample().stories)


def test_markdown_is_set_and_html_and_images_stay_text() -> None:
    narrative = (
        "# A head\n\nSome **bold**, *slanted* and `code`, [a link](http://a.b) ![a picture](file:///etc/passwd) <b>raw</b> &amp; more.\n\n"
        "3. three\n4. four\n    - inner\n\n> quoted\n\n| a | b |\n|---|---|\n| one | two |\n\n```\ncode  line\n\nlast\n```\n\n<div>\nblock\n</div>"
    )
    text = text_of(booklet_pdf(told(narrative), A4))
    for words in (
        "A head", "Some bold, slanted and code, a link (http://a.b)", "![a picture](file:///etc/passwd)", "<b>raw</b> & more.",
        "3. three", "4. four", "• inner", "quoted", "one two", "code line", "<div> block </div>",
    ):  # fmt: skip
        assert words in text, words
    assert "**" not in text
    assert "```" not in text


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_markdown_is_set_plain_and_that_is_said(name: str) -> None:
    began = time.process_time()
    pdf = booklet_pdf(told(HOSTILE[name]), A4)
    spent = time.process_time() - began
    assert spent < 20, "a guard against minutes, not a measurement: the bench has that"
    text = text_of(pdf)
    if name != "a long word":
        assert "stands here as plain text" in text
    assert_sound(pdf, smallest=7.0)


def test_what_must_not_be_claimed_is_nowhere() -> None:
    secret = Figure(claim="41 percent faster", baseline="", source="hearsay", confidence="do-not-claim")
    story = replace(
        a_story("one", title="The one"), figures=(secret,), hook="It was 41 percent faster", opening="41 percent faster, they said",
        narrative="The first part.\n\nIt became 41 percent faster at once.\n\nThe last part.", anchors=("41 percent faster",),
    )  # fmt: skip
    text = text_of(booklet_pdf(a_bank(story), A4))
    assert "41 percent" not in text
    assert "hearsay" not in text
    assert "Left out: a passage" in text
    assert "The first part." in text
    assert "The last part." in text


def test_ready_only_and_retired() -> None:
    stories = [a_story(status, title=f"Title {status}", status=status) for status in ("ready", "draft", "retired")]
    everything, ready = (text_of(booklet_pdf(a_bank(*stories), replace(A4, ready_only=only))) for only in (False, True))
    assert "Title draft" in everything
    assert "Title retired" not in everything
    assert "Title ready" in ready
    assert "Title draft" not in ready
    assert "No story is ready yet." in text_of(booklet_pdf(a_bank(stories[1]), replace(A4, ready_only=True)))


# Properties

WORDS = st.lists(st.text("abcdefghij", min_size=1, max_size=9), min_size=1, max_size=60)
MARKS = st.text("ab *_`[]()!<>&#-+|\\\n1.>~:é中🎉", max_size=160)


@settings(max_examples=60)
@given(st.lists(WORDS, min_size=1, max_size=8))
def test_no_word_of_a_plain_text_is_lost(paragraphs: list[list[str]]) -> None:
    narrative = "\n\n".join(" ".join(words) for words in paragraphs)
    pieces = prose.read(narrative)
    assert [" ".join("".join(word.text for word in piece.words).split()) for piece in pieces] == [
        " ".join(words) for words in paragraphs
    ]
    assert prose.plain(narrative) == pieces


@settings(max_examples=150)
@given(MARKS)
def test_any_marks_can_be_read_and_set(text: str) -> None:
    if not prose.too_much(text):
        prose.read(text)
    assert_sound(booklet_pdf(told(text), A4), smallest=7.0)


LINE = wrap((Span("line", Style(10)),), 200.0)[0]
BLOCKS = st.lists(
    st.builds(
        lambda count, before, keeps, fresh: Block(lines=(LINE,) * count, leading=10.0, before=before, keeps=keeps, fresh=fresh),
        st.integers(1, 90), st.floats(0, 30), st.booleans(), st.booleans(),
    ),
    max_size=12,
)  # fmt: skip


@given(BLOCKS)
def test_flow_loses_no_line_overfills_no_page_and_leaves_no_orphan(blocks: list[Block]) -> None:
    room = 300.0
    placed = flow(blocks, room)
    seen: dict[int, list[int]] = {id(block): [] for block in blocks}
    for page in placed:
        for one in page:
            seen[id(one.block)] += range(one.first, one.last)
            assert one.top + (one.last - one.first) * one.block.leading <= room + 0.1
            if one.block.count > 1:
                assert one.last - one.first > 1 or one.block.count == 1, "no line stands alone"
    assert [seen[id(block)] for block in blocks] == [list(range(block.count)) for block in blocks]


def test_a_head_stays_with_what_follows() -> None:
    filler, text = Block(lines=(LINE,) * 28, leading=10.0), Block(lines=(LINE,) * 5, leading=10.0)
    head = Block(lines=(LINE,), leading=10.0, keeps=True)
    first, second = flow([filler, head, text], 300.0)
    assert [one.block for one in first] == [filler]
    assert [one.block for one in second] == [head, text]


def test_an_empty_line_has_a_height() -> None:
    assert Block(lines=(Line((), 0.0),)).count == 1
