"""Pictures: the sizes that are made of each one in use, and the figure that shows it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from markupsafe import Markup

from site_builder.content_types.entry import Entry, Pictured
from site_builder.content_types.pictures import Picture
from site_builder.content_types.settings import Settings
from site_builder.loading.references import references_of
from site_builder.model import Original, Planned, Site, remembered
from site_builder.outputs import ahead
from site_builder.rendering.pictures import AVIF, JPEG, WEBP, Derived, Kind, derive, version
from site_builder.text.messages import catalogue

WIDTHS = (400, 800, 1200, 1600)
"""Pixels: a phone, a phone with twice the pixels, a column on a fine screen. No picture is made larger than it came."""
USUAL = 800
"""The one that old programs and feed readers get"""
SIZES = "(min-width: 44rem) 42rem, 100vw"
"""How wide pictures stand on a page (templates/style.css: main, figure)"""


@dataclass(frozen=True, slots=True)
class Shared:
    """A picture as other programs show it beside a link."""

    address: str
    width: int
    height: int
    alt: str


def plan(site: Site) -> Iterator[Planned]:
    """Plan every size of the pictures that something on the site shows."""
    made_by = version()
    for one in in_use(site):
        original = site.get(Original, one.slug)
        if original is None:
            continue
        for kind, width in _versions(site, original):
            wanted = Derived(original, width, kind, made_by)
            path = PurePosixPath(_address(wanted)[1:])
            yield Planned(path, derive, wanted, one.origin.path, one.origin.mark(), is_picture=True)


def consents(site: Site) -> Mapping[PurePosixPath, datetime]:
    """Return the files of pictures that are shown by consent, each with when that ends (UTC)."""
    return {
        PurePosixPath(_address(Derived(original, width, kind, version()))[1:]): one.consent_until.end
        for one in in_use(site)
        if one.consent_until and (original := site.get(Original, one.slug)) is not None
        for kind, width in _versions(site, original)
    }


def in_use(site: Site) -> tuple[Picture, ...]:
    """Return the pictures that entries show at the site's moment, in order of id."""
    found = {one.slug: one for entry in _entries(site) for one in shown_by(entry, site)}
    return tuple(found[slug] for slug in sorted(found))


def _entries(site: Site) -> Iterator[Entry]:
    for kind, found in site.collections.items():
        if issubclass(kind, Entry):
            yield from found


def shown_by(entry: Entry, site: Site) -> tuple[Picture, ...]:
    """Return the pictures that an entry shows at the site's moment: those in its text, then those below it."""
    in_text = (one.target for _, one in references_of([entry], site) if one.kind == Picture.word)
    below = entry.pictures if isinstance(entry, Pictured) else ()
    return tuple(one for slug in dict.fromkeys((*in_text, *below)) if (one := site.get(Picture, slug)) is not None)


def _versions(site: Site, original: Original) -> Iterator[tuple[Kind, int]]:
    widths = _widths(original)
    for kind in _kinds(site):
        yield from ((kind, width) for width in widths)
    yield JPEG, _usual(widths)
    if _usual(widths) != _shared(widths):
        yield JPEG, _shared(widths)


def _kinds(site: Site) -> tuple[Kind, ...]:
    """Return the kinds that new programs choose among, the lightest first."""
    return (AVIF, WEBP) if site.one(Settings).has_avif else (WEBP,)


def _widths(original: Original) -> tuple[int, ...]:
    widest = min(original.width, WIDTHS[-1])
    return (*(one for one in WIDTHS if one < widest), widest)


def _usual(widths: tuple[int, ...]) -> int:
    return max(one for one in widths if one <= USUAL or one == widths[0])


def _shared(widths: tuple[int, ...]) -> int:
    return max(one for one in widths if one <= 1200 or one == widths[0])


def _address(wanted: Derived) -> str:
    """Return where a size of a picture stands. Its name says what it is made of and how, never what came of it."""
    how = f"{wanted.original.digest}\0{wanted.width}\0{wanted.kind!r}\0{wanted.made_by}"
    digest = hashlib.sha256(how.encode()).hexdigest()[:12]
    return f"/assets/{wanted.original.slug}-{wanted.width}.{digest}.{wanted.kind.ending}"


def figures_of(site: Site, slugs: Iterable[str]) -> tuple[Markup, ...]:
    """Return those of some pictures that may be shown, in their order."""
    return tuple(found for slug in slugs if (found := figure(site, slug)))


def figure(site: Site, slug: str, text: str = "", *, absolute: bool = False) -> Markup:
    """Return a picture as a page shows it, with what stands below it; nothing where it may not be shown now. `text` is
    what it is called here, if not what it is called everywhere."""
    picture, original = site.get(Picture, slug), site.get(Original, slug)
    if picture is None or original is None or (absolute and picture.consent_until):
        # From a feed it would go to where nobody can take it back.
        return Markup("")
    return _figure(site, picture, original, text, absolute=absolute)


@remembered
def _figure(site: Site, picture: Picture, original: Original, text: str, *, absolute: bool) -> Markup:
    link_to = site.addresses.absolute if absolute else site.addresses.href
    made_by, widths = version(), _widths(original)
    sources = []
    for kind in _kinds(site):
        all_sizes = (Derived(original, width, kind, made_by) for width in widths)
        listed = ", ".join(f"{link_to(_address(one))} {one.width}w" for one in all_sizes)
        sources.append(_SOURCE.format(kind.media_type, listed, SIZES))
    usual = Derived(original, _usual(widths), JPEG, made_by)
    image = _IMAGE.format(link_to(_address(usual)), usual.width, _height(usual), text or picture.alt)
    below = Markup(" ").join(_below(site, picture))
    turns = ""
    if picture.consent_until:
        # It is gone from the page when the consent ends, and from the site with the next build.
        turns = Markup(' data-t="{}"').format(ahead.until(picture.consent_until.end).machine)
    return _FIGURE.format(turns, Markup("").join(sources), image, below)


_FIGURE = Markup("<figure{}><picture>{}{}</picture><figcaption>{}</figcaption></figure>")
_SOURCE = Markup('<source type="{}" srcset="{}" sizes="{}">')
_IMAGE = Markup('<img src="{}" width="{}" height="{}" alt="{}" loading="lazy" decoding="async">')


def _below(site: Site, picture: Picture) -> Iterator[Markup]:
    if picture.caption:
        yield Markup("{}").format(picture.caption)
    words = catalogue(site.one(Settings).language)
    says_what = ": " in picture.credit
    credit = picture.credit if says_what else words.say("picture.credit", who=picture.credit)
    yield Markup("<small>{}</small>").format(credit)


def _height(wanted: Derived) -> int:
    return max(1, round(wanted.original.height * wanted.width / wanted.original.width))


def beside_links(entry: Entry, site: Site) -> Shared | None:
    """Return the first picture that an entry shows and nobody may take back, as it stands beside links."""
    for picture in shown_by(entry, site):
        original = site.get(Original, picture.slug)
        if original and not picture.consent_until:
            wanted = Derived(original, _shared(_widths(original)), JPEG, version())
            return Shared(site.addresses.absolute(_address(wanted)), wanted.width, _height(wanted), picture.alt)
    return None
