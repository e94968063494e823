"""Storybank: the career stories of one person, tagged, checked for gaps and printed."""

__version__ = "0.1.0"
