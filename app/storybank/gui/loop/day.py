"""A day that may be left open: typed, or chosen from a calendar, with the days that are left beside it."""

from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QTextCharFormat
from PySide6.QtWidgets import QApplication, QCalendarWidget, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from storybank.analysis.days import read_day
from storybank.analysis.validity import is_date
from storybank.gui.fields import LineField, button, label
from storybank.gui.topbar import days_text
from storybank.model import Target
from storybank.texts import _, habits


class DayField(QWidget):
    """A line that takes a day in the usual forms or nothing, a calendar, and what was understood; `changed` comes with every stroke."""

    changed = Signal()

    def __init__(self, name: str, today: date) -> None:
        super().__init__()
        self._today = today
        self.line = LineField(name, _("such as 20 Jan 2027"))
        self.line.setMinimumWidth(96)
        self.line.textChanged.connect(self._on_text)
        self._open = button(_("Calendar"), "", _("Choose the day from a calendar"))
        self._open.clicked.connect(self._show_calendar)
        self._clear = button(_("No date"), "link", _("Leave the date open"))
        self._clear.clicked.connect(self.line.clear)
        self._left = label("", "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line, 1)
        row.addWidget(self._open)
        row.addWidget(self._clear)
        row.addSpacing(6)
        row.addWidget(self._left)
        self.setFocusProxy(self.line)
        self._on_text()

    def text(self) -> str:
        """Return the day as `YYYY-MM-DD`; what names none as it stands, without the space around it."""
        typed = self.line.text().strip()
        day = read_day(typed, habits().day, _months())
        return day.isoformat() if day is not None else typed

    def is_sound(self) -> bool:
        """Say whether that is a day, or nothing."""
        return not self.text() or is_date(self.text())

    def _on_text(self) -> None:
        day = self.text()
        self._clear.setEnabled(bool(day))
        if not self.is_sound():
            self._left.setText(_("not a date yet"))
        elif not day:
            self._left.setText(_("no date"))
        elif day == self.line.text().strip():
            self._left.setText(days_text(_on(day), self._today))
        else:
            left = days_text(_on(day), self._today)
            self._left.setText(_("{day}, {left}").format(day=day, left=left) if left else day)
        self.changed.emit()

    def _show_calendar(self) -> None:
        """Open a calendar below the line; Enter or a click takes a day, Escape and leaving it none."""
        shown = date.fromisoformat(self.text()) if self.text() and self.is_sound() else self._today
        calendar = _Calendar(self, QDate(shown.year, shown.month, shown.day))
        calendar.chosen.connect(self._take)
        calendar.open_below(self.line)

    def _take(self, day: QDate) -> None:
        self.line.setText(f"{day.year():04}-{day.month():02}-{day.day():02}")
        self.line.setFocus()


class _Calendar(QFrame):
    """A calendar over the dialog; it goes when the focus does."""

    chosen = Signal(QDate)

    def __init__(self, field: DayField, shown: QDate) -> None:
        super().__init__(field.window())
        self._field = field
        self.setObjectName("offer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._calendar = QCalendarWidget()
        self._calendar.setAccessibleName(_("Calendar"))
        self._calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        plain = QTextCharFormat()
        plain.setForeground(self.palette().color(QPalette.ColorRole.Text))  # weekends are days as others are
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self._calendar.setWeekdayTextFormat(day, plain)
        self._calendar.setSelectedDate(shown)
        self._calendar.activated.connect(self._choose)
        self._calendar.clicked.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self._calendar)

    def open_below(self, line: QWidget) -> None:
        """Show it below a field, within the dialog."""
        self.adjustSize()
        window = self._field.window()
        at = line.mapTo(window, QPoint(0, line.height() + 2))
        right, bottom = window.width() - self.width(), window.height() - self.height()
        self.move(max(0, min(at.x(), right)), max(0, min(at.y(), bottom)))
        self.show()
        self.raise_()
        self._calendar.setFocus()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Escape, and leave the dialog open."""
        if event.key() == Qt.Key.Key_Escape:
            self._field.line.setFocus()
        else:
            super().keyPressEvent(event)

    def _choose(self, day: QDate) -> None:
        self.chosen.emit(day)

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is None or self.isAncestorOf(now):
            return
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.disconnect(self._on_focus)
        self.hide()
        self.deleteLater()


def _months() -> list[str]:
    """Return the names of the months in the reader's language."""
    return [QLocale().monthName(month) for month in range(1, 13)]


def _on(day: str) -> Target:
    return Target(company="", role="", level="", service="", internal=False, loop_date=day, principles=())
