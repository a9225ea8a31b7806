"""What is not published, shown among what is, under a title that says so: for those who write it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from site_builder.content_types.entry import Publication
from site_builder.content_types.maps import Place
from site_builder.model import Site
from site_builder.outputs import addresses
from site_builder.text.messages import Catalogue


def with_unpublished_marked(site: Site) -> Site:
    """Return the site with its drafts and with what waits to be published. What has been taken off it stays off."""
    words = addresses.words_of(site)
    shown = {}
    for kind, found in site.collections.items():
        hidden = (*site.unpublished.get(kind, ()), *site.drafts.get(kind, ()))
        shown[kind] = (*found, *(_marked(one, words) for one in hidden if isinstance(one, Publication | Place)))
    return replace(site, collections=shown, unpublished={}, drafts={})


def _marked(entry: Publication | Place, words: Catalogue) -> Any:
    if isinstance(entry, Place):
        # Its map says it.
        return entry
    # Behind the title, so that lists by title keep their order.
    if entry.draft or entry.published is None:
        title = words.say("unpublished.draft", title=entry.title)
    else:
        title = words.say("unpublished.later", title=entry.title, day=words.date(entry.published))
    return entry.model_copy(update={"title": title})
