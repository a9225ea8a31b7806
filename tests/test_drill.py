"""The drill that `make drill` runs: from a file of two lines to all that people get."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from tests.support import ROOT, written


def test_the_drill_says_when_page_feed_sheet_and_text_are_there(tmp_path: Path) -> None:
    site = written(tmp_path / "site", {})
    command = [sys.executable, str(ROOT / "benchmarks/drill.py"), str(site)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    lines = [re.fullmatch(r"(\w+(?: \w+)?) +\d+\.\d\d s(?:  (.+))?", line) for line in done.stdout.splitlines()]
    told = {line[1]: line[2] for line in lines if line}
    assert list(told) == ["page", "feed", "home", "screen", "sheet", "whole site", "text"]
    assert told["text"] == "Kok vannet i hele kommunen https://alt.eksempel.example/aktuelt/krise-drill/"
    # What it writes is gone, and the site is as it was.
    assert not (site / "output").exists()
    assert not (site / "content/notices").exists()


def test_make_drill_runs_it() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(r"^drill:.*\n\t\S*python\S* benchmarks/drill\.py$", makefile, re.MULTILINE)
