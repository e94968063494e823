"""Opening a bank in the window: who else has it, what a crash left, what is damaged; and letting go of it again."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from storybank.gui.backing import Backing
from storybank.gui.claiming import Claims, hand_over, why_read_only
from storybank.gui.document import Document
from storybank.gui.watching import Watching
from storybank.paths import data_folder
from storybank.services.claiming import others_claim
from storybank.services.recovery import is_kept
from storybank.services.session import Session
from storybank.store.errors import BankDamaged, BankGone, NotABank
from storybank.texts import Refusal, _

if TYPE_CHECKING:
    from storybank.gui.start import Program
    from storybank.services.claiming import Claim

OFFER_MS = 1500  # after opening a bank: what is offered can wait until it is read
HINT_MS = 4000


class Opening(QObject):
    """Opens banks for a program, one at a time, and looks after the file of the one that is open."""

    def __init__(self, program: "Program") -> None:
        super().__init__(program)
        self._program, self._window = program, program.window
        self.backing = Backing(self._window)
        self.claims = Claims(self)
        self.claims.called.connect(self._come_to_the_front)
        self.watching = Watching(self)
        self.watching.noticed.connect(self._on_noticed)

    def open(self, path: Path, *, remember: bool = True, anyway: bool = False) -> bool:
        """Open a bank in place of the one that is open. What cannot be opened is said, and the window stays as it was.

        One that another machine has is opened for reading, unless it is to be written `anyway`.
        """
        self._window.flush()  # before the file is read: it may be the one that is open
        if self._is_open(path):
            return True
        other = None if anyway else others_claim(path)
        if other is not None and hand_over(path):
            said = _("“{name}” is open in another window, which is in front now.")
            self._window.notice.say(said.format(name=path.name), calm=True)
            return False
        return self._open(path, other, remember=remember)

    def _open(self, path: Path, other: "Claim | None", *, remember: bool) -> bool:
        try:
            session = Session.open(
                path, read_only=other is not None, before_migration=partial(self.backing.migrate, path)
            )
        except (BankDamaged, NotABank) as refusal:
            from storybank.gui.damage import open_damaged  # hopefully never

            return open_damaged(self._program, path, refusal)
        except Refusal as refusal:
            self._window.notice.say(str(refusal))
            return False
        document = Document(session, self._program, read_only=why_read_only(path, other) if other else "")
        if not self.show(document, remember=remember):
            session.close()
            return False
        if other is not None:
            again = partial(self.open, path, remember=remember, anyway=True)
            document.ways_out = [(_("Open it for writing all the same"), again)]
            self._window.notice.ask(document.read_only, document.ways_out)
            return True
        self._look_after(document)
        if is_kept(path):
            from storybank.gui.recovering import recover  # hopefully never

            recover(self._window, document)
        QTimer.singleShot(OFFER_MS, self, self._offer)
        if remember:
            QTimer.singleShot(HINT_MS, self, self._hint)
        return True

    def show(self, document: Document, *, remember: bool) -> bool:
        """Show a bank in place of the one that is open; returns whether that one could be let go."""
        if not self.let_go():
            return False
        program = self._program
        self._window.notice.hide()
        self._window.show_document(document)
        program.menus.show_open(is_open=True, may_change=not document.read_only)
        program.steps.watch(document)
        if remember:
            program.remembering.opened(document.path)
        program.remembering.back_to_place(document.path)
        return True

    def let_go(self) -> bool:
        """Let go of the bank that is open, asking where the file did not take something; returns whether that was done."""
        if self._window.document is None:
            return True
        if not self._window.leave():
            return False
        self._program.remembering.left()
        self.end()
        self._window.document.close()
        self.copy()
        return True

    def copy(self) -> None:
        """Make the copy of the bank that is closed now, where one is wanted."""
        if self._window.document is not None and (data_folder() / "copies").is_dir():
            from storybank.gui.sharing import copy_there  # few banks lie in synced folders

            copy_there(self._program, self._window.document.path)

    def end(self) -> None:
        """Look after no file any more; a folder that follows it gets what it does not have yet."""
        if (data_folder() / "mirrors").is_dir():
            from storybank.gui.mirroring import watch_mirror  # see above

            watch_mirror(self._program, None)
        self.backing.watch(None)
        self.watching.watch(None)
        self.claims.drop()

    def _is_open(self, path: Path) -> bool:
        """Say whether the bank of a path is the one that is open, with all that its file holds: opening it again would forget the steps."""
        document = self._window.document
        if document is None or document.read_only or not document.is_saved:
            return False
        try:
            return path.samefile(document.path) and document.session.is_current()
        except (OSError, Refusal):
            return False

    def _look_after(self, document: Document) -> None:
        self.claims.hold(document.path)
        self.backing.watch(document)
        document.touching.connect(self.backing.secure)
        self.watching.watch(document)
        if (data_folder() / "mirrors").is_dir():
            from storybank.gui.mirroring import watch_mirror  # few banks have a folder that follows them

            watch_mirror(self._program, document)

    def _come_to_the_front(self) -> None:
        self._window.showNormal() if self._window.isMinimized() else self._window.show()
        self._window.raise_()
        self._window.activateWindow()

    def _on_noticed(self, what: str) -> None:
        """Say what another program did to the file. What was changed here and is not in it yet is asked about when it is written."""
        document = self._window.document
        if document is None:
            return
        if what == "gone":
            self._window.notice.ask(
                str(BankGone(document.path)),
                [(_("Keep it as a new bank …"), self._window.saving.keep_elsewhere)],
                until_saved=True,
            )
        elif what == "back":
            self._window.notice.saved()
        elif document.is_saved:
            said = _("Another program changed “{name}”.").format(name=document.path.name)
            self._window.notice.ask(said, [(_("Show what it wrote"), document.reload)], calm=True)

    def _hint(self) -> None:
        from storybank.gui.sharing import hint_at_sharing  # see above

        if self._window.document is not None:
            hint_at_sharing(self._program, self._window.document.path)

    def _offer(self) -> None:
        from storybank.gui.offers import offer_newer_framework  # not needed to show stories

        offer_newer_framework(self._window)
