"""The texts to send of one notice, from the site as it stands."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from site_builder.checks.text_messages import text_message_problems
from site_builder.content_types.notice import Notice
from site_builder.loading import load
from site_builder.outputs.share import Share, share_of
from site_builder.problems import Problem
from site_builder.text import gsm7


@dataclass(frozen=True, slots=True)
class Outcome:
    """The texts (None: there is no such notice, or none that can be read), what is wrong with it, and the name that was
    probably meant."""

    language: str
    share: Share | None = None
    counted: int = 0
    """How many of a text message's characters the first of them takes"""
    problems: tuple[Problem, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)
    like: str = ""


def share(root: Path, name: str, now: datetime) -> Outcome:
    """Return the texts of the notice whose file or slug is `name`, published yet or not. Reads disk, writes nothing."""
    loaded = load(root, now=now)
    if loaded.site is None:
        return Outcome(loaded.language, problems=loaded.problems, sources=loaded.sources)
    # `./content/notices/a.md`, or with the slashes of Windows, is the same file.
    slug = name.replace("\\", "/").rpartition("/")[2].removesuffix(".md")
    site = loaded.site.at(now).with_unpublished()
    path = f"{Notice.folder}/{slug}.md"
    notice = next((one for one in site.of(Notice) if slug == one.slug or path == one.origin.path), None)
    own = tuple(one for one in loaded.problems if one.path == (notice.origin.path if notice else path))
    if notice is not None:
        said = share_of(notice, site)
        own += tuple(one for one in text_message_problems(site) if one.path == notice.origin.path)
        return Outcome(loaded.language, said, gsm7.counted(said.sms), own, loaded.sources)
    if own:
        return Outcome(loaded.language, problems=own, sources=loaded.sources)
    like = difflib.get_close_matches(slug, [one.slug for one in site.of(Notice)], n=1, cutoff=0.6)
    return Outcome(loaded.language, like=like[0] if like else "")
