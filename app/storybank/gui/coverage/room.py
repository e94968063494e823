"""What the page has room for: the cells come first, then what the signs mean, then what the keys do. Nothing is cut."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from storybank.gui.coverage.board import Board
from storybank.gui.coverage.legend import Legend

_CRAMPED = 34  # a page of fewer lines of type has closer rows
_LOW = 480  # a page of less height keeps no room for a longer verdict
_MOST_ROWS = 9  # of the legend


class Room:
    """Shares a page's height among its parts. What a sentence needed once it keeps, so that nothing moves when a shorter one comes."""

    def __init__(self, page: QWidget, outer: QVBoxLayout, board: Board, legend: Legend) -> None:
        self._page, self._outer, self._board, self._legend = page, outer, board, legend
        self._longest_why = 0

    def begin(self) -> None:
        """Forget what sentences needed: the width or the type is another."""
        self._longest_why = 0

    def share(self, verdict: QLabel, hint: QLabel, why: QLabel, keys: QLabel, longest: tuple[str, ...]) -> None:
        """Give every part its height, or leave it out; `longest` are the longest texts that `why` is to hold."""
        line, height = QFontMetrics(why.font()).lineSpacing(), self._page.height()
        spacing = 4 if height < _CRAMPED * line else 8
        self._outer.setSpacing(spacing)
        verdict.setMinimumHeight(line if height < _LOW or not hint.isHidden() else 2 * line)
        self._longest_why = max(self._longest_why, *(self.high(why, text) + 4 for text in ("\n", *longest)))
        why.setFixedHeight(self._longest_why)
        above = [text for text in (verdict, hint) if not text.isHidden()]
        left = height - self._taken(above, spacing) - self._longest_why - spacing - self._board.least_height()
        rows = max(0, min(_MOST_ROWS, (left - spacing) // self._legend.row_height))
        self._legend.keep_to(rows)
        self._legend.setVisible(rows > 0)
        left -= spacing + self._legend.heightForWidth(self._width())
        keys.setMinimumHeight(self.high(keys, keys.text()))
        keys.setVisible(left >= spacing + keys.minimumHeight())

    def needs_more(self, why: QLabel) -> bool:
        """Say whether a text is higher than its label; when the room is shared next, it has enough."""
        needed = self.high(why, why.text())
        self._longest_why = max(self._longest_why, needed)
        return needed > why.height()

    def high(self, where: QLabel, text: str) -> int:
        """Return the height of a text in a label of the page's width. (`heightForWidth` holds to a minimum that was set before.)"""
        place, flags = QRect(0, 0, self._width(), 9999), int(Qt.TextFlag.TextWordWrap)
        return QFontMetrics(where.font()).boundingRect(place, flags, text).height()

    def _taken(self, above: list[QLabel], spacing: int) -> int:
        """Return the height of what stands above the board, and of the page's margins."""
        margins, head = self._outer.contentsMargins(), self._outer.itemAt(0)
        high = max(head.heightForWidth(self._width()), head.sizeHint().height()) if head else 0
        texts = sum(max(text.minimumHeight(), self.high(text, text.text())) + spacing for text in above)
        return margins.top() + high + spacing + texts + margins.bottom()

    def _width(self) -> int:
        margins = self._outer.contentsMargins()
        return max(1, self._page.width() - margins.left() - margins.right())
