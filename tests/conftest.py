"""Options of the tests."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-problems", action="store_true", help="write tests/sites/invalid/*/problems.txt anew")
    parser.addoption("--update-golden", action="store_true", help="write tests/golden anew; then read the diff")
    parser.addoption("--update-docs", action="store_true", help="write the generated pages of docs/ anew")
