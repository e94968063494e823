"""What the menus hold: every action of the program, one line each."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from storybank.gui.menus import Entry, Key, page_entries
from storybank.texts import _

if TYPE_CHECKING:
    from storybank.gui.start import Program


def entries(program: "Program") -> list[Entry]:
    """Return every entry of the menus, in their order."""
    pages = page_entries(program.window)
    return [*_file_entries(program), *_edit_entries(program), *pages, *_other_entries(program)]


def _file_entries(program: "Program") -> list[Entry]:
    file = _("&File")
    return [
        Entry(file, _("&New bank …"), "Ctrl+Shift+N", program.new_bank, needs_bank=False),
        Entry(file, _("&Open …"), Key.Open, program.open_bank, needs_bank=False),
        Entry(file, _("Open the &sample"), "", program.open_sample, needs_bank=False),
        Entry(file, _("&Close bank"), Key.Close, program.close_bank),
        Entry(file, "", "", _nothing),
        Entry(file, _("The &loop …"), "Ctrl+T", _on_desk(program, "target")),
        Entry(file, _("&Framework …"), "", _on_desk(program, "framework")),
        Entry(file, "", "", _nothing),
        Entry(file, _("&Import …"), "Ctrl+I", _on_desk(program, "bring")),
        Entry(file, _("&Export …"), "Ctrl+E", _on_desk(program, "take_out")),
        Entry(file, _("Save &PDF …"), "Ctrl+Shift+S", _on_page(program, "paper", "save")),
        Entry(file, _("P&rint …"), Key.Print, _on_page(program, "paper", "print_sheet")),
        Entry(file, "", "", _nothing),
        Entry(file, _("&Quit"), "Ctrl+Q", program.window.close, needs_bank=False),
    ]


def _edit_entries(program: "Program") -> list[Entry]:
    edit, story = _("&Edit"), _("&Story")
    return [
        Entry(edit, _("&Undo"), Key.Undo, _on_desk(program, "undo")),
        Entry(edit, _("&Redo"), Key.Redo, _on_desk(program, "redo")),
        Entry(edit, _("&Save now"), Key.Save, program.window.flush),
        Entry(edit, _("&Find"), Key.Find, program.window.top.search.setFocus),
        Entry(story, _("&New story"), Key.New, _on_desk(program, "new_story")),
        Entry(story, _("D&uplicate"), "Ctrl+D", _on_desk(program, "duplicate")),
        Entry(story, _("Move &up"), "Alt+Up", lambda: program.desk.move(-1)),
        Entry(story, _("Move &down"), "Alt+Down", lambda: program.desk.move(1)),
        Entry(story, _("&Retire or bring back"), "", _on_desk(program, "retire")),
        Entry(story, _("D&elete"), "Ctrl+Backspace", _on_desk(program, "delete")),
    ]


def _other_entries(program: "Program") -> list[Entry]:
    view, names = _("&View"), {"light": _("&Light"), "dark": _("&Dark"), "system": _("As the s&ystem")}
    return [
        Entry(view, "", "", _nothing),
        *(
            Entry(view, name, "", lambda theme=theme: program.choose_theme(theme), needs_bank=False)
            for theme, name in names.items()
        ),
        Entry(_("&Help"), _("&About Storybank"), "", program.about, needs_bank=False),
    ]


def _on_desk(program: "Program", name: str) -> Callable[[], object]:
    return lambda: getattr(program.desk, name)()


def _on_page(program: "Program", page: str, name: str) -> Callable[[], object]:
    """Return what shows a page and then does something that it offers: nothing is done out of sight."""

    def do() -> None:
        program.window.show_page(page)
        getattr(program.window.page(page), name)()

    return do


def _nothing() -> None:
    """Stand where a separator does nothing."""
