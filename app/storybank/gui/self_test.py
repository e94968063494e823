"""Whether the window can be painted, tried with a bank of its own and closed again."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from storybank.gui.start import Program

_PATIENCE_MS = 30_000
_OFTEN_MS = 20
_FEWEST_COLOURS = 12  # a window that was painted with its fonts and icons has many more


class NotPaintedError(Exception):
    """The window did not show what it should."""


def paint_window(folder: Path) -> str:
    """Open the window on a bank in this folder, look at what was painted, close it, and return what was seen.

    Without a platform named in the environment it is painted off the screen. The program's own folders must not be the user's.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from storybank.gui.start import Program  # Qt asks for the platform with the first window
    from storybank.gui.theme import QT_WORDS
    from storybank.services.preferences import read_preferences

    app = QApplication(["storybank", *QT_WORDS])
    program = Program(app, read_preferences())
    program.begin_when_painted(_sample_in(folder))
    program.window.show()
    try:
        _wait_for_bank(program)
        return _seen(program.window.grab().toImage(), app.platformName())
    finally:
        program.window.close()
        program.end()


def _wait_for_bank(program: "Program") -> None:
    loop = QEventLoop()
    often, patience = QTimer(), QTimer()
    often.timeout.connect(lambda: loop.quit() if program.window.document is not None else None)
    patience.timeout.connect(loop.quit)
    often.start(_OFTEN_MS)
    patience.start(_PATIENCE_MS)
    loop.exec()
    often.stop()
    if program.window.document is None:
        raise NotPaintedError("no bank was shown")


def _seen(image: QImage, platform: str) -> str:
    colours = {image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}
    if len(colours) < _FEWEST_COLOURS:
        raise NotPaintedError(f"{len(colours)} colours")
    return f"{image.width()} × {image.height()}, {platform}"


def _sample_in(folder: Path) -> Path:
    from storybank.exchange.frameworks import Catalogue
    from storybank.services.loading import sample_bank
    from storybank.services.session import Session

    path = folder / "window.storybank"
    Session.create(path, sample_bank(Catalogue.standard())).close()
    return path
