"""`--self-test`: what was tried and what came of it, a line each."""

import os
import tempfile
from pathlib import Path

from storybank import __version__
from storybank.paths import HOME
from storybank.services.self_test import Trial, self_test
from storybank.texts import _


def run_self_test(*more: Trial) -> int:
    """Try everything in a folder that goes afterwards, far from the user's own, and return 0 when all is well, else 1."""
    failed = 0
    print(f"storybank {__version__}")
    with tempfile.TemporaryDirectory(prefix="storybank-self-test-") as name:
        os.environ[HOME] = str(Path(name) / "own")
        for check in self_test(Path(name), more):
            failed += not check.is_well
            print(f"{'ok' if check.is_well else 'FAILED':6} {check.name}: {check.found}", flush=True)
    print(_("This installation is whole.") if not failed else _("This installation is not whole; install it anew."))
    return 1 if failed else 0
