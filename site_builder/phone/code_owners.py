"""Who is asked to read a change, as GitHub and GitLab have it: from who is responsible for what."""

from __future__ import annotations

from pathlib import PurePosixPath

from site_builder.content_types import ENTRY_TYPES
from site_builder.content_types.entry import Publication
from site_builder.content_types.maps import Map
from site_builder.content_types.records import Contact
from site_builder.content_types.settings import Settings
from site_builder.content_types.unit import Unit
from site_builder.model import Site
from site_builder.text.messages import MESSAGE_LANGUAGES, Catalogue, catalogue

FILE = PurePosixPath("CODEOWNERS")
"""Where both hosts look: GitLab never in .github/ (docs.gitlab.com: Code Owners)"""
FIRST = PurePosixPath(".github/CODEOWNERS")
"""Where GitHub looks before that"""


def is_ours(text: str) -> bool:
    """Return whether we made it, in any language."""
    return text.startswith(tuple(f"# {catalogue(one).say('phone.made')}\n" for one in MESSAGE_LANGUAGES))


def has_the_rest(site: Site) -> bool:
    """Return whether somebody reads changes to what nobody else is responsible for."""
    desk = site.get(Contact, site.one(Settings).front_desk)
    return bool(desk and desk.accounts)


def code_owners(site: Site, below: str, words: Catalogue) -> str:
    """Return the file CODEOWNERS (docs.github.com: About code owners): what comes last counts.

    `below` is the way from the top of the repository to the site's folder.
    """
    settings = site.one(Settings)
    accounts = {one.slug: one.accounts for one in site.of(Contact) if one.accounts}
    lines = [f"# {words.say('phone.made')}"]
    if settings and (everybody := accounts.get(settings.front_desk)):
        # All that nobody else has: settings, records, templates, and what publishes the site.
        lines.append(_line("*", everybody))
    kinds: tuple[type[Publication], ...] = (*ENTRY_TYPES, Map)
    owned = {
        one.origin.path: accounts[owner]
        for kind in kinds
        for one in (*site.of(kind), *site.drafts.get(kind, ()))
        if (owner := _owner(one)) in accounts
    }
    # A translation is its original's owner's. Of a draft, too, which is why it is not asked what is shown.
    translated = (one.origin for found in site.variants.values() for one in found)
    owned |= {one.path: owned[one.original] for one in translated if one.original in owned}
    lines += [_line(f"/{PurePosixPath(below, path)}", owned[path]) for path in sorted(owned)]
    return "\n".join([*lines, ""])


def _owner(one: Publication) -> str | None:
    """Return who is responsible: who is said to be, else who answers at a unit."""
    return one.owner or (one.contact if isinstance(one, Unit) else None)


def _line(pattern: str, accounts: tuple[str, ...]) -> str:
    return " ".join([pattern.replace(" ", "\\ "), *accounts])
