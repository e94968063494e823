"""The narrative as it reads, without its marks."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QFont,
    QImage,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QSizePolicy, QTextBrowser

from storybank.texts import _

_LEAST = 120
_FRAME = 4


class SafeBrowser(QTextBrowser):
    """Rich text that never loads anything: an empty image answers for every file and address, for returning nothing would not stop Qt."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setAccessibleName(_("Preview of the narrative"))

    def loadResource(self, kind: int, name: QUrl | str) -> QImage:
        """Answer with an image of one empty pixel."""
        empty = QImage(1, 1, QImage.Format.Format_ARGB32)
        empty.fill(0)
        return empty


class Preview(SafeBrowser):
    """A browser that is as high as what it shows: the page scrolls, not the text in it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("narrativePreview")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(5)
        self._shown: tuple[str, str] | None = None

    def show_markdown(self, text: str, font: QFont, line: int) -> None:
        """Show a text in a font, its lines so high (in per cent of the font's own); HTML in it stays text."""
        if self._shown == (text, font.key()):
            return
        self._shown = (text, font.key())
        document = self.document()
        document.setDefaultFont(font)
        document.setMarkdown(text, QTextDocument.MarkdownFeature.MarkdownNoHTML)
        block = document.begin()
        while block.isValid():
            self._set(block, font, line)
            block = block.next()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Grow with the lines that a new width makes."""
        super().resizeEvent(event)
        self._fit()

    @staticmethod
    def _set(block: QTextBlock, font: QFont, line: int) -> None:
        """Give a paragraph room, and only the two weights that the window has; its heading is a little larger than the text."""
        shape, level = block.blockFormat(), block.blockFormat().headingLevel()
        shape.setLineHeight(line, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        shape.setTopMargin(0 if not level or block.blockNumber() == 0 else font.pixelSize())
        shape.setBottomMargin(font.pixelSize() * (0.3 if level or block.textList() else 0.8))
        cursor = QTextCursor(block)
        cursor.setBlockFormat(shape)
        made, walk = [], block.begin()
        while not walk.atEnd():
            made.append(walk.fragment())
            walk += 1
        for part in made:
            if level or part.charFormat().fontWeight() > QFont.Weight.Medium:
                form = QTextCharFormat()
                form.setFontWeight(QFont.Weight.DemiBold)
                form.setProperty(QTextFormat.Property.FontSizeAdjustment, 1 if level in (1, 2) else 0)
                cursor.setPosition(part.position())
                cursor.setPosition(part.position() + part.length(), QTextCursor.MoveMode.KeepAnchor)
                cursor.mergeCharFormat(form)

    def _fit(self) -> None:
        height = max(_LEAST, round(self.document().size().height()) + _FRAME)
        if height != self.height():
            self.setFixedHeight(height)
