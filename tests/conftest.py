"""What every test shares: how hard Hypothesis tries (`HYPOTHESIS_PROFILE=long` for a deep run)."""

import os

import pytest
from hypothesis import HealthCheck, settings

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile("quick", deadline=None, max_examples=40, suppress_health_check=SLOW)
settings.register_profile("long", deadline=None, max_examples=2000, suppress_health_check=SLOW)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests counted (`record_property("counts", …)`): a bar that is told in numbers."""
    passed = terminalreporter.stats.get("passed", [])
    lines = [line for report in passed for name, line in report.user_properties if name == "counts"]
    if lines:
        terminalreporter.section("counts")
        for line in sorted(set(lines)):
            terminalreporter.line(line)
