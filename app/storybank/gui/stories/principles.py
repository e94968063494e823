"""The principles a story speaks to: a row each, which unfolds to its questions, and a search for one to add."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from storybank.gui.stories.block import Block
from storybank.gui.stories.offer import Offer
from storybank.gui.stories.section import Section, adder
from storybank.gui.tagging import tagged
from storybank.model import Framework, Principle, PrincipleTag, Story
from storybank.texts import _


class Principles(Section):
    """A row per principle that the framework knows. `in_loop` tells which principles the loop is about.

    The primary principle is unfolded when a story is first shown, the others are not; what a person folds or unfolds stays so.
    """

    def __init__(self, in_loop: Callable[[], tuple[str, ...]]) -> None:
        super().__init__(_("Principles and evidence"))
        self._in_loop = in_loop
        self._blocks: list[Block] = []
        self._used: dict[str, Block] = {}
        self._open: dict[tuple[str, str], bool] = {}  # by story and principle
        self._story: Story | None = None
        self._framework: Framework | None = None
        self._popup: Offer | None = None
        self._holder = QVBoxLayout()
        self._holder.setSpacing(2)
        self.body.addLayout(self._holder)
        self.add = adder(_("Add a principle …"), _("Add a principle"))
        self.add.clicked.connect(self._offer)
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addStretch(1)
        self.body.addLayout(row)

    def show_story(self, story: Story, framework: Framework) -> None:
        """Show the tags; rows are kept and filled anew."""
        self._story, self._framework = story, framework
        known = [(tag, principle) for tag in story.principles if (principle := framework.principle(tag.principle))]
        while len(self._blocks) < len(known):
            self._make_block()
        for block in self._blocks[len(known) :]:
            block.hide()
        self._used = {}
        for block, (tag, principle) in zip(self._blocks, known, strict=False):
            self._used[principle.id] = block
            self._show(block, story, tag, principle, framework)
        self.add.setEnabled(len(known) < len(framework.principles))

    def field(self, name: str) -> QWidget | None:
        """Return a row's score (`principles.ownership`), its angle or a question (`principles.ownership.angle`, `….evidence.outcome`), its
        first unanswered question (`….evidence`), the first rank (`principles.rank`), or the button to add one. Questions are unfolded.
        """
        first, _dot, rest = name.partition(".")
        if first != "principles":
            return None
        if rest == "rank" and self._used:
            return next(iter(self._used.values())).rank
        principle, _dot, part = rest.partition(".")
        block = self._used.get(principle)
        if block is None:
            return self.add
        if not part:
            return block.score
        self._unfold(principle, on=True)
        return block.question("" if part == "evidence" else part.removeprefix("evidence."))

    def _show(self, block: Block, story: Story, tag: PrincipleTag, principle: Principle, framework: Framework) -> None:
        is_open = self._open.setdefault((story.id, principle.id), tag.rank == "primary")
        if not is_open and not block.is_folded:
            block.unfold(on=False)
        block.show_tag(story, tag, principle, framework)
        if is_open and block.is_folded:
            block.unfold(on=True)
        block.show()

    def _make_block(self) -> None:
        block = Block()
        block.edited.connect(self.edited)
        block.grown.connect(self.grown)
        block.unfolded.connect(lambda on: self._unfold(block.principle.id, on=on))
        self._blocks.append(block)
        self._holder.addWidget(block)
        self.grown.emit()

    def _unfold(self, principle: str, *, on: bool) -> None:
        if self._story is not None:
            self._open[self._story.id, principle] = on
        if self._used[principle].is_folded == on:
            self._used[principle].unfold(on=on)

    def add_another(self) -> None:
        """Offer the principles that the story does not carry yet."""
        self.add.setFocus()
        self.wanted.emit(self.add)
        self.add.click()

    def _offer(self) -> None:
        if self._story is None or self._framework is None:
            return
        if self._popup is None:
            self._popup = Offer(self.window())
            self._popup.chosen.connect(self._on_add)
            self.destroyed.connect(self._popup.deleteLater)  # it lies over the window, and would stay there
        others = [p for p in self._framework.principles if self._story.tag(p.id) is None]
        self._popup.show_at(self.add, others, self._in_loop())

    def _on_add(self, principle_id: str) -> None:
        """Tag the story and go on at the new row, unfolded, with its score."""
        principle = self._framework.principle(principle_id) if self._framework else None
        if principle is None or self._story is None:
            return
        self._open[self._story.id, principle_id] = True
        step = _("Add {principle} to “{title}”").format(principle=principle.name, title=self._story.title)
        self.ask(step, "", lambda story: tagged(story, principle_id), now=True)
        if principle_id in self._used:
            self._used[principle_id].score.setFocus()
            self.wanted.emit(self._used[principle_id])
