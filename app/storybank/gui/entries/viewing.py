"""The menus View and Help."""

from collections.abc import Callable
from functools import partial

from storybank.gui.entries.doing import (
    Running,
    in_editor,
    in_folding,
    in_list,
    in_narrative,
    on_page,
    remembered,
    separator,
)
from storybank.gui.menus import Entry, page_entries
from storybank.texts import _

INDEX, NEWS = "index", "what-is-new"
"""Pages of the guide, by the names that `services.guide` has for them; it is loaded when the guide is opened."""


def view_entries(program: Running) -> list[Entry]:
    """Return what shows something, or shows it otherwise."""
    return [
        *page_entries(program.window),
        *_column_entries(program),
        separator(_("&View")),
        *_section_entries(program),
        *_narrative_entries(program),
        *_coverage_entries(program),
        *_gap_entries(program),
        separator(_("&View")),
        *_theme_entries(program),
        *_size_entries(program),
    ]


def help_entries(program: Running) -> list[Entry]:
    """Return what tells of the program."""
    return [
        Entry(_("&Help"), _("&Guide"), "Shift+F1", lambda: _guide(program), needs_bank=False),
        Entry(_("&Help"), _("&Keyboard shortcuts"), "F1", lambda: _sheet(program), needs_bank=False),
        Entry(
            _("&Help"), _("Show the &hints again"), "", lambda: program.settings.change(dismissed=()), needs_bank=False
        ),
        Entry(_("&Help"), _("What is &new"), "", lambda: _guide(program, NEWS), needs_bank=False),
        Entry(_("&Help"), _("&About Storybank"), "", program.about, needs_bank=False),
    ]


def _column_entries(program: Running) -> list[Entry]:
    view, window = _("&View"), program.window

    def side_shown() -> bool:
        return window.has_page("stories") and window.stories.columns.side_shown

    def archive_shown() -> bool:
        return window.has_page("stories") and window.stories.column.choice.status == "retired"

    missing = on_page(program, "stories", "toggle_side")
    return [
        separator(view),
        Entry(view, _("Glan&ce …"), "Ctrl+G", lambda: _glance(program)),
        Entry(view, _("&Filter and sort …"), "Ctrl+L", in_list(program, "open_filter")),
        Entry(view, _("The &archive"), "", in_list(program, "turn_to_archive"), checked=archive_shown),
        Entry(view, _("What the interviewer would &miss"), "F9", missing, checked=side_shown),
        Entry(view, _("&Next part of the page"), "F6", lambda: _turn(program, 1)),
        Entry(view, _("Pre&vious part of the page"), "Shift+F6", lambda: _turn(program, -1)),
    ]


def _section_entries(program: Running) -> list[Entry]:
    view, under = _("&View"), _("S&ections")
    return [
        Entry(view, _("&Fold or unfold the section"), "Ctrl+.", in_folding(program, "fold_current"), under=under),
        Entry(view, _("Fold all &but this"), "", in_folding(program, "fold_others"), under=under),
        Entry(view, _("&Unfold all"), "", in_folding(program, "unfold_all"), under=under),
        separator(view, under),
        Entry(view, _("&Next section"), "Alt+PgDown", in_editor(program, "next_section"), under=under),
        Entry(view, _("&Previous section"), "Alt+PgUp", in_editor(program, "previous_section"), under=under),
    ]


def _narrative_entries(program: Running) -> list[Entry]:
    view, under = _("&View"), _("Narra&tive")

    def shown(mode: str) -> Callable[[], bool]:
        def is_on() -> bool:
            there = program.window.has_page("stories") and program.window.stories.editor.story_id is not None
            return there and program.window.stories.editor.narrative.mode == mode

        return is_on

    preview, beside = in_narrative(program, "toggle_preview"), in_narrative(program, "toggle_beside")
    return [
        Entry(view, _("Previe&w of the narrative"), "Ctrl+Shift+P", preview, checked=shown("preview"), under=under),
        Entry(view, _("Narrative &and preview"), "", beside, checked=shown("beside"), under=under),
    ]


def _coverage_entries(program: Running) -> list[Entry]:
    view, under = _("&View"), _("C&overage view")
    switches = (
        (_("Only the &loop’s principles"), "toggle_loop", "loop"),
        (_("&Ready stories only"), "toggle_ready", "ready"),
        (_("&Sort by exposure"), "toggle_exposure", "exposure"),
        (_("&Transpose"), "transpose", "transposed"),
    )
    return [
        *(
            Entry(view, name, "", on_page(program, "coverage", do), checked=_is_on(program, switch), under=under)
            for name, do, switch in switches
        ),
        separator(view, under),
        Entry(view, _("Zoom &in"), "", on_page(program, "coverage", "zoom_in"), under=under),
        Entry(view, _("Zoom &out"), "", on_page(program, "coverage", "zoom_out"), under=under),
    ]


def _is_on(program: Running, switch: str) -> Callable[[], bool]:
    return remembered(program, "coverage", switch)


def _gap_entries(program: Running) -> list[Entry]:
    view, under = _("&View"), _("Ga&ps view")
    ways = {
        "principle": _("Gaps by p&rinciple"),
        "story": _("Gaps b&y story"),
        "severity": _("&Gaps by severity"),
    }

    def by(way: str, name: str) -> Entry:
        is_on = remembered(program, "gaps_by", way)
        return Entry(view, name, "", on_page(program, "gaps", f"by_{way}"), checked=is_on, group="gaps", under=under)

    return [
        Entry(view, _("The ne&xt thing to do"), "Ctrl+J", on_page(program, "gaps", "next_thing"), under=under),
        Entry(view, _("&Waive the gap, or reinstate it"), "", on_page(program, "gaps", "waive"), under=under),
        separator(view, under),
        *(by(way, name) for way, name in ways.items()),
    ]


def _theme_entries(program: Running) -> list[Entry]:
    view, names = _("&View"), {"light": _("&Light"), "dark": _("&Dark"), "system": _("As the s&ystem")}

    def entry(theme: str, name: str) -> Entry:
        is_on = remembered(program, "theme", theme)
        change = partial(program.settings.change, theme=theme)
        return Entry(view, name, "", change, needs_bank=False, checked=is_on, group="theme", under=_("Colou&rs"))

    return [entry(theme, name) for theme, name in names.items()]


def _size_entries(program: Running) -> list[Entry]:
    view, under, look = _("&View"), _("Text si&ze"), program.look
    return [
        Entry(view, _("&Larger text"), ("Ctrl++", "Ctrl+="), look.larger, needs_bank=False, under=under),
        Entry(view, _("&Smaller text"), "Ctrl+-", look.smaller, needs_bank=False, under=under),
        Entry(view, _("&Usual text size"), "Ctrl+0", look.usual, needs_bank=False, under=under),
    ]


def _turn(program: Running, step: int) -> None:
    from storybank.gui.parts import turn  # see `begin_page`

    turn(program.window, step)


def _glance(program: Running) -> None:
    from storybank.gui.glance.opening import open_glance  # in an interview, and not before

    open_glance(program.window)


def _guide(program: Running, page: str = INDEX) -> None:
    from storybank.gui.guide.opening import open_guide  # seldom asked for

    open_guide(program.window, page)


def _sheet(program: Running) -> None:
    from storybank.gui.shortcuts.opening import open_sheet  # seldom asked for

    open_sheet(program.window, program.menus)
