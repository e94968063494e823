"""The window: the only room that knows Qt."""

import builtins

# PySide6 puts its own function in place of `__import__`, for a feature that we do not use, and that function reads the source of every module that is
# imported later: 20 MB and a fifth of the time. Whoever imports it first gets Python's own back.
_plain_import = builtins.__import__
import PySide6.QtCore  # noqa: E402, F401

builtins.__import__ = _plain_import
