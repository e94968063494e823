"""The headline: title, hook, status, where and when, for whom."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QWidget

from storybank.gui.fields import Choice, mark, wrapped
from storybank.gui.stories.eliding import ElidingField
from storybank.gui.stories.section import FLAT, Section, beside
from storybank.model import STATUSES, Framework, Story
from storybank.texts import _


def status_names() -> dict[str, str]:
    """Return what each status is called."""
    return {"idea": _("Idea"), "draft": _("Draft"), "ready": _("Ready"), "retired": _("Retired")}


class Headline(Section):
    """Who, where, when: the fields above the narrative."""

    def __init__(self) -> None:
        super().__init__("")
        self.title = ElidingField(_("Title"), _("Title of the story"))
        self.title.setObjectName("titleField")
        self.hook = ElidingField(_("Hook"), _("The hook: one line that makes one want to hear the rest"))
        self.hook.setObjectName("hookField")
        self.note = wrapped("", "warning")
        self.note.setContentsMargins(FLAT, 0, 0, 0)
        self.note.hide()
        self._story_id = ""
        self.title.typed.connect(self._on_title)
        self.hook.typed.connect(lambda text: self.ask_set(_("Edit the hook"), "hook", text))
        self.body.setSpacing(2)
        for widget in (self.title, self.note, self.hook):
            self.body.addWidget(widget)
        self.body.addSpacing(4)
        self.status = Choice(
            _("Status"), [(name, value) for value, name in status_names().items() if value in STATUSES]
        )
        self.status.setProperty("role", "chip")
        self.status.chosen.connect(lambda value: self.ask_set(_("Change the status"), "status", value, now=True))
        self.internal = QCheckBox(_("Internal customer"))
        self.internal.setToolTip(_("The story’s primary customer works for your own company."))
        self.internal.clicked.connect(
            lambda on: self.ask_set(_("Change who the customer is"), "internal", on, now=True)
        )
        self._lines = self._make_lines()
        self.body.addLayout(self._facts())

    def _make_lines(self) -> dict[str, ElidingField]:
        """Return the fields of one line, by the names of what they hold."""
        made = {
            "employer": ElidingField(_("Employer"), _("Employer")),
            "period": ElidingField(_("Period"), _("2024-03/2024-09")),
            "role": ElidingField(_("Role"), _("What you were")),
            "scale": ElidingField(_("Scale"), _("50 people, 3,000 requests/s")),
            "tags": ElidingField(_("Tags"), _("Your own words to find it by, separated by commas")),
        }
        steps = {
            "employer": _("Edit the employer"),
            "role": _("Edit the role"),
            "period": _("Edit the period"),
            "scale": _("Edit the scale"),
        }
        for name, step in steps.items():
            made[name].typed.connect(lambda text, name=name, step=step: self.ask_set(step, name, text))
        made["tags"].typed.connect(lambda text: self.ask_set(_("Edit the tags"), "tags", _tags(text)))
        return made

    def show_story(self, story: Story, framework: Framework) -> None:
        """Show the headline."""
        if story.id != self._story_id or self.title.text().strip() or not self.title.hasFocus():
            self.title.show_text(story.title)
            self._say_missing(empty=False)
        self._story_id = story.id
        self.hook.show_text(story.hook)
        self.status.show_value(story.status)
        self.internal.setChecked(story.internal)
        for name in ("employer", "role", "period", "scale"):
            self._lines[name].show_text(getattr(story, name))
        if _tags(self._lines["tags"].text()) != story.tags:
            self._lines["tags"].show_text(", ".join(story.tags))

    def field(self, name: str) -> QWidget | None:
        """Return the widget of a field."""
        own: dict[str, QWidget] = {
            "title": self.title,
            "hook": self.hook,
            "status": self.status,
            "internal": self.internal,
        }
        return {**own, **self._lines}.get(name)

    def _facts(self) -> QGridLayout:
        """Lay out one line of what is short, and a line each for what may be long."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(0)
        grid.setColumnMinimumWidth(0, 58)
        grid.setColumnStretch(1, 1)
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.status)
        first.addWidget(self._lines["employer"], 1)
        self._lines["period"].setMinimumWidth(self.fontMetrics().horizontalAdvance("2024-03/2024-09") + 20)
        first.addWidget(self._lines["period"], 1)
        grid.addLayout(first, 0, 1, 1, 2)
        heads = (
            (0, _("Status"), self.status),
            (1, _("Role"), self._lines["role"]),
            (2, _("Scale"), self._lines["scale"]),
            (3, _("Tags"), self._lines["tags"]),
        )
        for row, text, field in heads:
            head = beside(text)
            head.setContentsMargins(FLAT, 0, 0, 0)
            head.setBuddy(field)
            grid.addWidget(head, row, 0, Qt.AlignmentFlag.AlignVCenter)
            if row:
                grid.addWidget(field, row, 1, 1, 1 if row == 1 else 2)  # beside the role stands whom it was for
            if row == 1:
                grid.addWidget(self.internal, 1, 2)  # here, for Tab goes as things are laid out
        return grid

    def _on_title(self, text: str) -> None:
        self._say_missing(empty=not text.strip())
        if text.strip():
            self.ask_set(_("Edit the title"), "title", text)

    def _say_missing(self, *, empty: bool) -> None:
        mark(self.title, "missing", on=empty)
        self.note.setText(_("A story needs a title; until there is one, the last title stays in the file."))
        self.note.setVisible(empty)


def _tags(text: str) -> tuple[str, ...]:
    return tuple(tag.strip() for tag in text.split(",") if tag.strip())
