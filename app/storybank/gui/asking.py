"""Asking which file a bank is, or is to be."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from storybank.services.journal import SUFFIX
from storybank.texts import _


def ask_for_new(parent: QWidget) -> Path | None:
    """Ask where a new bank is to be; None when nobody answered."""
    start = str(Path.home() / f"stories{SUFFIX}")
    name, _kind = QFileDialog.getSaveFileName(parent, _("New bank"), start, f"Storybank (*{SUFFIX})")
    if not name:
        return None
    return Path(name) if Path(name).suffix else Path(name + SUFFIX)


def ask_for_bank(parent: QWidget) -> Path | None:
    """Ask which bank to open; None when nobody answered."""
    kinds = _("Storybank (*{suffix});;All files (*)").format(suffix=SUFFIX)
    name, _kind = QFileDialog.getOpenFileName(parent, _("Open a bank"), str(Path.home()), kinds)
    return Path(name) if name else None
