"""What the bar says of a page: its source, what is wrong with it, how hard it is to read, and what to send of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from site_builder.content_types.entry import Entry, Publication
from site_builder.content_types.notice import Notice
from site_builder.content_types.settings import Home
from site_builder.identity_numbers import masked
from site_builder.model import Site, Sourced
from site_builder.outputs import addresses, views
from site_builder.outputs.languages import in_language, shown_in, texts_in
from site_builder.outputs.share import share_of
from site_builder.rendering import markdown
from site_builder.serving.dress import OWN
from site_builder.serving.preview import State
from site_builder.serving.told import Told, editing
from site_builder.text.dates import OSLO
from site_builder.text.messages import Catalogue, catalogue
from site_builder.text.readability import readability_of

MOST = 20
"""So many problems are shown: whoever has more has something to correct first."""
_LABELS = (
    *("name", "phone", "edit", "file", "problems", "no_problems", "readability", "send", "copy", "copied", "moment"),
    *("go", "now", "close", "stands_still", "crash", "gone"),
)


def about(address: str, state: State, root: Path, at: datetime | None) -> dict[str, Any]:
    """Return what the bar shows on the page at an address of the site, as JSON takes it."""
    words = catalogue(state.findings.language)
    entry = _entry_at(address, state.shown.site) if state.shown else None
    source = entry[1].origin.path if entry else ""
    own = [one for one in state.findings.found if source and one.path == source]
    moment = at or (state.shown.request.now if state.shown else None)
    return {
        "labels": {one: words.say(f"serve.bar.{one}") for one in _LABELS},
        "language": state.findings.language,
        "source": source,
        "path": str(root.resolve() / source) if source else "",
        "edit": editing(str(root.resolve() / source)) if source else "",
        "problems": [_shown(one, root) for one in own[:MOST]],
        "count": state.findings.count,
        "readability": _readability(entry[1], words) if entry else "",
        "texts": list(_texts(*entry, words)) if entry else [],
        "at": f"{moment.astimezone(OSLO):%Y-%m-%dT%H:%M}" if moment else "",
        "is_moved": at is not None,
        "phone": f"{OWN}?page={address}",
    }


def standing(state: State, root: Path) -> dict[str, Any]:
    """Return what keeps what was last saved from being shown, as JSON takes it; no problems where nothing does."""
    found = [one for one in state.findings.found if one.is_error]
    return {
        "language": state.findings.language,
        "labels": {one: catalogue(state.findings.language).say(f"serve.bar.{one}") for one in _LABELS},
        "crash": state.crash,
        "count": state.findings.count if found else "",
        "problems": [_shown(one, root) for one in found[:MOST]],
    }


def _shown(one: Told, root: Path) -> dict[str, str]:
    return {"text": one.text, "edit": editing(str(root.resolve() / one.path), one.line)}


def _entry_at(address: str, site: Site) -> tuple[Site, Sourced] | None:
    """Return whose page or embed stands at an address, and the site in the language that it is in there."""
    for language in ("", *shown_in(site), *texts_in(site)):
        own = in_language(site, language)
        for entry in own.entries():
            page = _page_of(entry, own)
            if page and address in (own.addresses.placed(page), own.addresses.placed(f"{addresses.EMBED}{page}")):
                return own, entry
    return None


def _page_of(entry: Sourced, site: Site) -> str:
    if isinstance(entry, Home):
        return addresses.HOME
    if not isinstance(entry, Publication) or entry.section is None:
        return ""
    return addresses.address(site, entry)


def _readability(entry: Sourced, words: Catalogue) -> str:
    if not isinstance(entry, Entry):
        return ""
    document = entry.origin.document
    body = markdown.text(markdown.parse(document.body, document.body_line))
    found = readability_of("\n\n".join(filter(None, (getattr(entry, "summary", None), body))))
    if found is None:
        return ""
    level = words.say(f"serve.lix.{found.level}")
    return words.say("serve.lix", lix=found.lix, level=level, words=found.words, longest=found.longest)


def _texts(site: Site, entry: Sourced, words: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield what to send others of an entry, each with what it is for."""
    if isinstance(entry, Notice):
        share = share_of(entry, site)
        yield words.say("serve.sms"), masked(share.sms)
        yield words.say("serve.short"), masked(share.short)
        yield words.say("serve.long"), masked(share.long)
    elif isinstance(entry, Entry) and entry.section is not None:
        address = site.addresses.absolute(addresses.address(site, entry))
        text = f"{entry.title.rstrip('.')}. {views.summary_of(site, entry)} {address}"
        yield words.say("serve.short"), masked(text)
