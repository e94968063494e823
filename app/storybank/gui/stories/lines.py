"""What is said word for word: the opening and closing lines and the anchors in between."""

from PySide6.QtWidgets import QGridLayout, QWidget

from storybank.analysis.validity import MAX_ANCHORS
from storybank.gui.fields import LineField
from storybank.gui.stories.eliding import ElidingField
from storybank.gui.stories.section import FLAT, Section, beside
from storybank.model import Framework, Story
from storybank.texts import _


class Lines(Section):
    """Opening, five anchors, closing."""

    def __init__(self) -> None:
        super().__init__(_("Opening, anchors and closing"))
        grid = QGridLayout()
        grid.setColumnMinimumWidth(0, 96)
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(0)
        self._fields: dict[str, LineField] = {
            "opening": ElidingField(_("Opening line"), _("The first sentence, word for word")),
            **{
                f"anchors.{n}": ElidingField(_("Anchor {n}").format(n=n + 1), _("What must not be forgotten"))
                for n in range(MAX_ANCHORS)
            },
            "closing": ElidingField(_("Closing line"), _("The last sentence, word for word")),
        }
        heads = [_("Opening line"), *[_("Anchor {n}").format(n=n + 1) for n in range(MAX_ANCHORS)], _("Closing line")]
        for row, (head, field) in enumerate(zip(heads, self._fields.values(), strict=True)):
            beside_it = beside(head)
            beside_it.setContentsMargins(FLAT, 0, 0, 0)
            beside_it.setBuddy(field)
            grid.addWidget(beside_it, row, 0)
            grid.addWidget(field, row, 1)
        self._fields["opening"].typed.connect(lambda text: self.ask_set(_("Edit the opening line"), "opening", text))
        self._fields["closing"].typed.connect(lambda text: self.ask_set(_("Edit the closing line"), "closing", text))
        for n in range(MAX_ANCHORS):
            self._fields[f"anchors.{n}"].typed.connect(self._on_anchor)
        self.body.addLayout(grid)

    def show_story(self, story: Story, framework: Framework) -> None:
        """Show the lines; the anchors are left alone while they say the same."""
        self._fields["opening"].show_text(story.opening)
        self._fields["closing"].show_text(story.closing)
        if self._anchors() != story.anchors:
            for n in range(MAX_ANCHORS):
                self._fields[f"anchors.{n}"].show_text(story.anchors[n] if n < len(story.anchors) else "")

    def field(self, name: str) -> QWidget | None:
        """Return the field of a line; `anchors` is the first one."""
        return self._fields.get("anchors.0" if name == "anchors" else name)

    def _anchors(self) -> tuple[str, ...]:
        texts = [self._fields[f"anchors.{n}"].text() for n in range(MAX_ANCHORS)]
        return tuple(text for text in texts if text.strip())

    def _on_anchor(self, _text: str) -> None:
        self.ask_set(_("Edit the anchors"), "anchors", self._anchors())
