"""The narrative: Markdown in the best type of the window, its length in words and minutes, a preview, and evidence underlined."""

import re

from PySide6.QtCore import QUrl
from PySide6.QtGui import QColor, QFont, QImage, QSyntaxHighlighter, QTextCharFormat, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QTextBrowser, QWidget

from storybank.gui.fields import TextField, button, label
from storybank.gui.stories.section import Section
from storybank.gui.theme import NARRATIVE_PX, theme_of
from storybank.model import Framework, Story
from storybank.texts import _

WORDS_A_MINUTE = 140
TARGET_MINUTES = 3
_LEAST_LINES = 9


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


class _Highlighter(QSyntaxHighlighter):
    """Headings and bold text stand out lightly; evidence that occurs word for word is underlined."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._quotes: tuple[str, ...] = ()
        self.accent = QColor("#2a5ea8")

    def show_quotes(self, quotes: tuple[str, ...]) -> None:
        """Underline these texts where they occur."""
        if quotes != self._quotes:
            self._quotes = quotes
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """Format one paragraph."""
        bold = QTextCharFormat()
        bold.setFontWeight(QFont.Weight.DemiBold)
        if re.match(r"#{1,6}\s", text):
            self._format(text, 0, len(text), bold)
        for found in re.finditer(r"\*\*[^*]+\*\*", text):
            self._format(text, found.start(), found.end(), bold)
        under = QTextCharFormat()
        under.setFontUnderline(True)
        under.setUnderlineColor(self.accent)
        for quote in self._quotes:
            for found in re.finditer(re.escape(quote), text):
                self._format(text, found.start(), found.end(), under)

    def _format(self, text: str, start: int, end: int, form: QTextCharFormat) -> None:
        """Format a part of a paragraph; Qt counts in UTF-16, where an emoji is two."""
        first = _utf16(text[:start])
        self.setFormat(first, _utf16(text[:end]) - first, form)


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


class Narrative(Section):
    """The text itself."""

    def __init__(self) -> None:
        super().__init__(_("Narrative"))
        self.text = TextField(
            _("Narrative, Markdown"),
            _("Tell it as you would aloud. Markdown is welcome, STAR is not required."),
            least=_LEAST_LINES,
        )
        font = QFont(self.text.font())
        font.setPixelSize(NARRATIVE_PX)
        self.text.setFont(font)
        self.text.setStyleSheet(f"font-size: {NARRATIVE_PX}px;")
        self.text.typed.connect(self._on_text)
        self._marks = _Highlighter(self.text.document())
        self._preview = SafeBrowser()
        self._preview.document().setDefaultFont(font)
        self._length = label("", "small")
        self.toggle = button(_("Preview"), "link", _("Show the narrative as it reads, without marks (Ctrl+Shift+P)"))
        self.toggle.setCheckable(True)
        self.toggle.setShortcut("Ctrl+Shift+P")
        self.toggle.toggled.connect(self._on_toggle)
        foot = QHBoxLayout()
        foot.addWidget(self._length)
        foot.addStretch(1)
        foot.addWidget(self.toggle)
        stack = QWidget()
        self._stack = QStackedLayout(stack)
        self._stack.addWidget(self.text)
        self._stack.addWidget(self._preview)
        self.body.addWidget(stack)
        self.body.addLayout(foot)

    def show_story(self, story: Story, framework: Framework) -> None:
        """Show the narrative and underline its evidence."""
        self._marks.accent = QColor(theme_of(self.palette()).accent)
        self.text.show_text(story.narrative)
        self._marks.show_quotes(tuple(e.text for tag in story.principles for e in tag.evidence if e.text.strip()))
        self._say_length(story.narrative)
        if self.toggle.isChecked():
            self._render(story.narrative)

    def field(self, name: str) -> QWidget | None:
        """Return the text field."""
        return self.text if name == "narrative" else None

    def _on_text(self, text: str) -> None:
        self._say_length(text)
        self.ask_set(_("Edit the narrative"), "narrative", text)

    def _say_length(self, text: str) -> None:
        words = len(re.findall(r"\w[\w’'.,%-]*", text))
        seconds = round(words * 60 / WORDS_A_MINUTE)
        self._length.setText(
            _("{words} words · {minutes}:{seconds:02d} of {target}:00 spoken").format(
                words=words, minutes=seconds // 60, seconds=seconds % 60, target=TARGET_MINUTES
            )
        )

    def _on_toggle(self, on: bool) -> None:
        if on:
            self._render(self.text.toPlainText())
        self._stack.setCurrentWidget(self._preview if on else self.text)

    def _render(self, text: str) -> None:
        self._preview.document().setMarkdown(text, QTextDocument.MarkdownFeature.MarkdownNoHTML)
        self._preview.setFixedHeight(max(self.text.height(), 180))
