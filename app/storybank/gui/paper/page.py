"""The paper page: choose a sheet, see it, save it, print it."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPixmap, QShowEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from storybank.analysis.aliasing import aliased
from storybank.gui.document import Document
from storybank.gui.fields import Choice, button, clear, label, wrapped
from storybank.gui.parts import Part, part
from storybank.model import Bank
from storybank.services.publish import write_whole
from storybank.services.sheets import REPORTS, Options, make_sheet, page_images, refuse_leaks
from storybank.texts import Refusal, _

_DOTS = 72
_LEAST, _AROUND = 250, 78


class PaperPage(QWidget):
    """A preview that follows the bank, made only while it can be seen. `told` carries what happened, `failed` why something did not."""

    told = Signal(str)
    failed = Signal(object)

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self._pdf = b""
        self._stale = True
        self.kind = Choice(_("Sheet"), [(_(report.title), name) for name, report in REPORTS.items()])
        self.paper = Choice(_("Paper"), [("A4", "A4"), ("Letter", "Letter")])
        self.landscape = QCheckBox(_("Cheat sheet on its side"))
        self.ready = QCheckBox(_("Ready stories only"))
        self.aliased = QCheckBox(_("Replace confidential terms"))
        self.aliased.setChecked(bool(document.bank.aliases))
        self.aliased.setEnabled(bool(document.bank.aliases))
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(120)
        self._soon.timeout.connect(self.refresh)
        self._pages = QVBoxLayout()
        self._lay_out()
        for choice in (self.kind, self.paper):
            choice.chosen.connect(self._later)
        for box in (self.landscape, self.ready, self.aliased):
            box.toggled.connect(self._later)
        document.changed.connect(self._later)

    def showEvent(self, event: QShowEvent) -> None:
        """Make the preview when it comes into sight."""
        super().showEvent(event)
        if self._stale:
            self._soon.start()

    def parts(self) -> tuple[Part, ...]:
        """Return what is chosen, and the preview."""
        return part(self.kind), part(self._scroll)

    def refresh(self) -> None:
        """Make the sheet anew and show its pages."""
        self._stale = False
        self.landscape.setEnabled(self.kind.currentData() == "cheatsheet")
        has_aliases = bool(self._document.bank.aliases)
        if has_aliases and not self.aliased.isEnabled():
            self.aliased.setChecked(True)  # the first term makes aliased the rule; whoever wants it otherwise says so
        self.aliased.setEnabled(has_aliases)
        try:
            self._pdf = self._make()
        except Refusal as refusal:
            self.failed.emit(refusal)
            return
        clear(self._pages)
        width = max(480, self.width() - self._left.width() - 60)
        for number, image in enumerate(_images(self._pdf, width, self.devicePixelRatioF()), 1):
            page = QLabel()
            page.setPixmap(QPixmap.fromImage(image))
            page.setAccessibleName(_("Page {n} of the preview").format(n=number))
            self._pages.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
        self._pages.addStretch(1)

    def save(self) -> None:
        """Ask where, and write the PDF there."""
        suggested = (
            f"{self.shown_bank().title or self._document.path.stem} – {self.kind.currentText().lower()}.pdf".replace(
                "/", "-"
            )
        )
        name, _kind = QFileDialog.getSaveFileName(
            self, _("Save the sheet"), str(self._document.path.parent / suggested), "PDF (*.pdf)"
        )
        if name:
            asked = name.lower().endswith(".pdf")
            self.save_as(Path(name if asked else f"{name}.pdf"), replace=asked)

    def save_as(self, path: Path, *, replace: bool = True) -> None:
        """Write the PDF; `replace` says that the dialog has asked about what may stand there."""
        try:
            write_whole(path, self._final(), force=replace)
        except Refusal as refusal:
            self.failed.emit(refusal)
            return
        self.told.emit(_("Saved {path}").format(path=path))

    def print_sheet(self) -> None:
        """Print the pages, as sharp as the printer can."""
        try:
            pdf = self._final()
        except Refusal as refusal:
            self.failed.emit(refusal)
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageSize(
            QPageSize(QPageSize.PageSizeId.A4 if self.paper.currentData() == "A4" else QPageSize.PageSizeId.Letter)
        )
        images = _images(pdf, 0, 1.0)
        wide = bool(images) and images[0].width() > images[0].height()
        printer.setPageOrientation(QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait)
        printer.setFullPage(True)
        if QPrintDialog(printer, self).exec():
            _paint(printer, pdf)

    def shown_bank(self) -> Bank:
        """Return the bank as it goes onto paper: with aliases when they are switched on."""
        return aliased(self._document.bank) if self.aliased.isChecked() else self._document.bank

    def _final(self) -> bytes:
        """Return the sheet to leave the program; with aliases it is read back first. Raises a `Refusal`."""
        pdf = self._make()
        if self.aliased.isChecked():
            refuse_leaks(pdf, self._document.bank)
        return pdf

    def _make(self) -> bytes:
        options = Options(
            paper="Letter" if self.paper.currentData() == "Letter" else "A4",
            landscape=self.landscape.isChecked(),
            ready_only=self.ready.isChecked(),
            today=date.today(),  # noqa: DTZ011 - the day on the reader's wall is meant
        )
        return make_sheet(self.shown_bank(), str(self.kind.currentData()), options)

    def _later(self, *_what: object) -> None:
        self._stale = True
        if self.isVisible():
            self._soon.start()

    def changeEvent(self, event: QEvent) -> None:
        """Take another size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._keep_room()

    def _keep_room(self) -> None:
        """Keep room for the longest choice."""
        boxes = (self.landscape, self.ready, self.aliased)
        widest = max(self.fontMetrics().horizontalAdvance(box.text()) for box in boxes)
        self._left.setFixedWidth(max(_LEAST, widest + _AROUND))

    def _lay_out(self) -> None:
        left, self._left = QWidget(), QScrollArea()
        self._left.setObjectName("paperChoices")
        self._left.setWidgetResizable(True)
        self._left.setWidget(left)
        self._left.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._left.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._keep_room()
        column = QVBoxLayout(left)
        column.setContentsMargins(24, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(label(_("Paper"), "pageTitle"))
        for text, choice in ((_("Sheet"), self.kind), (_("Paper size"), self.paper)):
            named = label(text, "small")
            named.setBuddy(choice)
            column.addWidget(named)
            column.addWidget(choice)
        for box in (self.landscape, self.ready, self.aliased):
            column.addWidget(box)
        column.addSpacing(10)
        save, prints = button(_("Save PDF …"), "primary"), button(_("Print …"))
        save.clicked.connect(self.save)
        prints.clicked.connect(self.print_sheet)
        column.addWidget(save)
        column.addWidget(prints)
        column.addSpacing(10)
        column.addWidget(
            wrapped(
                _(
                    "Notes on paper are reported as allowed in the room. Figures marked as not to be claimed never appear."
                ),
                "small",
            )
        )
        column.addStretch(1)
        area, body = QScrollArea(), QWidget()
        body.setObjectName("previewArea")
        body.setLayout(self._pages)
        self._pages.setContentsMargins(20, 20, 20, 20)
        self._pages.setSpacing(16)
        area.setWidgetResizable(True)
        area.setWidget(body)
        area.setAccessibleName(_("Preview"))
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its scroll bar is what the keys are for, and it has a role
        area.verticalScrollBar().setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        area.verticalScrollBar().setAccessibleName(_("Scroll the preview"))
        self._scroll = area.verticalScrollBar()
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._left)
        outer.addWidget(area, 1)


def _images(pdf: bytes, width: int, ratio: float) -> list[QImage]:
    """Return the pages as images `width` points wide on a screen of that pixel ratio; width 0 means natural size."""
    images = []
    natural = page_images(pdf, 1.0)
    scale = width / natural[0].width * ratio if width and natural else 1.0
    for page in page_images(pdf, scale) if scale != 1.0 else natural:
        image = QImage(page.pixels, page.width, page.height, page.stride, QImage.Format.Format_RGB32).copy()
        image.setDevicePixelRatio(ratio if width else 1.0)
        images.append(image)
    return images


def _paint(printer: QPrinter, pdf: bytes) -> None:
    painter = QPainter(printer)
    for number, page in enumerate(page_images(pdf, min(printer.resolution(), 600) / _DOTS)):
        if number:
            printer.newPage()
        image = QImage(page.pixels, page.width, page.height, page.stride, QImage.Format.Format_RGB32)
        size: QSize = printer.pageLayout().fullRectPixels(printer.resolution()).size()
        painter.drawImage(painter.viewport().adjusted(0, 0, size.width() - painter.viewport().width(), 0), image)
    painter.end()
