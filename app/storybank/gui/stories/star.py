"""The headings of STAR (situation, task, action, result) as a template for a narrative that wants them."""

from storybank.texts import _


def star_headings() -> tuple[str, ...]:
    """Return the four headings."""
    return _("Situation"), _("Task"), _("Action"), _("Result")


def star_at(text: str, caret: int) -> tuple[int, str, int]:
    """Return where to put the headings into a text, what to put there, and how far into that the cursor goes.

    They come after the line of the caret (both in characters); nothing of the text is touched, and blank lines part them from it.
    """
    line_end = text.find("\n", caret)
    at = len(text) if line_end < 0 else line_end
    before, after = text[:at], text[at:]
    template = "\n\n\n\n".join(f"## {heading}" for heading in star_headings()) + "\n\n"
    lead = "" if not before.strip() else "\n" * max(0, 2 - (len(before) - len(before.rstrip("\n"))))
    trail = "\n" if after.strip() and not after.startswith("\n\n") else ""
    first_end = template.index("\n") + 2
    return at, lead + template + trail, len(lead) + first_end
