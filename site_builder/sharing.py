"""The texts to send of one notice, from the site as it stands."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from site_builder.content_types.notice import Notice
from site_builder.loading import load
from site_builder.outputs.share import Share, share_of
from site_builder.problems import Problem
from site_builder.text import gsm7


@dataclass(frozen=True, slots=True)
class Outcome:
    """The texts; or None, with what is wrong with the notice, or the name that was probably meant."""

    language: str
    share: Share | None = None
    counted: int = 0
    """How many of a text message's characters the first of them takes"""
    problems: tuple[Problem, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)
    like: str = ""


def share(root: Path, name: str, now: datetime) -> Outcome:
    """Return the texts of the notice whose file or slug is `name`, published yet or not. Reads disk, writes nothing."""
    loaded = load(root)
    if loaded.site is None:
        return Outcome(loaded.language, problems=loaded.problems, sources=loaded.sources)
    # `./content/notices/a.md`, or with the slashes of Windows, is the same file.
    slug = name.replace("\\", "/").rpartition("/")[2].removesuffix(".md")
    site = loaded.site.at(now).with_unpublished()
    path = f"{Notice.folder}/{slug}.md"
    notice = next((one for one in site.of(Notice) if slug == one.slug or path == one.origin.path), None)
    if notice is not None:
        said = share_of(notice, site)
        return Outcome(loaded.language, said, gsm7.counted(said.sms))
    if path in loaded.sources:
        own = tuple(one for one in loaded.problems if one.path == path)
        return Outcome(loaded.language, problems=own, sources=loaded.sources)
    like = difflib.get_close_matches(slug, [one.slug for one in site.of(Notice)], n=1, cutoff=0.6)
    return Outcome(loaded.language, like=like[0] if like else "")
