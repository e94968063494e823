"""Where things lie: the shipped resources, and the program's own folders on this machine."""

from pathlib import Path

APP = "storybank"


def resources() -> Path:
    """Return the folder of shipped resources: inside the package when installed or bundled, beside `app/` in a checkout."""
    package = Path(__file__).parent
    inside = package / "resources"
    return inside if inside.is_dir() else package.parents[1] / "resources"


def config_folder() -> Path:
    """Return the folder of the user's settings and own frameworks (it need not exist)."""
    from platformdirs import user_config_path  # 40 ms that a plain `check` does not need

    return user_config_path(APP, appauthor=False)


def data_folder() -> Path:
    """Return the folder of the program's own data, such as backups (it need not exist)."""
    from platformdirs import user_data_path  # see above

    return user_data_path(APP, appauthor=False)


def log_folder() -> Path:
    """Return the folder of the log (it need not exist)."""
    from platformdirs import user_log_path  # see above

    return user_log_path(APP, appauthor=False)


def private_folder(folder: Path) -> Path:
    """Make a folder of the program's own, readable by the user alone, and return it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
