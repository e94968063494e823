"""Bringing notes in and taking everything out, with the questions that belong to it."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox

from storybank.exchange.frameworks import Catalogue
from storybank.gui.document import Document
from storybank.gui.window import Window
from storybank.gui.working import work
from storybank.services.exporting import KIND_OF_SUFFIX, ExportOptions, export
from storybank.services.importing import SOURCE_SUFFIXES, ImportPlan, merged, plan_import
from storybank.services.journal import SUFFIX
from storybank.texts import _, plural

NAMED = 12  # titles that the question before an import lists
DETAILED = 2000  # lines of its details; nobody reads more, and Qt lays all of them out
LONGEST = 300  # characters of a line of it
_PATTERNS = " ".join(f"*{suffix}" for suffix in (*SOURCE_SUFFIXES, SUFFIX))
EXPORTS = {
    "JSON (*.json)": ("json", ".json"),
    "Markdown (*.md)": ("markdown", ".md"),
    "CSV (*.csv)": ("csv", ".csv"),
    "Excel (*.xlsx)": ("xlsx", ".xlsx"),
    "HTML (*.html)": ("html", ".html"),
}


class Transfer:
    """Import and export for the bank that a window shows."""

    def __init__(self, window: Window, frameworks: Catalogue) -> None:
        self._window = window
        self._frameworks = frameworks

    def bring(self, document: Document) -> None:
        """Ask for notes, say what they hold, and put them in as one step."""
        names, _kind = QFileDialog.getOpenFileNames(
            self._window,
            _("Import stories"),
            str(document.path.parent),
            _("Notes, tables and copies of the bank ({suffixes})").format(suffixes=_PATTERNS),
        )
        if names:
            self.bring_files(document, tuple(Path(name) for name in names))

    def bring_files(self, document: Document, paths: tuple[Path, ...]) -> None:
        """Read these files; nothing changes before the report was seen and agreed to."""
        if not self._window.flush():
            return
        if any(path.suffix.lower() == SUFFIX for path in paths):
            self._bring_copies(document, paths)
            return
        bank, frameworks = document.bank, self._frameworks
        plan = work(self._window, _("Reading notes …"), lambda progress: plan_import(bank, paths, frameworks, progress))
        if not isinstance(plan, ImportPlan):
            return
        if not plan.merged.outcomes:
            self._window.notice.say(_("No story was found there: a story begins with a heading, such as “## Title”."))
        elif plan.change.is_empty():
            self._window.notice.say(_("Everything in there is in the bank already."), calm=True)
        elif self._agreed(plan):
            if document.bank is not plan.before:  # it was read again while the question stood
                plan = merged(document.bank, plan.sources)
            document.edit(plan.change.after, plan.change.label, why="import")
            self._window.show_page("stories")
            self._window.stories.show_story(plan.merged.outcomes[0].story.id)

    def _bring_copies(self, document: Document, paths: tuple[Path, ...]) -> None:
        from storybank.gui.copies import bring_from_copy  # seldom needed

        if len(paths) > 1:
            self._window.notice.say(_("Copies of the bank come in one by one, and without other files beside them."))
            return
        for path in paths:
            if bring_from_copy(document, path, self._window):
                self._window.show_page("stories")

    def take_out(self, document: Document) -> None:
        """Ask where, and write the bank there."""
        if not self._window.flush():
            return
        start = document.path.with_suffix(".json")
        name, kind = QFileDialog.getSaveFileName(self._window, _("Export"), str(start), ";;".join(EXPORTS))
        if not name:
            return
        format_name, suffix = EXPORTS.get(kind, EXPORTS["JSON (*.json)"])
        path = Path(name) if Path(name).suffix else Path(name + suffix)
        format_name = KIND_OF_SUFFIX.get(path.suffix.lower(), format_name)
        if path.absolute() == document.path.absolute():
            self._window.notice.say(_("{path} is the bank itself: choose another name").format(path=path))
            return
        asked = path == Path(name)  # the dialog asked about replacing that name, and about no other
        today = date.today()  # noqa: DTZ011 - the day on the reader's wall is meant
        options = ExportOptions(force=asked, aliased=False, ready_only=False, paper="A4", landscape=False, today=today)
        bank, frameworks = document.bank, self._frameworks
        done = work(
            self._window,
            _("Writing …"),
            lambda progress: export(bank, path, format_name, options, frameworks, progress),
        )
        if done is not None:
            self._window.status.showMessage(_("Exported to {path}").format(path=path), 6000)

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
        named = "\n".join(f"·  {title[:LONGEST]}" for title in titles[:NAMED]) + (
            "\n·  …" if len(titles) > NAMED else ""
        )
        box.setInformativeText(
            named + "\n\n" + (more + "\n" if doubles else "") + _("It is one step; undo takes it back.")
        )
        box.setDetailedText("\n".join(_details(plan)))
        box.setStandardButtons(QMessageBox.StandardButton.Ok | QMessageBox.StandardButton.Cancel)
        box.button(QMessageBox.StandardButton.Ok).setText(_("Import"))
        box.button(QMessageBox.StandardButton.Cancel).setText(_("Cancel"))
        return box.exec() == QMessageBox.StandardButton.Ok


def _details(plan: ImportPlan) -> list[str]:
    """Return a line per story and a line per line of the notes that went somewhere."""
    kinds = {"added": _("new: {title}"), "changed": _("changed: {title}"), "unchanged": _("unchanged: {title}")}
    outcomes, findings = plan.merged.outcomes, plan.findings
    lines = [kinds[outcome.kind].format(title=outcome.story.title) for outcome in outcomes[:DETAILED]]
    lines += [
        f"{Path(source).name}:{finding.line}: {finding.kind}: {finding.text}" for source, finding in findings[:DETAILED]
    ]
    more = len(outcomes) + len(findings) - min(len(lines), DETAILED)
    told = [line if len(line) <= LONGEST else f"{line[:LONGEST]}…" for line in lines[:DETAILED]]
    return [*told, _("… and {n} more").format(n=more)] if more else told
