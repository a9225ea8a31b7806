"""The folder of a new municipality: settings, a front desk, service areas, drafts of the usual services, and what
checks and publishes it."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from pathlib import Path, PurePosixPath
from typing import Any, get_args

from pydantic_core import PydanticCustomError

from site_builder import build
from site_builder.content_types import house
from site_builder.content_types.records import Category, Contact
from site_builder.content_types.service import Service
from site_builder.content_types.settings import Block, Home, Settings
from site_builder.content_types.web_addresses import host_of, site_address
from site_builder.editors.schemas import Writing, schema_files
from site_builder.editors.skeleton import entry_text, named, rare_fields
from site_builder.editors.vscode import editor_files
from site_builder.loading import program
from site_builder.problems import Problem, has_errors
from site_builder.starting.outline import as_collection, faults_of
from site_builder.text import dates
from site_builder.text.messages import Catalogue, catalogue
from site_builder.text.slugs import slug_of
from site_builder.writing import remove, write_sources

LANGUAGES = {"nb": ("bokmål", "bokmal", "norsk"), "nn": ("nynorsk",)}
"""The languages that a site can begin in, and what else they are called"""
TOOLS = "tools"
DOCS = "docs"
SCHEMAS = ".schema"
_OUTLINE = "grunnkart.geojson"
_KINDS = (" kommune", " herad")
_IN_OTHER_LANGUAGES = (" gielda", " suohkan", " tjïelte", " komuuni")
"""Northern, Lule and Southern Sámi, and Kven: what stands before is bent by it, and is no name alone"""


@dataclass(frozen=True, slots=True)
class Answers:
    """What is known of a municipality. `outline` is a GeoJSON file of its border; an empty text is no answer."""

    name: str
    number: str
    org_number: str
    language: str
    address: str = ""
    phone: str = ""
    email: str = ""
    outline: Path | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """The files that were written, or (with errors) were not."""

    paths: tuple[PurePosixPath, ...]
    problems: tuple[Problem, ...]
    sources: Mapping[str, str]


class NotEmpty(Exception):
    """The folder holds something."""


class NotBegun(Exception):
    """The folder holds no site."""


def fault_of(name: str, text: str) -> str:
    """Return the code of what is wrong with an answer; empty where nothing is."""
    judges: dict[str, Any] = {
        "number": house.MunicipalityNumber,
        "org_number": house.OrganisationNumber,
        "phone": house.Phone,
        "email": house.Email,
        "name": house.Text,
    }
    try:
        if name == "address":
            site_address(text)
        elif name in judges:
            next(one for one in get_args(judges[name]) if isinstance(one, house.House)).make(text)
    except PydanticCustomError as fault:
        return fault.type
    return ""


def language_of(text: str) -> str:
    """Return the code of a language that a site can begin in, from its code or name; empty where it is none of them."""
    named = text.strip().lower().removeprefix("norsk ")
    return next((code for code, names in LANGUAGES.items() if named in (code, *names)), "")


def short_name(name: str) -> str:
    """Return the name without what it is: «Eksempel kommune» is «Eksempel»."""
    return next((name[: -len(kind)] for kind in _KINDS if name.lower().endswith(kind)), name)


def full_name(name: str) -> str:
    """Return the name with what it is, in whichever language it says so."""
    plain = " ".join(name.split())
    says_so = short_name(plain) != plain or plain.lower().endswith(_IN_OTHER_LANGUAGES)
    return plain if says_so else f"{plain} kommune"


def usual_address(name: str) -> str:
    """Return an address to propose: below the domain that a municipality has for its name."""
    return f"https://alt.{slug_of(short_name(name)) or 'eksempel'}.kommune.no/"


def is_empty(root: Path) -> bool:
    """Return whether a site may begin in a folder: missing, or with nothing but what Git keeps there."""
    return not root.exists() or all(one.name == ".git" for one in root.iterdir())


def begin(root: Path, answers: Answers, now: datetime) -> Made:
    """Write a municipality's folder, unless a check would stop it. Raises NotEmpty, and CannotWrite where the disk
    refuses."""
    if not is_empty(root):
        raise NotEmpty(root)
    if answers.outline:
        border = answers.outline.read_bytes()
        if faults := faults_of(as_collection(border), str(answers.outline)):
            return Made((), faults, {str(answers.outline): border.decode("utf-8-sig", "replace")})
    made = dict(files_of(answers, now))
    content = {str(path): content for path, content in made.items() if _is_read(path)}
    outcome = build.check(build.Request(root, root / "output", now, instead=content))
    if not has_errors(outcome.problems):
        write_sources(made, root)
    return Made(tuple(made), outcome.problems, outcome.sources)


def renew(root: Path) -> tuple[PurePosixPath, ...]:
    """Put the program that runs in a folder that was begun with another, and return the files that are written. Raises
    NotBegun, CannotWrite, and NoProgram."""
    if not (root / Settings.file).is_file():
        raise NotBegun(root)
    made = dict(_of_the_program())
    write_sources(made, root)
    for old in sorted((root / TOOLS).glob("site_builder-*.whl")):
        if PurePosixPath(TOOLS, old.name) not in made:
            remove(old)
    return tuple(made)


def _is_read(path: PurePosixPath) -> bool:
    return path.parts[0] in ("content", "maps") and path.name != ".gitkeep"


def files_of(answers: Answers, now: datetime) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Yield the files of a municipality's folder, by their paths in it."""
    words, language = catalogue(answers.language), answers.language
    texts = {
        Settings.file: _settings(answers, now, words),
        Contact.file: _contacts(answers, words),
        Category.file: _categories(language),
        Home.file: _home(words),
        **{f"{Service.folder}/{row['slug']}.md": _service(row, words) for row in _rows("services")},
        ".gitignore": _file("gitignore.txt"),
        **{f".github/workflows/{name}": _file(name) for name in ("site.yml", "due.yml", "links.yml", "skjema.yml")},
        ".gitlab-ci.yml": _file("gitlab.yml"),
        ".pre-commit-config.yaml": _file("precommit.yml"),
        "LES-MEG.md": _file(f"readme.{language}.md").format(title=_title(answers, words), name=answers.name),
        "content/notices/.gitkeep": "",
        "content/questions/.gitkeep": "",
        "maps/.gitkeep": "",
    }
    yield from ((PurePosixPath(path), text.encode()) for path, text in texts.items())
    yield from _of_the_program()
    if answers.outline:
        yield PurePosixPath("maps") / _OUTLINE, as_collection(answers.outline.read_bytes())
    writing = Writing(language, is_english=False)
    yield from ((SCHEMAS / path, content) for path, content in schema_files(writing).items())
    yield from editor_files(writing, SCHEMAS).items()


