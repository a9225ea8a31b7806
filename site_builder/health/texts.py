"""What is hard to read in the texts: LIX, long sentences, words of offices, links that say nothing."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from site_builder.content_types.entry import Entry
from site_builder.content_types.notice import Notice
from site_builder.content_types.updates import Update
from site_builder.health.found import Asked, Found, about, in_use
from site_builder.model import Site, remembered
from site_builder.outputs.addresses import language_of_text
from site_builder.rendering import markdown
from site_builder.rendering.markdown import Target
from site_builder.rendering.references import Reference, is_picture
from site_builder.text.officialese import officialese_in
from site_builder.text.readability import LANGUAGES, lix, sentences, words

HARD = 45
"""LIX of more than this is hard to read for many"""
SHORTEST = 40
"""Words of a text that LIX says something of"""
LONG_SENTENCE = 30
"""Words that a sentence may have"""
_QUOTED = 160
"""Characters of a sentence that are shown"""
_SAYS_NOTHING = re.compile(
    r"(?:klikk|trykk|se|les|sjekk)?\s*(?:her|denne|mer|meir|mer her|meir her)|mer informasjon|meir informasjon|"
    r"les mer om dette|denne lenk[ae]n?|lenke|link|linken|lenkja|(?:click )?here|(?:read )?more|this link",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, an item of a list or a short text of a field. `links` are the words that its links are made of."""

    line: int
    text: str
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prose:
    """The running text of an entry, or of its translation, in one language."""

    entry: Entry
    language: str
    paragraphs: tuple[Paragraph, ...]


@remembered
def prose_of(site: Site) -> tuple[Prose, ...]:
    """Return the texts of a site that people read now, in the languages that can be measured."""
    originals = [one for one in in_use(site) if isinstance(one, Entry)]
    used = {one.origin.path for one in originals}
    translated = [one for one in site.translated_texts() if isinstance(one, Entry) and one.origin.original in used]
    found = ((one, language_of_text(site, one)) for one in (*originals, *translated))
    return tuple(Prose(one, language, _paragraphs(one)) for one, language in found if language in LANGUAGES)


def _paragraphs(entry: Entry) -> tuple[Paragraph, ...]:
    return (*_in_fields(entry), *_in_body(entry), *_in_updates(entry))


def _in_fields(entry: Entry) -> Iterator[Paragraph]:
    for name in ("summary", "steps", "status_note"):
        value = getattr(entry, name, None)
        if entry.origin.own and name not in entry.origin.own:
            continue
        for number, text in enumerate(value if isinstance(value, tuple) else (value,)):
            if isinstance(text, str):
                yield Paragraph(entry.origin.mark(name, number).line, text)


def _in_body(entry: Entry) -> Iterator[Paragraph]:
    document = entry.origin.document
    tokens = markdown.parse(document.body, document.body_line).tokens
    # A heading is no sentence, and what stands in a table is none either.
    within = list(itertools.accumulate(map(_nesting, tokens)))
    for token, depth in zip(tokens, within, strict=True):
        if token.type == "inline" and token.map and not depth and not is_picture(token):
            children = token.children or []
            yield Paragraph(
                document.body_line + token.map[0], markdown.plain(children, _filled), tuple(_links(children))
            )


def _nesting(token: Token) -> int:
    return token.nesting if token.type.startswith(("table_", "heading_")) else 0


def _in_updates(entry: Entry) -> Iterator[Paragraph]:
    updates: tuple[Update, ...] = entry.updates if isinstance(entry, Notice) else ()
    for one in updates:
        for token in markdown.parse(one.text, one.line).tokens:
            if token.type == "inline":
                children = token.children or []
                yield Paragraph(one.line, markdown.plain(children, _filled), tuple(_links(children)))


def _filled(reference: Reference) -> Target:
    # A price or a number, one word.
    return Target(text="100")


def _links(children: Iterable[Token]) -> Iterator[str]:
    within: list[str] | None = None
    for child in children:
        if child.type == "link_open":
            within = []
        elif child.type == "link_close" and within is not None:
            yield "".join(within).strip()
            within = None
        elif within is not None:
            within.append(child.content)


# --- findings -------------------------------------------------------------------------------------


def hard_to_read(site: Site, asked: Asked) -> Iterator[Found]:
    """Yield texts that LIX says are hard to read; of a short one it says nothing."""
    for prose in prose_of(site):
        texts = [one.text for one in prose.paragraphs]
        count = sum(len(words(text)) for text in texts)
        number = lix(texts)
        if number is not None and count >= SHORTEST and round(number) > HARD:
            yield about(site, prose.entry, "hard_to_read", lix=round(number), limit=HARD)


def long_sentences(site: Site, asked: Asked) -> Iterator[Found]:
    """Yield the sentences that are long, as they stand."""
    for prose in prose_of(site):
        for paragraph in prose.paragraphs:
            for one in sentences(paragraph.text):
                if (count := len(words(one))) > LONG_SENTENCE:
                    yield about(site, prose.entry, "long_sentence", paragraph.line, count=count, text=_quoted(one))


def _quoted(sentence: str) -> str:
    plain = " ".join(sentence.split())
    return plain if len(plain) <= _QUOTED else plain[:_QUOTED].rpartition(" ")[0] + " …"


def words_of_offices(site: Site, asked: Asked) -> Iterator[Found]:
    """Yield the words of offices, each once for a text, with plainer ones."""
    for prose in prose_of(site):
        told = set[str]()
        for paragraph in prose.paragraphs:
            for one in officialese_in(paragraph.text, prose.language):
                if one.written.lower() not in told:
                    told.add(one.written.lower())
                    values = {"text": one.written, "plainer": one.plainer}
                    yield about(site, prose.entry, "officialese", paragraph.line, **values)


def links_that_say_nothing(site: Site, asked: Asked) -> Iterator[Found]:
    """Yield links whose words do not say where they lead: who hears the links alone hears nothing else."""
    for prose in prose_of(site):
        for paragraph in prose.paragraphs:
            for text in paragraph.links:
                if _SAYS_NOTHING.fullmatch(text.strip(" .:!»«>→")):
                    yield about(site, prose.entry, "empty_link", paragraph.line, text=text)
