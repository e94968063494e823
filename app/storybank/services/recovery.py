"""What a bank's file did not take: kept in a private file until it does, and found again after a crash."""

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from storybank.model import Bank
from storybank.paths import data_folder, known_as, known_by, private_folder
from storybank.store.sealing import sha256  # pyright: ignore[reportAttributeAccessIssue] - hashlib itself brings 8 MB
from storybank.texts import Refusal

_MOST_BYTES = 100_000_000


@dataclass(frozen=True, slots=True)
class Recovered:
    """What was on the screen (`mine`) when the file last held `base`; `kept` is in UTC."""

    base: Bank
    mine: Bank
    kept: datetime


def keep(bank: Path, base: Bank, mine: Bank) -> bool:
    """Keep what is on the screen beside what the file holds; returns whether that could be done, for this disk may be full as well."""
    from storybank.exchange.frameworks import (
        Catalogue,
    )  # none of these is needed as long as files take what they should
    from storybank.exchange.interchange import write_interchange
    from storybank.services.publish import write_whole

    with suppress(OSError, Refusal):
        frameworks = Catalogue.standard()
        private_folder(data_folder())
        private_folder(_file(bank).parent)
        data = {
            "bank": known_as(bank),
            "kept": datetime.now(UTC).isoformat(timespec="seconds"),
            "base": json.loads(write_interchange(base, frameworks)),
            "mine": json.loads(write_interchange(mine, frameworks)),
        }
        write_whole(_file(bank), json.dumps(data, ensure_ascii=False).encode(), force=True)
        return True
    return False


def is_kept(bank: Path) -> bool:
    """Say whether something is kept for a bank."""
    return _file(bank).is_file()


def find(bank: Path) -> Recovered | None:
    """Return what was kept for a bank; None where nothing was, or nothing that can be read, which then stays where it is."""
    from storybank.exchange.frameworks import Catalogue  # see above
    from storybank.exchange.interchange import read_interchange

    file = _file(bank)
    with suppress(OSError, ValueError, KeyError, TypeError, Refusal):
        if file.stat().st_size <= _MOST_BYTES:
            data = json.loads(file.read_bytes())
            frameworks = Catalogue.standard()
            base, mine = (read_interchange(json.dumps(data[name]), file.name, frameworks) for name in ("base", "mine"))
            return Recovered(base, mine, datetime.fromisoformat(data["kept"]))
    return None


@dataclass(frozen=True, slots=True)
class Left:
    """What was kept for a bank that has its name no more: which, and when it was kept, in UTC."""

    bank: Path
    kept: datetime


def left_behind() -> tuple[Left, ...]:
    """Return what is kept for banks that are not where they were, the newest first."""
    found: list[Left] = []
    with suppress(OSError):
        for file in (data_folder() / "recovery").glob("*.json"):
            with suppress(OSError, ValueError, KeyError, TypeError):
                if file.stat().st_size <= _MOST_BYTES:
                    data = json.loads(file.read_bytes())
                    bank = known_by(str(data["bank"]))
                    if not os.path.lexists(bank) and _file(bank) == file:
                        found.append(Left(bank, datetime.fromisoformat(data["kept"])))
    return tuple(sorted(found, key=lambda left: left.kept, reverse=True))


def forget(bank: Path) -> None:
    """Let go of what was kept: the file has it, or somebody let go of it knowingly."""
    with suppress(OSError):
        _file(bank).unlink(missing_ok=True)


def _file(bank: Path) -> Path:
    return data_folder() / "recovery" / f"{sha256(os.fsencode(known_as(bank))).hexdigest()[:32]}.json"
