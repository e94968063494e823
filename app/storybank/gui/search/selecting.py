"""Selecting a hit in the field that holds it."""

import re

from PySide6.QtCore import QPoint
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QScrollArea, QTextEdit, QWidget

from storybank.analysis.folding import spans
from storybank.gui.search.snippet import utf16

_MOST_STEPS = 400  # of Tab: no section has so many fields
_MOST_SPANS = 1000
_ROOM = 70  # around what is selected, in pixels

TextWidget = QLineEdit | QPlainTextEdit | QTextEdit


def select(start: QWidget | None, around: QWidget, text: str, parts: tuple[str, ...], number: int) -> bool:
    """Find the field with a text, from a widget on in the order of Tab, and select the place of that number; returns whether it is there."""
    text = _in_lines(text)
    widget = _holder(start, around, text)
    if widget is None:
        return False
    base = text_of(widget).find(text)
    places = spans(text, parts, _MOST_SPANS)
    if base < 0 or not places:
        return False
    first, last = places[min(number, len(places) - 1)]
    widget.setFocus()
    _select(widget, base + first, base + last)
    return True


def selected_text(widget: QWidget | None) -> str:
    """Return the first line of what is selected in a widget; empty where nothing is."""
    if isinstance(widget, QLineEdit):
        text = widget.selectedText()
    elif isinstance(widget, QPlainTextEdit | QTextEdit):
        text = widget.textCursor().selectedText()
    else:
        return ""
    return next((line.strip() for line in text.splitlines() if line.strip()), "")


def text_of(widget: TextWidget) -> str:
    """Return what stands in a text field, whatever its kind."""
    return widget.text() if isinstance(widget, QLineEdit) else _in_lines(widget.document().toRawText())


def _holder(start: QWidget | None, around: QWidget, text: str) -> TextWidget | None:
    """Return the first field that holds just this text, else the one to start from when it holds it among others (tags)."""
    widget = start
    for _step in range(_MOST_STEPS):
        if widget is None or not around.isAncestorOf(widget):
            break
        if isinstance(widget, TextWidget) and widget.isVisible() and text_of(widget) == text:
            return widget
        widget = widget.nextInFocusChain()
    return start if isinstance(start, TextWidget) and text in text_of(start) else None


def _select(widget: TextWidget, first: int, last: int) -> None:
    text = text_of(widget)
    start, end = utf16(text, first), utf16(text, last)
    if isinstance(widget, QLineEdit):
        widget.setSelection(start, end - start)
        place = widget.rect().center()
    else:
        cursor = widget.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        widget.setTextCursor(cursor)
        place = widget.viewport().mapTo(widget, widget.cursorRect().center())
    _bring_into_sight(widget, place)


def _bring_into_sight(widget: QWidget, place: QPoint) -> None:
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    inside = parent.widget() if parent is not None else None
    if parent is not None and inside is not None:
        at = widget.mapTo(inside, place)
        parent.ensureVisible(at.x(), at.y(), 0, _ROOM)


def _in_lines(text: str) -> str:
    """Return a text with its lines parted as the fields part them."""
    return re.sub("\r\n|[\r\u2028\u2029]", "\n", text)
