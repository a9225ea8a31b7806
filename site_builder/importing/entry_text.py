"""An entry of what came in: the text of its file, and what in that text a person has changed since."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from site_builder.content_types.entry import Model, Source, en_name, nb_name
from site_builder.content_types.events import Event
from site_builder.content_types.notice import Imported
from site_builder.content_types.notice_words import NoticeType
from site_builder.content_types.updates import heading_problems
from site_builder.importing.incoming import Incoming
from site_builder.importing.plain_text import as_markdown, as_yaml
from site_builder.text.dates import OSLO, Precision, When
from site_builder.text.messages import Catalogue
from site_builder.text.slugs import is_slug


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a site wants its files: the names of fields, and the language."""

    is_english: bool
    words: Catalogue

    def named(self, name: str, model: type[Model] = Event) -> str:
        info = model.model_fields[name]
        return en_name(name, info) if self.is_english else nb_name(info)

    @property
    def yes(self) -> str:
        return "yes" if self.is_english else "ja"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where it came from: what people call that, and what the import knows it by."""

    title: str
    source: str


def entry_text(one: Incoming, slug: str, origin: Origin, spelling: Spelling, *, is_draft: bool) -> str:
    """Return the file of an entry, with the digest of itself."""
    fields = [*_fields(one, slug, spelling, is_draft=is_draft), *_origin_fields(one, origin, spelling)]
    text = "\n".join(["---", *fields, "---", "", *_body(one, origin, spelling.words)]) + "\n"
    digest = f"  {spelling.named('digest', Imported)}: {digest_of(text)}"
    return text.replace("\n---\n\n", f"\n{digest}\n---\n\n", 1)


def digest_of(text: str) -> str:
    """Return the digest of a file, but for whether it is a draft, when it was changed, and how its lines end."""
    lines = (line.rstrip() for line in text.split("\n"))
    kept = "\n".join(line for line in lines if not _NOT_ITS_OWN.match(line)).strip()
    return hashlib.sha256(kept.encode()).hexdigest()[:16]


_NOT_ITS_OWN = re.compile(r"(?:utkast|draft|endret|updated| +avtrykk| +digest):")


def called_off(text: str, spelling: Spelling, when: When, *, is_as_imported: bool) -> str:
    """Return the file of an entry that says that it is called off, and that this is new. All else stands as it is."""
    before, fence, after = text.partition("\n---\n")
    updated = f"{spelling.named('updated')}: {written(when)}"
    known, count = _UPDATED.subn(updated, before, count=1)
    fields = [spelling.named("cancelled") + f": {spelling.yes}", *([] if count else [updated])]
    changed = "\n".join([known, *fields]) + fence + after
    # What nobody has touched is still as it was imported, so that it can be taken up again.
    return _DIGEST.sub(rf"\g<1>{digest_of(changed)}", changed, count=1) if is_as_imported else changed


_UPDATED = re.compile(r"^(?:endret|updated):.*$", re.MULTILINE)
_DIGEST = re.compile(r"^( +(?:avtrykk|digest): )\w+$", re.MULTILINE)


def _fields(one: Incoming, slug: str, spelling: Spelling, *, is_draft: bool) -> Iterator[str]:
    named = spelling.named
    yield f"{named('title')}: {as_yaml(one.title)}"
    if is_draft:
        yield f"{named('draft')}: {spelling.yes}"
    if one.starts is not None:
        yield f"{named('type')}: {NoticeType.EVENT.value if spelling.is_english else NoticeType.EVENT.nb}"
    yield f"{named('id')}: {slug}"
    for name in ("published", "updated", "starts", "ends"):
        if (when := getattr(one, name)) is not None:
            yield f"{named(name)}: {written(when)}"
    if one.repeats:
        yield f"{named('repeats')}: {one.repeats}"
    if one.off:
        yield f"{named('exceptions')}:"
    for day, is_told in one.off:
        reason = f" ({spelling.words.say('import.off')})" if is_told else ""
        yield f"  - {day.isoformat()}{reason}"
    if one.place:
        yield f"{named('place')}: {as_yaml(_place(one.place))}"
    if one.is_cancelled:
        yield f"{named('cancelled')}: {spelling.yes}"


def _place(name: str) -> str:
    """Return the name of a place, such that it is not taken for the id of one."""
    shown = name[:1].upper() + name[1:]
    return f"«{shown}»" if is_slug(shown) else shown


def _origin_fields(one: Incoming, origin: Origin, spelling: Spelling) -> Iterator[str]:
    yield f"{spelling.named('sources')}:"
    yield f"  - {spelling.named('title', Source)}: {as_yaml(origin.title)}"
    if one.link:
        yield f"    {spelling.named('url', Source)}: {as_yaml(one.link)}"
    yield f"{spelling.named('imported')}:"
    yield f"  {spelling.named('source', Imported)}: {as_yaml(origin.source)}"
    yield f"  {spelling.named('key', Imported)}: {as_yaml(one.key)}"


def _body(one: Incoming, origin: Origin, words: Catalogue) -> list[str]:
    """Return the text, a line for each paragraph, and the way to where it came from."""
    text = "\n\n".join(map(as_markdown, one.text))
    if any(heading_problems(text, 1, "")):
        # A line that says «Oppdatering» is no heading of ours, as it is not where it comes from.
        text = as_markdown(" ".join(one.text))
    if one.link:
        read = words.say("import.read_there", host=urlsplit(one.link).hostname or one.link)
        return [*([text, ""] if text else []), f"[{as_markdown(read)}](<{one.link}>)"]
    return [text or as_markdown(words.say("import.from_there", title=origin.title))]


def written(when: When) -> str:
    """Return a date, or a date and time in Norway, as a file has it; an hour that comes twice, with its offset."""
    if when.precision is Precision.DAY:
        return when.local.date().isoformat()
    local = when.local
    is_twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    # In isoformat an offset has a colon, in strftime not before Python 3.12.
    offset = local.isoformat()[-6:] if is_twice else ""
    return f"{when.start.astimezone(OSLO):%Y-%m-%d %H:%M}{offset}"
