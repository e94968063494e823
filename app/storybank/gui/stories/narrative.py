"""The narrative: Markdown in the best type of the window, its length in words and minutes, a preview, and evidence underlined."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QMenu, QWidget

from storybank.analysis.quoting import quotes, sentence_at
from storybank.gui.document import Document
from storybank.gui.settings import Settings
from storybank.gui.stories.foot import Foot, length_text
from storybank.gui.stories.highlighting import Highlighter
from storybank.gui.stories.proofing import Proofing
from storybank.gui.stories.reading import Reading
from storybank.gui.stories.section import Section
from storybank.gui.stories.writing import Passage, WritingField
from storybank.gui.theme import theme_of
from storybank.model import Framework, Story
from storybank.texts import _

if TYPE_CHECKING:
    from storybank.gui.stories.attaching import Attaching

_LEAST_LINES = 12  # of Qt's, which are lower than ours
_AFTER_KEY_MS = 150  # what follows from the text is worked out when no key is waiting


class Narrative(Section):
    """The text itself. `said` carries a sentence that explains what was done."""

    said = Signal(str)

    def __init__(self, document: Document, settings: Settings) -> None:
        super().__init__(_("Narrative"))
        self._document, self._settings = document, settings
        self._story: Story | None = None
        self._deed = self._passage = ""  # what is done to the text, where it is not typing; what the popup is about
        self._quoted: object = None
        self._popup: Attaching | None = None
        self.text = WritingField(
            _("Narrative, Markdown"), _("Tell it as you would aloud. Markdown is welcome."), least=_LEAST_LINES
        )
        self._marks = Highlighter(self.text.document(), theme_of(self.palette()))
        self.foot = Foot()
        self._reading = Reading(self.text)
        self._reading.made.connect(self.grown)
        self.body.addWidget(self._reading)
        self.body.addWidget(self.foot)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_AFTER_KEY_MS)
        self.proofing = Proofing(self.text, document.path, settings, self)
        self._connect()

    def _connect(self) -> None:
        self._soon.timeout.connect(self._work_out)
        self.text.typed.connect(self._on_text)
        self.text.selectionChanged.connect(self._soon.start)
        self.text.menu_asked.connect(self._on_menu)
        self.foot.mode_chosen.connect(self.show_as)
        self.foot.pace_asked.connect(self.ask_pace)
        self.foot.star_asked.connect(self.insert_star)
        self._settings.changed.connect(self._on_setting)
        self.proofing.said.connect(self.said)

    def show_story(self, story: Story, framework: Framework) -> None:
        """Show the narrative and underline its evidence."""
        other = self._story is None or self._story.id != story.id
        self._story = story
        self.text.show_text(story.narrative)
        if other:
            self._work_out()
        else:
            self._show_evidence(self.text.text)
            self._soon.start()
        self.proofing.look()

    def field(self, name: str) -> QWidget | None:
        """Return the text field; it is shown for that."""
        if name != "narrative":
            return None
        if self._reading.mode == "preview":
            self.show_as("edit")
        return self.text

    @property
    def mode(self) -> str:
        """What is shown: the text (`edit`), how it reads (`preview`), or both (`beside`)."""
        return self._reading.mode

    def show_as(self, mode: str) -> None:
        """Show the text (`edit`), how it reads (`preview`), or both (`beside`)."""
        self._unfold()
        self.foot.modes[mode].setChecked(True)
        self._reading.show_as(mode)

    def toggle_preview(self) -> None:
        """Show how the text reads, or what was shown before that."""
        self.show_as(self._reading.before())

    def toggle_beside(self) -> None:
        """Show beside the text how it reads, or the text alone."""
        self.show_as("edit" if self._reading.mode == "beside" else "beside")

    def insert_star(self) -> None:
        """Put the STAR headings into the text, after the line of the cursor; nothing that stands there is touched."""
        from storybank.gui.stories.star import star_at  # a template that not everybody wants

        self._unfold()
        if self._story is not None:
            self.field("narrative")
            at, text, caret = star_at(self.text.text, self.text.selection[1])
            self._deed = _("Insert STAR headings")
            self.text.put(at, at, text, caret)
            self._deed = ""
            self._work_out()
            self.text.setFocus()

    def ask_pace(self) -> None:
        """Ask how fast one speaks and how long a story should take."""
        from storybank.gui.stories.pace import PaceDialog  # seldom asked for

        PaceDialog(self._settings, self.window()).ask()

    def attach(self) -> None:
        """Offer to attach the selected passage, else the sentence of the cursor, as evidence."""
        self._unfold()
        if self._story is None:
            return
        self.field("narrative")
        text, (start, end) = self.text.text, self.text.selection
        if not text[start:end].strip():
            start, end = sentence_at(text, self.text.caret)
            self.text.select(start, end)
        passage = text[start:end].strip()
        if not passage:
            self.said.emit(_("Select the passage that answers a question first."))
            return
        from storybank.gui.stories.attaching import Attaching  # not before something is attached

        if self._popup is None:
            self._popup = Attaching(self.window())
            self._popup.picked.connect(self._on_picked)
        self._passage = passage
        self.text.setFocus()
        self.wanted.emit(self.text)  # the passage may be out of sight
        bank = self._document.bank
        self._popup.show_for(self.text, self.text.selected_lines(), self._story, bank.framework, bank.target.principles)

    def next_misspelling(self) -> None:
        """Select the next misspelt word."""
        self._unfold()
        if self._story is not None:
            self.field("narrative")
            self.proofing.next()

    def toggle_spelling(self) -> None:
        """Check spelling, or do not."""
        self.proofing.toggle()

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_soon"):
            self._marks.use(theme_of(self.palette()))

    def _unfold(self) -> None:
        """Nothing is done out of sight."""
        if self.is_folded and self.heading is not None:
            self.heading.click()

    def _on_text(self, text: str) -> None:
        self._soon.start()
        self.proofing.look()
        if self._deed:
            self.ask_set(self._deed, "narrative", text, now=True)
        else:
            self.ask_set(_("Edit the narrative"), "narrative", text)

    def _work_out(self) -> None:
        """Say how long the text is, find its evidence, show how it reads: everything that can wait until the key is painted."""
        self._soon.stop()
        text, (start, end) = self.text.text, self.text.selection
        now = self._settings.now
        part = text[start:end]
        selected = bool(part.strip())
        length = length_text(part if selected else text, now.pace, now.minutes, selected=selected)
        self.foot.say(length, empty=not text.strip())
        self._show_evidence(text)
        self._reading.render_text()

    def _show_evidence(self, text: str) -> None:
        if self._story is None:
            return
        key = (text, self._story.principles, self._document.framework)
        if key != self._quoted:
            self._quoted = key
            self.text.show_evidence(_passages(text, self._story, self._document.framework))

    def _on_picked(self, principle: str, dimension: str) -> None:
        from storybank.gui.stories.attaching import attached  # loaded with the popup

        passage = self._passage
        found = self._document.framework.principle(principle)
        asked = found.dimension(dimension) if found else None
        if found is None or asked is None or self._story is None:
            return
        before = self._story.principles
        step = _("Attach evidence for {principle}").format(principle=found.name)
        self.ask(step, "", lambda story: attached(story, principle, dimension, passage), now=True)
        after = self._document.bank.story(self._story.id)
        said = _("It is there already: {principle}, “{question}”")
        if after is None or before != after.principles:
            said = _("Attached as evidence for {principle}: “{question}”")
            self._settings.switch("dismissed", "attach", on=True)  # whoever did it needs no hint
        self.said.emit(said.format(principle=found.name, question=asked.question))

    def _on_menu(self, menu: QMenu, place: int) -> None:
        menu.addSeparator()
        attach = menu.addAction(_("Attach the selection as evidence …"))
        attach.setEnabled(bool(self.text.text.strip()))
        attach.triggered.connect(lambda: QTimer.singleShot(0, self, self.attach))  # when the menu is gone
        self.proofing.add_to(menu, place)

    def _on_setting(self, name: str) -> None:
        if name in ("pace", "minutes"):
            self._work_out()


def _passages(text: str, story: Story, framework: Framework) -> list[Passage]:
    """Return the evidence of a story that stands in a text word for word, and what to say of it."""
    found = []
    for quote in quotes(text, story, framework):
        principle = framework.principle(quote.principle)
        dimension = principle.dimension(quote.dimension) if principle else None
        if principle and dimension:
            told = _("Evidence for {principle}: {question}")
            told = told.format(principle=principle.name, question=dimension.question)
            found.append(Passage(quote.start, quote.end, told))
    return found
