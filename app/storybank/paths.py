"""Where things lie: the shipped resources, and the program's own folders on this machine – or beside the program, when it is portable."""

import os
import sys
from pathlib import Path

APP = "storybank"
HOME = "STORYBANK_HOME"  # in the environment: the folder that holds all of the program's own folders
_BESIDE = "storybank-data"
_MARK = "portable.txt"


def resources() -> Path:
    """Return the folder of shipped resources: inside the package when installed or bundled, beside `app/` in a checkout."""
    package = Path(__file__).parent
    inside = package / "resources"
    return inside if inside.is_dir() else package.parents[1] / "resources"


def config_folder() -> Path:
    """Return the folder of the user's settings and own frameworks (it need not exist)."""
    if home := _own_home():
        return home / "config"
    from platformdirs import user_config_path  # 40 ms that a plain `check` does not need

    return user_config_path(APP, appauthor=False)


def data_folder() -> Path:
    """Return the folder of the program's own data, such as backups (it need not exist)."""
    if home := _own_home():
        return home / "data"
    from platformdirs import user_data_path  # see above

    return user_data_path(APP, appauthor=False)


def log_folder() -> Path:
    """Return the folder of the log (it need not exist)."""
    if home := _own_home():
        return home / "log"
    from platformdirs import user_log_path  # see above

    return user_log_path(APP, appauthor=False)


def private_folder(folder: Path) -> Path:
    """Make a folder of the program's own, readable by the user alone, and return it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def program_folder() -> Path | None:
    """Return the folder that holds the program: what is unpacked, a checkout, or an environment of its own; None where it is the system's."""
    if getattr(sys, "frozen", False):
        folder = Path(sys.executable).resolve().parent
        return folder.parents[2] if folder.match("*.app/Contents/MacOS") else folder
    package = Path(__file__).resolve().parent
    if not (package / "resources").is_dir():
        return package.parents[1]
    return Path(sys.prefix) if sys.prefix != sys.base_prefix else None


def is_portable() -> bool:
    """Return whether a `portable.txt` lies beside the program."""
    folder = program_folder()
    return folder is not None and (folder / _MARK).exists()


def keep_beside_program() -> None:
    """Keep settings, backups, logs and temporary files in a folder beside the program, from here on and in processes that this one starts.

    Raises OSError where nothing can be written there, and LookupError where the program belongs to the whole system.
    """
    folder = program_folder()
    if folder is None:
        raise LookupError
    home = private_folder(folder / _BESIDE)
    temporary = private_folder(home / "temp")
    (temporary / ".writable").touch()  # said now, and not when the first story is to be kept
    (temporary / ".writable").unlink()
    os.environ[HOME] = str(home)
    os.environ.update(dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temporary)))  # what Qt and SQLite go by, too


def _own_home() -> Path | None:
    named = os.environ.get(HOME)
    return Path(named).absolute() if named else None


def known_as(path: Path) -> str:
    """Return by which name a file is remembered: its real path; beside a portable program the way from there, for its drive may change."""
    real = os.path.realpath(path)
    home = _own_home()
    beside = os.path.realpath(home.parent) + os.sep if home is not None and home.name == _BESIDE else None
    if beside is None or not real.startswith(beside):
        return real
    return Path(real[len(beside) :]).as_posix()


def known_by(name: str) -> Path:
    """Return the path that a name of `known_as` stands for."""
    home = _own_home()
    return Path(name) if home is None or Path(name).is_absolute() else home.parent / name
