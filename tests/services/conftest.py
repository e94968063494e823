"""The same empty home and desk as the command line's tests have."""

from cli.conftest import desk, home

__all__ = ["desk", "home"]
