"""A page of the guide as it reads: our type and colours, pictures of the guide only, and nothing from anywhere else."""

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontInfo,
    QImage,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit

from storybank.analysis.folding import spans
from storybank.gui.theme import Theme, theme_of
from storybank.services.guide import picture_folder
from storybank.texts import _

_LINE, _TIGHT, _SOLID = 150, 130, 100  # per cent of the font's own, for text, tables and headings, and examples
_SIZES = {1: 1.65, 2: 1.25, 3: 1.05}  # of headings, in sizes of the text
_MEASURE = 72  # digits in a line, about: longer lines are hard to follow
_EDGE, _LEAST_EDGE = 28, 16
_MOST_HITS = 500
_PICTURE_KIND = QTextDocument.ResourceType.ImageResource.value
_LATER_MS = 60


class Reader(QTextBrowser):
    """Shows one page at a time. It follows no link by itself: `anchorClicked` says where one leads."""

    def __init__(self) -> None:
        super().__init__()
        self._text, self._parts = "", ()
        self._pictures: dict[str, QImage] = {}
        self.setObjectName("guidePage")
        self.setAccessibleName(_("Page of the guide"))
        self.setOpenLinks(False)
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.setInterval(_LATER_MS)
        self._fitting.timeout.connect(self._render_in_place)

    def show_page(self, text: str, parts: tuple[str, ...] = ()) -> None:
        """Show a page from its top, or from the first of the folded words that are looked for."""
        self._text, self._parts = text, parts
        self._render()
        self.verticalScrollBar().setValue(0)
        self._highlight(go=True)

    def highlight(self, parts: tuple[str, ...]) -> None:
        """Show where these folded words stand, and go to the first."""
        self._parts = parts
        self._highlight(go=True)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Answer with a picture of the guide, as wide as there is room for; with an empty one for whatever else is asked for."""
        file = QUrl(name).fileName()
        path = picture_folder() / file
        if kind != _PICTURE_KIND or not file or path.suffix != ".png" or not path.is_file():
            return _nothing()
        if file not in self._pictures:
            self._pictures[file] = QImage(str(path))
        return self._fitted(self._pictures[file])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep lines and pictures to the width; soon, for a window that is drawn larger asks often."""
        super().resizeEvent(event)
        self._set_margins()
        if event.oldSize().width() != event.size().width() and self._text:
            self._fitting.start()

    def changeEvent(self, event: QEvent) -> None:
        """Follow another theme or size of text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and self._text:
            self._fitting.start()

    def sizeHint(self) -> QSize:
        """Ask for room to read."""
        return QSize(640, 600)

    def _render_in_place(self) -> None:
        bar = self.verticalScrollBar()
        part = bar.value() / max(1, bar.maximum())
        self._render()
        self._highlight(go=False)
        bar.setValue(round(part * bar.maximum()))

    def _render(self) -> None:
        document = self.document()
        document.clear()  # pictures of another width are kept otherwise
        document.setDefaultFont(self._font())
        document.setMarkdown(self._text, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
        self._set_margins()
        dress(document, self._font(), theme_of(self.palette()))
        self.moveCursor(QTextCursor.MoveOperation.Start)  # what is resized is scrolled to the cursor

    def _highlight(self, *, go: bool) -> None:
        theme, marks = theme_of(self.palette()), []
        if self._parts:
            text = self.document().toRawText().replace("\u2029", "\n")
            for start, end in spans(text, self._parts, _MOST_HITS):
                mark = QTextEdit.ExtraSelection()
                mark.cursor = QTextCursor(self.document())  # type: ignore[misc] - PySide's stubs know them as methods
                mark.cursor.setPosition(start)  # type: ignore[attr-defined]
                mark.cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)  # type: ignore[attr-defined]
                form = QTextCharFormat()
                form.setBackground(QColor(theme.ramp[0]))
                form.setForeground(QColor(theme.text))
                form.setFontUnderline(True)  # not by colour alone
                mark.format = form  # type: ignore[misc]
                marks.append(mark)
        self.setExtraSelections(marks)
        if go and marks:
            where = self.cursorRect(marks[0].cursor)  # type: ignore[arg-type]
            bar = self.verticalScrollBar()
            if not 0 <= where.top() <= self.viewport().height() - 2 * where.height():
                bar.setValue(bar.value() + where.top() - self.viewport().height() // 3)

    def _set_margins(self) -> None:
        spare = self.viewport().width() - self._measure()
        edge = min(_EDGE, max(_LEAST_EDGE, spare // 2))
        shape = self.document().rootFrame().frameFormat()
        shape.setMargin(edge)
        shape.setRightMargin(max(edge, spare - edge))
        self.document().rootFrame().setFrameFormat(shape)

    def _measure(self) -> int:
        return self.fontMetrics().horizontalAdvance("0") * _MEASURE + 2 * _EDGE

    def _fitted(self, picture: QImage) -> QImage:
        room = min(self.viewport().width(), self._measure()) - 2 * _EDGE
        if room <= 0 or picture.width() <= room:
            return picture
        ratio = self.devicePixelRatioF()
        fitted = picture.scaledToWidth(round(room * ratio), Qt.TransformationMode.SmoothTransformation)
        fitted.setDevicePixelRatio(ratio)
        return fitted

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(round(QFontInfo(self.font()).pixelSize() * 14 / 13))
        return font


def dress(document: QTextDocument, font: QFont, theme: Theme) -> None:
    """Give a document that was made of Markdown our sizes, weights, distances and colours."""
    whole = QTextCursor(document)
    whole.beginEditBlock()  # laid out once: a page of tables takes most of a second otherwise
    block = document.begin()
    while block.isValid():
        _dress_block(block, font, theme)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _dress_table(frame, font, theme)
    whole.endEditBlock()


def is_code(block: QTextBlock) -> bool:
    """Say whether a paragraph is a line of an example."""
    return block.blockFormat().hasProperty(QTextFormat.Property.BlockCodeFence.value)


def _dress_block(block: QTextBlock, font: QFont, theme: Theme) -> None:
    shape, level, size = block.blockFormat(), block.blockFormat().headingLevel(), font.pixelSize()
    cursor = QTextCursor(block)
    in_table = cursor.currentTable() is not None
    shape.setLineHeight(
        _TIGHT if is_code(block) or in_table or level else _LINE,
        QTextBlockFormat.LineHeightTypes.ProportionalHeight.value,
    )
    shape.setTopMargin(size * 1.2 if level and block.blockNumber() else 0)
    goes_on = block.textList() is not None and block.next().textList() is not None
    shape.setBottomMargin(0 if in_table else size * (0.3 if level or goes_on else 0.8))
    if is_code(block):
        last = not (block.next().isValid() and is_code(block.next()))
        shape.setBackground(QColor(theme.side))
        shape.setLeftMargin(size * 0.6)
        shape.setBottomMargin(size * 0.8 if last else 0)
        shape.setNonBreakableLines(False)
    cursor.setBlockFormat(shape)
    walk, made = block.begin(), []
    while not walk.atEnd():
        made.append(walk.fragment())
        walk += 1
    for part in made:
        cursor.setPosition(part.position())
        cursor.setPosition(part.position() + part.length(), QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(_dressed(part.charFormat(), level, size, theme))


def _dressed(was: QTextCharFormat, level: int, size: int, theme: Theme) -> QTextCharFormat:
    """Return how a run of text looks, from how Qt's Markdown made it."""
    form = QTextCharFormat(was)
    if level:
        form.clearProperty(QTextFormat.Property.FontSizeAdjustment.value)  # it would win over any size
        form.setProperty(QTextFormat.Property.FontPixelSize.value, round(size * _SIZES.get(level, 1.0)))
    if level or was.fontWeight() > QFont.Weight.Medium:
        form.setFontWeight(QFont.Weight.DemiBold)
    if was.fontFixedPitch():
        form.setBackground(QColor(theme.side))
    if was.isAnchor():
        form.setForeground(QColor(theme.accent))
        form.setFontUnderline(True)
    return form


def _dress_table(table: QTextTable, font: QFont, theme: Theme) -> None:
    shape = table.format()
    shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    shape.setBorderBrush(QColor(theme.line))
    shape.setBorder(1)
    shape.setBorderCollapse(True)
    shape.setCellSpacing(0)
    shape.setCellPadding(round(font.pixelSize() * 0.45))
    shape.setTopMargin(font.pixelSize() * 0.3)
    shape.setBottomMargin(font.pixelSize())
    shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 99))  # its border counts for a pixel more
    table.setFormat(shape)


def _nothing() -> QImage:
    empty = QImage(1, 1, QImage.Format.Format_ARGB32)
    empty.fill(0)
    return empty
