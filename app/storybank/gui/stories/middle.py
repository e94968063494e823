"""The middle column: the editor, what a story needs while there is none, and that a story is retired where it is."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from storybank.gui.fields import button, label, wrapped
from storybank.gui.stories.editor import Editor
from storybank.model import Story
from storybank.texts import _


class FirstStory(QWidget):
    """Says what a story needs, in place of an empty editor."""

    def __init__(self) -> None:
        super().__init__()
        inner = QWidget()
        inner.setMaximumWidth(580)
        column = QVBoxLayout(inner)
        column.setContentsMargins(28, 0, 28, 0)
        column.setSpacing(8)
        column.addWidget(label(_("Begin with one thing that you did"), "pageTitle"))
        column.addWidget(
            wrapped(_("Choose something that was hard and that you would do again. Tell it as to a friend."), "quiet")
        )
        column.addSpacing(14)
        for head, text in _needs():
            column.addWidget(label(head, "strong"))
            column.addWidget(wrapped(text, "quiet"))
            column.addSpacing(8)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(inner, 100)
        row.addStretch(1)
        outer.addLayout(row)
        outer.addStretch(3)


class Middle(QWidget):
    """Holds the editor, with what belongs around it for the story in it. `back` asks to bring a retired story back."""

    back = Signal()

    def __init__(self, editor: Editor) -> None:
        super().__init__()
        self._editor = editor
        self._first: QWidget | None = None
        self._retired: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(editor, 1)

    def take_focus(self) -> bool:
        """Put the focus where it was last in the editor, else into the title."""
        if self._editor.story_id is None:
            return False
        last = self._editor.focusWidget()
        if last is not None and last is not self._editor and last.isVisible():
            last.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._editor.focus_field("title")
        return True

    def fit(self, story: Story | None, *, any_story: bool) -> None:
        """Say what a story needs while the bank holds none, and that a story is retired where it is."""
        if not any_story and self._first is None:
            self._first = FirstStory()
            self._column.addWidget(self._first, 1)
        if self._first is not None:
            self._first.setVisible(not any_story)
        self._editor.setVisible(any_story)
        retired = story is not None and story.status == "retired"
        if retired and self._retired is None:
            self._retired = bar = RetiredBar()
            bar.back.connect(self.back)
            self._column.insertWidget(0, bar)
        if self._retired is not None:
            self._retired.setVisible(retired)


class RetiredBar(QWidget):
    """Says that the story below is kept and counts nowhere, with the way back."""

    back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("retiredBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        back = button(_("Bring back"), "", _("Bring this story back, as a draft"))
        back.clicked.connect(self.back)
        row = QHBoxLayout(self)
        row.setContentsMargins(28, 6, 16, 6)
        row.addWidget(label(_("Retired: kept, counts nowhere."), "quiet"), 1)
        row.addWidget(back)


def _needs() -> tuple[tuple[str, str], ...]:
    return (
        (_("What happened"), _("A few plain sentences in any order. You can shorten it later.")),
        (_("Whom it reached"), _("Who gained, who paid for it, and why that was right.")),
        (_("What it shows"), _("A principle or two, each proved by what the story says.")),
    )