def _of_the_program() -> Iterator[tuple[PurePosixPath, bytes]]:
    """Yield what goes with the program, whatever the municipality: itself, what it needs, and what runs it. Raises
    NoProgram."""
    for name in ("Makefile", "requirements.lock"):
        yield PurePosixPath(name), _file(name).encode()
    for name in ("admin.sh", "due.sh", "links.sh", "proposal.sh"):
        yield PurePosixPath(TOOLS, name), _file(name).encode()
    yield PurePosixPath(TOOLS, program.NAME), program.wheel()
    # What staff are told to read must be at hand when they are told.
    yield from ((PurePosixPath(DOCS, name), content) for name, content in program.documents().items())


def _title(answers: Answers, words: Catalogue) -> str:
    return words.say("init.title", name=short_name(answers.name))


def _settings(answers: Answers, now: datetime, words: Catalogue) -> str:
    plain = house.organisation_number(answers.org_number)
    values: dict[str, str | Sequence[str]] = {
        "name": answers.name,
        "short_name": short_name(answers.name),
        "title": _title(answers, words),
        "description": words.say("init.description", name=short_name(answers.name)),
        "number": answers.number,
        "org_number": " ".join((plain[:3], plain[3:6], plain[6:])),
        "languages": (answers.language,),
        "field_names": "nb",
        "message_language": answers.language,
        "base_url": answers.address,
        "authority": host_of(answers.address),
        "year": f"{now.astimezone(dates.OSLO):%Y}",
        "front_desk": "servicetorget",
        **({"base_map": _OUTLINE} if answers.outline else {}),
    }
    lines = [*named(Settings, values, is_english=False), "", *rare_fields(Settings, values, words, is_english=False)]
    return "\n".join([*lines, ""])


def _contacts(answers: Answers, words: Catalogue) -> str:
    shown = {"name": "Servicetorget", "phone": answers.phone, "email": answers.email}
    lines = [*named(Contact, {name: value for name, value in shown.items() if value}, is_english=False)]
    lines += rare_fields(Contact, [name for name, value in shown.items() if value], words, is_english=False)
    return "\n".join(["servicetorget:", *(f"  {line}" for line in lines), ""])


def _categories(language: str) -> str:
    lines = []
    for row in _rows("categories"):
        values = {"title": row[f"title_{language}"], "summary": row[f"summary_{language}"], "los": row["los"]}
        lines += [f"{row['slug']}:", *(f"  {line}" for line in named(Category, values, is_english=False))]
    return "\n".join([*lines, ""])


def _home(words: Catalogue) -> str:
    blocks = named(Home, {"blocks": tuple(one.nb for one in Block)}, is_english=False)
    lines = [f"# {words.say('init.tasks')}", "# oppgaver:", "#   - tjeneste: barnehageplass", "#   - tjeneste: sfo"]
    return "\n".join([*blocks, "", *lines, ""])


def _service(row: Mapping[str, str], words: Catalogue) -> str:
    language = words.language
    values: dict[str, str | tuple[str, ...]] = {
        "title": row[f"title_{language}"],
        "summary": row[f"summary_{language}"],
        "draft": "ja",
        "category": row["category"],
        "synonyms": tuple(row[f"synonyms_{language}"].split("|")),
    }
    if row["los"]:
        values["los"] = tuple(row["los"].split("|"))
    lines = [f"# {words.say('init.draft')}", *named(Service, values, is_english=False)]
    return entry_text(lines, rare_fields(Service, values, words, is_english=False), "")


def _rows(name: str) -> Iterator[dict[str, str]]:
    lines = (line for line in _file(f"{name}.csv", "").splitlines() if not line.startswith("#"))
    yield from csv.DictReader(lines, delimiter=";")


def _file(name: str, folder: str = "files") -> str:
    return (files("site_builder.starting") / folder / name).read_text(encoding="utf-8")
