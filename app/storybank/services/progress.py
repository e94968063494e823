"""Long work that can be watched, and stopped before it has changed anything."""

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Told how much is done, of how much. It may raise `Stopped`, which the work lets through: nothing has changed by then."""


class Stopped(Exception):  # noqa: N818 - it is no error: somebody wanted it
    """Whoever watches does not want it any more."""


def unwatched(_done: int, _of: int) -> None:
    """Watch nothing and never stop."""
