"""Reading a bank to look at, from a bank file or an interchange file."""

from pathlib import Path

from storybank.exchange.frameworks import Catalogue
from storybank.exchange.interchange import read_interchange
from storybank.exchange.source import load
from storybank.model import Bank
from storybank.paths import resources
from storybank.services.journal import may_stay_unwritten


def sample_bank(frameworks: Catalogue) -> Bank:
    """Return the sample bank of an invented candidate."""
    path = resources() / "samples" / "sample.json"
    return read_interchange(path.read_bytes(), path.name, frameworks)


def is_interchange(path: Path) -> bool:
    """Say whether a path is read as interchange JSON; everything else is taken for a bank."""
    return path.suffix.lower() == ".json"


def read_bank(path: Path, frameworks: Catalogue) -> Bank:
    """Return the bank in a bank file or an interchange file, changing neither unless a crash left a bank half-written. Raises a `Refusal`."""
    if is_interchange(path):
        return read_interchange(load(path), str(path), frameworks)
    from storybank.store.bankfile import BankFile  # SQLAlchemy costs 0.4 s that an interchange file does not need

    with BankFile.open(path, read_only=may_stay_unwritten(path)) as file:
        return file.read()
