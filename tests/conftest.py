"""Options of the tests."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest

from tests.support import FULL, built

# The machine's language is spoken where there is no site to ask: here it is none, unless a test says so.
for _variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
    os.environ.pop(_variable, None)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-problems", action="store_true", help="write tests/sites/invalid/*/problems.txt anew")
    parser.addoption("--update-golden", action="store_true", help="write tests/golden anew; then read the diff")
    parser.addoption("--update-docs", action="store_true", help="write the generated pages of docs/ anew")


def pytest_collection_finish() -> None:
    # Ten thousand tests are no garbage, and a look through them all takes long each time that a site is built.
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def full_town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that the full site is built in, at the tests' moment: to be read, and not written to."""
    out = tmp_path_factory.mktemp("full-town")
    built(FULL, out)
    return out
