"""A feed or a calendar into entries to review: matched with those that are there, checked, and written where asked."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from site_builder import build as pipeline
from site_builder.content_types.gatherings import Gathering
from site_builder.content_types.notice import NEWS_STAYS, Notice
from site_builder.content_types.notice_words import NoticeType
from site_builder.content_types.settings import FieldNames, Settings
from site_builder.importing.difference import differences
from site_builder.importing.entry_report import Report
from site_builder.importing.entry_text import Origin, Spelling, called_off, digest_of, entry_text
from site_builder.importing.feeds import read_feed
from site_builder.importing.fetching import fetch
from site_builder.importing.incoming import BYTES, Batch, Incoming
from site_builder.loading import Loaded, load
from site_builder.loading.extracts import read_content
from site_builder.model import Site
from site_builder.problems import Faults, Problem, has_errors
from site_builder.source import shown
from site_builder.text.dates import OSLO, When, days_after
from site_builder.text.messages import Catalogue, catalogue
from site_builder.text.slugs import slug_of
from site_builder.writing import write_sources

_LONGEST = 60
"""Characters of a title in the name of its file"""


@dataclass(frozen=True, slots=True)
class Request:
    """What an import is asked for. `where` is a file, or an address; `now` is aware."""

    root: Path
    where: Path | str
    now: datetime
    is_writing: bool = False
    is_local_allowed: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: problems, and a report where it came so far."""

    problems: tuple[Problem, ...]
    sources: Mapping[str, str] = field(default_factory=dict)
    language: str = "nb"
    report: Report | None = None


Reader = Callable[[bytes, str, datetime, Catalogue], Batch]


def import_feed(request: Request) -> Outcome:
    """Make drafts of what is new in a feed. Writes only where asked, and only what is right. Raises CannotWrite."""
    return _imported(request, lambda content, path, now, words: read_feed(content, path))


def import_calendar(request: Request) -> Outcome:
    """Make drafts of what is new in a calendar, and follow what is called off there.

    Writes only where asked, and only what is without errors. Raises CannotWrite.
    """
    from site_builder.importing.icalendar_events import read_calendar

    return _imported(request, read_calendar)


def _imported(request: Request, read: Reader) -> Outcome:
    loaded = load(request.root)
    # An entry that cannot be read may be one that was imported: without it, it would come a second time.
    if loaded.site is None or has_errors(loaded.problems):
        return Outcome(loaded.problems, loaded.sources, loaded.language)
    settings = loaded.site.of(Settings)[0]
    spelling = Spelling(settings.field_names is FieldNames.EN, catalogue(settings.language))
    path = request.where if isinstance(request.where, str) else request.where.as_posix()
    content = b""
    try:
        content = _content(request)
        batch = read(content, path, request.now, spelling.words)
    except Faults as fault:
        text = content.decode(errors="replace").replace("\r\n", "\n")
        return Outcome(fault.problems, {**loaded.sources, path: text}, loaded.language)
    plan = _Plan(loaded, loaded.site, batch, _origin(request.where, batch), spelling, request.now)
    plan.all()
    checked = pipeline.check(pipeline.Request(request.root, request.root / "output", request.now, instead=plan.files))
    # A warning about another file is for those who change that.
    problems = tuple(one for one in checked.problems if one.is_error or one.path in plan.files)
    is_written = request.is_writing and bool(plan.files) and not has_errors(problems)
    if is_written:
        write_sources({PurePosixPath(name): text for name, text in plan.files.items()}, request.root)
    report = plan.report(differences(plan.files, loaded.sources), is_written=is_written)
    return Outcome(problems, checked.sources, checked.language, report)


def _content(request: Request) -> bytes:
    if isinstance(request.where, Path):
        return read_content(request.where, BYTES)
    return fetch(request.where, BYTES, is_local_allowed=request.is_local_allowed)


def _origin(where: Path | str, batch: Batch) -> Origin:
    """Return where it came from. The address may be a secret (of a calendar that one person shares), so its digest."""
    if isinstance(where, Path):
        return Origin(batch.title or where.name, f"{where.name} ({batch.title})" if batch.title else where.name)
    host = urlsplit(where).hostname or where
    return Origin(batch.title or host, f"{host}/{hashlib.sha256(where.encode()).hexdigest()[:8]}")


