"""A crisis or a danger whose file is wrong, made of what can be read of it: its heading and its text, as text.

Nothing that its author wrote is lost but lines that are still to be filled in, and nothing of it is markup.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from pydantic import ValidationError

from site_builder.content_types import NOTICE_TYPES
from site_builder.content_types.entry import en_name, nb_name
from site_builder.content_types.house import Choice
from site_builder.content_types.notice import Notice
from site_builder.content_types.notice_words import (
    NoticeType,
    Severity,
    crisis_first_in,
    crisis_within,
    date_from_name,
    type_from_name,
    type_meant_by_name,
    type_nearly_in_name,
)
from site_builder.fences import is_fence
from site_builder.identity_numbers import masked
from site_builder.loading.blanks import has_blank, without_blanks
from site_builder.model import Origin
from site_builder.rendering import markdown
from site_builder.source import Document, Loc
from site_builder.text.characters import without_strange
from site_builder.text.slugs import is_slug, slug_of
from site_builder.unmerged import without_signs

AnyChoice = TypeVar("AnyChoice", bound=Choice)

LONGEST_TITLE = 120
LONGEST_TEXT = 20_000
"""Characters: far more than anybody reads of a crisis, and no burden on a page"""

_SPELLINGS = {
    spelling: name
    for model in NOTICE_TYPES.values()
    for name, info in model.model_fields.items()
    if name not in model.read_from_body
    for spelling in (en_name(name, info), nb_name(info))
}
"""Every key a notice may have, with its Python name"""
_READ = ("severity", "published", "starts", "all_clear", "drill", "sample", "draft")
"""What decides whether and how it stands on every page, besides type and title; no other field is shown."""


_TEXT = re.compile(r"(?:\.(?:md|markdown|mdown|mkd|txt|text))+", re.IGNORECASE)
"""Endings of what is text, however it was saved"""


@dataclass(slots=True)
class _Parts:
    """A file taken apart: its fields as text, and the lines of its text."""

    fields: dict[str, str] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)


def may_be_notice(path: str) -> bool:
    """Return whether a file is text that lies where notices do, however deep and whatever its ending."""
    name = path.rpartition("/")[2]
    return path.startswith(f"{Notice.folder}/") and ("." not in name or without_ending(name) != name)


def without_ending(name: str) -> str:
    """Return the name or path of a file of text without its endings, `krise.nn` of `krise.nn.md.txt`."""
    found = list(_TEXT.finditer(name))
    return name[: found[-1].start()] if found and found[-1].end() == len(name) else name


def is_grave(path: str, content: bytes) -> bool:
    """Return whether the file of a notice is, as far as can be read, that of a crisis or a danger."""
    return _made(_Source(path, _taken_apart(readable(content)), ""), "", Document(path)).is_grave


def plain_alert(path: str, content: bytes, seen: str, taken: Collection[str], spelling: str = "nb") -> Notice | None:
    """Return the notice, or None where there is nothing to say in it, or its title is still to be filled in.

    `seen` is when the file came in (RFC 3339), for one that does not say when it was published. `taken` are the slugs
    it may not have, and `spelling` is that of the site's fields.
    """
    source = _Source(path, _taken_apart(readable(content)), seen, spelling)
    title, lines = _title(source.parts)
    if source.kind is NoticeType.CRISIS:
        # A draft that nobody filled in tells people nothing.
        title, lines = "" if has_blank(title) else title, without_blanks(lines)
    if not title:
        return None
    # Masked as it is shown: what stood between the halves of a number may be gone by now.
    title, text = masked(title), masked("\n".join(lines), is_folded=True)
    body = markdown.of_plain_text(text[:LONGEST_TEXT])
    notice = _made(source, _slug(source, taken), Document(path, body=body))
    # Not judged as a title is: what would be filled in elsewhere stands as written.
    return notice.model_copy(update={"title": title})


@dataclass(frozen=True, slots=True)
class _Source:
    """A file as far as it can be read, and when it came in."""

    path: str
    parts: _Parts
    seen: str
    spelling: str = "nb"

    @property
    def stem(self) -> str:
        """The name of the file as its slug would be, whatever its letters and endings."""
        return slug_of(without_ending(self.path.rpartition("/")[2]))[:LONGEST_TITLE].strip("-")

    @property
    def kind(self) -> NoticeType:
        return _choice(NoticeType, self.parts.fields.get("type", "")) or self._kind_by_name_and_title

    @property
    def _kind_by_name_and_title(self) -> NoticeType:
        says_crisis = crisis_within(self.stem) or crisis_first_in(_title(self.parts)[0])
        if type_meant_by_name(self.stem) is None and says_crisis:
            return NoticeType.CRISIS
        return type_nearly_in_name(self.stem) or type_from_name(self.stem)


def _choice(kind: type[AnyChoice], written: str) -> AnyChoice | None:
    return (kind.parse(written) or kind.meant(written)) if written else None


def _slug(source: _Source, taken: Collection[str]) -> str:
    wanted = source.parts.fields.get("id", "")
    base = wanted if is_slug(wanted) else source.stem or NoticeType.CRISIS.nb
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug


def _made(source: _Source, slug: str, document: Document) -> Notice:
    """Return a notice with each of the fields that decide, where it can be read."""
    model, fields = NOTICE_TYPES[source.kind], source.parts.fields
    said = (
        fields | {"severity": severity.value} if (severity := _choice(Severity, fields.get("severity", ""))) else fields
    )
    data = {name: said[name] for name in _READ if name in said and _is_read(model, name, said[name])}
    is_dated = "published" in data
    if not is_dated:
        day = date_from_name(source.stem)
        data |= {"published": day if day and _is_read(model, "published", day) else source.seen}
    data = {name: value for name, value in data.items() if value}
    # By the word for its title others tell how fields are spelt here.
    words: dict[Loc, str] = {("title",): "title" if source.spelling == "en" else nb_name(model.model_fields["title"])}
    notice = model.model_validate({"title": "?"} | data, context=Origin(slug, document, words))
    published, all_clear = notice.published, notice.all_clear
    if is_dated and published and all_clear and all_clear.is_before(published):
        # Nothing is over before it was told of: that is no all-clear.
        return notice.model_copy(update={"all_clear": None})
    return notice


def _is_read(model: type[Notice], name: str, value: str) -> bool:
    try:
        found = model.model_validate({"title": "?", name: value})
    except ValidationError:
        return False
    # A date without a day puts a notice in the archive; an alert needs one.
    return name != "published" or not found.is_archive_only


# --- the text ---------------------------------------------------------------------------------------


def readable(content: bytes) -> str:
    """Return the text of a file that may be in any encoding, without characters that no text may hold; identity numbers
    are masked."""
    text = _decoded(content).replace("\r\n", "\n").replace("\r", "\n")[: 2 * LONGEST_TEXT]
    return masked(unicodedata.normalize("NFC", without_signs(without_strange(text))), is_folded=True)


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What is not UTF-8 was nearly always written on Windows.
        return content.decode("cp1252", "replace")


_FIELD = re.compile(r"\W{0,3}(?P<key>[^\W\d]\w*)\W{0,2}?\s*[:=](?:\*{1,3}(?!\S))?\s*(?P<value>.*)")
_BELOW = re.compile(r"\s+\S|- ")


def _taken_apart(text: str) -> _Parts:
    """Return fields and text. In front of the text only lines that are known for fields are taken for such."""
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    is_fenced = is_fence(lines[first])
    start = first + 1 if is_fenced else first
    end = next((number for number in range(start, len(lines)) if is_fence(lines[number])), None)
    parts = _Parts()
    if is_fenced and end is not None:
        _read_fields(lines[start:end], parts)
        parts.lines += lines[end + 1 :]
        return parts
    # No end is known: they go on as long as they are fields.
    stop = _read_fields(lines[start:], parts, is_open=True)
    rest = lines[start + stop :]
    parts.lines += rest[1:] if rest and parts.fields and is_fence(rest[0]) else rest
    return parts


def _read_fields(lines: Sequence[str], parts: _Parts, *, is_open: bool = False) -> int:
    """Take the fields among lines, and the others as text; return at which line that stopped (where it is open)."""
    key = None
    for number, line in enumerate(lines):
        match = _FIELD.fullmatch(line)
        name = _SPELLINGS.get(match["key"].lower()) if match else None
        if match and name:
            key = name
            parts.fields.setdefault(name, _value(name, match["value"]))
        elif key and _BELOW.match(line):
            parts.fields[key] = f"{parts.fields[key].lstrip('>|+-')} {line.strip()}".strip()
        elif is_open and line.strip():
            return number
        else:
            key = None
            parts.lines.append(line)
    return len(lines)


def _value(name: str, written: str) -> str:
    # A remark behind a value is none of it; a title keeps every word.
    value = (written if name == "title" else written.partition(" #")[0]).strip()
    for mark in "\"'":
        value = value.removeprefix(mark).removesuffix(mark) if value.startswith(mark) else value
    return value.strip()


_UNDERLINE = re.compile(r"(?:=+|-{2,})\s*")


def _title(parts: _Parts) -> tuple[str, Sequence[str]]:
    """Return the title and the rest of the text: a field, else a heading first in the text, else its first line."""
    lines = parts.lines
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if (written := parts.fields.get("title")) or first is None:
        return _short(written or ""), lines
    text = lines[first].strip().strip("#").strip()
    after = first + 1
    if after < len(lines) and _UNDERLINE.fullmatch(lines[after]):
        after += 1
    # A line too long for a title stands in the text, too.
    return _short(text), [*lines[:first], *lines[after if len(text) <= LONGEST_TITLE else first :]]


def _short(title: str) -> str:
    plain = " ".join(title.split())
    return plain if len(plain) <= LONGEST_TITLE else plain[: LONGEST_TITLE - 2].rsplit(" ", 1)[0] + " …"
