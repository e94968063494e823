"""From a process to a window: paint it first, then load what a bank needs."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from storybank import __version__
from storybank.gui.look import Look
from storybank.gui.remembering import Remembering
from storybank.gui.settings import Settings
from storybank.gui.telling import Mistakes, say_what_it_is
from storybank.gui.theme import QT_WORDS, load_fonts
from storybank.gui.window import Window
from storybank.paths import data_folder, resources
from storybank.services.preferences import Preferences, read_preferences
from storybank.texts import Refusal, _

if TYPE_CHECKING:
    from storybank.gui.backing import Backing
    from storybank.gui.desk import Desk
    from storybank.gui.menus import Menus
    from storybank.gui.opening import Opening
    from storybank.gui.sample import SampleCopy
    from storybank.gui.steps import Steps
    from storybank.model import Bank

UNSEEN_MS = 1000  # a window that is not painted by then starts minimised, or behind something


def open_window(file: Path | None) -> int:
    """Open the window on a file, else on the last bank, else on the welcome page; return the exit code when it is closed."""
    preferences = read_preferences()
    if is_elsewhere(file, preferences):
        if sys.stdout is not None:  # there is none where a desktop starts it
            sys.stdout.write(_("This bank is open already; its window comes to the front.") + "\n")
        return 0
    app = QApplication([*sys.argv[:1], *QT_WORDS])
    app.setApplicationName("Storybank")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("storybank")  # by it Wayland finds the icon and the name in the menu
    program = Program(app, preferences)
    program.mistakes.listen()
    if sys.platform == "darwin":
        from storybank.gui.arriving import Arriving  # no other system sends files

        app.installEventFilter(Arriving(program, program.open_path))
    program.begin_when_painted(file)
    program.window.show()
    code = app.exec()
    program.end()
    return code


def is_elsewhere(file: Path | None, preferences: Preferences) -> bool:
    """Return whether another process has the bank open that would be opened, and comes to the front with it."""
    path = file or (Path(preferences.recent[0]) if preferences.recent else None)
    if path is None:
        return False
    real = Path(os.path.realpath(path))
    if (
        not real.with_name(f".{real.name}.open").exists() and not (data_folder() / "claims").is_dir()
    ):  # as nearly always
        return False
    from storybank.gui.claiming import hand_over

    return hand_over(path)


LEFT_MS = 1200  # after the start, when the window answers: what is left of banks that are gone


class Program(QObject):
    """The running program: its window, what it remembers, and the opening and closing of banks."""

    def __init__(self, app: QApplication, preferences: Preferences) -> None:
        super().__init__()
        self._app = app
        self.settings = Settings(preferences)
        self._sample: SampleCopy | None = None
        self._desk: Desk | None = None
        self._opening: Opening | None = None
        self.menus: Menus
        self.steps: Steps
        load_fonts()
        self.look = Look(app, self.settings, self)
        self.window = Window(self.settings)
        self.mistakes = Mistakes(self.window)
        self.window.restore(preferences.geometry)
        self.window.wants_new_story.connect(lambda: self.desk.new_story())
        self.window.wants_target.connect(lambda: self.desk.target())
        self.window.wants_bank.connect(self.open_path)
        self.window.wants.connect(lambda name: getattr(self.desk, name)())
        self.window.welcome.new.connect(self.new_bank)
        self.window.welcome.open.connect(self.open_bank)
        self.window.welcome.sample.connect(self.open_sample)
        self.window.welcome.chosen.connect(self.open_path)
        self.remembering = Remembering(self.window, self.settings)

    @property
    def opening(self) -> "Opening":
        """What opens banks; loaded after the window is painted, for it brings SQLAlchemy."""
        if self._opening is None:
            from storybank.gui.opening import Opening

            self._opening = Opening(self)
        return self._opening

    @property
    def backing(self) -> "Backing":
        """What backs the open bank up."""
        return self.opening.backing

    @property
    def desk(self) -> "Desk":
        """What the menus do; loaded when it is first needed, for it brings import and export."""
        if self._desk is None:
            from storybank.exchange.frameworks import Catalogue  # see above
            from storybank.gui.desk import Desk

            self._desk = Desk(self.window, Catalogue.standard())
        return self._desk

    def begin_when_painted(self, file: Path | None) -> None:
        """Begin after the first painting, or after a while where there is none: a window may start out of sight."""
        waiting = QTimer(self)
        waiting.setSingleShot(True)
        waiting.timeout.connect(lambda: self.begin(file))
        waiting.timeout.connect(self._collect)  # also when the first one failed
        self.window.painted.connect(lambda: waiting.start(0) if waiting.isActive() else None)
        waiting.start(UNSEEN_MS)

    def _collect(self) -> None:
        from storybank.gui.collecting import Collector  # `__main__` turned Python's own off

        Collector(self).start()
        self.mistakes.load()

    def begin(self, file: Path | None) -> None:
        """Open what was asked for, else the last bank, else say welcome."""
        if not hasattr(self, "menus"):
            self._fill_menus()
            self.window.setWindowIcon(QIcon(str(resources() / "application" / "storybank.svg")))
        recent = self.remembering.show()
        if file is not None:
            self.open_path(file)
        elif recent:
            self.open_path(recent[0])
        QTimer.singleShot(LEFT_MS, self, self._tell_of_left)

    def _tell_of_left(self) -> None:
        if (data_folder() / "recovery").is_dir():
            from storybank.gui.recovering import tell_of_left  # hardly ever needed

            tell_of_left(self)

    def _fill_menus(self) -> None:
        from storybank.gui.entries import entries  # after the first painting: there are many of them
        from storybank.gui.entries.doing import open_commands
        from storybank.gui.menus import Menus
        from storybank.gui.steps import Steps

        self.menus = Menus(self.window, entries(self))
        self.menus.show_open(is_open=False)
        self.window.top.commands.connect(lambda: open_commands(self))
        self.steps = Steps(self.menus)
        self.window.typing.connect(self.steps.show_typing)

    def open_path(self, path: Path, *, remember: bool = True) -> bool:
        """Open a bank in place of the one that is open. What cannot be opened is said, and the window stays as it was."""
        return self.opening.open(path, remember=remember)

    def new_bank(self) -> None:
        """Ask where, and make an empty bank there."""
        from storybank.gui.asking import ask_for_new  # file dialogs are not needed to paint a window

        path = ask_for_new(self.window)
        if path is not None:
            self.make_bank(path)

    def make_bank(self, path: Path) -> None:
        """Make an empty bank and open it; a file that is there already is not touched."""
        from storybank.exchange.frameworks import Catalogue  # loaded when it is needed
        from storybank.model import Bank

        framework = Catalogue.standard().get("aws-pm")
        if framework is not None:
            self.make(path, Bank.empty(framework, path.stem))

    def open_bank(self) -> None:
        """Ask for a bank and open it."""
        from storybank.gui.asking import ask_for_bank  # see above

        path = ask_for_bank(self.window)
        if path is not None:
            self.open_path(path)

    def open_sample(self) -> None:
        """Open a copy of the sample that goes with the program."""
        from storybank.gui.sample import SampleCopy  # only who tries it needs it

        if self._sample is None:
            self._sample = SampleCopy(self)
        self._sample.open()

    def another_loop(self) -> None:
        """Make a bank of the same stories for another loop, and open it."""
        from storybank.gui.loop.another import another_loop  # seldom asked for

        another_loop(self)

    def backups(self) -> None:
        """Show the backups of the bank, and bring back what one holds."""
        from storybank.gui.backups.opening import open_backups  # seldom asked for

        open_backups(self)

    def mirror(self) -> None:
        """Choose a folder with a Markdown file per story that follows the bank."""
        from storybank.gui.mirroring import choose_mirror  # seldom asked for

        choose_mirror(self)

    def close_bank(self) -> None:
        """Close the bank and show the welcome page."""
        if self.opening.let_go():
            self.window.show_document(None)
            self.window.notice.saved()  # what was said about its file is over with it
            self.steps.watch(None)
            self.remembering.show()
            self.menus.show_open(is_open=False)
            if self._sample is not None:
                self._sample.drop()

    def about(self) -> None:
        """Say what this is."""
        say_what_it_is(self.window)

    def set_theme(self, name: str) -> None:
        """Use the light or the dark theme, or the one that the system prefers."""
        self.look.show_theme(name)

    def end(self) -> None:
        """Remember the window and let go of everything."""
        self.mistakes.end()
        if self._opening is not None:
            self._opening.end()
            self._opening.backing.let_go()
        self.settings.change(geometry=self.window.geometry_text())
        self.remembering.left()
        self.settings.write()
        self.look.let_go()
        if self.window.document is not None:
            self.steps.watch(None)
            self.window.document.close()
            self.opening.copy()
        if self._sample is not None:
            self._sample.drop()

    def make(self, path: Path, bank: "Bank", *, remember: bool = True) -> bool:
        """Make a file of a bank and open it; returns whether that was done."""
        from storybank.services.session import Session  # it brings SQLAlchemy

        try:
            Session.create(path, bank).close()
        except Refusal as refusal:
            self.window.notice.say(str(refusal))
            return False
        return self.open_path(path, remember=remember)
