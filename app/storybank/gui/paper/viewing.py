"""A sheet in the system's own viewer: from a private file that goes with the program."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def open_in_viewer(pdf: bytes, name: str) -> bool:
    """Write a PDF where nobody else can read it and open it; returns whether the system knows a viewer."""
    path = _folder() / name
    path.touch(mode=0o600)
    path.write_bytes(pdf)
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


@cache
def _folder() -> Path:
    folder = tempfile.mkdtemp(prefix="storybank-")  # it can be read by its owner alone
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)
