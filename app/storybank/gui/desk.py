"""What the menus do to the open bank: begin, duplicate and delete stories, set the loop, bring notes in, take everything out."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox

from storybank.exchange.frameworks import Catalogue
from storybank.exchange.notes import Ids
from storybank.gui.document import Document
from storybank.gui.target import TargetDialog
from storybank.gui.window import Window
from storybank.model import Story
from storybank.services.exporting import ExportOptions, export
from storybank.services.importing import ImportPlan, plan_import
from storybank.texts import Refusal, _, plural

NAMED = 12  # titles that the question before an import lists
EXPORTS = {"JSON (*.json)": ("json", ".json"), "Markdown (*.md)": ("markdown", ".md"), "CSV (*.csv)": ("csv", ".csv")}


class Desk:
    """Works on the bank that a window shows."""

    def __init__(self, window: Window, frameworks: Catalogue) -> None:
        self._window = window
        self._frameworks = frameworks

    @property
    def _document(self) -> Document:
        assert self._window.document is not None  # noqa: S101 - the menus are disabled without a bank
        return self._window.document

    def new_story(self) -> None:
        """Begin a story and put the cursor into its title."""
        self._window.flush()
        bank = self._document.bank
        title = _("Untitled story")
        story = replace(Story.blank(Ids(story.id for story in bank.stories).claim(title), title), status="idea")
        if self._document.edit_story(story, _("New story")):
            self._window.show_page("stories")
            self._window.stories.show_story(story.id, "title")
            self._window.stories.editor.sections[0].field("title").selectAll()  # type: ignore[union-attr]

    def duplicate(self) -> None:
        """Make a copy of the story that is shown."""
        story = self._current()
        if story is not None:
            bank = self._document.bank
            copy = replace(
                story,
                id=Ids(other.id for other in bank.stories).claim(story.id),
                title=_("{title} (copy)").format(title=story.title),
            )
            if self._document.edit_story(copy, _("Duplicate “{title}”").format(title=story.title)):
                self._window.stories.show_story(copy.id, "title")

    def retire(self) -> None:
        """Put the story that is shown away, or bring it back; it stays in the bank."""
        story = self._current()
        if story is not None:
            status = "draft" if story.status == "retired" else "retired"
            name = _("Retire “{title}”") if status == "retired" else _("Bring back “{title}”")
            self._document.edit_story(replace(story, status=status), name.format(title=story.title))

    def delete(self) -> None:
        """Delete the story that is shown; undo brings it back."""
        story = self._current()
        if story is not None and self._document.edit(
            self._document.bank.without_story(story.id), _("Delete “{title}”").format(title=story.title)
        ):
            text = _("“{title}” was deleted.").format(title=story.title)
            self._window.notice.say(text, _("Undo"), self.undo, until_saved=True, calm=True)

    def undo(self) -> None:
        """Take the last step back, what is being typed first."""
        if self._window.flush():
            self._document.undo()

    def redo(self) -> None:
        """Make the step again that was taken back last."""
        if self._window.flush():
            self._document.redo()

    def target(self) -> None:
        """Ask for the loop."""
        self._window.flush()
        dialog = TargetDialog(self._document.bank, self._window)
        if dialog.exec():
            self._document.edit(dialog.result_bank(), _("Set the loop"))

    def bring(self) -> None:
        """Ask for notes, say what they hold, and put them in as one step."""
        names, _kind = QFileDialog.getOpenFileNames(
            self._window,
            _("Import stories"),
            str(self._document.path.parent),
            _("Notes (*.json *.md *.markdown *.txt *.csv *.tsv)"),
        )
        if names:
            self.bring_files(tuple(Path(name) for name in names))

    def bring_files(self, paths: tuple[Path, ...]) -> None:
        """Read these files; nothing changes before the report was seen and agreed to."""
        self._window.flush()
        try:
            plan = plan_import(self._document.bank, paths, self._frameworks)
        except Refusal as refusal:
            self._window.notice.say(str(refusal))
            return
        if not plan.merged.outcomes:
            self._window.notice.say(_("No story was found there: a story begins with a heading, such as “## Title”."))
        elif plan.change.is_empty():
            self._window.notice.say(_("Everything in there is in the bank already."), calm=True)
        elif self._agreed(plan):
            self._document.edit(plan.change.after, plan.change.label)
            self._window.show_page("stories")
            self._window.stories.show_story(plan.merged.outcomes[0].story.id)

    def take_out(self) -> None:
        """Ask where, and write the bank there."""
        self._window.flush()
        start = self._document.path.with_suffix(".json")
        name, kind = QFileDialog.getSaveFileName(self._window, _("Export"), str(start), ";;".join(EXPORTS))
        if not name:
            return
        format_name, suffix = EXPORTS.get(kind, EXPORTS["JSON (*.json)"])
        path = Path(name) if Path(name).suffix else Path(name + suffix)
        format_name = {".json": "json", ".md": "markdown", ".csv": "csv"}.get(path.suffix.lower(), format_name)
        if path.absolute() == self._document.path.absolute():
            self._window.notice.say(_("{path} is the bank itself: choose another name").format(path=path))
            return
        asked = path == Path(name)  # the dialog asked about replacing that name, and about no other
        today = date.today()  # noqa: DTZ011 - the day on the reader's wall is meant
        options = ExportOptions(force=asked, aliased=False, ready_only=False, paper="A4", landscape=False, today=today)
        try:
            export(self._document.bank, path, format_name, options, self._frameworks)
        except Refusal as refusal:
            self._window.notice.say(str(refusal))
            return
        self._window.status.showMessage(_("Exported to {path}").format(path=path), 6000)

    def framework(self) -> None:
        """Ask for another framework; tags that it does not know would be lost, so such a change is refused and said."""
        self._window.flush()
        broken = self._frameworks.broken()
        if broken:  # files of one's own that cannot be offered; the others are
            self._window.notice.say("\n".join(str(error) for error in broken))
        known = self._frameworks.all()
        names = [f"{framework.name} ({framework.id}, {framework.version})" for framework in known]
        at = next((at for at, framework in enumerate(known) if framework.id == self._document.framework.id), 0)
        name, sure = QInputDialog.getItem(
            self._window, _("Framework"), _("Which company’s principles?"), names, at, False
        )
        if sure:
            chosen = known[names.index(name)]
            self._document.edit(
                replace(self._document.bank, framework=chosen), _("Use {framework}").format(framework=chosen.name)
            )

    def move(self, step: int) -> None:
        """Move the story that is shown up (-1) or down (1)."""
        if self._current() is not None:
            self._window.stories.move_story(step)

    def _current(self) -> Story | None:
        """Return the story that is shown. On another page it is shown first and nothing else happens: nothing is done out of sight."""
        seen = self._window.stack.currentWidget() is self._window.stories
        self._window.show_page("stories")
        return self._window.stories.current() if seen and self._window.flush() else None

    def _agreed(self, plan: ImportPlan) -> bool:
        box = QMessageBox(self._window)
        box.setWindowTitle(_("Import stories"))
        counts = {
            kind: sum(outcome.kind == kind for outcome in plan.merged.outcomes)
            for kind in ("added", "changed", "unchanged")
        }
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(_("{added} new, {changed} changed, {unchanged} unchanged.").format(**counts))
        doubles = sum(bool(outcome.doubles) for outcome in plan.merged.outcomes)
        more = plural(
            "{n} looks like a story that you have already.", "{n} look like stories that you have already.", doubles
        ).format(n=doubles)
        titles = [outcome.story.title for outcome in plan.merged.outcomes if outcome.kind != "unchanged"]
        named = "\n".join(f"·  {title}" for title in titles[:NAMED]) + ("\n·  …" if len(titles) > NAMED else "")
        box.setInformativeText(
            named + "\n\n" + (more + "\n" if doubles else "") + _("It is one step; undo takes it back.")
        )
        lines = [f"{outcome.kind}: {outcome.story.title}" for outcome in plan.merged.outcomes]
        lines += [
            f"{Path(source).name}:{finding.line}: {finding.kind}: {finding.text}" for source, finding in plan.findings
        ]
        box.setDetailedText("\n".join(lines))
        box.setStandardButtons(QMessageBox.StandardButton.Ok | QMessageBox.StandardButton.Cancel)
        return box.exec() == QMessageBox.StandardButton.Ok
