"""Printing: the pages that are asked for, as often as they are, as sharp as the printer can."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

_DOTS = 72
_SHARPEST = 600  # dots to an inch; more is not seen, and a page takes 140 MB there
Sizes = tuple[tuple[float, float], ...]
Drawn = Callable[[int, float], QImage]
"""Returns a page (from 0) as a picture, so many pixels to a point."""


def print_pages(drawn: Drawn, sizes: Sizes, name: str, parent: QWidget) -> bool:
    """Ask for a printer, pages and copies, and print; `sizes` are the pages' in points. Returns whether it was printed."""
    printer = printer_for(sizes, name)
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, on=True)
    dialog.setMinMax(1, len(sizes))
    dialog.setFromTo(1, len(sizes))
    try:
        if not dialog.exec():
            return False
    finally:
        dialog.deleteLater()
    paint_pages(printer, drawn, len(sizes))
    return True


def printer_for(sizes: Sizes, name: str) -> QPrinter:
    """Return a printer with the paper of the pages, whole: the sheets keep their own margins."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    width, height = sizes[0]
    letter = round(min(width, height)) == 612
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter if letter else QPageSize.PageSizeId.A4))
    wide = width > height
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    return printer


def paint_pages(printer: QPrinter, drawn: Drawn, count: int) -> None:
    """Paint the pages that the printer was told to print, in its order; copies it cannot make itself are painted again."""
    pages = pages_of(printer, count)
    if not pages:
        return
    painter = QPainter(printer)
    dots = min(printer.resolution(), _SHARPEST)
    whole = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
    whole.moveTopLeft(painter.viewport().topLeft())
    for number, page in enumerate(pages):
        if number:
            printer.newPage()
        image = drawn(page, dots / _DOTS)
        size = image.size().scaled(whole.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, size.width(), size.height())
        place.moveCenter(whole.center())
        painter.drawImage(place, image)
    painter.end()


def pages_of(printer: QPrinter, count: int) -> list[int]:
    """Return the pages to paint, from 0, of a document of `count` pages."""
    first, last = 1, count
    if printer.printRange() == QPrinter.PrintRange.PageRange and printer.fromPage():
        first, last = printer.fromPage(), min(count, printer.toPage() or count)
    pages = list(range(first - 1, last))
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        pages.reverse()
    copies = 1 if printer.supportsMultipleCopies() else max(1, printer.copyCount())
    if printer.collateCopies():
        return pages * copies
    return [page for page in pages for _copy in range(copies)]
