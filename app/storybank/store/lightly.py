"""SQLAlchemy without what it brings along for a use that nobody here makes of it.

It imports asyncio, for engines that wait, hashlib, for names that are too long for other databases, pickle, for a type of column, sysconfig,
to know Pythons without a lock, and importlib.metadata, to look for plug-ins. Together with OpenSSL and the mail library that is 8 MB, and a
tenth of the time until the first story is on the screen. While SQLAlchemy is loaded a stand-in has their places, which loads the real one if
anything of it is ever used; afterwards everybody else finds the real one as always.
"""

import importlib
import inspect
import sys
from collections.abc import Callable
from types import ModuleType

_UNUSED = ("asyncio", "hashlib", "importlib.metadata", "pickle", "sysconfig")
_TAKEN_AT_ONCE: dict[tuple[str, str], Callable[[], object]] = {
    ("asyncio", "iscoroutine"): lambda: inspect.iscoroutine,
    ("pickle", "HIGHEST_PROTOCOL"): lambda: 5,  # a default, and the same since Python 3.8
}
if sys.version_info < (3, 13):  # nothing before runs without the lock that SQLAlchemy asks for
    _TAKEN_AT_ONCE["sysconfig", "get_config_var"] = lambda: lambda _name: None
_ASKED_OF_ALL = ("__file__", "__wrapped__")  # by `inspect`, for PySide, which looks into every module's source


class _Later(ModuleType):
    """A module that is loaded when something of it is used."""

    def __getattr__(self, name: str) -> object:
        if name in _ASKED_OF_ALL:
            raise AttributeError(name)
        if taken := _TAKEN_AT_ONCE.get((self.__name__, name)):
            return taken()
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(importlib.import_module(self.__name__), name)


def load() -> None:
    """Import SQLAlchemy and the dialect for SQLite."""
    stand_ins = {name: _Later(name) for name in _UNUSED if name not in sys.modules}
    sys.modules.update(stand_ins)
    for name, stand_in in stand_ins.items():
        package, _dot, inner = name.rpartition(".")
        if package:  # the real one takes this place, too, when it is loaded
            setattr(sys.modules[package], inner, stand_in)
    try:
        importlib.import_module("sqlalchemy.dialects.sqlite.pysqlite")
    finally:
        for name, stand_in in stand_ins.items():
            if sys.modules.get(name) is stand_in:
                del sys.modules[name]
