"""Files that nothing reads, and where they were probably meant to be."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Iterator

from site_builder.content_types import ENTRY_TYPES
from site_builder.content_types.maps import Map
from site_builder.problems import Problem, problem
from site_builder.text.languages import language_of
from site_builder.text.slugs import slug_of

_FOLDERS = (*(kind.folder for kind in ENTRY_TYPES), Map.folder)
# What people call the folders in their own language.
_OTHER_WORDS = {
    "tjenester": "content/services",
    "tenester": "content/services",
    "meldinger": "content/notices",
    "meldingar": "content/notices",
    "nyheter": "content/notices",
    "sider": "content/pages",
    "kart": Map.folder,
}
_ENDINGS = {".md": re.compile(r"\.(?:md|markdown|mdown)(?:\.txt)?|\.txt", re.IGNORECASE)} | {
    ending: re.compile(rf"\{ending}(?:\.txt)?", re.IGNORECASE) for ending in (".csv", ".geojson", ".gpx")
}
_ENDINGS[".yaml"] = re.compile(r"\.ya?ml(?:\.txt)?", re.IGNORECASE)


def file_meant(path: str, known: Collection[str]) -> str:
    """Return the path that a file was probably to have; empty where nobody can tell. `known` are files by name."""
    if close := difflib.get_close_matches(path.lower(), known, n=1, cutoff=0.9):
        return close[0]
    folder, _, name = path.rpartition("/")
    stem, dot, rest = name.partition(".")
    language, second, last = rest.partition(".")
    if second and not _ending_meant(dot + rest) and language_of(language):
        # A translation says its language before the ending.
        stem, rest = f"{stem}.{language}", last
    meant, ending = _folder_meant(folder), _ending_meant(dot + rest)
    fits = ending != "" and (meant == Map.folder) == (ending != ".md")
    instead = f"{meant}/{stem}{ending}"
    return instead if meant and fits and instead != path else ""


_PICTURES = re.compile(r"\.(?:jpe?g|png|gif|webp|heic|tiff?|bmp|svg)", re.IGNORECASE)
_DOCUMENTS = re.compile(r"\.(?:docx?|odt|rtf|pages|pdf)", re.IGNORECASE)


def stranger(path: str) -> Problem:
    """Return the problem of a file whose right place nobody can tell from its name."""
    folder, _, name = path.rpartition("/")
    stem, dot, ending = name.rpartition(".")
    slug = slug_of(stem)
    if slug and _PICTURES.fullmatch(dot + ending):
        return problem("L310", path, slug=slug)
    if slug and _DOCUMENTS.fullmatch(dot + ending):
        inside = folder if folder in _FOLDERS and folder != Map.folder else "content/pages"
        return problem("L311", path, ending=dot + ending, instead=f"{inside}/{slug}.md")
    return problem("L301", path)


def with_free_names(problems: Iterable[Problem], paths: Collection[str]) -> Iterator[Problem]:
    """Yield the problems; those that propose the name of a file, with one that no other file has."""
    for one in problems:
        values = dict(one.values)
        instead = str(values.get("instead", ""))
        # Of a file of data there is one, and it is called what it is called.
        if one.code not in ("L306", "L308", "L311", "S149") or (one.code == "L308" and not instead.endswith(".md")):
            yield one
            continue
        folder = "" if "/" in instead else one.path.rpartition("/")[0] + "/"
        stem, dot, ending = instead.rpartition(".")
        number, free = 2, instead
        while folder + free in paths:
            free, number = f"{stem}-{number}{dot}{ending}", number + 1
        yield problem(one.code, one.path, one.mark, **values | {"instead": free})


def _folder_meant(folder: str) -> str:
    last = slug_of(folder.rpartition("/")[2])
    by_name = {one.rpartition("/")[2]: one for one in _FOLDERS} | _OTHER_WORDS
    close = difflib.get_close_matches(last, by_name, n=1, cutoff=0.8)
    return by_name[close[0]] if close else ""


def _ending_meant(written: str) -> str:
    return next((ending for ending, pattern in _ENDINGS.items() if pattern.fullmatch(written)), "")
