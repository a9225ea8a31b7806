"""The options of the commands: what they are called, what they take, and what is wrong with what was written."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from site_builder.problems import Problem, Wording, problem
from site_builder.reports import as_github, as_gitlab, as_json, as_sarif
from site_builder.text.messages import Sentence
from site_builder.text.slugs import is_slug
from site_builder.usage import Folder, Misuse, OneOf, WrongValue, perhaps

if TYPE_CHECKING:
    from site_builder.text.dates import When


def _sarif(problems: Iterable[Problem], wording: Wording) -> str:
    return as_sarif(problems, wording, _explained_at())


def _explained_at() -> str:
    """Return where docs/problemer.md can be read: in the repository that the service says it runs in, if it is there.

    github.com and docs.gitlab.com name the variables.
    """
    named = os.environ.get
    for workspace, address, way in (
        ("GITHUB_WORKSPACE", f"{named('GITHUB_SERVER_URL')}/{named('GITHUB_REPOSITORY')}", "blob"),
        ("CI_PROJECT_DIR", str(named("CI_PROJECT_URL")), "-/blob"),
    ):
        top = named(workspace)
        if top and (Path(top) / EXPLAINED_IN).is_file() and address.startswith("https://"):
            return f"{address}/{way}/HEAD/{EXPLAINED_IN}"
    return ""


EXPLAINED_IN = "docs/problemer.md"
FORMATS = {"json": as_json, "github": as_github, "gitlab": as_gitlab, "sarif": _sarif}
"""For programs: a list of problems on standard output."""

WORKSPACES = {"github": "GITHUB_WORKSPACE", "gitlab": "CI_PROJECT_DIR", "sarif": "GITHUB_WORKSPACE"}
"""Formats in which a path is from the top of the repository, and where their services say that it lies."""


class Moment(click.ParamType[datetime]):
    """A moment as content has it, or as ISO 8601; without an offset it is Norwegian time, which must be one moment."""

    name = "tidspunkt"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            found = datetime.fromisoformat(str(value))
        except ValueError:
            found = _as_in_content(str(value), param, ctx).start
        if not 1900 <= found.year <= 2999:
            raise WrongValue(Sentence("misuse.no_year", text=value), param=param, ctx=ctx)
        if found.tzinfo is None:
            found = self._in_norway(found, param, ctx)
        return found.astimezone(UTC)

    def _in_norway(self, local: datetime, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Return a time on Norwegian clocks as a moment; one that they skip or show twice is no answer to "when"."""
        from site_builder.text.dates import OSLO

        first, second = (local.replace(tzinfo=OSLO, fold=fold) for fold in (0, 1))
        if first.utcoffset() == second.utcoffset():
            return first
        written = local.isoformat(timespec="minutes")
        if first.astimezone(UTC).astimezone(OSLO).replace(tzinfo=None) == local:
            choices = tuple(one.isoformat(timespec="minutes") for one in (first, second))
            raise WrongValue(Sentence("misuse.twice", text=written, choices=choices), param=param, ctx=ctx)
        # With winter's offset it falls after the gap, with summer's before it.
        before, after = (
            one.astimezone(UTC).astimezone(OSLO).replace(tzinfo=None).isoformat(timespec="minutes")
            for one in (second, first)
        )
        skipped = Sentence("misuse.skipped", text=written, before=before, after=after)
        raise WrongValue(skipped, param=param, ctx=ctx)


