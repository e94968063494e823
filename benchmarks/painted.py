"""In a process of its own: start a window as a user does and tell when it was painted. `painted.py bare|welcome|stories MS [FILE]`

Nothing is imported here that the start would not import, and the start itself runs unchanged: a hook on the import of QtWidgets has
`watching` look at the first window that is shown. Prints one line of JSON, MS milliseconds after the painting: the clock and the processor
time at the painting, and the peak memory so far.
"""

import sys
from importlib.machinery import PathFinder
from os.path import dirname


def main() -> None:
    what, wait, *words = sys.argv[1:]
    sys.path.append(dirname(__file__))  # noqa: PTH120 - `-P` leaves it out; last, so that nothing else is looked for there first
    sys.meta_path.insert(0, Hook(what, int(wait)))
    if what == "bare":
        bare()
    else:
        from storybank.__main__ import main as start

        sys.argv = ["storybank", *words]
        sys.exit(start())


def bare() -> None:
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.show()
    app.exec()


class Hook:
    """A finder that lets QtWidgets be loaded as always and then replaces `QWidget.show`."""

    def __init__(self, what: str, wait: int) -> None:
        self.what, self.wait = what, wait

    def find_spec(self, name, path=None, target=None):
        if name != "PySide6.QtWidgets":
            return None
        sys.meta_path.remove(self)
        spec = PathFinder.find_spec(name, path, target)
        load = spec.loader.exec_module

        def exec_module(module) -> None:
            load(module)
            from watching import watch_windows

            watch_windows(self.what, self.wait)

        spec.loader.exec_module = exec_module
        return spec


if __name__ == "__main__":
    main()
