"""The menus View and Help."""

from storybank.gui.entries.doing import Running, in_editor, in_narrative, on_page, remembered, separator
from storybank.gui.menus import Entry, page_entries
from storybank.texts import _


def view_entries(program: Running) -> list[Entry]:
    """Return what shows something, or shows it otherwise."""
    return [
        *page_entries(program.window),
        *_column_entries(program),
        *_section_entries(program),
        *_coverage_entries(program),
        *_gap_entries(program),
        *_theme_entries(program),
        *_size_entries(program),
    ]


def help_entries(program: Running) -> list[Entry]:
    """Return what tells of the program."""
    return [
        Entry(_("&Help"), _("&Keyboard shortcuts"), "F1", lambda: _sheet(program), needs_bank=False),
        Entry(
            _("&Help"), _("Show the &hints again"), "", lambda: program.settings.change(dismissed=()), needs_bank=False
        ),
        Entry(_("&Help"), _("&About Storybank"), "", program.about, needs_bank=False),
    ]


def _column_entries(program: Running) -> list[Entry]:
    view, window = _("&View"), program.window

    def side_shown() -> bool:
        return window.has_page("stories") and window.stories.columns.side_shown

    missing = on_page(program, "stories", "toggle_side")
    return [
        separator(view),
        Entry(view, _("Glan&ce …"), "Ctrl+G", lambda: _glance(program)),
        Entry(view, _("&Filter and sort …"), "Ctrl+L", on_page(program, "stories", "filter")),
        Entry(view, _("Show or leave the &archive"), "", on_page(program, "stories", "show_archive")),
        Entry(view, _("What the interviewer would &miss"), "F9", missing, checked=side_shown),
        Entry(view, _("&Next column"), "F6", on_page(program, "stories", "next_column")),
        Entry(view, _("Pre&vious column"), "Shift+F6", on_page(program, "stories", "previous_column")),
    ]


def _section_entries(program: Running) -> list[Entry]:
    view = _("&View")
    return [
        separator(view),
        Entry(view, _("F&old or unfold the section"), "Ctrl+.", in_editor(program, "fold_section")),
        Entry(view, _("Fold all &but this"), "", in_editor(program, "fold_others")),
        Entry(view, _("&Unfold all"), "", in_editor(program, "unfold_all")),
        Entry(view, _("Next s&ection"), "Ctrl+Alt+Down", in_editor(program, "next_section")),
        Entry(view, _("Previous se&ction"), "Ctrl+Alt+Up", in_editor(program, "previous_section")),
        separator(view),
        Entry(view, _("Previe&w of the narrative"), "Ctrl+Shift+P", in_narrative(program, "toggle_preview")),
        Entry(view, _("Preview be&side the narrative"), "", in_narrative(program, "toggle_beside")),
    ]


def _coverage_entries(program: Running) -> list[Entry]:
    view = _("&View")
    switches = (
        (_("Coverage: the loop’s principles or all"), "toggle_loop", "loop"),
        (_("Coverage: ready stories only"), "toggle_ready", "ready"),
        (_("Coverage: sort by exposure"), "toggle_exposure", "exposure"),
        (_("Coverage: transpose"), "transpose", "transposed"),
    )
    return [
        separator(view),
        *(
            Entry(view, name, "", on_page(program, "coverage", do), checked=remembered(program, "coverage", switch))
            for name, do, switch in switches
        ),
        Entry(view, _("Coverage: zoom in"), "", on_page(program, "coverage", "zoom_in")),
        Entry(view, _("Coverage: zoom out"), "", on_page(program, "coverage", "zoom_out")),
    ]


def _gap_entries(program: Running) -> list[Entry]:
    view = _("&View")
    ways = {
        "principle": _("Gaps by p&rinciple"),
        "story": _("Gaps b&y story"),
        "severity": _("&Gaps by severity"),
    }

    def by(way: str, name: str) -> Entry:
        is_on = remembered(program, "gaps_by", way)
        return Entry(view, name, "", on_page(program, "gaps", f"by_{way}"), checked=is_on, group="gaps")

    return [
        separator(view),
        Entry(view, _("The ne&xt thing to do"), "Ctrl+J", on_page(program, "gaps", "next_thing")),
        Entry(view, _("&Waive the gap, or reinstate it"), "", on_page(program, "gaps", "waive")),
        *(by(way, name) for way, name in ways.items()),
    ]


def _theme_entries(program: Running) -> list[Entry]:
    view, names = _("&View"), {"light": _("&Light"), "dark": _("&Dark"), "system": _("As the s&ystem")}

    def entry(theme: str, name: str) -> Entry:
        is_on = remembered(program, "theme", theme)
        return Entry(
            view, name, "", lambda: program.settings.change(theme=theme), needs_bank=False, checked=is_on, group="theme"
        )

    return [separator(view), *(entry(theme, name) for theme, name in names.items())]


def _size_entries(program: Running) -> list[Entry]:
    view, look = _("&View"), program.look
    return [
        separator(view),
        Entry(view, _("Larger te&xt"), ("Ctrl++", "Ctrl+="), look.larger, needs_bank=False),
        Entry(view, _("Smaller tex&t"), "Ctrl+-", look.smaller, needs_bank=False),
        Entry(view, _("Usual text si&ze"), "Ctrl+0", look.usual, needs_bank=False),
    ]


def _glance(program: Running) -> None:
    from storybank.gui.glance.opening import open_glance  # in an interview, and not before

    open_glance(program.window)


def _sheet(program: Running) -> None:
    from storybank.gui.shortcuts.opening import open_sheet  # seldom asked for

    open_sheet(program.window, program.menus)
