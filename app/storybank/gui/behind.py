"""What the file has not taken yet: tried again, and kept in a private file meanwhile."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from storybank.model import Bank, Change
from storybank.services.session import Session, may_pass
from storybank.texts import Refusal

if TYPE_CHECKING:
    from storybank.model import Why

AGAIN_MS = 5000
"""How soon it is tried again to write what the file did not take."""


class Behind(QObject):
    """Writes banks to a session's file. Where that takes one later at most, the recovery file has it until then.

    `caught_up` says that what was tried again is in the file.
    """

    caught_up = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._bank: Bank | None = None
        self.again = QTimer(self)
        self.again.setInterval(AGAIN_MS)
        self.again.timeout.connect(self.retry)

    @property
    def has_all(self) -> bool:
        """Whether the file has all that it was given."""
        return self._bank is None

    def write(self, bank: Bank, why: "Why") -> Refusal | None:
        """Write what the file does not have of a bank; returns why that could not be done. What it may take later is kept."""
        try:
            self._session.apply(Change(before=self._session.bank, after=bank, label=""), why)
        except Refusal as refusal:
            if may_pass(refusal):
                self._keep(bank)
            return refusal
        self.forget()
        return None

    def retry(self) -> Refusal | None:
        """Try again; returns why that could not be done."""
        if self._bank is None:
            return None
        refusal = self.write(self._bank, "edit")
        if refusal is None:
            self.caught_up.emit()
        return refusal

    def forget(self) -> None:
        """Keep nothing any more: the file has it, or it is let go of."""
        if self._bank is not None:
            from storybank.services import recovery  # hopefully never

            self._bank = None
            self.again.stop()
            recovery.forget(self._session.path)

    def _keep(self, bank: Bank) -> None:
        from storybank.services import recovery  # see above

        self._bank = bank
        recovery.keep(self._session.path, self._session.bank, bank)
        self.again.start()
