"""Attaching a passage of the narrative as evidence: which question it answers, chosen from a list at the cursor."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QListWidgetItem, QWidget

from storybank.analysis.quoting import added_to
from storybank.gui.stories.offer import Offer
from storybank.gui.tagging import tagged, with_answer
from storybank.gui.theme import theme_of
from storybank.model import Framework, Principle, Story
from storybank.texts import _

_ID, _NAME = Qt.ItemDataRole.UserRole, int(Qt.ItemDataRole.UserRole) + 1
_WIDTH, _MOST, _LEAST = 560, 12, 8
_GAP = 4
_OTHERS = "…"


def answer_of(story: Story, principle: str, dimension: str) -> str:
    """Return what a story says to a question; empty where it says nothing."""
    tag = story.tag(principle)
    return next((e.text for e in tag.evidence if e.dimension == dimension), "") if tag else ""


def attached(story: Story, principle: str, dimension: str, passage: str) -> Story:
    """Return the story with a passage as evidence: added to the answer that is there, the principle tagged if it was not."""
    story = story if story.tag(principle) else tagged(story, principle)
    return with_answer(story, principle, dimension, added_to(answer_of(story, principle, dimension), passage))


class Attaching(Offer):
    """Offers the questions of a story's principles, the unanswered first, and on demand those of the others. `picked` carries principle and
    dimension by id.
    """

    picked = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._others: list[Principle] = []
        self._all_open = False
        self.line.setAccessibleName(_("Question that the passage answers"))
        self.list.setAccessibleName(_("Questions"))

    def show_for(self, place: QWidget, at: QRect, story: Story, framework: Framework, loop: tuple[str, ...]) -> None:
        """Open at some lines of a widget, for a story; `loop` names the principles that the loop is about, empty means all."""
        known = [p for tag in story.principles if (p := framework.principle(tag.principle))]
        self._others = [p for p in framework.principles if p not in known and (not loop or p.id in loop)]
        self._all_open = False
        self.list.clear()
        rows = [(p, d, bool(answer_of(story, p.id, d.id).strip())) for p in known for d in p.dimensions]
        for principle, dimension, answered in sorted(rows, key=lambda row: row[2]):
            self._add_question(principle, dimension.id, answered=answered)
        if known and self._others:
            item = QListWidgetItem(_("Another principle …"), self.list)
            item.setData(_ID, _OTHERS)
            item.setData(_NAME, "")
        elif not known:
            self._open_others()
        self.line.clear()
        self._filter("")
        self._place = place
        self._stand(place, at)
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def _add_question(self, principle: Principle, dimension: str, *, answered: bool) -> None:
        found = principle.dimension(dimension)
        text = f"{principle.name}: {found.question if found else dimension}"
        item = QListWidgetItem(_("Answered · {question}").format(question=text) if answered else text, self.list)
        item.setData(_ID, f"{principle.id}\n{dimension}")
        item.setData(_NAME, text.casefold())
        item.setToolTip(text)
        if answered:
            item.setForeground(QColor(theme_of(self.palette()).quiet))

    def _open_others(self) -> None:
        self._all_open = True
        for principle in self._others:
            for dimension in principle.dimensions:
                self._add_question(principle, dimension.id, answered=False)

    def _filter(self, words: str) -> None:
        """Keep the way to the other principles whatever is typed."""
        super()._filter(words)
        for row in range(self.list.count()):
            item = self.list.item(row)
            if item.data(_ID) == _OTHERS:
                item.setHidden(self._all_open)
                if self.list.currentItem() is None and not self._all_open:
                    self.list.setCurrentItem(item)
        self._tell()

    def _choose(self) -> None:
        item = self.list.currentItem()
        if item is None or item.isHidden():
            return
        if item.data(_ID) == _OTHERS:
            first = self.list.count()
            self._open_others()
            self._filter(self.line.text())
            shown = [
                self.list.item(row) for row in range(first, self.list.count()) if not self.list.item(row).isHidden()
            ]
            if shown:
                self.list.setCurrentItem(shown[0])
                self.list.scrollToItem(shown[0], self.list.ScrollHint.PositionAtTop)
            return
        principle, dimension = item.data(_ID).split("\n")
        self._leave()
        self.picked.emit(principle, dimension)

    def _stand(self, place: QWidget, at: QRect) -> None:
        """Take as much room as there is below the lines in question, or above them where that is more: they stay in sight."""
        window = self._window
        top, bottom = place.mapTo(window, at.topLeft()), place.mapTo(window, at.bottomLeft())
        below = window.height() - bottom.y() - 2 * _GAP
        above = top.y() - 2 * _GAP
        room = below if below >= _LEAST * self.row_height() or below >= above else above
        rows = max(3, min(_MOST, (room - self.around()) // self.row_height()))
        self.setFixedSize(min(_WIDTH, window.width() - 20), rows * self.row_height() + self.around())
        y = bottom.y() + _GAP if room == below else top.y() - _GAP - self.height()
        y = max(0, min(y, window.height() - self.height()))
        self.move(max(0, min(bottom.x(), window.width() - self.width() - 8)), y)
