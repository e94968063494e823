"""Texts that were bettered in another bank: which stories differ, what in them, and which of that to take."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from storybank.analysis.bringing import Difference, differences, with_texts_of
from storybank.exchange.frameworks import Catalogue
from storybank.gui.document import Document
from storybank.gui.fields import button, label, wrapped
from storybank.gui.keeping import KeepingDialog, answers
from storybank.gui.window import Window
from storybank.model import Bank
from storybank.services.loading import read_bank
from storybank.texts import Refusal, _, plural

MOST = 1200  # characters of a text that are shown of each side
AROUND = 60  # characters of what both sides say that are shown before and after


def bring_texts(window: Window, frameworks: Catalogue) -> None:
    """Ask for another bank, show which of its stories are told differently, and take what is chosen as one step."""
    document = window.document
    if document is None or not window.flush():
        return
    name, _kind = QFileDialog.getOpenFileName(
        window,
        _("Bring texts back from another bank"),
        str(document.path.parent),
        _("Banks (*.storybank *.json)"),
    )
    if not name:
        return
    try:
        other = read_bank(Path(name), frameworks)
    except Refusal as refusal:
        window.notice.say(str(refusal))
        return
    if differences(document.bank, other):
        dialog = BringingDialog(document.bank, other, Path(name).stem, window, document)
        dialog.exec()
        dialog.deleteLater()
    elif any(document.bank.story(story.id) for story in other.stories):
        window.notice.say(_("The stories of “{name}” say the same as these.").format(name=Path(name).stem), calm=True)
    else:
        text = _("“{name}” holds no story of this bank: texts are brought back between banks that were copied.")
        window.notice.say(text.format(name=Path(name).stem))


class BringingDialog(KeepingDialog):
    """A check list of stories, and beside it what of the chosen one would be other words."""

    def __init__(
        self, bank: Bank, other: Bank, name: str, parent: QWidget | None = None, document: Document | None = None
    ) -> None:
        super().__init__(document, parent)
        self.setWindowTitle(_("Bring texts back"))
        self.setMinimumSize(640, 460)
        self._bank = bank
        self._other = other
        self._name = name
        self._found = differences(bank, other)
        self._stories = QListWidget()
        self._stories.setAccessibleName(_("Stories that differ"))
        self._stories.setWordWrap(True)
        self._stories.setSpacing(2)
        for one in self._found:
            fields = ", ".join(_field(field) for field in one.fields)
            item = QListWidgetItem(_("{title}\n{fields}").format(title=one.story.title, fields=fields))
            item.setData(Qt.ItemDataRole.UserRole, one.story.id)
            item.setCheckState(Qt.CheckState.Checked)
            self._stories.addItem(item)
        self._words = QPlainTextEdit()
        self._words.setReadOnly(True)
        self._words.setTabChangesFocus(True)
        self._words.setAccessibleName(_("What would be other words"))
        self._stories.currentRowChanged.connect(self._show)
        self._stories.itemChanged.connect(self._count)
        self._lay_out()
        self._stories.setCurrentRow(0)
        self._count()
        self.resize(960, 620)

    def result_bank(self) -> Bank:
        """Return the bank with the texts of the stories that are checked."""
        return with_texts_of(self._bank, self._other, self._checked())

    def accept(self) -> None:
        """Take the texts as one step; stay when the file refuses."""
        if self.keep(self.result_bank(), _("Bring texts back from “{name}”").format(name=self._name), why="import"):
            super().accept()

    def _checked(self) -> frozenset[str]:
        items = (self._stories.item(row) for row in range(self._stories.count()))
        return frozenset(
            str(item.data(Qt.ItemDataRole.UserRole)) for item in items if item.checkState() == Qt.CheckState.Checked
        )

    def _count(self) -> None:
        count = len(self._checked())
        text = plural("Take the texts of {n} story", "Take the texts of {n} stories", count)
        self._take.setText(text.format(n=count))
        self._take.setEnabled(bool(count))

    def _show(self, row: int) -> None:
        if 0 <= row < len(self._found):
            self._words.setPlainText(_in_words(self._found[row]))

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 18, 20, 16)
        outer.setSpacing(10)
        said = _(
            "These stories are told in other words in “{name}”. Principles, scores and evidence here stay as they are."
        )
        outer.addWidget(wrapped(said.format(name=self._name), "quiet"))
        both = QSplitter(Qt.Orientation.Horizontal)
        both.setChildrenCollapsible(False)
        both.addWidget(self._stories)
        both.addWidget(self._words)
        both.setHandleWidth(1)
        both.setStretchFactor(0, 2)
        both.setStretchFactor(1, 3)
        outer.addWidget(both, 1)
        row = QHBoxLayout()
        for text, state in ((_("All"), Qt.CheckState.Checked), (_("None"), Qt.CheckState.Unchecked)):
            made = button(text, "link")
            made.clicked.connect(lambda _on=False, state=state: self._check_all(state))
            row.addWidget(made)
        row.addStretch(1)
        row.addWidget(label(_("It is one step; undo takes it back."), "small"))
        outer.addLayout(row)
        outer.addWidget(self.fault)
        buttons = answers(self, "")
        self._take = buttons.button(QDialogButtonBox.StandardButton.Ok)
        outer.addWidget(buttons)

    def _check_all(self, state: Qt.CheckState) -> None:
        for row in range(self._stories.count()):
            self._stories.item(row).setCheckState(state)


def _in_words(one: Difference) -> str:
    """Return both sides of every field that differs."""
    blocks = []
    for field in one.fields:
        here, there = _apart(_side(getattr(one.story, field)), _side(getattr(one.brought, field)))
        name = _field(field)
        heading = name[:1].upper() + name[1:]
        blocks.append(_("{field}\nHERE: {here}\nTHERE: {there}").format(field=heading, here=here, there=there))
    return "\n\n".join(blocks)


def _side(value: object) -> str:
    """Return a field's value as text: lists an item a line."""
    if isinstance(value, tuple):
        lines = [item if isinstance(item, str) else " · ".join(_parts(item)) for item in value]
        text = "\n".join(f"– {line}" for line in lines)
        text = f"\n{text}" if text else ""
    else:
        text = str(value).strip()
    return text


def _apart(here: str, there: str) -> tuple[str, str]:
    """Return two texts without the long beginning and end that they share, and no longer than one reads."""
    first = _shared(here, there)
    last = _shared(here[first:][::-1], there[first:][::-1])
    begin = here.rfind(" ", 0, max(first - AROUND, 0)) + 1
    after = max(last - AROUND, 0)
    return _cut(here, begin, after), _cut(there, begin, after)


def _shared(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _cut(text: str, begin: int, after: int) -> str:
    middle = text[begin : len(text) - after]
    shown = ("… " if begin else "") + middle[:MOST]
    return (shown + " …" if after or len(middle) > MOST else shown) or _("(empty)")


def _parts(record: object) -> list[str]:
    values = (getattr(record, name) for name in record.__slots__)  # type: ignore[attr-defined]
    return [str(value) for value in values if str(value).strip()]


def _field(name: str) -> str:
    names = {
        "title": _("title"),
        "hook": _("hook"),
        "employer": _("employer"),
        "role": _("role"),
        "period": _("period"),
        "scale": _("scale"),
        "narrative": _("narrative"),
        "tags": _("tags"),
        "anchors": _("anchors"),
        "opening": _("opening line"),
        "closing": _("closing line"),
        "customers": _("customers"),
        "trade_off": _("trade-off"),
        "figures": _("figures"),
        "signals": _("signals"),
    }
    return names[name]
