"""The menus Edit and Story."""

from collections.abc import Callable
from importlib.util import find_spec

from storybank.gui.entries.doing import (
    Running,
    in_narrative,
    on_desk,
    on_page,
    open_commands,
    remembered,
    separator,
)
from storybank.gui.menus import Entry, Key
from storybank.texts import _


def edit_entries(program: Running) -> list[Entry]:
    """Return what goes back, finds and saves."""
    edit, window = _("&Edit"), program.window
    return [
        Entry(edit, _("&Undo"), Key.Undo, on_desk(program, "undo"), idle=_("nothing to take back")),
        Entry(edit, _("&Redo"), Key.Redo, on_desk(program, "redo"), idle=_("nothing to do again")),
        Entry(edit, _("&Save now"), Key.Save, window.flush),
        Entry(edit, _("&Find"), Key.Find, window.top.search.begin),
        Entry(edit, _("Find what is se&lected"), "Ctrl+Shift+F", lambda: window.searching.search_selection()),
        Entry(edit, _("Next &hit"), "F3", lambda: window.searching.next_hit()),
        Entry(edit, _("Previous h&it"), "Shift+F3", lambda: window.searching.previous_hit()),
        separator(edit),
        Entry(edit, _("Any &command …"), "Ctrl+K", lambda: open_commands(program), needs_bank=False),
    ]


def story_entries(program: Running) -> list[Entry]:
    """Return what is done with one story."""
    story = _("&Story")
    made = [
        Entry(story, _("&New story"), Key.New, on_desk(program, "new_story"), changes=True),
        Entry(story, _("D&uplicate"), "Ctrl+D", on_desk(program, "duplicate"), changes=True),
        Entry(story, _("Move &up"), "Alt+Up", lambda: program.desk.move(-1), changes=True),
        Entry(story, _("Move &down"), "Alt+Down", lambda: program.desk.move(1), changes=True),
        Entry(story, _("&Retire or bring back"), "", on_desk(program, "retire"), changes=True),
        Entry(story, _("D&elete"), "", on_desk(program, "delete"), changes=True),
        Entry(story, _("&Copy as plain text …"), "Ctrl+Shift+C", on_desk(program, "copy_as_text")),
        Entry(story, _("&History …"), "Ctrl+H", on_desk(program, "history")),
        Entry(story, _("Deleted s&tories …"), "", on_desk(program, "deleted")),
        separator(story),
        Entry(story, _("Ne&xt story"), "Ctrl+PgDown", on_page(program, "stories", "next_story")),
        Entry(story, _("&Previous story"), "Ctrl+PgUp", on_page(program, "stories", "previous_story")),
        Entry(story, _("Edit the &title"), "F2", on_page(program, "stories", "focus_title")),
        separator(story),
        *_field_entries(program, story),
        *_adding_entries(program, story),
        separator(story),
        Entry(
            story,
            _("Attach the selection as evi&dence …"),
            "Ctrl+Shift+E",
            in_narrative(program, "attach"),
            changes=True,
        ),
        Entry(story, _("Insert &STAR headings"), "Ctrl+Shift+T", in_narrative(program, "insert_star"), changes=True),
        Entry(story, _("Spo&ken pace …"), "", in_narrative(program, "ask_pace")),
    ]
    if find_spec("enchant") is not None:  # without an engine nobody is told of what could be
        spelling = in_narrative(program, "toggle_spelling")
        made += [
            Entry(story, _("Check spellin&g"), "", spelling, checked=remembered(program, "spelling", value=True)),
            Entry(story, _("Next &misspelt word"), "F7", in_narrative(program, "next_misspelling")),
        ]
    return made


def _field_entries(program: Running, story: str) -> list[Entry]:
    """Return the ways to every part of a story, so that each is a few letters away in the palette."""
    fields = {
        "hook": _("&Hook"),
        "status": _("&Status"),
        "employer": _("&Employer, period, role and scale"),
        "tags": _("Ta&gs"),
        "narrative": _("&Narrative text"),
        "customers": _("&Customers"),
        "trade_off": _("&Trade-off between customers"),
        "principles": _("&Principles and scores"),
        "signals": _("Si&gnals"),
        "figures": _("&Figures"),
        "opening": _("&Opening line"),
        "anchors": _("&Anchors"),
        "closing": _("C&losing line"),
    }
    under = _("&Go to")
    return [Entry(story, name, "", _to_field(program, field), under=under) for field, name in fields.items()]


def _adding_entries(program: Running, story: str) -> list[Entry]:
    under = _("&Add")
    return [
        Entry(story, _("Add a &customer"), "Ctrl+Return", _adding(program, "customers"), under=under, changes=True),
        Entry(
            story, _("Add a pri&nciple …"), "Ctrl+Shift+A", _adding(program, "principles"), under=under, changes=True
        ),
        Entry(story, _("Add a &figure"), "", _adding(program, "figures"), under=under, changes=True),
    ]


def _adding(program: Running, section: str) -> Callable[[], object]:
    def add() -> None:
        program.window.show_page("stories")
        program.window.stories.editor.add_to(section)

    return add


def _to_field(program: Running, field: str) -> Callable[[], object]:
    def go() -> None:
        program.window.show_page("stories")
        program.window.stories.editor.focus_field(field)

    return go
