"""Two programs at one bank: each edits as often as it can, and no edit is lost. 2 × 50 edits in the quick form, 2 × 1,000 in the long one."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from banks import a_bank, a_story
from faults.counts import count
from storybank.services.session import Session

EDITS = count(50, 1000)
WRITER = """
import sys
sys.path[:0] = [{app!r}]
from dataclasses import replace
from pathlib import Path
from storybank.model import Change, Story
from storybank.services.session import Session
from storybank.store import BankBusy, BankChanged

name, again = sys.argv[2], 0
with Session.open(Path(sys.argv[1])) as session:
    for number in range(int(sys.argv[3])):
        while True:
            own = session.bank.story(name)
            after = session.bank.with_story(replace(own, tags=(*own.tags, str(number))))
            try:
                session.apply(Change(before=session.bank, after=after, label=""))
                break
            except BankChanged:
                again += 1
                session.reload()
            except BankBusy:
                again += 1
print(again)
"""


def test_no_edit_is_lost(tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    bank = tmp_path / "a.storybank"
    Session.create(bank, a_bank(a_story("one"), a_story("two"))).close()
    script = WRITER.format(app=str(Path(__file__).parents[2] / "app"))
    words = ([sys.executable, "-c", script, str(bank), name, str(EDITS)] for name in ("one", "two"))
    writers = [subprocess.Popen(word, stdout=-1, text=True) for word in words]
    again = sum(int(writer.communicate(timeout=600)[0]) for writer in writers)
    with Session.open(bank) as session:
        for story in session.bank.stories:
            assert story.tags == tuple(map(str, range(EDITS)))
        assert session.revision == 1 + 2 * EDITS
    record_property("counts", f"two programs: 2 × {EDITS} edits, {again} times tried again; 0 lost")
