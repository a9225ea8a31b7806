"""The files of pictures: whether each that is described is there, and is one. None is published as it came."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from pydantic_core import PydanticCustomError

from site_builder.content_types.house import picture_name
from site_builder.content_types.pictures import Picture
from site_builder.loading.folders import Folder
from site_builder.loading.records import free_slug
from site_builder.model import Original
from site_builder.problems import WHOLE_FILE, LinesToPaste, Problem, problem
from site_builder.rendering.pictures import MOST_BYTES, MOST_PIXELS, PictureFault, probed
from site_builder.state import Probed
from site_builder.text.slugs import folded, slug_of

SMALLEST = 320
"""Pixels: what is narrower is not sharp on a phone"""


def originals_of(
    pictures: Iterable[Picture], folder: Folder, known: Mapping[str, Probed], problems: list[Problem]
) -> tuple[tuple[Original, ...], Mapping[str, Probed]]:
    """Return the file of each picture that has one, and what every file was found to be, by its digest; what is wrong
    with files is added to `problems`.

    `known` says what files have been found to be before: they are not unpacked again.
    """
    first: dict[str, Picture] = {}
    found = []
    are: dict[str, Probed] = {}
    for one in pictures:
        if not one.is_clear("filename"):
            continue
        path = f"{Picture.folder}/{one.filename}"
        if path not in folder.pictures:
            problems.append(_missing(one, folder))
            continue
        if one.filename in first:
            other = first[one.filename]
            problems.append(one.fault("P108", "filename", text=one.filename, other=other.slug))
            continue
        first[one.filename] = one
        try:
            made, is_what = _original(one, folder.root / folder.in_two.get(path, path), folder.sizes[path], known)
            are[made.digest] = is_what
            if is_what.fault:
                raise PictureFault(is_what.fault, most=MOST_PIXELS // 10**6)
        except PictureFault as fault:
            problems.append(one.fault(fault.code, "filename", text=one.filename, **fault.values))
            continue
        found.append(made)
        problems.extend(_warnings_of(one, made))
    return tuple(found), are


def stray(folder: Folder, named: Collection[str], slugs: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for each file in the folder that is no picture, and a warning for one that nothing describes.

    `named` are the names of files that pictures have, `slugs` the pictures' ids.
    """
    for path in folder.pictures:
        name = path.removeprefix(f"{Picture.folder}/")
        if name in named:
            continue
        try:
            if "/" in name:
                raise PictureFault("P120", name=name.rpartition("/")[2])
            picture_name(name)
        except PydanticCustomError as fault:
            told = {key: value for key, value in (fault.context or {}).items() if key != "code"}
            yield problem(fault.type, path, WHOLE_FILE, **told)
        except PictureFault as fault:
            yield problem(fault.code, path, WHOLE_FILE, **fault.values)
        else:
            yield problem("P112", path, lines=LinesToPaste(_record_of(name, slugs)))


def _record_of(name: str, slugs: Collection[str]) -> tuple[str, ...]:
    """Return the lines that describe a picture as its author would begin them."""
    slug = free_slug(slug_of(name.rpartition(".")[0]) or "bilde", slugs)
    return (f"{slug}:", f"  fil: {name}", "  alt:", "  foto:")


def _missing(one: Picture, folder: Folder) -> Problem:
    # Cameras and phones do not agree on IMG_1.JPG and img_1.jpg.
    names = {folded(name): name for path in folder.pictures if (name := path.removeprefix(f"{Picture.folder}/"))}
    close = difflib.get_close_matches(folded(one.filename), names, n=1, cutoff=0.7)
    instead = names[close[0]] if close else ""
    return one.fault("P113" if instead else "P107", "filename", text=one.filename, instead=instead)


def _original(one: Picture, path: Path, size: int, known: Mapping[str, Probed]) -> tuple[Original, Probed]:
    if size > MOST_BYTES:
        raise PictureFault("P109", limit=MOST_BYTES // 2**20)
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    is_what = known.get(digest) or probed(content)
    return Original(one.slug, digest, is_what.width, is_what.height, path.read_bytes, is_what.has_position), is_what


def _warnings_of(one: Picture, made: Original) -> Iterable[Problem]:
    if made.width < SMALLEST:
        yield one.fault("P114", "filename", text=one.filename, width=made.width, least=SMALLEST)
    if made.has_position:
        yield one.fault("P115", "filename", text=one.filename)
