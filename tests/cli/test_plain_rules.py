"""`check --json` against an independent reading of the contract's rules, on random banks, from JSON and from a bank file."""

import json
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from analysis.plain_rules import Told, plain_gaps, waived_reason
from banks import banks
from cli.running import Run
from storybank.exchange.frameworks import Catalogue
from storybank.exchange.interchange import write_interchange
from storybank.model import Bank

HERE = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]
)


def as_plain(told: Told, reason: str | None) -> str:
    """A gap without its sentences, as text that can be sorted."""
    rule, severity, story, principle, detail = told
    return json.dumps([rule, severity, story, principle, detail, reason], sort_keys=True)


@settings(HERE, max_examples=60)
@given(bank=banks())
def test_check_agrees(run: Run, desk: Path, bank: Bank) -> None:
    Path("a.json").write_bytes(write_interchange(bank, Catalogue.standard()).encode())
    result = run("check", "a.json", "--json")
    answer = json.loads(result.out)
    wanted = [(told, waived_reason(bank, told)) for told in plain_gaps(bank)]
    found = [
        as_plain((gap["rule"], gap["severity"], gap["story"], gap["principle"], gap["detail"]), gap.get("waived"))
        for gap in answer["gaps"]
    ]
    assert sorted(found) == sorted(as_plain(told, reason) for told, reason in wanted)
    still_open = [told[1] for told, reason in wanted if reason is None]
    assert answer["counts"] == {name: still_open.count(name) for name in ("error", "warning", "info")}
    assert result.code == (1 if "error" in still_open else 0)
