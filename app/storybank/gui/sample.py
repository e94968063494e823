"""The copy of the sample that one may do anything with: it is gone when it is closed, but not what somebody wrote into it of their own."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from storybank.exchange.frameworks import Catalogue
from storybank.model import Bank, Story
from storybank.services.loading import sample_bank
from storybank.services.session import Session
from storybank.store.errors import BankMissing
from storybank.texts import Refusal, _, plural

if TYPE_CHECKING:
    from storybank.gui.start import Program

PREFIX = "storybank-sample-"
_FILE = "sample.storybank"


class ThrowAway:
    """A folder of its own for one bank.

    Making one clears away the copies of programs that were killed. One that holds stories of the user's own is not cleared away but taken over:
    it `is_left` from last time.
    """

    def __init__(self) -> None:
        self.bank: Bank = sample_bank(Catalogue.standard())
        left = [folder for folder in _left() if not self._is_cleared(folder)]
        self.folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))
        self.path = self.folder / _FILE
        self.is_left = bool(left) and self._is_taken_over(left[0])

    def _is_cleared(self, folder: Path) -> bool:
        """Remove a copy unless it holds stories of the user's own."""
        try:
            with Session.open(folder / _FILE, read_only=True) as session:
                if self.own_stories(session.bank):
                    return False
        except BankMissing:
            pass  # it was killed while it made one
        except Refusal:
            return (
                False  # whatever it is, it may hold something; the system clears its folder for passing things in time
            )
        shutil.rmtree(folder, ignore_errors=True)
        return True

    def _is_taken_over(self, folder: Path) -> bool:
        with suppress(OSError):
            self.folder.rmdir()
            folder.rename(self.folder)
            return True
        self.folder.mkdir(mode=0o700, exist_ok=True)
        return False

    def remove(self) -> None:
        """Throw it away."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def own_stories(self, bank: Bank) -> tuple[Story, ...]:
        """Return the stories of a bank that the sample does not have."""
        return tuple(story for story in bank.stories if self.bank.story(story.id) is None)


class SampleCopy:
    """The copy that the window has open, or none."""

    def __init__(self, program: "Program") -> None:
        self._program = program
        self._sample: ThrowAway | None = None
        program.window.saving.may_go = lambda: self._sample is None or may_go(self._sample, program)

    def open(self) -> None:
        """Open a new copy, or the one that is left of last time with stories of the user's own."""
        sample = ThrowAway()
        program, left = self._program, sample.is_left
        shown = (
            program.open_path(sample.path, remember=False)
            if left
            else program.make(sample.path, sample.bank, remember=False)
        )
        if not shown:
            if not left:
                sample.remove()
            return
        self.drop()  # the copy before this one, which was open until now
        self._sample = sample
        said = _(
            "This is a copy of the sample, an invented candidate’s bank. Change what you like: it goes when you close it."
        )
        again = _(
            "This is the copy of the sample from last time, for it holds stories of your own; you are asked about them when you close it."
        )
        program.window.notice.say(again if left else said, calm=True)

    def drop(self) -> None:
        """Throw the copy away, if there is one."""
        if self._sample is not None:
            self._sample.remove()
            self._sample = None


def may_go(sample: ThrowAway, program: "Program") -> bool:
    """Ask what becomes of stories of the user's own in a copy of the sample; returns whether the copy may go."""
    window = program.window
    document = window.document
    if document is None or document.path != sample.path or not window.flush():
        return True
    own = sample.own_stories(document.bank)
    if not own:
        return True
    from PySide6.QtWidgets import QMessageBox  # only who wrote something is asked

    said = plural(
        "You wrote a story of your own into the copy of the sample: “{title}”. The copy goes when it is closed.",
        "You wrote {n} stories of your own into the copy of the sample, the first is “{title}”. The copy goes when it is closed.",
        len(own),
    )
    box = QMessageBox(QMessageBox.Icon.NoIcon, _("Your own story"), said.format(n=len(own), title=own[0].title))
    box.setParent(window, box.windowFlags())
    stay = box.addButton(_("Keep it open"), QMessageBox.ButtonRole.RejectRole)
    lose = box.addButton(_("Let it go"), QMessageBox.ButtonRole.DestructiveRole)
    keep = box.addButton(_("Keep it in a bank of mine …"), QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(keep)
    box.setEscapeButton(stay)
    box.exec()
    clicked = box.clickedButton()
    box.deleteLater()
    return clicked is lose or (clicked is keep and _kept(own, document.bank, program))


def _kept(own: tuple[Story, ...], bank: Bank, program: "Program") -> bool:
    from storybank.gui.asking import ask_for_new  # see above

    path = ask_for_new(program.window)
    if path is None:
        return False
    kept = Bank.empty(bank.framework, path.stem)
    for story in own:
        kept = kept.with_story(story)
    try:
        Session.create(path, kept).close()
    except Refusal as refusal:
        program.window.notice.say(str(refusal))
        return False
    program.remembering.opened(path)
    return True


def _left() -> Iterator[Path]:
    """Yield the folders of programs that run no more."""
    for folder in sorted(Path(tempfile.gettempdir()).glob(f"{PREFIX}*")):
        with suppress(OSError):
            owner = folder.lstat().st_uid
            number = folder.name.removeprefix(PREFIX).partition("-")[0]
            if not folder.is_symlink() and (not hasattr(os, "getuid") or owner == os.getuid()) and not _runs(number):
                yield folder


def _runs(number: str) -> bool:
    """Say whether a process of that number runs, or may run."""
    if (
        not number.isascii() or not number.isdigit() or os.name == "nt"
    ):  # asking Windows in this way would end the process
        return True
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
