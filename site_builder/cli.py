"""The commands: options in, text and exit code out. With __main__ all that prints, exits or asks the time."""

from __future__ import annotations

import os
import re
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from site_builder import __version__
from site_builder.commands import crisis
from site_builder.problems import (
    WARNINGS,
    Problem,
    as_github,
    as_gitlab,
    as_json,
    as_text,
    has_errors,
    problem,
)
from site_builder.text.messages import Catalogue, catalogue
from site_builder.text.slugs import is_slug
from site_builder.usage import File, Folder, Group, OneOf, quoted, refusal, told

CONTENT_PROBLEMS = 1
MISUSE = 2
WARNINGS_UNDER_STRICT = 3
OUR_BUG = 70
RECENT = timedelta(days=30)
FORMATS = {"json": as_json, "github": as_github, "gitlab": as_gitlab}
"""For programs: a list of problems on standard output."""


class Moment(click.ParamType[datetime]):
    """An ISO 8601 moment; without an offset it is Norwegian time."""

    name = "tidspunkt"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            found = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(
                f"{quoted(value)} er ikke et tidspunkt. Skriv for eksempel 2026-02-17T11:30:00+01:00.", param, ctx
            )
        if not 1900 <= found.year <= 2999:
            self.fail(f"{quoted(value)} er ikke et år mellom 1900 og 2999.", param, ctx)
        if found.tzinfo is None:
            from site_builder.text.dates import OSLO

            found = found.replace(tzinfo=OSLO)
        return found.astimezone(UTC)


