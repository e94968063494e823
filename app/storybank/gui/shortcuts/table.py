"""The one table of all keys: those of the menus as they are, and those that a page, a list or a field has of its own."""

from typing import NamedTuple

from PySide6.QtGui import QAction, QKeySequence

from storybank.gui.menus import Menus, plain
from storybank.texts import _

_NATIVE = QKeySequence.SequenceFormat.NativeText


class Row(NamedTuple):
    """What a key does; `keys` as Qt writes them everywhere, `shown` as the reader's system does."""

    what: str
    keys: tuple[str, ...]
    shown: str


class Section(NamedTuple):
    """The keys of one menu or one place; `widget` is the spoken name of what has the focus then, `page` where it stands (else empty)."""

    title: str
    rows: tuple[Row, ...]
    page: str = ""
    widget: str = ""


def sections(menus: Menus) -> list[Section]:
    """Return all keys: menu by menu, then place by place."""
    return [*_menu_sections(menus), *place_sections()]


def place_sections() -> list[Section]:
    """Return the keys that mean something in one place only."""
    return [
        Section(_("List of stories"), _list_rows(), "stories", _("Stories")),
        Section(_("Score of a principle"), _score_rows(), "stories", _("Score for {principle}")),
        Section(_("Coverage matrix"), _matrix_rows(), "coverage", _("Coverage matrix")),
        Section(_("Gaps"), _gap_rows(), "gaps", _("Gaps")),
        Section(_("Search"), _search_rows(), "stories", _("Search")),
        Section(_("Any command"), _palette_rows(), "stories", _("Command or story")),
        Section(_("Glance"), _glance_rows(), "", _("Two letters of a principle")),
        Section(_("Everywhere"), _other_rows()),
    ]


def _list_rows() -> tuple[Row, ...]:
    return (
        _row(_("The story above or below"), "Up", "Down"),
        _row(_("Open the story"), "Return"),
        _row(_("Delete the story; it can be undone"), "Del"),
    )


def _score_rows() -> tuple[Row, ...]:
    return (
        _row(_("Score it"), "1", "2", "3", "4", shown=_("1 – 4")),
        _row(_("Half a point more, or whole again"), "."),
        _row(_("Half a point more or less"), "Up", "Down"),
        _row(_("The lowest or the highest score"), "Home", "End"),
        _row(_("Take the score back"), "Del", "0"),
    )


def _matrix_rows() -> tuple[Row, ...]:
    return (
        _row(_("Move among the cells"), "Left", "Right", "Up", "Down", shown=_("Arrows")),
        _row(_("The first or last cell of the row"), "Home", "End"),
        _row(_("The first or last cell of all"), "Ctrl+Home", "Ctrl+End"),
        _row(_("A page up or down"), "PgUp", "PgDown"),
        _row(_("Score the cell"), "1", "2", "3", "4", shown=_("1 – 4")),
        _row(_("Half a point more, or whole again"), "."),
        _row(_("Make the principle primary, or secondary"), "P", "S"),
        _row(_("Take the principle off the story"), "Del"),
        _row(_("Zoom"), "+", "-"),
        _row(_("Open the story of the cell"), "Return"),
    )


def _gap_rows() -> tuple[Row, ...]:
    return (
        _row(_("Move among the gaps"), "Up", "Down"),
        _row(_("Open or close a group"), "Right", "Left"),
        _row(_("Waive the gap, or reinstate it"), "W"),
        _row(_("Reinstate it"), "Del"),
        _row(_("Go where it is mended"), "Return", "Space"),
    )


def _search_rows() -> tuple[Row, ...]:
    return (
        _row(_("Move among the hits"), "Up", "Down", "PgUp", "PgDown"),
        _row(_("Go to the hit"), "Return"),
        _row(_("Clear the words, then leave"), "Esc"),
    )


def _palette_rows() -> tuple[Row, ...]:
    return (
        _row(_("Move among the commands"), "Up", "Down", "PgUp", "PgDown"),
        _row(_("Do it"), "Return"),
        _row(_("Close, back to where you were"), "Esc"),
    )


def _glance_rows() -> tuple[Row, ...]:
    return (
        _row(_("The principle before or after"), "Left", "Right"),
        _row(_("Scroll"), "PgUp", "PgDown"),
        _row(_("Larger, smaller, as it was"), "Ctrl++", "Ctrl+-", "Ctrl+0"),
        _row(_("Clear the letters, then close"), "Esc"),
    )


def _other_rows() -> tuple[Row, ...]:
    return (
        _row(_("The next or the previous field"), "Tab", "Shift+Tab"),
        _row(_("The menu of a row or a cell"), "Shift+F10"),
        _row(_("Press a button, turn a switch"), "Space"),
    )


def _menu_sections(menus: Menus) -> list[Section]:
    rows: dict[str, list[Row]] = {}
    for entry, action in menus.listed():
        if not action.shortcut().isEmpty():
            keys = tuple(key.toString() for key in action.shortcuts())
            rows.setdefault(plain(entry.menu), []).append(Row(_said(entry.name), keys, _first(action)))
    return [Section(menu, tuple(found)) for menu, found in rows.items()]


def _said(name: str) -> str:
    return plain(name).removesuffix("…").rstrip()


def _first(action: QAction) -> str:
    return action.shortcut().toString(_NATIVE)


def _row(what: str, *keys: str, shown: str = "") -> Row:
    return Row(what, keys, shown or "  ".join(QKeySequence(key).toString(_NATIVE) for key in keys))
