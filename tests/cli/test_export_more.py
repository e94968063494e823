"""Workbook, page and text from the command line: whole, told by the name's ending, and with no confidential term when aliased."""

import json
import re
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from cli.running import Run
from cli.test_aliased_exports import TERMS, confidential
from storybank.exchange.spreadsheet_writing import workbook_text
from storybank.reports.page import visible_text

__all__ = ["confidential"]


def test_a_workbook_and_a_page_are_told_by_their_endings(run: Run, bank: Path) -> None:
    run.well("export", bank, "out.xlsx")
    assert load_workbook(BytesIO(Path("out.xlsx").read_bytes())).sheetnames == ["Matrix", "Stories"]
    for name in ("out.html", "out.HTM"):
        run.well("export", bank, name)
        assert "Nine scanners first" in visible_text(Path(name).read_text("utf-8"))
    assert Path("out.html").stat().st_mode & 0o777 == 0o600
    assert run("export", bank, "out.xlsx").code == 2
    run.well("new", "empty.storybank")
    for kind in ("xlsx", "html"):
        run.well("export", "empty.storybank", f"empty.{kind}", "--ready")


@pytest.mark.parametrize("kind", ["xlsx", "html"])
def test_aliased_they_hold_no_confidential_term(run: Run, confidential: Path, kind: str) -> None:
    run.well("export", confidential, f"out.{kind}", "--aliased")
    content = Path(f"out.{kind}").read_bytes()
    text = workbook_text(content) if kind == "xlsx" else visible_text(content.decode())
    for term in TERMS:
        pattern = r"\s+".join(map(re.escape, term.split()))
        assert not re.search(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE), term
    assert "firm 0" in text


def test_what_a_cell_cannot_hold_is_refused_and_nothing_is_written(run: Run, bank: Path) -> None:
    run.well("export", bank, "bank.json")
    data = json.loads(Path("bank.json").read_text("utf-8"))
    data["stories"][0]["narrative"] = "x" * 40_000
    Path("bank.json").write_text(json.dumps(data), "utf-8")
    result = run("export", "bank.json", "out.xlsx")
    assert result.code == 2
    assert "32" in result.problems[0]
    assert not Path("out.xlsx").exists()


def test_words_must_be_a_number(run: Run, bank: Path) -> None:
    for typed in ("0", "-3", "many", "1.5"):
        assert run("export", bank, "out.txt", "--as", "text", f"--words={typed}").code == 2


def test_a_text_is_of_one_story(run: Run, bank: Path) -> None:
    result = run("export", bank, "out.txt", "--as", "text")
    assert result.code == 2
    assert "--story" in result.err
    assert not Path("out.txt").exists()
