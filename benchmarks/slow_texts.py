"""Texts made to be slow, measured and not judged: seconds to read each, and for long lines how they grow with length.

What grows tenfold with ten times the text is as it should be; a hundredfold is a way to stop a build.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TOP))

from site_builder.problems import Faults  # noqa: E402
from site_builder.source import read_yaml  # noqa: E402
from site_builder.text.private_facts import facts_in  # noqa: E402
from tests.test_private_facts import REPEATED  # noqa: E402
from tests.test_source import HOSTILE  # noqa: E402


def seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def read(content: bytes) -> None:
    try:
        read_yaml(content, "a.yaml")
    except Faults:
        return


def main() -> None:
    for content in HOSTILE:
        print(f"{content[:8]!r:<24}{seconds(lambda: read(content)):9.3f} s", flush=True)  # noqa: B023
    for text in REPEATED:
        short, long = (seconds(lambda: list(facts_in(text * times))) for times in (800, 8000))  # noqa: B023
        print(f"{text[:20]!r:<24}{short:9.3f} s, ten times as long {long:.3f} s", flush=True)


if __name__ == "__main__":
    main()