@dataclass(slots=True)
class _Plan:
    """What is to become of the files, and what a person is to be told of it."""

    loaded: Loaded
    site: Site
    batch: Batch
    origin: Origin
    spelling: Spelling
    now: datetime
    files: dict[str, bytes] = field(default_factory=dict)
    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    off: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    edited: list[str] = field(default_factory=list)
    otherwise: list[str] = field(default_factory=list)
    same: int = 0
    old: int = 0

    def all(self) -> None:
        there = {one.imported.key: one for one in reversed(_notices(self.site)) if one.imported}
        taken = {path.rpartition("/")[2].removesuffix(".md") for path in self.loaded.sources}
        taken |= {one.slug for one in _notices(self.site)}
        for one in self.batch.entries:
            if (entry := there.get(one.key)) is not None:
                self._update(one, entry)
            elif one.is_cancelled:
                # What nobody here was told of need not be called off.
                continue
            elif self._is_old(one):
                self.old += 1
            else:
                self._add(one, taken)
        if self.batch.kind is NoticeType.EVENT:
            for entry in there.values():
                self._follow_what_is_gone(entry)

    @property
    def _when(self) -> When:
        return When(self.now.replace(second=0, microsecond=0))

    def _is_old(self, one: Incoming) -> bool:
        """Return whether it would not stand in lists any more."""
        if one.starts is not None or one.published is None:
            return False
        return days_after(one.published.end, NEWS_STAYS) <= self.now

    def _add(self, one: Incoming, taken: set[str]) -> None:
        stem = _stem(one, self.batch.kind, self.now)
        slug = next(name for name in _numbered(stem) if name not in taken)
        taken.add(slug)
        path = f"{Notice.folder}/{slug}.md"
        self.files[path] = entry_text(one, slug, self.origin, self.spelling, is_draft=True).encode()
        self.new.append(f"{path}: {one.title}")

    def _update(self, one: Incoming, entry: Notice) -> None:
        assert entry.imported is not None, "that is how it was found"
        path = entry.origin.path
        before = shown(self.loaded.folder.contents[path])
        # A file may have another name each time it is fetched: that is nothing new.
        title = entry.sources[0].title if entry.sources else self.origin.title
        origin = Origin(title, entry.imported.source)
        after = entry_text(one, entry.slug, origin, self.spelling, is_draft=entry.draft)
        is_off = isinstance(entry, Gathering) and entry.cancelled is not None
        if digest_of(before) == entry.imported.digest:
            if digest_of(after) == entry.imported.digest:
                self.same += 1
                return
            if one.updated is None and not self._when.is_before(entry.published or self._when):
                # Calendars take what has no newer time of change for what they have.
                changed = replace(one, updated=self._when)
                after = entry_text(changed, entry.slug, origin, self.spelling, is_draft=entry.draft)
            self.files[path] = after.encode()
            (self.off if one.is_cancelled and not is_off else self.changed).append(_told(entry))
        elif one.is_cancelled and not is_off:
            self._call_off(entry, before, self.off)
        elif digest_of(after) != entry.imported.digest or is_off != one.is_cancelled:
            self.edited.append(_told(entry))
        else:
            self.same += 1

    def _call_off(self, entry: Notice, before: str, told: list[str]) -> None:
        """Say of an entry that it is called off, and leave the rest of it as it is; where that says otherwise, tell."""
        assert entry.imported is not None, "that is how it was found"
        said = ("cancelled", "postponed", "moved_to")
        if any((name,) in entry.origin.document.keys for name in said):
            self.edited.append(_told(entry))
            return
        is_as_imported = digest_of(before) == entry.imported.digest
        text = called_off(before, self.spelling, self._when, is_as_imported=is_as_imported)
        self.files[entry.origin.path] = text.encode()
        told.append(_told(entry))

    def _follow_what_is_gone(self, entry: Notice) -> None:
        """Take what is ahead and no longer in the calendar it came from for called off."""
        assert entry.imported is not None, "that is how it was found"
        key = entry.imported.key
        is_ahead = isinstance(entry, Gathering) and (entry.over_at is None or entry.over_at > self.now)
        if entry.imported.source != self.origin.source or not is_ahead or key in self.batch.keys - self.batch.expanded:
            return
        if isinstance(entry, Gathering) and entry.is_off(self.now + timedelta(days=1)):
            return
        whole = key.rpartition("#")[0]
        if key in self.batch.expanded or (whole in self.batch.keys and whole not in self.batch.expanded):
            self.otherwise.append(_told(entry))
            return
        self._call_off(entry, shown(self.loaded.folder.contents[entry.origin.path]), self.gone)

    def report(self, difference: str, *, is_written: bool) -> Report:
        return Report(
            difference, tuple(self.files), tuple(self.new), tuple(self.changed), tuple(self.off), tuple(self.gone),
            tuple(self.edited), tuple(self.otherwise), self.batch.unfit, self.same, self.old, self.batch.nameless,
            self.batch.private, is_written,
        )  # fmt: skip


def _notices(site: Site) -> list[Notice]:
    drafts = (one for found in site.drafts.values() for one in found if isinstance(one, Notice))
    return sorted((*site.of(Notice), *drafts), key=lambda one: one.origin.path)


def _told(entry: Notice) -> str:
    return f"{entry.origin.path}: {entry.title}"


def _stem(one: Incoming, kind: NoticeType, now: datetime) -> str:
    """Return what to call the file: when it was published, its type, its title; of one time of several, its day."""
    published = min(one.published.start, now) if one.published else now
    title = slug_of(one.title)
    if len(title) > _LONGEST:
        title = title[:_LONGEST].rpartition("-")[0] or title[:_LONGEST]
    parts = [f"{published.astimezone(OSLO):%Y-%m-%d}", kind.nb, title, one.day.isoformat() if one.day else ""]
    return "-".join(slug_of(part) for part in parts if part)


def _numbered(stem: str) -> Iterator[str]:
    yield stem
    number = 2
    while True:
        yield f"{stem}-{number}"
        number += 1
