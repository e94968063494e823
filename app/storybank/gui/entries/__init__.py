"""What the menus hold: every action of the program, one line each, a module for the menus that belong together."""

from storybank.gui.entries.doing import Running
from storybank.gui.entries.filing import file_entries
from storybank.gui.entries.viewing import help_entries, view_entries
from storybank.gui.entries.writing import edit_entries, story_entries
from storybank.gui.menus import Entry


def entries(program: Running) -> list[Entry]:
    """Return every entry of the menus, in their order."""
    return [
        *file_entries(program),
        *edit_entries(program),
        *story_entries(program),
        *view_entries(program),
        *help_entries(program),
    ]