def _base_url(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    from pydantic_core import PydanticCustomError

    from site_builder.content_types.house import site_address

    try:
        return site_address(value, is_local_taken=True)
    except PydanticCustomError as fault:
        # The settings' own address is judged by the same function, and told of in the same words.
        found, words = problem(fault.type, "--base-url", text=value), catalogue("nb")
        raise click.BadParameter(f"{words.message(found)} {words.hint(found)}") from None


@dataclass(frozen=True, slots=True)
class Options:
    """What both commands take."""

    root: Path
    out: Path
    base_url: str | None
    now: datetime
    strict: bool
    format: str


_HELP = click.help_option("-h", "--help", help="Vis denne hjelpen.")
_ROOT = click.option(
    "--root", type=Folder(must_exist=True), default=Path(),
    help="Mappa med content/, maps/ og templates/.  [her]",
)  # fmt: skip


def _shared(command: click.decorators.FC) -> click.decorators.FC:
    for option in reversed(
        (
            _ROOT,
            click.option(
                "--out", type=Folder(must_exist=False),
                help="Mappa nettstedet bygges i.  [output]",
            ),
            click.option(
                "--base-url", callback=_base_url, metavar="ADRESSE",
                help="Adressen nettstedet skal ha, i stedet for den i site.yaml.",
            ),
            click.option("--now", type=Moment(), help="Bygg slik nettstedet er på dette tidspunktet (ISO 8601)."),
            click.option("--strict", is_flag=True, help="Advarsler stanser også."),
            click.option(
                "--format", "format_", type=OneOf(["text", *FORMATS]), default="text",
                help="Hvordan problemer vises.  [text]",
            ),
            _HELP,
        )
    ):  # fmt: skip
        command = option(command)
    return command


@click.group(
    cls=Group,
    add_help_option=False,
    invoke_without_command=True,
    options_metavar="[VALG]",
    subcommand_metavar="KOMMANDO [VALG]",
)
@_HELP
@click.version_option(
    __version__,
    "-V",
    "--version",
    prog_name="site-builder",
    message="%(prog)s %(version)s",
    help="Vis hvilken versjon dette er.",
)
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Bygg en kommunes mini-nettsted fra Markdown, YAML og kartfiler."""
    ctx.obj = _now
    _help_without_a_command(ctx)


def _help_without_a_command(ctx: click.Context) -> None:
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help(), err=True)
        ctx.exit(MISUSE)


@cli.command(options_metavar="[VALG]", add_help_option=False)
@_shared
def build(root: Path, out: Path | None, base_url: str | None, now: datetime | None, strict: bool, format_: str) -> None:
    """Sjekk innholdet og skriv nettstedet til output/."""
    options = Options(root, out or root / "output", base_url, now or _now(), strict, format_)
    _run(options, is_writing=True)


@cli.command(options_metavar="[VALG]", add_help_option=False)
@_shared
def check(root: Path, out: Path | None, base_url: str | None, now: datetime | None, strict: bool, format_: str) -> None:
    """Sjekk innholdet, skriv ingenting."""
    options = Options(root, out or root / "output", base_url, now or _now(), strict, format_)
    _run(options, is_writing=False)


@cli.group(
    "import",
    add_help_option=False,
    invoke_without_command=True,
    options_metavar="[VALG]",
    subcommand_metavar="KOMMANDO [VALG]",
)
@_HELP
@click.pass_context
def import_(ctx: click.Context) -> None:
    """Hent inn opplysninger fra offentlige registre."""
    _help_without_a_command(ctx)


def _map_name(ctx: click.Context, param: click.Parameter, value: str | None) -> str:
    # Not `required`: click would say so in the help text, in English.
    if value is None:
        raise click.MissingParameter(ctx=ctx, param=param)
    if not is_slug(value):
        raise click.BadParameter(f"{quoted(value)} kan ikke være navnet på et kart. Skriv for eksempel skoler.")
    return value


def _municipality(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value is not None and not re.fullmatch("[0-9]{4}", value):
        raise click.BadParameter(f"{quoted(value)} er ikke et kommunenummer. Skriv fire siffer, for eksempel 3401.")
    return value


@import_.command(options_metavar="[VALG]", add_help_option=False)
@click.argument("file", metavar="FIL", type=File())
@click.option(
    "--map", "map_", callback=_map_name, metavar="NAVN",
    help="Kartet stedene skal stå i: skoler er maps/skoler.yaml. Det lages hvis det mangler.  [må være med]",
)  # fmt: skip
@_ROOT
@click.option(
    "--municipality", callback=_municipality, metavar="NUMMER",
    help="Ta bare med denne kommunen.  [nummer i site.yaml]",
)  # fmt: skip
@click.option("--write", is_flag=True, help="Skriv endringene. Ellers blir de bare vist.")
@click.option("--remove-missing", is_flag=True, help="Ta bort steder som registeret ikke lenger har.")
@_HELP
def places(file: Path, map_: str, root: Path, municipality: str | None, write: bool, remove_missing: bool) -> None:
    """Sett skoler eller barnehager fra et register inn i et kart.

    FIL er det du har hentet fra registeret. Navn, korte tekster og alt annet du selv har skrevet, blir stående.
    """
    from site_builder import importing
    from site_builder.importing.report import as_text as report_text
    from site_builder.writing import CannotWrite

    request = importing.Request(root, file, map_, _now(), municipality, write, remove_missing)
    try:
        outcome = importing.import_places(request)
    except CannotWrite as fault:
        raise click.UsageError(f"Det går ikke å skrive i {root}: {refusal(fault.errno)}.") from None
    words = catalogue(outcome.language)
    if outcome.report is not None:
        click.echo(report_text(outcome.report, words), nl=False)
    _show(outcome.problems, outcome.sources, "text", words)
    if code := exit_code(outcome.problems, strict=False):
        click.echo(words.say("import.nothing_written"), err=True)
        sys.exit(code)
    if outcome.report is not None and outcome.report.is_written:
        click.echo(words.say("import.written", files=outcome.report.changed))
    elif outcome.report is not None and outcome.report.changed:
        click.echo(words.say("import.preview"))


def _now() -> datetime:
    """Return SOURCE_DATE_EPOCH (reproducible-builds.org) or the clock, in UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return datetime.now(UTC)
    try:
        found = datetime.fromtimestamp(int(epoch), UTC)
        if not 1900 <= found.year <= 2999:
            raise ValueError(epoch)
        return found
    except (ValueError, OverflowError, OSError):
        raise click.UsageError(f"SOURCE_DATE_EPOCH er {quoted(epoch)}; det skal være sekunder siden 1970.") from None


def _run(options: Options, *, is_writing: bool) -> None:
    # Loading the models takes a fifth of a second: not paid for --help and --version.
    from site_builder import build as pipeline
    from site_builder.writing import CannotWrite, ForeignFolder

    started = time.monotonic()
    request = pipeline.Request(options.root, options.out, options.now, options.base_url, options.strict)
    try:
        outcome = pipeline.build(request) if is_writing else pipeline.check(request)
    except pipeline.OutAmongSources as fault:
        raise click.UsageError(
            f"Nettstedet kan ikke bygges i {options.out}, sammen med det som ligger i {fault.name}/. "
            "Ingenting er skrevet. Velg en mappe for seg selv med --out, for eksempel output."
        ) from None
    except ForeignFolder:
        raise click.UsageError(
            f"{options.out} er ikke tom og er ikke laget av site-builder. Ingenting er skrevet. "
            "Velg en annen mappe med --out, eller flytt det som ligger der."
        ) from None
    except CannotWrite as fault:
        raise click.UsageError(f"Det går ikke å skrive i {options.out}: {refusal(fault.errno)}.") from None
    words = catalogue(outcome.language)
    _show(outcome.problems, outcome.sources, options.format, words)
    code = exit_code(outcome.problems, strict=options.strict)
    if code:
        if is_writing and options.format == "text":
            click.echo(words.say("build.nothing_written"), err=True)
        sys.exit(code)
    if options.format == "text":
        _summary(outcome, options, words, time.monotonic() - started, is_writing=is_writing)


def exit_code(problems: tuple[Problem, ...], *, strict: bool) -> int:
    """Return 0, 1 for errors, or 3 for warnings where they count."""
    if has_errors(problems):
        return CONTENT_PROBLEMS
    return WARNINGS_UNDER_STRICT if strict and any(one.code in WARNINGS for one in problems) else 0


def _show(problems: tuple[Problem, ...], sources: object, format_: str, words: Catalogue) -> None:
    if format_ in FORMATS:
        click.echo(FORMATS[format_](problems, words), nl=False)
    # GitLab's report is a file that nobody reads; people read the log of the job.
    if format_ in ("text", "gitlab"):
        assert isinstance(sources, dict)
        click.echo(as_text(problems, sources, words), nl=False, err=True)


def _summary(outcome: object, options: Options, words: Catalogue, seconds: float, *, is_writing: bool) -> None:
    from site_builder.build import Outcome
    from site_builder.text.dates import When

    assert isinstance(outcome, Outcome)
    lines = []
    if outcome.written is not None:
        done = outcome.written
        counts = {"written": len(done.written), "unchanged": done.unchanged, "removed": len(done.removed)}
        lines.append(words.say("build.done", out=options.out, **counts))
    elif not is_writing:
        lines.append(words.say("check.done", files=outcome.total))
    if outcome.waiting:
        lines.append(words.say("build.waiting"))
        lines += [f"  {path}: {words.date(when)}" for path, when in outcome.waiting]
    recent = [(path, moment) for path, moment in outcome.expired if moment > options.now - RECENT]
    if recent:
        lines.append(words.say("build.expired"))
        lines += [f"  {path}: {words.date(When(moment))}" for path, moment in recent]
    shown = f"{seconds:.2f}" if words.language == "en" else f"{seconds:.2f}".replace(".", ",")
    lines.append(words.say("build.seconds", seconds=shown))
    click.echo("\n".join(lines))


cli.add_command(crisis.new)
cli.add_command(crisis.share)


def main() -> None:
    """Run the command line. An exception that nobody foresaw is our own bug: its traceback, and exit code 70."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # Norwegian letters must not fail a build on a machine whose locale knows only ASCII.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        sys.exit(cli.main(prog_name="site-builder", standalone_mode=False))
    except click.UsageError as fault:
        click.echo(told(fault), err=True)
        sys.exit(MISUSE)
    except click.Abort:
        click.echo("Avbrutt.", err=True)
        sys.exit(1)
    except Exception:
        import traceback

        traceback.print_exc()
        click.echo(
            "Dette er en feil i site-builder, ikke i innholdet ditt. Nettstedet er som det var. "
            "Send teksten over til dem som vedlikeholder programmet.",
            err=True,
        )
        sys.exit(OUR_BUG)
