"""The signals a story carries, each with a note of where."""

from dataclasses import replace

from PySide6.QtCore import Signal as TextTyped
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from storybank.gui.eliding import ElidingLabel
from storybank.gui.fields import LineField, literal, tip, wrapped
from storybank.gui.stories.section import FLAT, Section
from storybank.model import Framework, Signal, SignalTag, Story
from storybank.texts import _

_NOTE_IN = 18  # so far in do note and line stand: under the words of their box


class Signals(Section):
    """A check box per signal of the framework, and what it means; under a checked one that whole and a note of where the story shows it."""

    def __init__(self) -> None:
        super().__init__(_("Signals"))
        self._framework: Framework | None = None
        self._pool: list[_Row] = []
        self._rows: dict[str, _Row] = {}
        told = wrapped(
            _(
                "What a loop listens for beside the principles. Required: the bank needs a story with it. "
                "Beyond the launch: one story at least shows that your work went on after the launch."
            ),
            "small",
        )
        told.setContentsMargins(FLAT, 0, 0, 2)
        self.body.addWidget(told)
        self._holder = QVBoxLayout()
        self._holder.setContentsMargins(FLAT, 0, 0, 0)
        self._holder.setSpacing(0)
        self.body.addLayout(self._holder)

    def show_story(self, story: Story, framework: Framework) -> None:
        """Show which signals the story carries."""
        if self._framework is None or self._framework.signals != framework.signals:
            self._rebuild(framework)
        self._framework = framework
        for signal_id, row in self._rows.items():
            tag = next((tag for tag in story.signals if tag.signal == signal_id), None)
            if row.show_tag(tag):
                self.grown.emit()

    def field(self, name: str) -> QWidget | None:
        """Return a signal's box (`signals.killed-project`), or the first."""
        if name.partition(".")[0] != "signals":
            return None
        row = self._rows.get(name.partition(".")[2]) or next(iter(self._rows.values()), None)
        return row.box if row else None

    def _rebuild(self, framework: Framework) -> None:
        """Give every signal a row. Rows are used again and never deleted: PySide may free the layout in one while Qt still destroys it."""
        for row in self._pool[len(framework.signals) :]:
            row.hide()
        for signal in framework.signals[len(self._pool) :]:
            self._pool.append(self._new_row(signal))
        self._rows = {signal.id: row for signal, row in zip(framework.signals, self._pool, strict=False)}
        for signal, row in zip(framework.signals, self._pool, strict=False):
            row.show_signal(signal)
            row.show()
        self.grown.emit()

    def _new_row(self, signal: Signal) -> "_Row":
        row = _Row(signal)
        row.box.clicked.connect(lambda on: self._on_box(row.signal.id, on))
        row.noted.connect(lambda text: self._on_note(row.signal.id, text))
        self._holder.addWidget(row)
        return row

    def _on_box(self, signal: str, on: bool) -> None:
        def edit(story: Story) -> Story:
            kept = tuple(tag for tag in story.signals if tag.signal != signal)
            return replace(story, signals=(*kept, SignalTag(signal=signal, note="")) if on else kept)

        self.ask(_("Tag a signal") if on else _("Untag a signal"), "", edit, now=True)

    def _on_note(self, signal: str, text: str) -> None:
        def edit(story: Story) -> Story:
            return replace(
                story, signals=tuple(replace(tag, note=text) if tag.signal == signal else tag for tag in story.signals)
            )

        self.ask(_("Edit a signal’s note"), f"signals.{signal}", edit)


class _Row(QWidget):
    """A signal's box; what it means and the note are made when it is first checked."""

    noted = TextTyped(str)

    def __init__(self, signal: Signal) -> None:
        super().__init__()
        self.signal = signal
        self.box = QCheckBox()
        self._line: QLabel | None = None
        self._note: LineField | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._meaning = ElidingLabel("small")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.box)
        row.addWidget(self._meaning, 1)
        self._column.addLayout(row)

    def show_signal(self, signal: Signal) -> None:
        """Be the row of a signal; whether the story carries it is shown by `show_tag`."""
        self.signal = signal
        needs = {"required": _("required"), "depth": _("beyond the launch"), "optional": ""}
        need = needs[signal.need]
        self.box.setText(literal(f"{signal.name} · {need}" if need else signal.name))
        self._meaning.setText(signal.line)
        self._meaning.setToolTip(tip(signal.line))
        self.box.setToolTip(tip(signal.line))
        self.box.setAccessibleDescription(signal.line)
        if self._line is not None and self._note is not None:
            self._line.setText(signal.line)
            self._note.setAccessibleName(self._note_name())

    def show_tag(self, tag: SignalTag | None) -> bool:
        """Show whether the story carries the signal, and where; returns whether a field was made for it."""
        self.box.setChecked(tag is not None)
        made = tag is not None and self._note is None
        if made:
            self._make_note()
        if self._note is not None and self._line is not None:
            self._note.setVisible(tag is not None)
            self._line.setVisible(tag is not None and bool(self.signal.line))
            self._note.show_text(tag.note if tag else "")
        self._meaning.setVisible(tag is None)
        return made

    def _make_note(self) -> None:
        self._line = wrapped(self.signal.line, "small")
        self._line.setContentsMargins(_NOTE_IN + FLAT, 0, 0, 0)
        self._note = LineField(
            self._note_name(),
            _("where in the story is it heard?"),
            flat=True,
        )
        self._note.typed.connect(self.noted)
        self._column.addWidget(self._line)
        inner = QVBoxLayout()
        inner.setContentsMargins(_NOTE_IN, 0, 0, 6)
        inner.addWidget(self._note)
        self._column.addLayout(inner)

    def _note_name(self) -> str:
        return _("Where the story shows: {signal}").format(signal=self.signal.name)
