"""What the menus do to the open bank: begin, duplicate and delete stories, set the loop, bring notes in, take everything out."""

from dataclasses import replace
from pathlib import Path

from storybank.exchange.frameworks import Catalogue
from storybank.exchange.notes import Ids
from storybank.gui.document import Document
from storybank.gui.framework.dialog import ask_framework
from storybank.gui.loop.bringing import bring_texts
from storybank.gui.target import ask_loop
from storybank.gui.transfer import Transfer
from storybank.gui.window import Window
from storybank.model import Story
from storybank.texts import Refusal, _


class Desk:
    """Works on the bank that a window shows."""

    def __init__(self, window: Window, frameworks: Catalogue) -> None:
        self._window = window
        self._frameworks = frameworks
        self._transfer = Transfer(window, frameworks)

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
            if self._document.edit_story(replace(story, status=status), name.format(title=story.title)):
                self._window.stories.show_following()

    def delete(self) -> None:
        """Delete the story that is shown; undo brings it back."""
        story = self._current()
        if story is not None and self._document.edit(
            self._document.bank.without_story(story.id), _("Delete “{title}”").format(title=story.title)
        ):
            text = _("“{title}” was deleted.").format(title=story.title)
            self._window.notice.say(text, _("Undo"), self.undo, until_saved=True, calm=True)

    def history(self) -> None:
        """Show what the story was before, and bring a version back."""
        from storybank.gui.history.opening import open_history  # seldom asked for

        story = self._current()
        if story is not None:
            open_history(self._window, story)

    def copy_as_text(self) -> None:
        """Copy the story as plain text, cut to so many words."""
        from storybank.gui.excerpting import copy_as_text  # seldom asked for

        if self._window.flush() and (story := self._current()) is not None:
            copy_as_text(story, self._window.settings, self._window)

    def deleted(self) -> None:
        """Show the stories that were deleted, and bring one back."""
        from storybank.gui.history.opening import open_deleted  # see above

        open_deleted(self._window)

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
        if self._window.flush():
            ask_loop(self._document, self._window)

    def bring(self) -> None:
        """Ask for notes, say what they hold, and put them in as one step."""
        self._transfer.bring(self._document)

    def bring_files(self, paths: tuple[Path, ...]) -> None:
        """Read these files; nothing changes before the report was seen and agreed to."""
        self._transfer.bring_files(self._document, paths)

    def paste_notes(self) -> None:
        """Ask for notes as text, say what they hold, and put them in as one step."""
        self._transfer.paste(self._document)

    def take_out(self) -> None:
        """Ask where, and write the bank there."""
        self._transfer.take_out(self._document)

    def framework(self) -> None:
        """Choose another framework, or edit this one; what it does to the stories is said first."""
        if self._window.flush():
            ask_framework(self._document, self._frameworks, self._window)

    def bring_texts(self) -> None:
        """Take over what was bettered in another bank of the same stories."""
        bring_texts(self._window, self._frameworks)

    def erase(self) -> None:
        """Ask what is to be erased for good, and erase it."""
        from storybank.gui.erasing import ask_to_erase  # seldom asked for

        if not self._window.flush():
            return
        try:
            said = ask_to_erase(self._document, self._window)
        except Refusal as refusal:
            self._window.notice.say(str(refusal))
            return
        if said:
            self._window.notice.say(said, calm=True)

    def move(self, step: int) -> None:
        """Move the story that is shown up (-1) or down (1)."""
        if self._current() is not None:
            self._window.stories.move_story(step)

    def _current(self) -> Story | None:
        """Return the story that is shown. On another page it is shown first and nothing else happens: nothing is done out of sight."""
        seen = self._window.stack.currentWidget() is self._window.stories
        self._window.show_page("stories")
        return self._window.stories.current() if seen and self._window.flush() else None