def _as_in_content(text: str, param: click.Parameter | None, ctx: click.Context | None) -> When:
    """Return the date, or date and time, that was written as in the files."""
    from site_builder.text.dates import DateFault, parse_when, when_meant

    try:
        return parse_when(text)
    except DateFault as fault:
        if fault.code != "D201":
            raise WrongValue(problem(fault.code, "", None, **fault.values), param=param, ctx=ctx) from None
    meant = when_meant(text)
    raise WrongValue(
        Sentence("misuse.no_moment", text=text), *perhaps(*filter(None, [meant])), param=param, ctx=ctx
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """A moment that was asked about (UTC); of a whole day its last second, and when it began."""

    moment: datetime
    day_began: datetime | None
    written: str


class DayOrMoment(click.ParamType[Asked]):
    """A day in Norway, or a moment."""

    name = "dato"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Asked:
        from site_builder.text.dates import DateFault, Precision, parse_when

        text = str(value)
        try:
            when = parse_when(text)
        except DateFault:
            # What is no date may be ISO 8601 all the same; if not, that is said there.
            return Asked(Moment().convert(text, param, ctx), None, text)
        if when.precision is not Precision.DAY:
            return Asked(Moment().convert(text, param, ctx), None, text)
        return Asked(when.end - timedelta(seconds=1), when.start, text)


class Releases(click.ParamType[int]):
    """How many releases are kept."""

    name = "antall"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        text = str(value)
        if not re.fullmatch("[0-9]{1,4}", text) or not 1 <= int(text) <= 1000:
            raise WrongValue(Sentence("misuse.no_number", text=text), param=param, ctx=ctx)
        return int(text)


class Months(click.ParamType[int]):
    """A number of months, from one to a hundred years of them."""

    name = "antall"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        text = str(value)
        if not re.fullmatch("[0-9]{1,4}", text) or not 1 <= int(text) <= 1200:
            raise WrongValue(Sentence("misuse.no_months", text=text), param=param, ctx=ctx)
        return int(text)


class Port(click.ParamType[int]):
    """A port of this machine; 0 is any that is free."""

    name = "tall"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        text = str(value)
        if not re.fullmatch("[0-9]{1,5}", text) or int(text) > 65535:
            raise WrongValue(Sentence("misuse.no_port", text=text), param=param, ctx=ctx)
        return int(text)


class Days(click.ParamType[int]):
    """A number of days, from one to a month of them."""

    name = "antall"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        text = str(value)
        if not re.fullmatch("[0-9]{1,2}", text) or not 1 <= int(text) <= 31:
            raise WrongValue(Sentence("misuse.no_days", text=text), param=param, ctx=ctx)
        return int(text)


def base_url_of(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    from pydantic_core import PydanticCustomError

    from site_builder.content_types.web_addresses import site_address

    try:
        return site_address(value, is_local_taken=True)
    except PydanticCustomError as fault:
        # The settings' own address is judged by the same function, and told of in the same words.
        raise WrongValue(problem(fault.type, "--base-url", text=value)) from None


HELP = click.help_option("-h", "--help", help="Vis denne hjelpen.")
ROOT = click.option(
    "--root", type=Folder(must_exist=True), default=Path(),
    help="Mappa med content/, maps/ og templates/.  [her]",
)  # fmt: skip


NOW = click.option(
    "--now", type=Moment(),
    help="Svar som om det var denne dagen, eller dette tidspunktet: 2026-02-17 eller 2026-02-17 11:30.",
)  # fmt: skip
FORMAT = click.option(
    "--format", "format_", type=OneOf(["text", "json"]), default="text",
    help="Hvordan svaret vises.  [text]",
)  # fmt: skip


_BASE_URL = click.option(
    "--base-url", callback=base_url_of, metavar="ADRESSE",
    help="Adressen nettstedet skal ha, i stedet for den i site.yaml.",
)  # fmt: skip
_BUILT_AT = click.option(
    "--now", type=Moment(),
    help="Bygg slik nettstedet er da, i norsk tid: 2026-02-17 eller 2026-02-17 11:30. "
    "Et tidspunkt som kommer to ganger når klokka stilles tilbake, må ha +02:00 eller +01:00 bak.",
)  # fmt: skip
_STRICT = click.option("--strict", is_flag=True, help="Advarsler stanser også.")


def of_a_publication(command: click.decorators.FC) -> click.decorators.FC:
    """Give a command the options of a build whose folder it chooses itself."""
    for option in reversed((ROOT, _BASE_URL, _BUILT_AT, _STRICT, HELP)):
        command = option(command)
    return command


def of_a_build(command: click.decorators.FC) -> click.decorators.FC:
    """Give a command the options of build and check."""
    for option in reversed(
        (
            ROOT,
            click.option(
                "--out", type=Folder(must_exist=False),
                help="Mappa nettstedet bygges i.  [output]",
            ),
            _BASE_URL,
            _BUILT_AT,
            _STRICT,
            click.option(
                "--changed-since", metavar="VERSJON",
                help="Vis først det som er galt i filer som er endret siden denne versjonen i Git, for eksempel "
                "origin/main. Med --strict stanser bare advarsler i dem. Feil stanser uansett hvor de er.",
            ),
            click.option(
                "--format", "format_", type=OneOf(["text", *FORMATS]), default="text",
                help="Hvordan problemer vises.  [text]",
            ),
            HELP,
        )
    ):  # fmt: skip
        command = option(command)
    return command


def map_name(ctx: click.Context, param: click.Parameter, value: str | None) -> str:
    # Not `required`: click would say so in the help text, in English.
    if value is None:
        raise click.MissingParameter(ctx=ctx, param=param)
    if not is_slug(value):
        raise WrongValue(Sentence("misuse.no_map", text=value))
    return value


def municipality_number(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value is not None and not re.fullmatch("[0-9]{4}", value):
        raise WrongValue(Sentence("misuse.no_municipality", text=value))
    return value


def changed_files(root: Path, version: str | None) -> frozenset[str] | None:
    """Return the files that were changed since a version in Git, None where nobody asked."""
    if version is None:
        return None
    from site_builder.loading.repository import CannotCompare, changed_since

    try:
        return changed_since(root, version)
    except CannotCompare as fault:
        key = f"misuse.since.{fault.reason.replace(' ', '_')}"
        raise Misuse(Sentence(key, text=version)) from None
