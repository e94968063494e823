"""Bringing notes in and taking everything out, with the questions that belong to it."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog

from storybank.exchange.frameworks import Catalogue
from storybank.exchange.notes import AS_RECOGNISED, Choices
from storybank.gui.document import Document
from storybank.gui.window import Window
from storybank.gui.working import work
from storybank.services.exporting import KIND_OF_SUFFIX, ExportOptions, export
from storybank.services.importing import SOURCE_SUFFIXES, ImportPlan, Source, is_table, merged, plan_import, read_text
from storybank.services.journal import SUFFIX
from storybank.texts import Refusal, _

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

        def read(choices: Mapping[str, Choices]) -> ImportPlan | None:
            plan = work(
                self._window,
                _("Reading notes …"),
                lambda progress: plan_import(bank, paths, frameworks, progress, choices),
            )
            return plan if isinstance(plan, ImportPlan) else None

        self._preview(document, read)

    def paste(self, document: Document) -> None:
        """Ask for notes as text, the clipboard's to begin with, and bring them."""
        from storybank.gui.preview.pasting import ask_for_text  # seldom asked for

        if not self._window.flush():
            return
        text = ask_for_text(self._window)
        if not text:
            return
        bank, suffix = document.bank, ".tsv" if is_table(text) else ".md"

        def read(choices: Mapping[str, Choices]) -> ImportPlan | None:
            name = _("pasted notes")
            try:
                notes = read_text(text, name, suffix, bank.framework, choices.get(name, AS_RECOGNISED))
            except Refusal as refusal:
                self._window.notice.say(str(refusal))
                return None
            return merged(bank, (Source(name, notes, text),))

        self._preview(document, read)

    def _preview(self, document: Document, read: Callable[[Mapping[str, Choices]], ImportPlan | None]) -> None:
        """Show what was found, and put in what is decided, as one step."""
        plan = read({})
        if plan is None:
            return
        has_text = any(source.text.strip() for source in plan.sources)
        if not plan.merged.outcomes and not has_text:
            self._window.notice.say(_("No story was found there: a story begins with a heading, such as “## Title”."))
            return
        if plan.merged.outcomes and plan.change.is_empty():
            self._window.notice.say(_("Everything in there is in the bank already."), calm=True)
            return
        from storybank.gui.preview.dialog import PreviewDialog  # seldom asked for

        dialog = PreviewDialog(plan, read, self._window)
        agreed = dialog.exec() == QDialog.DialogCode.Accepted
        after, first = dialog.result_bank, dialog.first
        dialog.deleteLater()
        if agreed and document.bank is not plan.before:  # it was read again while the question stood
            self._window.notice.say(_("The bank changed meanwhile; import once more."))
        elif agreed and document.edit(after, plan.change.label, why="import"):
            self._window.show_page("stories")
            self._window.stories.show_story(first)

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
