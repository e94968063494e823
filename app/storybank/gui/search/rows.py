"""The rows of the hits: a story's title, its hits below it, and how many there are beyond; and how each is drawn."""

from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from storybank.analysis.folding import Span
from storybank.analysis.search import Findings, Hit
from storybank.analysis.searchable import LOOP
from storybank.gui.search.snippet import snippet, utf16
from storybank.gui.theme import SMALL_PX, TEXT_PX, Theme, theme_of
from storybank.model import Bank
from storybank.texts import _, number_text, plural

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
_LEFT, _INDENT, _BAR = 14, 12, 3
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Row:
    """A row: a heading (no `hit`), or a hit by its number with the name of its field, its snippet and the places in that."""

    text: str
    note: str = ""
    hit: int | None = None
    spans: tuple[Span, ...] = ()

    @property
    def spoken(self) -> str:
        """The row for a screen reader."""
        return (
            f"{self.note}: {self.text}" if self.hit is not None else ", ".join(p for p in (self.text, self.note) if p)
        )


def rows_of(findings: Findings, bank: Bank) -> list[Row]:
    """Return the rows for what was found: each story once, its hits under it."""
    rows: list[Row] = []
    group: object = None
    for number, hit in enumerate(findings.hits):
        its = hit.story or hit.field.partition(".")[0]
        if its != group:
            group = its
            rows.append(_heading(hit, bank))
        text, spans = snippet(hit.text, hit.spans)
        rows.append(Row(text, ": ".join(hit.heading), number, spans))
    more = findings.places - len(findings.hits)
    if more > 0:
        rows.append(Row("", plural("and {n} more place", "and {n} more places", more).format(n=number_text(more))))
    return rows


def _heading(hit: Hit, bank: Bank) -> Row:
    if hit.story is None:
        return Row(_("The loop") if hit.field == LOOP else _("Waived gaps"))
    story = bank.story(hit.story)
    if story is None:
        return Row(hit.story)
    return Row(story.title, _("in the archive") if story.status == "retired" else "")


class Rows(QAbstractListModel):
    """The rows as Qt asks for them; only hits can be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []

    def show_rows(self, rows: list[Row]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return the row, its text, or what a screen reader says."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        return row.spoken if role == Qt.ItemDataRole.AccessibleTextRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Say that a hit can be chosen and a heading cannot."""
        flag = Qt.ItemFlag
        if not index.isValid() or self.rows[index.row()].hit is None:
            return flag.ItemIsEnabled | flag.ItemNeverHasChildren
        return flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemNeverHasChildren

    def place(self, hit: int) -> int:
        """Return the row of a hit."""
        return next((at for at, row in enumerate(self.rows) if row.hit == hit), 0)


class RowDelegate(QStyledItemDelegate):
    """Draws a heading, or the name of a field over a snippet in which what was found stands out by weight and ground."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._known: tuple[str, tuple[QFont, QFont], int] | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """A hit has two lines, a heading one."""
        line = self._type(option)[1]
        row = index.data(ROW_ROLE)
        if isinstance(row, Row) and row.hit is not None:
            return QSize(200, 2 * line + 12)
        return QSize(200, line + (18 if isinstance(row, Row) and row.text else 14))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, Row):
            return
        theme = theme_of(option.palette)  # type: ignore[attr-defined]
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(theme.side))
            painter.fillRect(QRect(rect.left(), rect.top(), _BAR, rect.height()), QColor(theme.accent))
        inner = rect.adjusted(_LEFT, 0, -_LEFT, 0)
        if row.hit is None:
            _draw_heading(painter, inner, row, theme, self._type(option)[0])
        else:
            _draw_hit(painter, inner.adjusted(_INDENT, 5, 0, -5), row, theme, self._type(option)[0])
        painter.restore()

    def _type(self, option: QStyleOptionViewItem) -> tuple[tuple[QFont, QFont], int]:
        """Return the fonts and the height of a line: asked for with every row, looked up once per font."""
        key = option.font.key()  # type: ignore[attr-defined]
        if self._known is None or self._known[0] != key:
            fonts = _fonts(option)
            self._known = (key, fonts, QFontMetrics(fonts[0]).height())
        return self._known[1], self._known[2]


def _draw_heading(painter: QPainter, rect: QRect, row: Row, theme: Theme, fonts: tuple[QFont, QFont]) -> None:
    bold, small = QFont(fonts[0]), fonts[1]
    bold.setWeight(QFont.Weight.DemiBold)
    note_width = QFontMetrics(small).horizontalAdvance(row.note)
    room = rect.width() - (note_width + 12 if row.note else 0)
    title = QFontMetrics(bold).elidedText(row.text, Qt.TextElideMode.ElideRight, room)
    painter.setFont(bold)
    painter.setPen(QColor(theme.text))
    painter.drawText(rect.adjusted(0, 6, 0, 0), Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, title)
    side = Qt.AlignmentFlag.AlignRight if row.text else Qt.AlignmentFlag.AlignLeft
    painter.setFont(small)
    painter.setPen(QColor(theme.quiet))
    painter.drawText(rect.adjusted(0, 6, 0, 0), side | Qt.AlignmentFlag.AlignVCenter, row.note)


def _draw_hit(painter: QPainter, rect: QRect, row: Row, theme: Theme, fonts: tuple[QFont, QFont]) -> None:
    plain, small = fonts
    painter.setFont(small)
    painter.setPen(QColor(theme.quiet))
    name = QFontMetrics(small).elidedText(row.note, Qt.TextElideMode.ElideRight, rect.width())
    upper = QRect(rect.left(), rect.top(), rect.width(), rect.height() // 2)
    painter.drawText(upper, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, name)
    painter.setPen(QColor(theme.text))
    painter.setClipRect(rect)
    layout = _laid_out(row, plain, rect.width(), theme)
    layout.draw(painter, QPointF(rect.left(), rect.top() + rect.height() // 2))


def _laid_out(row: Row, font: QFont, width: int, theme: Theme) -> QTextLayout:
    """Return the snippet on one line, as much of it as there is room for."""
    metrics = QFontMetrics(font)
    shown = row.text
    if metrics.horizontalAdvance(shown) > width:  # a little less than would fit: what is bold is wider
        shown = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, width - 12)
    layout = QTextLayout(shown, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.setFormats([_range(shown, span, theme) for span in row.spans if span[0] < len(shown)])
    layout.beginLayout()
    layout.createLine().setLineWidth(width)
    layout.endLayout()
    return layout


def _range(text: str, span: Span, theme: Theme) -> QTextLayout.FormatRange:
    made, form = QTextLayout.FormatRange(), QTextCharFormat()
    form.setFontWeight(QFont.Weight.DemiBold)
    form.setBackground(QColor(theme.accent_soft))
    form.setForeground(QColor(theme.text))
    form.setFontUnderline(True)
    start, end = utf16(text, span[0]), utf16(text, span[1])
    made.start, made.length, made.format = start, end - start, form  # type: ignore[misc]
    return made


def _fonts(option: QStyleOptionViewItem) -> tuple[QFont, QFont]:
    """Return the list's font, and a smaller one."""
    plain = QFont(option.font)  # type: ignore[attr-defined]
    pixels = QFontInfo(plain).pixelSize()
    plain.setPixelSize(pixels)
    small = QFont(plain)
    small.setPixelSize(max(1, round(pixels * SMALL_PX / TEXT_PX)))
    return plain, small
