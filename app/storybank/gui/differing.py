"""What differs, in words: new ones underlined, gone ones struck through, told to a screen reader as well."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from storybank.analysis.differences import Difference, Piece
from storybank.gui.theme import small_px, theme_of
from storybank.texts import _

_LINE = 150  # per cent of the font's own height
_AROUND = 90  # letters of an unchanged passage that stay on either side of a change
_BETWEEN = "\u2009"  # a thin space keeps what went and what came in its place apart
_MOST_SPOKEN = 2000


class DifferenceView(QTextEdit):
    """Shows fields that differ, each under its name. Long passages that did not change are cut to what stands beside a change."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setAcceptRichText(False)
        self.setAccessibleName(name)
        self.document().setDocumentMargin(14)
        self._shown: tuple[Sequence[Difference], str] = ((), "")

    def show_differences(self, differences: Sequence[Difference], nothing: str) -> None:
        """Show these; where there are none, the sentence `nothing`."""
        self._shown = (differences, nothing)
        self._fill()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.setAccessibleDescription(spoken(differences) or nothing)

    def changeEvent(self, event: QEvent) -> None:
        """Take another theme or size of text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and hasattr(self, "_shown"):
            self._fill()

    def _fill(self) -> None:
        differences, nothing = self._shown
        self.clear()
        cursor = self.textCursor()
        if not differences:
            cursor.insertText(nothing, self._format(quiet=True))
        for at, difference in enumerate(differences):
            self._begin(cursor, first=at == 0, top=0 if at == 0 else 14)
            cursor.insertText(difference.name, self._heading())
            self._begin(cursor, first=False, top=2)
            for number, piece in enumerate(difference.pieces):
                ends = (number == 0, number == len(difference.pieces) - 1)
                if piece.kind == "new" and number and difference.pieces[number - 1].kind == "gone":
                    cursor.insertText(_BETWEEN, self._format())
                cursor.insertText(_shortened(piece, *ends), self._of(piece))

    def _begin(self, cursor: QTextCursor, *, first: bool, top: int) -> None:
        block = QTextBlockFormat()
        block.setTopMargin(top)
        block.setLineHeight(_LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if first:
            cursor.setBlockFormat(block)
        else:
            cursor.insertBlock(block)

    def _of(self, piece: Piece) -> QTextCharFormat:
        theme, made = theme_of(self.palette()), self._format()
        if piece.kind == "new":
            made.setFontUnderline(True)
            made.setForeground(QColor(theme.accent))
            made.setBackground(QColor(theme.accent_soft))
        elif piece.kind == "gone":
            made.setFontStrikeOut(True)
            made.setForeground(QColor(theme.quiet))
        return made

    def _heading(self) -> QTextCharFormat:
        made = self._format(quiet=True)
        font = self.font()
        font.setPixelSize(small_px(font))
        font.setWeight(QFont.Weight.DemiBold)
        made.setFont(font)
        return made

    def _format(self, *, quiet: bool = False) -> QTextCharFormat:
        theme, made = theme_of(self.palette()), QTextCharFormat()
        made.setFont(self.font())
        made.setForeground(QColor(theme.quiet if quiet else theme.text))
        return made


def spoken(differences: Sequence[Difference]) -> str:
    """Return the differences as one hears them."""
    said = []
    for difference in differences:
        gone, new = (" ".join(p.text.strip() for p in difference.pieces if p.kind == kind) for kind in ("gone", "new"))
        said += [_("{field}:").format(field=difference.name)]
        said += [_("removed: {text}.").format(text=gone)] if gone else []
        said += [_("added: {text}.").format(text=new)] if new else []
    text = " ".join(said)
    return text if len(text) <= _MOST_SPOKEN else _("{text} … and more").format(text=text[:_MOST_SPOKEN])


def _shortened(piece: Piece, first: bool, last: bool) -> str:
    """Return the text of a piece; of a long one that did not change only what stands beside a change."""
    if piece.kind != "same" or len(piece.text) <= 3 * _AROUND or (first and last):
        return piece.text
    begin = "" if first else piece.text[:_AROUND].rsplit(" ", 1)[0]
    end = "" if last else piece.text[-_AROUND:].split(" ", 1)[-1]
    return f"{begin} … {end}"
