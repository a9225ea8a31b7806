"""From disk to a checked Site: the only reader. All problems come back at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from site_builder.content_types.entry import Entry
from site_builder.content_types.maps import Map
from site_builder.content_types.pictures import Picture
from site_builder.content_types.records import Contact, Link
from site_builder.content_types.settings import Settings
from site_builder.content_types.waivers import Waiver
from site_builder.loading.editor_files import fetched_files
from site_builder.loading.folders import Folder, read_file, read_folder
from site_builder.loading.history import Change, history_of
from site_builder.loading.loader import Loader
from site_builder.loading.memory import Memory
from site_builder.loading.private_data import Files, private_problems
from site_builder.loading.theme import read_theme
from site_builder.loading.unread import Unread
from site_builder.model import Addresses, Original, Site
from site_builder.problems import Problem, ordered
from site_builder.rendering.templates import faults_in
from site_builder.source import shown
from site_builder.state import Probed


@dataclass(frozen=True, slots=True)
class Loaded:
    """The site (None where it cannot be made at all), what is wrong, and the sources to show it in."""

    site: Site | None
    problems: tuple[Problem, ...]
    sources: Mapping[str, str] = field(default_factory=dict)
    language: str = "nb"
    """The language staff want messages in."""
    unread: Unread = Unread()
    """What is not in the site, since it could not be read as its author meant it."""
    unfit: tuple[Entry | Link, ...] = ()
    """Of that, the texts and links as far as they could be read: what they point at is judged with the others."""
    can_be_rendered: bool = True
    """Whether every template could be read: then pages can be made to be judged, however wrong some of it is."""
    folder: Folder = field(default_factory=lambda: Folder(Path()))
    """The files as they were read"""
    maps: tuple[Map, ...] = ()
    """Every map whose own file could be read; the site has those that have places."""
    probed: Mapping[str, Probed] = field(default_factory=dict)
    """What files of pictures have been found to be, by their digests"""


def load(
    root: Path,
    base_url: str | None = None,
    instead: Mapping[str, bytes] | None = None,
    now: datetime | None = None,
    probed: Mapping[str, Probed] | None = None,
    memory: Memory | None = None,
) -> Loaded:
    """Return the site in `root`. Reads disk and Git, writes nothing.

    `base_url` stands in for the settings' own, and the files of `instead` for those on disk. What its author did not
    date is not later than `now` (aware). `probed` says what files of pictures have been found to be, by their digests,
    and `memory` what the texts of the last load were.
    """
    memory = memory or Memory()
    memory.begin()
    folder = read_folder(root, memory.disk)
    folder.latest = now
    folder.contents |= instead or {}
    sources = {path: shown(content, path) for path, content in folder.contents.items()}
    loader = Loader(folder, probed or {}, memory)
    settings = loader.settings()
    if loader.knows_spelling:
        loader.everything()
    theme, faults = read_theme(root, memory.disk)
    theme = replace(theme, libraries={**theme.libraries, **fetched_files(root)})
    sources |= {f"templates/{name}": theme.files[name] for name in theme.overridden}
    template_faults = (*faults, *faults_in(theme))
    found = ordered([*loader.problems, *template_faults, *_private(loader, sources)])
    if settings is None:
        return Loaded(None, found, sources, loader.language)
    if settings.log:
        loader.collections[Change] = history_of(root)
    addresses = _addresses(base_url or settings.base_url)
    site = Site(loader.collections, addresses, theme, drafts=loader.drafts, variants=loader.variants)
    unfit = tuple(one for one in loader.reading.unfit if isinstance(one, Entry | Link))
    return Loaded(
        site,
        found,
        sources,
        loader.language,
        loader.unread(sources),
        unfit,
        not template_faults,
        folder,
        tuple(loader.maps),
        loader.probed,
    )


def _private(loader: Loader, sources: Mapping[str, str]) -> Iterator[Problem]:
    """Yield what is private in all that was read."""
    of = loader.collections.get
    contacts = (*of(Contact, ()), *(one for one in loader.reading.unfit if isinstance(one, Contact)))
    ways = [way for one in contacts for way in (one.phone, one.email)] + [one.ask.email for one in of(Settings, ())]
    published = [one for one in ways if one is not None]
    files = Files(sources, loader.folder.pictures, of(Picture, ()), of(Original, ()), loader.probed, published)
    return private_problems(files, of(Waiver, ()), loader.reading.spelling)


@dataclass(frozen=True, slots=True)
class Spelling:
    """How the staff of a site write, and are spoken to."""

    language: str = "nb"
    """The language they want messages in"""
    is_english: bool = False
    """Whether fields are spelt in English"""


def spelling_of(root: Path) -> Spelling:
    """Return what a site's settings say of it, and nothing else of the site; the usual where they do not."""
    loader = Loader(read_file(root, Settings.file), {}, Memory())
    loader.settings()
    return Spelling(loader.language, loader.reading.spelling == "en")


def _addresses(base_url: str) -> Addresses:
    plain = base_url.rstrip("/")
    return Addresses(plain, urlsplit(plain).path)
