"""The paper page: choose a sheet, see it, save it, print it."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QIcon, QImage, QPixmap, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from storybank.analysis.aliasing import replacer
from storybank.gui.document import Document
from storybank.gui.paper.choices import Choices
from storybank.gui.paper.preview import Preview
from storybank.gui.paper.studio import Made, Studio, Wanted, image_of
from storybank.gui.paper.zooming import ZoomBar
from storybank.gui.parts import Part, part
from storybank.gui.settings import Settings
from storybank.model import Change
from storybank.services.publish import write_whole
from storybank.services.sheets import file_name, refuse_leaks
from storybank.texts import Refusal, _

_AFTER_EDIT_MS = 60
_COPIED = 200 / 72  # pixels to a point of a page that is copied as a picture
_THUMB_SCALE = 0.13  # pixels to a point, times the screen's own ratio
_THUMBS_WIDE = 150  # px


class PaperPage(QWidget):
    """A preview that follows the bank, made only while it can be seen. `told` carries what happened, `failed` why something did not."""

    told = Signal(str)
    failed = Signal(object)
    previewed = Signal()

    def __init__(self, document: Document, settings: Settings) -> None:
        super().__init__()
        self._document = document
        self._made: Made | None = None
        self._stale = True
        self.choices = Choices(settings)
        self.preview = Preview()
        self._zoom = ZoomBar(self.preview)
        self._thumbs = _thumbnails()
        self._studio = Studio(self)
        self._soon = QTimer(self, singleShot=True, interval=_AFTER_EDIT_MS)
        self._lay_out()
        self._connect()

    @property
    def pdf(self) -> bytes:
        """The sheet as it is previewed; empty while none is made yet."""
        return self._made.pdf if self._made else b""

    @property
    def is_due(self) -> bool:
        """Whether another sheet than the one that is shown is wanted, or is being made."""
        return self._stale or self._soon.isActive() or self._made is None or self._made.wanted != self._wanted()

    def parts(self) -> tuple[Part, ...]:
        """Return what is chosen, the preview, and the pages where there are several."""
        return part(self.choices.kind), part(self.preview.verticalScrollBar()), part(self._thumbs)

    def showEvent(self, event: QShowEvent) -> None:
        """Make the preview when it comes into sight."""
        super().showEvent(event)
        if self._stale:
            self._soon.start(0)

    def save(self) -> None:
        """Ask where, and write the PDF there."""
        wanted = self._wanted()
        suggested = self._file_name(wanted)
        name, _kind = QFileDialog.getSaveFileName(
            self, _("Save the sheet"), str(self._document.path.parent / suggested), "PDF (*.pdf)"
        )
        if name:
            asked = name.lower().endswith(".pdf")
            self.save_as(Path(name if asked else f"{name}.pdf"), replace=asked)

    def save_as(self, path: Path, *, replace: bool = True) -> None:
        """Write the PDF; `replace` says that the dialog has asked about what may stand there."""
        made = self._final(path.name)
        if made is None:
            return
        try:
            write_whole(path, made.pdf, force=replace)
        except Refusal as refusal:
            self.failed.emit(refusal)
            return
        self.told.emit(_("Saved {path}").format(path=path))

    def print_sheet(self) -> None:
        """Ask for a printer, pages and copies, and print."""
        from storybank.gui.paper.printing import print_pages  # it brings Qt's printing

        made = self._final()
        if made is None:
            return

        def drawn(page: int, scale: float) -> QImage:
            return self._studio.now(lambda: image_of(made.pdf, page, scale))

        if print_pages(drawn, made.sizes, self.choices.kind.currentText(), self):
            self.told.emit(_("Sent to the printer."))

    def view(self) -> None:
        """Open the sheet in the system's own viewer."""
        from storybank.gui.paper.viewing import open_in_viewer  # seldom asked for

        made = self._final()
        if made is None:
            return
        if not open_in_viewer(made.pdf, self._file_name(made.wanted)):
            self.failed.emit(Refusal(_("No program on this machine opens PDF files; save the sheet instead")))

    def copy(self) -> None:
        """Copy the page in sight as a picture."""
        made = self._final()
        if made is None:
            return
        page = min(self.preview.page, len(made.sizes) - 1)
        QGuiApplication.clipboard().setImage(self._studio.now(lambda: image_of(made.pdf, page, _COPIED)))
        self.told.emit(_("Page {n} was copied as a picture.").format(n=page + 1))

    def _wanted(self) -> Wanted:
        return self.choices.wanted(self._document.bank)

    def _file_name(self, wanted: Wanted) -> str:
        """Return a name for the file of a sheet, without any term that the sheet itself must not hold."""
        stem = self._document.path.stem
        if wanted.aliased:
            stem = replacer(wanted.bank.aliases)(stem)
        return file_name(wanted.shown_bank(), wanted.kind, stem)

    def _final(self, name: str = "") -> Made | None:
        """Return the sheet to leave the program under a name; with aliases both are read back first. None where that failed, which was said."""
        wanted = self._wanted()
        try:
            current = self._made is not None and self._made.wanted == wanted
            made = self._made if current else self._studio.now(wanted.make)
            if wanted.aliased and made is not None:
                self._studio.now(lambda: refuse_leaks(made.pdf, self._document.bank, name))
        except Refusal as refusal:
            self.failed.emit(refusal)
            return None
        return made

    def _refresh(self) -> None:
        self._stale = False
        self.choices.show_bank(self._document.bank)
        self._studio.make(self._wanted())

    def _on_made(self, made: Made) -> None:
        self._made = made
        self.preview.show_sheet(made)
        self._show_thumbnails(made)
        self.previewed.emit()

    def _show_thumbnails(self, made: Made) -> None:
        self._thumbs.setVisible(len(made.sizes) > 1)
        across, down = (max(side) * _THUMB_SCALE for side in zip(*made.sizes, strict=True))
        self._thumbs.setIconSize(QSize(round(across), round(down)))
        self._thumbs.setGridSize(QSize(self._thumbs.width() - 24, round(down) + 2 * self.fontMetrics().height() + 8))
        while self._thumbs.count() > len(made.sizes):
            self._thumbs.takeItem(self._thumbs.count() - 1)
        for page in range(self._thumbs.count(), len(made.sizes)):
            item = QListWidgetItem(str(page + 1))
            item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, _("Page {n}").format(n=page + 1))
            self._thumbs.addItem(item)
        if len(made.sizes) > 1:
            for page in range(len(made.sizes)):
                self._studio.draw(made, page, self._thumb_scale())

    def _on_drawn(self, made: Made, page: int, scale: float, image: QImage) -> None:
        if made is not self._made or image.isNull():
            return
        if scale == self._thumb_scale():
            item = self._thumbs.item(page)
            if item is not None:
                picture = QPixmap.fromImage(image)
                picture.setDevicePixelRatio(self.devicePixelRatioF())
                item.setIcon(QIcon(picture))
        else:
            self.preview.show_image(made, page, scale, image)

    def _thumb_scale(self) -> float:
        return _THUMB_SCALE * self.devicePixelRatioF()

    def _on_page(self, page: int) -> None:
        if self._thumbs.currentRow() != page:
            self._thumbs.blockSignals(True)
            self._thumbs.setCurrentRow(page)
            self._thumbs.blockSignals(False)

    def _later(self, _change: Change | None = None) -> None:
        self._stale = True
        if self.isVisible():
            self._soon.start()

    def _connect(self) -> None:
        self._soon.timeout.connect(self._refresh)
        self._studio.made.connect(self._on_made)
        self._studio.failed.connect(self.failed)
        self._studio.drawn.connect(self._on_drawn)
        self.preview.wants.connect(lambda page, scale: self._made and self._studio.draw(self._made, page, scale))
        self.preview.moved.connect(self._on_page)
        self._thumbs.currentRowChanged.connect(lambda row: self.preview.go_to(row) if row >= 0 else None)
        self.choices.changed.connect(self._later)
        does = {"save": self.save, "print": self.print_sheet, "view": self.view, "copy": self.copy}
        self.choices.asked.connect(lambda what: does[what]())
        self._document.changed.connect(self._later)

    def _lay_out(self) -> None:
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._zoom)
        middle.addWidget(self.preview, 1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.choices)
        outer.addLayout(middle, 1)
        outer.addWidget(self._thumbs)


def _thumbnails() -> QListWidget:
    """Return the list of pages; it is seen when there are several."""
    made = QListWidget()
    made.setObjectName("thumbnails")
    made.setAccessibleName(_("Pages of the sheet"))
    made.setViewMode(QListWidget.ViewMode.IconMode)
    made.setMovement(QListWidget.Movement.Static)
    made.setFlow(QListWidget.Flow.TopToBottom)
    made.setWrapping(False)
    made.setFixedWidth(_THUMBS_WIDE)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.hide()
    return made
