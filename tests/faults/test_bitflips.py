"""A bit that flips, and a file that loses its end: what is read is what was written, or the bank says that it is damaged.

150 flips and 40 truncations in the quick form, 3,000 and 400 in the long one.
"""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from faults.counts import chance, count
from store.golden import GOLDEN, VERSIONS
from storybank.model import Change
from storybank.services.backing import back_up, back_up_daily
from storybank.services.safety import find_backups, look_into, make_backup
from storybank.store import BankError, BankFile
from storybank.store.salvage import read_remains
from storybank.texts import Refusal

BANK = GOLDEN["v3"]
FLIPS, TRUNCATIONS = count(150, 3000), count(40, 400)
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@pytest.fixture
def bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A filled bank: stories, what is kept aside, waivers, versions."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    path = tmp_path / "a.storybank"
    with BankFile.create(path, BANK) as file:
        file.write(Change(before=BANK, after=BANK.with_order(("second", BANK.stories[0].id)), label=""), VERSIONS)
        file.write(Change(before=BANK.with_order(("second", BANK.stories[0].id)), after=BANK, label=""))
    return path


def found(path: Path) -> str:
    """What a damaged file comes to; anything but these is a failure of its own."""
    try:
        with BankFile.open(path) as file:
            assert file.read() == BANK, "another content was read and nothing said"
            assert set(file.versions()) <= set(VERSIONS), "another version was read and nothing said"
            return "read as it was written"
    except BankError as error:
        said = error
    assert len(str(said).splitlines()) == 1
    remains(path)
    return f"refused: {type(said).__name__}"


def remains(path: Path) -> None:
    """What is said to be whole of a damaged bank is."""
    try:
        left = read_remains(path)
    except BankError:
        return
    for story in left.stories:
        if story.id in left.whole:
            assert story == BANK.story(story.id), "a damaged story is called whole"
    if left.is_whole:
        assert (left.title, left.target, left.aliases) == (BANK.title, BANK.target, BANK.aliases)


def test_every_bit_that_matters_is_noticed(bank: Path, record_property: Callable[[str, object], None]) -> None:
    random, was, seen = chance("bits"), bank.read_bytes(), Counter[str]()
    for _flip in range(FLIPS):
        content = bytearray(was)
        content[random.randrange(len(content))] ^= 1 << random.randrange(8)
        bank.write_bytes(content)
        seen[found(bank)] += 1
    told = ", ".join(f"{number} {what}" for what, number in sorted(seen.items()))
    record_property("counts", f"bits flipped: {FLIPS}; {told}; 0 unnoticed")
    assert seen["refused: BankDamaged"]


def test_a_file_that_lost_its_end_is_noticed(bank: Path, record_property: Callable[[str, object], None]) -> None:
    random, was, seen = chance("ends"), bank.read_bytes(), Counter[str]()
    for _time in range(TRUNCATIONS):
        bank.write_bytes(was[: random.randrange(len(was))])
        seen[found(bank)] += 1
    assert not seen["read as it was written"]
    record_property("counts", f"truncated: {TRUNCATIONS}; all refused")


def test_a_damaged_bank_never_becomes_a_backup_and_replaces_none(bank: Path) -> None:
    for days in range(4):
        make_backup(bank, NOW + timedelta(days=days))
    random, was = chance("backups"), bank.read_bytes()
    good = {backup.name for backup in find_backups(bank)}
    for number in range(count(25, 300)):
        content = bytearray(was)
        for _flip in range(20):
            content[random.randrange(len(content))] ^= 1 << random.randrange(8)
        bank.write_bytes(content)
        for make in (back_up, back_up_daily):
            try:
                make(bank, NOW + timedelta(days=10, minutes=number))
            except Refusal:
                continue
    backups = [look_into(backup) for backup in find_backups(bank)]
    assert good <= {backup.name for backup in backups}
    assert all(backup.stories == len(BANK.stories) for backup in backups)
