"""What a build or a check has come to, as the lines a person reads. It prints nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from site_builder.build import Outcome
from site_builder.identity_numbers import masked
from site_builder.problems import printable
from site_builder.text.dates import until
from site_builder.text.messages import Catalogue

RECENT = timedelta(days=30)


def summary(outcome: Outcome, out: Path, now: datetime, words: Catalogue) -> Iterator[str]:
    """Yield what was done, then what waits and what has just left the lists."""
    if outcome.written is not None:
        done = outcome.written
        counts = {"written": len(done.written), "unchanged": done.unchanged, "removed": len(done.removed)}
        yield words.say("build.done", out=out, **counts)
        if outcome.lacks_editor:
            yield words.say("build.no_editor")
    else:
        yield words.say("check.done", files=outcome.total)
    if outcome.waiting:
        yield words.say("build.waiting")
        yield from (f"  {path}: {words.date(when)}" for path, when in outcome.waiting)
    if outcome.updates:
        yield words.say("build.updates")
        yield from (f"  {place}: {words.date(when)}" for place, when in outcome.updates)
    if outcome.drafts:
        yield words.say("build.drafts")
        yield from (f"  {path}" for path in outcome.drafts)
    recent = [(path, moment) for path, moment in outcome.expired if moment > now - RECENT]
    if recent:
        yield words.say("build.expired")
        yield from (f"  {path}: {words.date(until(moment))}" for path, moment in recent)


def seconds_taken(seconds: float, words: Catalogue) -> str:
    shown = f"{seconds:.2f}" if words.language == "en" else f"{seconds:.2f}".replace(".", ",")
    return words.say("build.seconds", seconds=shown)


def in_part(outcome: Outcome, words: Catalogue) -> str:
    """Return what comes before the problems of a site that was built in spite of them: what is not there first."""
    lines = [words.say("build.in_part")]
    if outcome.left_out:
        lines += [words.say("build.left_out"), *(f"  {printable(masked(one))}" for one in outcome.left_out)]
    if outcome.plain:
        lines += [words.say("build.plain"), *(f"  {printable(masked(one))}" for one in outcome.plain)]
    return "\n".join([*lines, ""])
