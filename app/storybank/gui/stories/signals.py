"""The signals a story carries, each with a note of where."""

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from storybank.gui.fields import LineField, clear, literal, tip
from storybank.gui.stories.section import Section
from storybank.model import Framework, SignalTag, Story
from storybank.texts import _


class Signals(Section):
    """A check box per signal of the framework; a note opens beside a checked one."""

    def __init__(self) -> None:
        super().__init__(_("Signals"))
        box = QWidget()
        self._grid = QGridLayout(box)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self.body.addWidget(box)
        self._boxes: dict[str, QCheckBox] = {}
        self._notes: dict[str, LineField] = {}

    def show_story(self, story: Story, framework: Framework) -> None:
        """Show which signals the story carries."""
        if tuple(self._boxes) != tuple(signal.id for signal in framework.signals):
            self._rebuild(framework)
        for signal_id, box in self._boxes.items():
            tag = next((tag for tag in story.signals if tag.signal == signal_id), None)
            box.setChecked(tag is not None)
            self._notes[signal_id].setVisible(tag is not None)
            self._notes[signal_id].show_text(tag.note if tag else "")

    def field(self, name: str) -> QWidget | None:
        """Return a signal's box (`signals.killed-project`), or the first."""
        if name.partition(".")[0] != "signals":
            return None
        return self._boxes.get(name.partition(".")[2]) or next(iter(self._boxes.values()), None)

    def _rebuild(self, framework: Framework) -> None:
        clear(self._grid)
        self._boxes.clear()
        self._notes.clear()
        needs = {"required": _("required"), "depth": _("beyond the launch"), "optional": ""}
        for row, signal in enumerate(framework.signals):
            need = needs[signal.need]
            box = QCheckBox(literal(f"{signal.name} · {need}" if need else signal.name))
            box.setToolTip(tip(signal.line))
            box.clicked.connect(lambda on, signal=signal.id: self._on_box(signal, on))
            note = LineField(_("Where the story shows: {signal}").format(signal=signal.name), _("where in the story"))
            note.typed.connect(lambda text, signal=signal.id: self._on_note(signal, text))
            self._boxes[signal.id], self._notes[signal.id] = box, note
            self._grid.addWidget(box, row, 0)
            self._grid.addWidget(note, row, 1)

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
