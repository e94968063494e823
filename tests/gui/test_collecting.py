"""Garbage goes between events, and not before."""

import gc
import weakref

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from storybank.gui import collecting
from storybank.gui.collecting import Collector


class Ring:
    """Garbage that only the collector finds."""

    def __init__(self) -> None:
        self.me = self


def test_garbage_is_collected_from_the_event_loop_alone(qtbot: QtBot, monkeypatch: object) -> None:
    owner = QObject()
    before = gc.get_threshold()
    try:
        Collector(owner).start()
        assert not gc.isenabled()
        gc.set_threshold(5, 2, 2)
        ring = weakref.ref(Ring())
        rings = [Ring() for _number in range(50)]
        rings.clear()
        assert ring() is not None, "Python by itself does nothing any more"
        qtbot.waitUntil(lambda: ring() is None, timeout=8 * collecting.EVERY_MS)
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
        owner.deleteLater()
