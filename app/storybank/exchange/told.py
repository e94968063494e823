"""What lists of stories say of the drafts: an index table, a table of principles, or bullets."""

import re
from collections.abc import Iterator, Mapping

from storybank.exchange.drafts import Draft
from storybank.exchange.indexes import Entry, Index
from storybank.exchange.naming import is_placeholder
from storybank.exchange.notes import Finding
from storybank.exchange.outline import Line
from storybank.exchange.principles import Recogniser
from storybank.texts import _

_SAME, _MAY_BE = 85, 50  # likeness, of 100, of a title in a list to that of a story: it is meant, it may be


class Told:
    """Brings lists and drafts together. `headings` are those of the drafts, by what `id` says of each."""

    def __init__(
        self,
        lines: list[Line],
        recogniser: Recogniser,
        fields: Mapping[str, str],
        drafts: list[Draft],
        headings: Mapping[int, str],
    ) -> None:
        self._lines = lines
        self._recogniser = recogniser
        self._fields = fields
        self._drafts = drafts
        self._headings = headings
        self.findings: list[Finding] = []

    def take(self, lists: list[Index], aside: list[Line]) -> list[Line]:
        """Tell the drafts what lists among the lines `aside` say of them, and return the lines that are left.

        What has no text elsewhere is a story all the same, where the list is one of stories.
        """
        outside = {line.number for line in aside}
        used: set[int] = set()
        for one in lists:
            if one.lines <= outside and self._take_list(one):
                used |= one.lines
        return [line for line in aside if line.number not in used]

    def _take_list(self, one: Index) -> bool:
        met = [(entry, self._draft_of(entry)) for entry in one.entries]
        has_texts = bool(self._drafts)
        if has_texts and not any(draft for _entry, draft in met):
            return False
        by_title: dict[str, Draft] = {}
        by_id = any(
            entry.has_id(self._headings.get(id(draft), "")) for entry, draft in met if draft
        )  # a row whose id no heading carries is another story
        heads = sorted(one.lines - {entry.line for entry in one.entries})
        self.findings += [Finding("read", line, self._text_of(line)) for line in heads]
        for entry, known in met:
            draft = known or by_title.get(entry.title.casefold())
            if is_placeholder(entry.title) or (draft is None and has_texts and not by_id and self._is_doubtful(entry)):
                self.findings.append(
                    Finding("skipped", entry.line, _("no story is called so: {line}").format(line=entry.text))
                )
                continue
            if draft is None:
                draft = by_title[entry.title.casefold()] = Draft(
                    entry.title, entry.line, self._recogniser, self._fields
                )
                draft.values["status"] = "idea"
                self._drafts.append(draft)
            draft.mentions += entry.mentions
            draft.narrative += [text for text in _more(entry) if text]
            draft.say("read", entry.line, _("listed: {line}").format(line=entry.text))
        return True

    def _is_doubtful(self, entry: Entry) -> bool:
        """Say whether what a list names is no story for certain: it has none of our titles, but may mean one."""
        return (
            entry.is_of_principle
            or not re.search(r"\w{3}", entry.title)
            or max(map(entry.likeness, self._titles())) >= _MAY_BE
        )

    def _titles(self) -> list[str]:
        return [draft.title for draft in self._drafts]

    def _text_of(self, number: int) -> str:
        return self._lines[number - self._lines[0].number].text.strip()

    def _draft_of(self, entry: Entry) -> Draft | None:
        bare = re.sub(r"[\W_]+", "", entry.title.casefold())
        for draft in self._drafts:
            if re.sub(r"[\W_]+", "", draft.title.casefold()) == bare or entry.names(self._headings.get(id(draft), "")):
                return draft
        best = max(self._drafts, key=lambda draft: entry.likeness(draft.title), default=None)
        return best if best is not None and entry.likeness(best.title) >= _SAME else None


def _more(entry: Entry) -> Iterator[str]:
    yield ""
    for name, text in entry.more:
        yield f"{name}: {text}" if name else text
