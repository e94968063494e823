"""What SQLAlchemy brings along and nobody uses stays away, and is there for whoever does use it."""

import subprocess
import sys
from pathlib import Path

import storybank


def told(program: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(Path(storybank.__file__).parents[1])},
    )
    return done.stdout.split()


def test_opening_a_bank_loads_neither_asyncio_nor_openssl_nor_mail() -> None:
    assert told(
        "import storybank.store, sys; print(*{'asyncio', 'ssl', 'hashlib', '_ssl', 'email', 'sqlalchemy'} & set(sys.modules))"
    ) == ["sqlalchemy"]


def test_others_find_the_real_ones_and_so_does_sqlalchemy_when_it_asks() -> None:
    plug_ins = "from sqlalchemy.util import langhelpers; print(langhelpers.importlib.metadata.version('sqlalchemy')[0])"
    assert told(f"import storybank.store; {plug_ins}") == ["2"]
    program = "import storybank.store, asyncio, hashlib; from sqlalchemy.util import compat, concurrency"
    lock = "print(concurrency.asyncio.Lock is asyncio.Lock, compat.hashlib.md5 is hashlib.md5, concurrency.asyncio is asyncio)"
    assert told(f"{program}; {lock}") == ["True", "True", "False"]
    assert told(
        "import asyncio, storybank.store; from sqlalchemy.util import concurrency; print(concurrency.asyncio is asyncio)"
    ) == ["True"]


def test_sqlalchemy_can_be_used_first(tmp_path: Path) -> None:
    assert told("import sqlalchemy, storybank.store; print(storybank.store.BankFile.__name__)") == ["BankFile"]
