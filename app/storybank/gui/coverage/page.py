"""The coverage page: one glance says where a bar raiser could veto, and every cell can be edited where it stands."""

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from storybank.analysis.coverage import Coverage, coverage
from storybank.gui.coverage import words
from storybank.gui.coverage.board import Board, zoom_of, zoomed
from storybank.gui.coverage.editing import Editing
from storybank.gui.coverage.legend import Legend
from storybank.gui.coverage.matrix import Arrangement, Matrix
from storybank.gui.coverage.options import EXPOSURE, LOOP, READY, TRANSPOSED, Options
from storybank.gui.coverage.room import Room
from storybank.gui.document import Document
from storybank.gui.fields import button, label, mark, wrapped
from storybank.gui.parts import Part, part
from storybank.gui.places import Place
from storybank.gui.settings import Settings
from storybank.model import Bank, Change
from storybank.texts import _


class CoveragePage(QWidget):
    """The matrix, what the chosen cell means in words, and a legend. `opened` asks for a story and a field of it, `wanted` for a `Place`."""

    opened = Signal(str, str)
    wanted = Signal(object)

    def __init__(self, document: Document, settings: Settings) -> None:
        super().__init__()
        self._document, self._settings = document, settings
        self._editing = Editing(document)
        self._options = Options()
        self.model = Matrix(_covered(self._document.bank, self._on), document.framework, _arrangement(self._on))
        self._board = Board(self.model)
        self.view = self._board.view
        self._why = wrapped("")
        self._verdict = wrapped("", "veto")
        self._legend = Legend()
        self._keys = wrapped(words.of_keys(), "small")
        self._hint = wrapped("", "quiet")
        self._begin = button(_("Write the first story"), "primary")
        self._lay_out()
        self._tie()
        self._refresh()

    def show_principle(self, principle: str) -> None:
        """Put the cursor to a principle."""
        if LOOP in self._on and principle not in {column.principle.id for column in self.model.columns}:
            self._settings.switch("coverage", LOOP, on=False)
        if self.model.coverage.stories:
            self.view.setCurrentIndex(self.model.find(self.model.coverage.stories[0].id, principle))
        self.view.setFocus()

    def parts(self) -> tuple[Part, ...]:
        """Return the matrix, and the buttons above it; of an empty bank the button that begins."""
        return part(self.view), part(self._begin), Part(self._options, self._options.take_focus)

    def toggle_loop(self) -> None:
        """Show the principles of the loop alone, or all."""
        self._toggle(LOOP)

    def toggle_ready(self) -> None:
        """Count the stories that are ready alone, or all that count."""
        self._toggle(READY)

    def toggle_exposure(self) -> None:
        """Sort the principles by exposure, or as the framework does."""
        self._toggle(EXPOSURE)

    def transpose(self) -> None:
        """Show principles as rows, or stories."""
        self._toggle(TRANSPOSED)

    def zoom_in(self) -> None:
        """Show the cells a step larger."""
        self.zoom(1)

    def zoom_out(self) -> None:
        """Show the cells a step smaller."""
        self.zoom(-1)

    def zoom(self, steps: int) -> None:
        """Show the cells larger or smaller by so many steps."""
        self._settings.change(coverage=zoomed(self._on, steps))

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with a cell chosen, so that the first arrow key moves as the legend says."""
        super().showEvent(event)
        self.view.choose_one()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what a low page has no room for."""
        super().resizeEvent(event)
        self._room.begin()
        self._make_room()

    def changeEvent(self, event: QEvent) -> None:
        """Use another size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._room.begin()
            self._make_room()

    def _make_room(self) -> None:
        """Keep room for the longest sentence, so that nothing moves when it comes."""
        if self.model.coverage.stories:
            longest = words.longest_of_cells(self.model.coverage, self._document.framework.bar)
            self._room.share(self._verdict, self._hint, self._why, self._keys, longest)
        else:
            self._keys.hide()

    @property
    def _on(self) -> tuple[str, ...]:
        return self._settings.now.coverage

    def _toggle(self, name: str) -> None:
        on = name not in self._on
        self._settings.switch("coverage", name, on=on)
        if name == EXPOSURE and on:
            self.view.scroll_to((0, 0))  # the most exposed is what was asked for

    def _tie(self) -> None:
        self.view.selectionModel().currentChanged.connect(self._on_current)
        self.view.scored.connect(self._editing.score)
        self.view.ranked.connect(self._editing.rank)
        self.view.cleared.connect(self._editing.clear)
        self.view.opened.connect(self._on_opened)
        self.view.refused.connect(
            lambda: self._why.setText(_("Scores go from 1 to 4, with or without a half: 3 or 3.5."))
        )
        self.view.menu_wanted.connect(self._show_menu)
        for zooming in (self.view, self._options):
            zooming.zoomed.connect(self.zoom)
        self._options.switched.connect(lambda name, on: self._settings.switch("coverage", name, on=on))
        self._begin.clicked.connect(lambda: self.wanted.emit(Place("new", None, "")))
        self._settings.changed.connect(self._on_setting)  # a method, which ends with the page: the settings outlive it
        self._document.changed.connect(self._on_changed)

    def _lay_out(self) -> None:
        outer = self._outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 14, 20, 10)
        outer.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(label(_("Coverage"), "pageTitle"))
        head.addStretch(1)
        head.addWidget(self._options)
        outer.addLayout(head)
        outer.addWidget(self._verdict)
        outer.addWidget(self._hint)
        outer.addWidget(self._begin, 0, Qt.AlignmentFlag.AlignLeft)
        outer.addWidget(self._board, 1)
        for below in (self._why, self._legend, self._keys):
            outer.addWidget(below)
        for text in (self._verdict, self._why):
            text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._room = Room(self, outer, self._board, self._legend)
        self._rest = QWidget()  # takes the room where there is no matrix
        outer.addWidget(self._rest, 1)

    def _refresh(self) -> None:
        bank, at, bars = self._document.bank, self.model.place(self.view.currentIndex()), self.view.scrolled()
        kept = self.model.show(_covered(self._document.bank, self._on), bank.framework, _arrangement(self._on))
        self._options.show_options(bank, self._on)
        self._say()
        self._board.show_zoom(zoom_of(self._on))
        if not kept:
            self.view.scroll_to(bars)
            if at is not None:
                self.view.setCurrentIndex(self.model.find(*at))  # the cursor stays in its cell when rows come or go
            self.view.choose_one()
        self._say_why()

    def _say(self) -> None:
        """Say where one can be vetoed, or why there is nothing to see yet, and how to begin."""
        bank, found = self._document.bank, self.model.coverage
        said, hint = words.above(bank, found, ready_only=READY in self._on)
        self._verdict.setText(said)
        mark(self._verdict, "open", on=bool(found.stories) and any(column.vetoable for column in found.target))
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._begin.setVisible(not bank.stories)
        self._options.setVisible(bool(bank.stories))
        self._rest.setVisible(not found.stories)
        for filled in (self._board, self._why, self._legend):
            filled.setVisible(bool(found.stories))
        self._make_room()
        others = any(not column.in_target for column in self.model.columns)
        self._legend.show_signs(bank.framework, others=others, roomy=zoom_of(self._on).roomy)

    def _on_setting(self, name: str) -> None:
        if name == "coverage":
            self._refresh()

    def _on_changed(self, _change: Change) -> None:
        if not self._editing.busy:
            self.view.gesture.reset()
        self._refresh()

    def _on_current(self) -> None:
        self._document.end_burst()
        self._say_why()

    def _say_why(self) -> None:
        index, said = self.view.currentIndex(), _("Choose a cell to read what it stands for.")
        self._why.setText(
            self.model.sentence(self.model.spot(index.row(), index.column())) if index.isValid() else said
        )
        if self._room.needs_more(self._why):  # a total that names many principles
            self._make_room()

    def _on_opened(self, story: str, principle: str) -> None:
        self._settings.switch("dismissed", "proof", on=True)  # whoever did it needs no hint
        self.opened.emit(story, f"principles.{principle}.evidence" if principle else "title")

    def _show_menu(self, where: QPoint) -> None:
        from storybank.gui.coverage.cell_menu import cell_menu  # with the first menu

        cell_menu(self.view).popup(where)


def _arrangement(on: tuple[str, ...]) -> Arrangement:
    return Arrangement(LOOP in on, EXPOSURE in on, TRANSPOSED in on)


def _covered(bank: Bank, on: tuple[str, ...]) -> Coverage:
    return coverage(bank, bank.framework, ready_only=READY in on)
