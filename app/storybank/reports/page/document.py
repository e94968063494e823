"""The page: one HTML file that needs nothing else. No script, nothing from elsewhere, readable without colour."""

from collections.abc import Iterator
from datetime import date

from storybank.analysis.coverage import Cell, Column, Coverage, coverage, tone
from storybank.analysis.finding import Gap
from storybank.analysis.gaps import gaps
from storybank.analysis.saying import may_say
from storybank.model import Bank, Story
from storybank.reports.heading import count_text, date_text, rubric_text, target_note, target_text
from storybank.reports.page.markup import said, tag
from storybank.reports.page.stories import story_article
from storybank.reports.page.style import style
from storybank.texts import _, score_text

_MOST_READ = 600_000  # characters of Markdown in all, as in the booklet
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'"


def page_html(bank: Bank, today: date) -> str:
    """Return the page of a bank: its loop, matrix and gaps, and every story but the retired ones, in the bank's order."""
    title = bank.title if bank.title.strip() else _("Stories")
    stories = [story for story in bank.stories if story.status != "retired"]
    parts = [*_front(bank, title, today), *_matrix(bank, stories), *_gaps(bank), *_contents(stories)]
    read = 0
    for number, story in enumerate(stories):
        read += len(story.narrative)
        parts.append(story_article(story, number, bank.framework, as_plain=read > _MOST_READ))
    body = tag("main", "\n".join(parts)) + tag("footer", said(rubric_text(bank)), "quiet")
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}"><meta name="referrer" content="no-referrer">'
        f"{tag('title', said(title))}{tag('style', style())}"
    )
    return f'<!DOCTYPE html>\n<html lang="en">\n<head>{head}</head>\n<body>\n{body}\n</body>\n</html>\n'


def _front(bank: Bank, title: str, today: date) -> Iterator[str]:
    yield tag("h1", said(title))
    lines = (target_text(bank), date_text(bank, today), count_text(bank, ready_only=False), target_note(bank))
    yield tag("p", said(" · ".join(line for line in lines if line.strip())), "quiet")


def _contents(stories: list[Story]) -> Iterator[str]:
    if stories:
        yield tag("h2", said(_("Stories")))
        links = (tag("a", said(story.title), href=f"#story-{number}") for number, story in enumerate(stories))
        yield tag("nav", tag("ol", "".join(tag("li", link) for link in links)))


def _matrix(bank: Bank, stories: list[Story]) -> Iterator[str]:
    """Yield the coverage matrix as a table with heads for both directions, and what its signs mean."""
    found = coverage(bank, bank.framework)
    yield tag("h2", said(_("Coverage matrix")))
    if not found.stories:
        yield tag("p", said(_("No story counts yet.")))
        return
    at = {story.id: number for number, story in enumerate(stories)}
    heads = "".join(tag("th", _head(column), scope="col") for column in found.columns)
    rows = [
        tag("th", tag("a", said(story.title), href=f"#story-{at[story.id]}"), scope="row")
        + "".join(_cell(found.cell(story.id, one.principle.id), one, bank.framework.bar) for one in found.columns)
        for story in found.stories
    ]
    body = tag("tbody", "\n".join(tag("tr", row) for row in rows))
    corner = tag("th", said(_("Story")), scope="col")
    caption = tag("caption", said(_("Stories by principle, with score and evidence")), "unseen")
    table = caption + tag("thead", tag("tr", corner + heads)) + body + tag("tfoot", _feet(found))
    yield tag("div", tag("table", table, "matrix"), "wide")
    yield _legend(bank, found)


def _head(column: Column) -> str:
    name, aside = said(column.principle.name), said(_("(not asked)"))
    return name if column.in_target else f"{name} {tag('small', aside, 'quiet')}"


def _cell(cell: Cell | None, column: Column, bar: float) -> str:
    """Return a cell: its colour, signs that say the same without it, and for a screen reader words in place of the signs."""
    if cell is None:
        return "<td></td>"
    score = score_text(cell.score)
    signs = " ".join(filter(None, ["◆" if cell.is_primary else "", score, "✓" if cell.at_bar else ""]))
    proof = f"{cell.proven}/{cell.asked}"
    words = [_("primary") if cell.is_primary else _("secondary")]
    words += [_("not scored yet")] if cell.score is None else [_("score {score}").format(score=score)]
    words += [_("at the bar")] if cell.at_bar else []
    words += [_("{proven} of {asked} proven").format(proven=cell.proven, asked=cell.asked)]
    shown = f'<span aria-hidden="true"><b>{said(signs)}</b><small>{proof}</small></span>'
    return tag("td", shown + tag("span", said(", ".join(words)), "unseen"), tone(cell, column, bar))


def _feet(found: Coverage) -> str:
    best = depth = ""
    for column in found.columns:
        exposed = column.vetoable and column.in_target
        unseen = tag("span", said(_("can be vetoed")), "unseen")
        mark = f"▲ {unseen} " if exposed else ""
        best += tag("td", mark + said(score_text(column.best)), "warning" if exposed else "")
        depth += tag("td", str(column.depth), "warning" if exposed else "")
    heads = [
        tag("th", said(text), scope="row") for text in (_("Veto exposure: best score"), _("Depth: stories at the bar"))
    ]
    return tag("tr", heads[0] + best) + tag("tr", heads[1] + depth)


def _legend(bank: Bank, found: Coverage) -> str:
    keys = [
        ("high", "✓", _("half a point or more above the bar of {bar}").format(bar=score_text(bank.framework.bar))),
        ("bar", "✓", _("at the bar")),
        ("below", "2", _("below the bar")),
        ("none", "–", _("not scored yet")),
    ]
    keys += [("aside", "2", _("not asked in this loop"))] if any(not one.in_target for one in found.columns) else []
    signs = (
        _("◆ primary principle"),
        _("2/4: evidence stands in two of four dimensions"),
        _("▲ can be vetoed: no story stands at the bar"),
    )
    shown = [f"{tag('span', said(sign), f'key {name}')}{said(text)}" for name, sign, text in keys]
    return tag("p", " · ".join([*shown, *map(said, signs)]))


def _gaps(bank: Bank) -> Iterator[str]:
    yield tag("h2", said(_("Gaps")))
    found = gaps(bank, bank.framework)
    names = {"error": _("Errors"), "warning": _("Warnings"), "info": _("Hints")}
    groups = [(name, [one for one in found if one.severity == kind and one.is_open]) for kind, name in names.items()]
    groups.append((_("Waived"), [one for one in found if not one.is_open]))
    if not found:
        yield tag("p", said(_("Nothing is missing by the rules of {framework}.").format(framework=bank.framework.name)))
    for name, listed in groups:
        if listed:
            yield tag("h3", said(f"{name} ({len(listed)})"))
            yield tag("ul", "".join(tag("li", _gap(bank, one)) for one in listed))


def _gap(bank: Bank, gap: Gap) -> str:
    """Return a gap in words; one that quotes what is not to be claimed says so without the quote."""
    quiet = gap.remedy if gap.is_open else _("Waived: {reason}").format(reason=gap.waived)
    message = gap.message
    story = bank.story(gap.story) if gap.story is not None else None
    if story is not None and not may_say(story, f"{message}\n{quiet}"):
        message, quiet = _("A figure that is not to be claimed stands in a story that is ready."), gap.remedy
    return f"{said(message)} {tag('span', said(quiet), 'quiet')}"
