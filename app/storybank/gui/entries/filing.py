"""The menu File."""

from storybank.gui.entries.doing import Running, on_desk, on_page, remembered, separator
from storybank.gui.menus import Entry, Key
from storybank.texts import _


def file_entries(program: Running) -> list[Entry]:
    """Return what is done with a bank as a whole."""
    file, sheet, other = _("&File"), _("T&he sheet"), _("Ano&ther loop")
    return [
        Entry(file, _("&New bank …"), "Ctrl+Shift+N", program.new_bank, needs_bank=False),
        Entry(file, _("&Open …"), Key.Open, program.open_bank, needs_bank=False),
        Entry(file, _("Open the &sample"), "", program.open_sample, needs_bank=False),
        Entry(file, _("&Close bank"), Key.Close, program.close_bank),
        separator(file),
        Entry(file, _("The &loop …"), "Ctrl+T", on_desk(program, "target")),
        Entry(file, _("&Framework …"), "", on_desk(program, "framework")),
        Entry(file, _("New bank for &another loop …"), "", program.another_loop, under=other),
        Entry(
            file,
            _("&Bring texts back from another bank …"),
            "",
            on_desk(program, "bring_texts"),
            changes=True,
            under=other,
        ),
        separator(file),
        Entry(file, _("&Import …"), "Ctrl+I", on_desk(program, "bring"), changes=True),
        Entry(file, _("P&aste notes …"), "", on_desk(program, "paste_notes"), changes=True),
        Entry(file, _("&Export …"), "Ctrl+E", on_desk(program, "take_out")),
        Entry(file, _("&Mirror in a folder …"), "", program.mirror, changes=True),
        separator(file),
        Entry(file, _("P&rint …"), Key.Print, on_page(program, "paper", "print_sheet")),
        Entry(file, _("Save &PDF …"), "Ctrl+Shift+S", on_page(program, "paper", "save")),
        Entry(file, _("Open the sheet in a &viewer"), "", on_page(program, "paper", "view"), under=sheet),
        Entry(file, _("Cop&y the page as a picture"), "", on_page(program, "paper", "copy"), under=sheet),
        separator(file),
        Entry(file, _("Bac&kups …"), "", program.backups),
        Entry(file, _("Erase &deleted stories …"), "", on_desk(program, "erase"), changes=True),
        _remember_entry(program, file),
        Entry(file, _("&Quit"), "Ctrl+Q", program.window.close, needs_bank=False),
    ]


def _remember_entry(program: Running, file: str) -> Entry:
    is_on = remembered(program, "remember", value=True)
    return Entry(
        file, _("&Remember recent banks"), "", lambda: program.remembering.turn(), needs_bank=False, checked=is_on
    )
