"""The copy of the sample that one may do anything with: it is gone when it is closed."""

import shutil
import tempfile
from pathlib import Path

from storybank.exchange.frameworks import Catalogue
from storybank.model import Bank
from storybank.services.loading import sample_bank

PREFIX = "storybank-sample-"


class ThrowAway:
    """A folder of its own for one bank."""

    def __init__(self) -> None:
        self.bank: Bank = sample_bank(Catalogue.standard())
        self.folder = Path(tempfile.mkdtemp(prefix=PREFIX))
        self.path = self.folder / "sample.storybank"

    def remove(self) -> None:
        """Throw it away."""
        shutil.rmtree(self.folder, ignore_errors=True)
