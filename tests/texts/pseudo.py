"""In a process of its own: the program in a language that nobody speaks. `pseudo.py window|cli …` prints, as JSON, what it said in ours all the same.

Every sentence that goes through `storybank.texts` comes back in ⟦brackets⟧, and every letter of the bank is a 7: whatever letters are left are a
sentence of ours that no translator would ever see.
"""

import gettext
import json
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

from storybank import texts

gettext.gettext = lambda text: f"⟦{text}⟧"  # argparse looks its own sentences up there
texts._ = lambda text: f"⟦{text}⟧"
texts.plural = lambda one, many, n: f"⟦{one if n == 1 else many}⟧"

KEYS = "Ctrl|Alt|Shift|Meta|Return|Enter|Esc(ape)?|Space|Tab|Backspace|Backtab|Del(ete)?|Home|End|Pg(Up|Down)|Up|Down|Left|Right|Menu|Ins|Wheel"
COMMANDS = "new|check|export|import|frameworks|backups?|restore"
KINDS = "json|csv|csv-matrix|xlsx|html|text|markdown|matrix|cheatsheet|cards|booklet"
OURS = re.compile(
    rf"\b([Ss]torybank|Markdown|PDF|JSON|CSV|XLSX|HTML|Excel|STAR|Letter|Qt|FILE|OUT|KIND|NAME|SOURCE|ID|{KEYS})\b|F\d+|[\w*.]*\.(storybank|json|md|csv|txt|pdf|xlsx|html)\b"
    rf"|(/[\w.-]+)+|--[a-z][a-z-]*|^ +({COMMANDS})( |$)|\b({KINDS})(, ?|$)|storybank({COMMANDS})?"
)
"""Names of keys, commands, formats and files, which are the same in every language."""


NOT_WALKED = ("&Quit", "&Close bank", "P&rint", "&sample", "&Guide", "What is &new", "&About Storybank")
"""Actions that would end the walk, ask the system itself, or show texts that are not translated: the guide, the changes, the names of licences."""


def leaks(text: str) -> str:
    """Return the text without what was looked up and without names, when there are words left."""
    left, depth = [], 0
    for character in text:
        depth += (character == "⟦") - (character == "⟧")
        if depth <= 0 and character != "⟧":
            left.append(character)
    rest = OURS.sub("", re.sub(r"<[^<>]*>|&\w+;", "", "".join(left).replace("&", "")))
    rest = re.sub(rf"^\s*({COMMANDS})\b", "", rest)
    return text if re.search(r"[^\W\d_]{2,}", rest) else ""


def unreadable(value: object, *, name: str = "") -> object:
    """Return a record with every letter of what a person wrote in it made a 7; ids and closed lists stay."""
    keep = (
        "id",
        "origin",
        "need",
        "tier",
        "rank",
        "status",
        "confidence",
        "principle",
        "dimension",
        "signal",
        "loop_date",
        "story",
        "rule",
        "detail",
    )
    if isinstance(value, str):
        return value if name in keep else re.sub(r"[^\W\d_]", "7", value)
    if isinstance(value, tuple):
        return tuple(unreadable(item, name=name) for item in value) if name != "target.principles" else value
    if is_dataclass(value) and not isinstance(value, type):
        changed = {field.name: unreadable(getattr(value, field.name), name=field.name) for field in fields(value)}
        if type(value).__name__ == "Principle":
            changed["source"] = value.source  # type: ignore[attr-defined]
        if type(value).__name__ == "Target":
            changed["principles"] = value.principles  # type: ignore[attr-defined]
        return replace(value, **changed)
    return value


