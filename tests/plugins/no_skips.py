"""A skipped test fails the run: what cannot run here is to say how to get it, not to pass by."""

from typing import Any

import pytest


class NoSkips:
    """Collects what was skipped, also from parallel workers, and makes the run fail for it."""

    def __init__(self) -> None:
        self.skipped: list[str] = []

    def remember(self, report: Any) -> None:
        """Keep a report's name and reason when it was skipped; an expected failure is no skip."""
        if report.skipped and not hasattr(report, "wasxfail"):
            reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
            self.skipped.append(f"{report.nodeid}: {reason}")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """See a test's outcome."""
        self.remember(report)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """See a whole file's outcome."""
        self.remember(report)

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Turn a good end into a bad one when something was skipped."""
        if self.skipped and session.exitstatus in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        """Name what was skipped."""
        if self.skipped:
            terminalreporter.section("skipped, so the run fails", red=True)
            for line in self.skipped:
                terminalreporter.line(line)


def pytest_configure(config: pytest.Config) -> None:
    """Watch in the main process alone: workers pass their reports on."""
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(NoSkips(), "no-skips")
