"""Identity numbers in what is to be published: what is put together of several fields, or comes with a template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import PurePosixPath
from typing import NamedTuple

from site_builder.content_types.house import PICTURE_ENDINGS
from site_builder.content_types.settings import FieldNames, Settings
from site_builder.content_types.waivers import Waiver, waiver_to_paste
from site_builder.identity_numbers import Found, masked, may_hold_numbers, numbers_in
from site_builder.model import Site
from site_builder.problems import Problem, problem


class Made(NamedTuple):
    """A file that is to be published: None for its content where that is as it was when it was looked through."""

    path: PurePosixPath
    content: bytes | None
    source: str
    is_page: bool


def number_problems(files: Iterable[Made], site: Site) -> Iterator[Problem]:
    """Yield each identity number that no waiver is for, once, in the file most likely to blame, and the waivers of
    built files that are for nothing."""
    numbers = {one: found for one in files if (found := _numbers_of(one.path, one.content))}
    waivers, blamed = site.of(Waiver), _by_number(numbers, site)
    own = {entry.origin.path for entry in site.entries()}
    for number, places in blamed:
        one = min(places, key=lambda place: (not (place.is_page and place.source in own), place.source not in own))
        file = _name_of(one.path)
        is_english = site.one(Settings).field_names is FieldNames.EN
        lines = waiver_to_paste("fritak-bygd", file, number.masked, number.sign, is_english=is_english)
        yield problem("P604", one.source, found=number.masked, target=file, file=Waiver.file, lines=lines)
    there = {_name_of(one.path): one.content is not None for one in files}
    for waiver in waivers:
        of_it = [found for one, ones in numbers.items() if _name_of(one.path) == waiver.path for found in ones]
        if there.get(waiver.path) and not any(waiver.covers_number(one) for one in of_it):
            yield waiver.fault("P608", "text", text=waiver.text, target=waiver.path)


def without_numbers(path: PurePosixPath, content: bytes, site: Site) -> bytes:
    """Return the file with the identity numbers masked, where it has one that no waiver is for."""
    found = _numbers_of(path, content)
    while any(not _is_waived(one, path, site) for one in found):
        text = content.decode("utf-8", "surrogateescape")
        content = masked(text).encode("utf-8", "surrogateescape")
        found = _numbers_of(path, content)
    return content


def _by_number(numbers: Mapping[Made, Sequence[Found]], site: Site) -> list[tuple[Found, list[Made]]]:
    places: dict[str, tuple[Found, list[Made]]] = {}
    for file, found in numbers.items():
        for one in found:
            if not _is_waived(one, file.path, site):
                places.setdefault(one.digits, (one, []))[1].append(file)
    return list(places.values())


def _numbers_of(path: PurePosixPath, content: bytes | None) -> tuple[Found, ...]:
    return () if content is None or path.suffix in PICTURE_ENDINGS else _numbers_in(content)


# What is built again, or by another site, is often the same: scripts and styles above all. More would keep large files.
@lru_cache(maxsize=256)
def _numbers_in(content: bytes) -> tuple[Found, ...]:
    return tuple(numbers_in(content.decode("utf-8", "replace"))) if may_hold_numbers(content) else ()


def _is_waived(number: Found, path: PurePosixPath, site: Site) -> bool:
    """Return whether a waiver is for the number: that of the file, or of a source, from which it may be anywhere."""
    file = _name_of(path)
    return any(one.covers_number(number) and (one.path == file or not one.is_of_output) for one in site.of(Waiver))


def _name_of(path: PurePosixPath) -> str:
    return masked(f"output/{path.as_posix()}")
