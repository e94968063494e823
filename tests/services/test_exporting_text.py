"""One story as a text: named by its id in the bank, aliased or not."""

from datetime import date
from pathlib import Path

import pytest

from banks import a_bank, a_story
from storybank.exchange.frameworks import Catalogue
from storybank.model import Alias, Bank
from storybank.services.exporting import ExportOptions, export
from storybank.texts import Refusal

pytestmark = pytest.mark.usefixtures("home")


def text_of(bank: Bank, out: Path, story: str, *, aliased: bool = False, ready: bool = False) -> str:
    options = ExportOptions(
        force=True, aliased=aliased, ready_only=ready, paper="A4", landscape=False, story=story, words=50, today=date(2027, 1, 2)
    )  # fmt: skip
    export(bank, out, "text", options, Catalogue.standard())
    return out.read_text("utf-8")


def test_it_is_named_by_its_id_also_where_aliasing_changes_that(desk: Path) -> None:
    stories = a_story("acme-1", narrative="At Acme."), a_story("b", narrative="B.", status="ready")
    bank = a_bank(*stories)
    assert text_of(bank, desk / "a.txt", "acme-1").strip().endswith("At Acme.")
    from dataclasses import replace

    bank = replace(bank, aliases=(Alias(term="Acme", alias="a firm"),))
    assert "At a firm." in text_of(bank, desk / "a.txt", "acme-1", aliased=True)
    assert "B." in text_of(bank, desk / "a.txt", "", ready=True), "there is but one"
    with pytest.raises(Refusal, match="there are acme-1, b"):
        text_of(bank, desk / "a.txt", "zzz")
