"""One window per bank: whoever opens one that is open here already is shown the window that has it."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from storybank.services import claiming
from storybank.texts import _, clock_text, day_text

if TYPE_CHECKING:
    from storybank.services.claiming import Claim, Claiming

PATIENCE_MS = 2000
"""How long somebody is waited for who has the bank and was called."""
_LOOK_MS = 20


class Claims(QObject):
    """Holds the claim to the bank that is open, and tells by `called` that somebody else would open it too."""

    called = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._held: Claiming | None = None
        self._path: Path | None = None
        self._again = QTimer(self)
        self._again.setInterval(claiming.REFRESH_SECONDS * 1000)
        self._again.timeout.connect(self._refresh)
        self._watch: QFileSystemWatcher | None = None

    def hold(self, path: Path) -> None:
        """Claim a bank, and let go of the one before."""
        self.drop()
        self._held, self._path = claiming.claim(path), path
        self._again.start()
        self._listen()

    def drop(self) -> None:
        """Let go of the bank."""
        self._again.stop()
        if self._held is not None:
            self._held.release()
        self._held = self._path = None

    def _listen(self) -> None:
        folder = claiming.made_calls_folder()
        if self._watch is None and folder is not None:
            self._watch = QFileSystemWatcher([str(folder)], self)
            self._watch.directoryChanged.connect(self._on_call)

    def _refresh(self) -> None:
        if self._held is not None:
            self._held.refresh()
        self._on_call()

    def _on_call(self) -> None:
        if self._path is not None and claiming.answer(self._path):
            self.called.emit()


def hand_over(path: Path) -> bool:
    """Call the process of this machine that has a bank open; returns whether it answered, and so comes to the front itself."""
    import time  # the window is not there yet, so nothing else waits

    found = claiming.others_claim(path)
    if found is None or not found.is_here:
        return False
    try:
        call = claiming.call(path)
    except OSError:
        return False
    end = time.monotonic() + PATIENCE_MS / 1000
    while call.exists():
        if time.monotonic() > end:
            call.unlink(missing_ok=True)
            return False
        time.sleep(_LOOK_MS / 1000)
    return True


def why_read_only(path: Path, found: "Claim") -> str:
    """Return why a bank is open for reading alone."""
    from datetime import UTC, datetime  # seldom said

    try:
        since = datetime.fromisoformat(found.since).astimezone()
    except ValueError:
        since = datetime.now(UTC).astimezone()
    when = f"{day_text(since.date())}, {clock_text(since.time())}"
    if found.is_here:
        said = _("“{name}” is open in another window since {when}, which does not answer; here it can only be read.")
    else:
        said = _("“{name}” is open on {host} since {when}; here it can only be read.")
    return said.format(name=path.name, host=found.host, when=when)
