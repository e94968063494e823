"""Out and in again is the same bank, in every format that holds one: 200 random banks here, 2,000 with `./run test-slow`."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings

from exchange.strategies import banks
from storybank.exchange.frameworks import Catalogue
from storybank.exchange.interchange import read_interchange, write_interchange
from storybank.exchange.markdown import read_markdown
from storybank.exchange.spreadsheet_writing import bank_to_xlsx
from storybank.exchange.tables import bank_to_csv, read_csv
from storybank.exchange.workbook import read_workbook
from storybank.model import Bank, Story
from storybank.services.exporting import story_files

Stories = tuple[Story, ...]


def by_json(bank: Bank) -> Stories:
    again = read_interchange(write_interchange(bank, Catalogue.standard()), "bank.json", Catalogue.standard())
    assert again == bank, "JSON holds the bank whole"
    return again.stories


def by_folder(bank: Bank) -> Stories:
    files = story_files(bank)
    assert len(files) == len(bank.stories)
    found = [read_markdown(files[name], name, bank.framework).stories for name in sorted(files)]
    return tuple(story for stories in found for story in stories)


def by_csv(bank: Bank) -> Stories:
    return read_csv(bank_to_csv(bank), "bank.csv", bank.framework).stories


def by_xlsx(bank: Bank) -> Stories:
    return read_workbook(bank_to_xlsx(bank), "bank.xlsx", bank.framework).stories


@pytest.mark.parametrize("count", [200, pytest.param(2000, marks=pytest.mark.long)])
@pytest.mark.parametrize("through", [by_json, by_folder, by_csv, pytest.param(by_xlsx, marks=pytest.mark.long)])
def test_out_and_in_is_the_same(through: Callable[[Bank], Stories], count: int) -> None:
    @settings(max_examples=count, deadline=None, suppress_health_check=list(HealthCheck))
    @given(banks())
    def every(bank: Bank) -> None:
        assert through(bank) == bank.stories

    every()
