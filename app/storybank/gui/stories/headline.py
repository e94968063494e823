"""The headline: title, hook, status, where and when, for whom."""

from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QWidget

from storybank.gui.fields import Choice, LineField, label, mark, wrapped
from storybank.gui.stories.section import Section
from storybank.model import STATUSES, Framework, Story
from storybank.texts import _


def status_names() -> dict[str, str]:
    """Return what each status is called."""
    return {"idea": _("Idea"), "draft": _("Draft"), "ready": _("Ready"), "retired": _("Retired")}


class Headline(Section):
    """Who, where, when: the fields above the narrative."""

    def __init__(self) -> None:
        super().__init__("")
        self.title = LineField(_("Title"), _("Title of the story"), flat=True)
        self.title.setObjectName("titleField")
        self.hook = LineField(_("Hook"), _("The hook: one line that makes one want to hear the rest"), flat=True)
        self.hook.setObjectName("hookField")
        self.note = wrapped("", "warning")
        self.note.hide()
        self._story_id = ""
        self.title.typed.connect(self._on_title)
        self.hook.typed.connect(lambda text: self.ask_set(_("Edit the hook"), "hook", text))
        for widget in (self.title, self.note, self.hook):
            self.body.addWidget(widget)
        self.status = Choice(
            _("Status"), [(name, value) for value, name in status_names().items() if value in STATUSES]
        )
        self.status.chosen.connect(lambda value: self.ask_set(_("Change the status"), "status", value, now=True))
        self.internal = QCheckBox(_("Internal customer"))
        self.internal.setToolTip(_("The story’s primary customer works for your own company."))
        self.internal.clicked.connect(
            lambda on: self.ask_set(_("Change who the customer is"), "internal", on, now=True)
        )
        self._lines = {
            "employer": LineField(_("Employer"), _("Employer")),
            "role": LineField(_("Role"), _("Your role")),
            "period": LineField(_("Period"), _("2024-03/2024-09")),
            "scale": LineField(_("Scale"), _("50 people, 3,000 requests/s")),
            "tags": LineField(_("Tags"), _("Tags, separated by commas")),
        }
        steps = {
            "employer": _("Edit the employer"),
            "role": _("Edit the role"),
            "period": _("Edit the period"),
            "scale": _("Edit the scale"),
        }
        for name, step in steps.items():
            self._lines[name].typed.connect(lambda text, name=name, step=step: self.ask_set(step, name, text))
        self._lines["tags"].typed.connect(lambda text: self.ask_set(_("Edit the tags"), "tags", _tags(text)))
        self.body.addWidget(self._grid())

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

    def _grid(self) -> QWidget:
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(4, 4, 0, 0)
        grid.setHorizontalSpacing(10)
        first = QHBoxLayout()
        first.setSpacing(14)
        first.addWidget(self.status)
        first.addWidget(self.internal)
        first.addStretch(1)
        places = (
            ("employer", _("Employer"), 1, 0),
            ("role", _("Role"), 1, 2),
            ("period", _("Period"), 2, 0),
            ("scale", _("Scale"), 2, 2),
        )
        grid.addWidget(label(_("Status"), "quiet"), 0, 0)
        grid.addLayout(first, 0, 1, 1, 3)
        for name, text, row, column in places:
            grid.addWidget(label(text, "quiet"), row, column)
            grid.addWidget(self._lines[name], row, column + 1)
        grid.addWidget(label(_("Tags"), "quiet"), 3, 0)
        grid.addWidget(self._lines["tags"], 3, 1, 1, 3)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        return box

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