def window() -> list[str]:
    """Walk through the window, and return what was said in our own language."""
    from PySide6.QtGui import QAction
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox

    from storybank.exchange.frameworks import Catalogue
    from storybank.gui.start import Program
    from storybank.services.loading import sample_bank
    from storybank.services.preferences import NONE
    from storybank.services.session import Session

    app = QApplication(sys.argv[:1])
    program = Program(app, NONE)
    program.window.show()
    program.begin(None)
    found = set(seen(program.window))
    path = Path(tempfile.mkdtemp()) / "7.storybank"
    bank = unreadable(sample_bank(Catalogue.standard()))
    Session.create(path, bank).close()  # type: ignore[arg-type]
    program.open_path(path)
    for page in ("stories", "coverage", "gaps", "paper"):
        program.window.show_page(page)
        QTest.qWait(150)
        found |= set(seen(program.window))
    for action in program.window.findChildren(QAction):
        found |= {action.text(), action.toolTip(), action.statusTip()}

    def look(dialog: QDialog) -> int:
        dialog.show()
        QTest.qWait(30)
        found.update(seen(dialog), {dialog.windowTitle()})
        dialog.close()
        return 0

    QDialog.exec = look  # type: ignore[method-assign, assignment]
    QMessageBox.exec = look  # type: ignore[method-assign, assignment]
    QMessageBox.about = lambda _parent, *words: found.update(words)  # type: ignore[method-assign, assignment]
    for ask in ("getOpenFileName", "getSaveFileName", "getOpenFileNames", "getExistingDirectory"):
        setattr(
            QFileDialog,
            ask,
            lambda _parent, title, _folder, kinds="", *_more, ask=ask: (
                found.update({title, kinds}),
                ([] if ask.endswith("s") else "", ""),
            )[1],
        )
    for action in list(program.menus.actions.values()):
        if action.isEnabled() and not any(name in action.text() for name in NOT_WALKED):
            action.trigger()
            QTest.qWait(40)
            for top in app.topLevelWidgets():
                if top.isVisible():
                    found.update(seen(top))
            app.activeWindow()
    program.end()
    data = {framework.name for framework in Catalogue.standard().all()}
    return sorted(text for text in map(leaks, found - data) if text)


def seen(widget: object) -> Iterator[str]:
    """Yield every text of a widget and of all in it: what is shown, what is told to a screen reader, what a tool tip says."""
    from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, Qt
    from PySide6.QtWidgets import QAbstractItemView, QComboBox, QWidget

    assert isinstance(widget, QWidget)
    for one in [widget, *widget.findChildren(QWidget)]:
        yield from (one.toolTip(), one.accessibleName(), one.accessibleDescription(), one.windowTitle())
        for name in ("text", "placeholderText", "title"):
            read = getattr(one, name, None)
            if callable(read):
                value = read()
                if isinstance(value, str):
                    yield value
        model = one.model() if isinstance(one, QAbstractItemView | QComboBox) else None
        if isinstance(model, QAbstractItemModel):
            roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
            columns = model.columnCount() if not isinstance(model, QAbstractListModel) else 1
            for row in range(min(model.rowCount(), 40)):
                for column in range(columns):
                    yield from (str(model.index(row, column).data(role) or "") for role in roles)
            for orientation, count in (
                (Qt.Orientation.Horizontal, columns),
                (Qt.Orientation.Vertical, model.rowCount()),
            ):
                yield from (str(model.headerData(at, orientation, role) or "") for at in range(count) for role in roles)


def command_line(words: list[str]) -> list[str]:
    """Run a command, and return the lines that it said in our own language."""
    import contextlib
    import io

    from storybank.cli.main import main

    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out), contextlib.suppress(SystemExit):
        main(words)
    return [line for line in map(leaks, whole(out.getvalue())) if line]


def whole(text: str) -> list[str]:
    """Return the lines of a text; what was looked up as one stays together where it was broken into several."""
    lines: list[str] = []
    for line in text.splitlines():
        if lines and lines[-1].count("⟦") > lines[-1].count("⟧"):
            lines[-1] += " " + line
        else:
            lines.append(line)
    return lines


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    print(json.dumps(window() if sys.argv[1] == "window" else command_line(sys.argv[2:]), ensure_ascii=False))
