"""Parts of others' sites that texts show within our pages: whether each may be shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from site_builder.content_types.entry import Entry
from site_builder.content_types.records import Link
from site_builder.content_types.settings import Settings
from site_builder.content_types.web_addresses import host_of, is_to_frame
from site_builder.loading.references import Index
from site_builder.problems import Problem, problem
from site_builder.rendering import markdown
from site_builder.rendering.references import Reference


def part_problems(entries: Iterable[Entry], index: Index, settings: Settings, setting: str) -> Iterator[Problem]:
    """Yield a problem for each part that no page may show. A link that is not there is told of elsewhere.

    `setting` is what the list of hosts is called in this site's files.
    """
    for entry in entries:
        document = entry.origin.document
        for reference in markdown.parse(document.body, document.body_line).references:
            link = index.get(Link.word, reference.target) if reference.kind == "part" else None
            if isinstance(link, Link) and (found := _problem(reference, link, entry, settings, setting)):
                yield found


def _problem(reference: Reference, link: Link, entry: Entry, settings: Settings, setting: str) -> Problem | None:
    path, host, slug = entry.origin.path, host_of(link.url), link.slug
    word = "link" if "(show:" in reference.written else "lenke"
    plain = f"[{reference.text or link.title}]({word}:{slug})"
    if host == host_of(settings.base_url):
        return problem("E104", path, reference.mark, slug=slug, host=host, instead=plain)
    if not is_to_frame(link.url):
        return problem("E102", path, reference.mark, slug=slug, url=link.url, instead=plain)
    if host in settings.parts_from or not settings.is_clear("parts_from"):
        return None
    line = f"{setting}: [{', '.join((*settings.parts_from, host))}]"
    return problem("E101", path, reference.mark, slug=slug, host=host, line=line, instead=plain)
