"""The commands: options in, text and exit code out. With __main__ all that prints, exits or asks the time."""

from __future__ import annotations

import io
import os
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from site_builder import __version__, options
from site_builder.commands import (
    admin,
    bring,
    confirm,
    crisis,
    digest,
    explain,
    fields,
    find,
    init,
    links,
    new,
    past,
    phone,
    poster,
    publish,
    report,
    schema,
    serve,
)
from site_builder.commands.fix import fix as mend
from site_builder.identity_numbers import masked
from site_builder.problems import (
    Faults,
    Problem,
    Refusal,
    as_text,
    below,
    foremost,
    has_errors,
    has_warnings,
    printable,
)
from site_builder.text.messages import Catalogue, Sentence, catalogue
from site_builder.usage import (
    File,
    Folder,
    Group,
    Misuse,
    Stopped,
    cannot_write,
    language_in,
    speak_otherwise,
    told,
)

if TYPE_CHECKING:
    from site_builder.build import Outcome
    from site_builder.loading import Loaded
    from site_builder.loading.tally import Tally
    from site_builder.outputs.standing import Crises

CONTENT_PROBLEMS = 1
MISUSE = 2
WARNINGS_UNDER_STRICT = 3
PUBLISHED_IN_PART = 4
OUR_BUG = 70


@dataclass(frozen=True, slots=True)
class Options:
    """What build and check take."""

    root: Path
    out: Path
    base_url: str | None
    now: datetime
    strict: bool
    format: str
    keeps_going: bool = False
    changed: frozenset[str] | None = None
    """The files that were changed, where somebody asked for them first"""
    before: Path | None = None
    """The site as it was, to say what turns crisis mode on"""
    since: str | None = None
    """The version in Git that they were changed since"""


@click.group(
    cls=Group,
    add_help_option=False,
    invoke_without_command=True,
    options_metavar="[VALG]",
    subcommand_metavar="KOMMANDO [VALG]",
)
@options.HELP
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
    speak_otherwise(ctx, language_in(os.environ))
    _help_without_a_command(ctx)


def _help_without_a_command(ctx: click.Context) -> None:
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help(), err=True)
        ctx.exit(MISUSE)


@cli.command(options_metavar="[VALG]", add_help_option=False)
@click.option("--keep-going", is_flag=True, help="Når det haster: utelat det som er feil, og bygg resten.")
@options.of_a_build
def build(
    root: Path, out: Path | None, base_url: str | None, now: datetime | None, strict: bool, format_: str,
    changed_since: str | None, keep_going: bool,
) -> None:  # fmt: skip
    """Sjekk innholdet og skriv nettstedet til output/."""
    if strict and keep_going:
        raise Misuse(Sentence("misuse.two_options", first="--strict", second="--keep-going"))
    asked = Options(
        root,
        out or root / "output",
        base_url,
        now or _now(),
        strict,
        format_,
        keep_going,
        options.changed_files(root, changed_since),
        since=changed_since,
    )
    _run(asked, is_writing=True)


@cli.command(options_metavar="[VALG]", add_help_option=False)
@click.option(
    "--fix",
    is_flag=True,
    help="Rett i filene det som bare har ett riktig svar, og vis hver linje før og etter. "
    "Med --changed-since bare i filer som er endret.",
)
@click.option(
    "--before", type=Folder(must_exist=True),
    help="Mappa til nettstedet slik det er uten endringen. Da blir det sagt om den slår på krisemodus, og om den "
    "endrer det andre har hentet.",
)  # fmt: skip
@options.of_a_build
def check(
    root: Path, out: Path | None, base_url: str | None, now: datetime | None, strict: bool, format_: str,
    changed_since: str | None, fix: bool, before: Path | None,
) -> None:  # fmt: skip
    """Sjekk innholdet, skriv ingenting."""
    changed = options.changed_files(root, changed_since)
    asked = Options(
        root,
        out or root / "output",
        base_url,
        now or _now(),
        strict,
        format_,
        changed=changed,
        before=before,
        since=changed_since,
    )
    if fix:
        from site_builder.build import Request

        mend(Request(root, root / "output", asked.now, base_url), changed)
    _run(asked, is_writing=False)


@cli.command("list", options_metavar="[VALG]", add_help_option=False)
@click.option("--future", is_flag=True, help="Det som ikke er publisert ennå, og det som er planlagt.")
@click.option("--expired", is_flag=True, help="Meldinger som er ute av listene.")
@click.option("--drafts", is_flag=True, help="Utkast.")
@click.option(
    "--unconfirmed", is_flag=True, help="Tjenester, spørsmål, sider og kart som ingen har bekreftet på lenge."
)
@click.option("--questions", is_flag=True, help="Det folk spør om og ikke får svar på, det vanligste først.")
@click.option(
    "--asked", "tally", type=File(), metavar="FIL",
    help="Hvor ofte folk spør: en CSV-fil med kolonnene spørsmål og antall. Den blir aldri publisert.",
)  # fmt: skip
@click.option(
    "--months", type=options.Months(), default=12, metavar="ANTALL",
    help="Hvor mange måneder en bekreftelse varer.  [12]",
)  # fmt: skip
@options.ROOT
@options.NOW
@options.FORMAT
@options.HELP
def list_(
    root: Path, now: datetime | None, months: int, format_: str, tally: Path | None, **wanted: bool
) -> None:  # fmt: skip
    """Vis det som kommer, er over eller må ses på."""
    from site_builder import overview

    if not any(wanted.values()):
        raise Misuse(Sentence("misuse.no_list", choices=tuple(f"--{name}" for name in wanted)))
    if tally and not wanted["questions"]:
        raise Misuse(Sentence("misuse.goes_with", name="--asked", other="--questions"))
    now = now or _now()
    loaded = _loaded(root, now)
    assert loaded.site is not None, "without a site the command has stopped"
    words = catalogue(loaded.language)
    asked = overview.Asked(now, months, _tallies(tally, words) if tally else ())
    rows = [row for name, list_of in overview.LISTS.items() if wanted[name] for row in list_of(loaded.site, asked)]
    width = os.get_terminal_size(sys.stdout.fileno()).columns or None if sys.stdout.isatty() else None
    text = overview.as_text(rows, words, width) or words.say("list.nothing")
    _answer(loaded, overview.as_json(rows) if format_ == "json" else f"{text}\n")


def _tallies(file: Path, words: Catalogue) -> tuple[Tally, ...]:
    """Return what the front desk has counted; where its file cannot be read, say why and exit."""
    from site_builder.loading.tally import read_tally

    try:
        return read_tally(file)
    except Faults as fault:
        _show(fault.problems, {}, "text", words)
        sys.exit(CONTENT_PROBLEMS)


@cli.command("next-change", options_metavar="[VALG]", add_help_option=False)
@options.ROOT
@options.NOW
@options.FORMAT
@options.HELP
def next_change(root: Path, now: datetime | None, format_: str) -> None:
    """Vis når nettstedet må bygges neste gang.

    Da endrer det seg uten at noen har skrevet noe: noe blir publisert, begynner, slutter eller går ut.
    """
    from site_builder import overview

    now = now or _now()
    loaded = _loaded(root, now)
    assert loaded.site is not None, "without a site the command has stopped"
    change, words = overview.next_change(loaded.site, now), catalogue(loaded.language)
    text = f"{overview.change_as_text(change, words)}\n"
    _answer(loaded, overview.change_as_json(change) if format_ == "json" else text)


@cli.group(
    "import",
    add_help_option=False,
    invoke_without_command=True,
    options_metavar="[VALG]",
    subcommand_metavar="KOMMANDO [VALG]",
)
@options.HELP
@click.pass_context
def import_(ctx: click.Context) -> None:
    """Hent inn det andre har: registre, nyheter og kalendere."""
    _help_without_a_command(ctx)


@import_.command(options_metavar="[VALG]", add_help_option=False)
@click.argument("file", metavar="FIL", type=File())
@click.option(
    "--map", "map_", callback=options.map_name, metavar="NAVN",
    help="Kartet stedene skal stå i: skoler er maps/skoler.yaml. Det lages hvis det mangler.  [må være med]",
)  # fmt: skip
@options.ROOT
@click.option(
    "--municipality", callback=options.municipality_number, metavar="NUMMER",
    help="Ta bare med denne kommunen.  [nummer i site.yaml]",
)  # fmt: skip
@click.option("--write", is_flag=True, help="Skriv endringene. Ellers blir de bare vist.")
@click.option("--remove-missing", is_flag=True, help="Ta bort steder som registeret ikke lenger har.")
@options.HELP
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
        raise cannot_write(root, fault.errno) from None
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
        if not 1970 <= found.year <= 2999:
            raise ValueError(epoch)
        return found
    except (ValueError, OverflowError, OSError):
        raise Misuse(Sentence("misuse.epoch", text=epoch)) from None


def _run(asked: Options, *, is_writing: bool) -> None:
    # Loading the models takes a fifth of a second: not paid for --help and --version.
    from site_builder.summary import in_part, seconds_taken, summary

    started = time.monotonic()
    with ExitStack() as kept:
        before = _before(asked, kept)
        outcome = _outcome(asked, before, is_writing=is_writing)
        crises = _crises_before(asked, before) if outcome.crises is not None else None
    words = catalogue(outcome.language)
    is_in_part = outcome.written is not None and has_errors(outcome.problems)
    if is_in_part:
        click.echo(in_part(outcome, words), err=True)
    _show(outcome.problems, outcome.sources, asked.format, words, asked.root, asked.changed)
    code = PUBLISHED_IN_PART if is_in_part else exit_code(outcome.problems, strict=asked.strict, changed=asked.changed)
    if code and not is_in_part:
        if is_writing and asked.format == "text":
            click.echo(words.say("build.cannot_go_on" if asked.keeps_going else "build.nothing_written"), err=True)
    elif asked.format == "text":
        click.echo("\n".join(summary(outcome, asked.out, asked.now, words)))
    if outcome.crises is not None:
        _tell_of_crises(asked, crises, outcome.crises, words)
    if asked.format == "text" and (is_in_part or not code):
        click.echo(seconds_taken(time.monotonic() - started, words))
    if code:
        sys.exit(code)


def _tell_of_crises(asked: Options, before: Crises | None, crises: Crises, words: Catalogue) -> None:
    """Say which crises have gone, and that crisis mode is on or that this turns it on, where a person reads it: on
    GitHub, beside the run."""
    from site_builder.outputs.standing import turned

    lines = [words.say("standing.gone", title=printable(one)) for one in turned(before, crises).gone]
    if crises.standing:
        is_new = before is not None and not before.standing
        lines.append(words.say("phone.crisis_on" if is_new else "check.crisis", n=crises.pages))
    for said in lines:
        # A notice of GitHub's stands beside the proposal.
        shown = f"::notice::{said}" if asked.format == "github" else said
        click.echo(shown, err=asked.format not in ("text", "github"))
        _summarise(f"{said}\n", words)


def _before(asked: Options, kept: ExitStack) -> Path | None:
    """Return the folder of the site that this is held against, laid there as long as it is `kept`; None where that is
    not known, or nothing is another that it is needed for."""
    from site_builder.loading.repository import base_of, may_lose_addresses
    from site_builder.publishing.repository import NoHistory, NoSuchCommit, sources_of

    if asked.before is not None or asked.since is None or asked.changed is None:
        return asked.before
    base = base_of(asked.root, asked.since)
    if not (_has_notices(asked.changed) or may_lose_addresses(asked.root, base, asked.changed)):
        return None
    try:
        return kept.enter_context(sources_of(asked.root, base))
    except (NoHistory, NoSuchCommit):
        return None


def _crises_before(asked: Options, before: Path | None) -> Crises | None:
    """Return which crises stood in what this is held against; None where that is not known, or no notice is another."""
    from site_builder.build import crises_at

    if before is None or (asked.before is None and not _has_notices(asked.changed or ())):
        return None
    return crises_at(before, asked.now)


def _has_notices(changed: Iterable[str]) -> bool:
    from site_builder.content_types.notice import Notice

    return any(one.startswith(f"{Notice.folder}/") for one in changed)


def _way_down(root: Path, format_: str) -> str:
    """Return the folder that paths are below in a format: the site's own, from where the format has them from."""
    from site_builder.loading.repository import folder_in_repository

    variable = options.WORKSPACES.get(format_)
    return folder_in_repository(root, os.environ.get(variable)) if variable else ""


def _outcome(asked: Options, before: Path | None, *, is_writing: bool) -> Outcome:
    from site_builder import build as pipeline
    from site_builder.writing import CannotWrite, ForeignFolder

    request = pipeline.Request(
        asked.root,
        asked.out,
        asked.now,
        asked.base_url,
        asked.strict,
        asked.changed,
        keeps_going=asked.keeps_going,
        before=asked.before,
        addresses_of=before,
    )
    try:
        return pipeline.build(request) if is_writing else pipeline.check(request)
    except pipeline.OutAmongSources as fault:
        raise Misuse(Sentence("misuse.among_sources", folder=asked.out, name=fault.name)) from None
    except ForeignFolder:
        raise Misuse(Sentence("misuse.foreign_folder", folder=asked.out)) from None
    except CannotWrite as fault:
        raise cannot_write(asked.out, fault.errno) from None


def _loaded(root: Path, now: datetime) -> Loaded:
    """Return the content, to be asked of; without a site to ask, say why and exit."""
    from site_builder.loading import load

    loaded = load(root, now=now)
    if loaded.site is None:
        _show(loaded.problems, loaded.sources, "text", catalogue(loaded.language))
        sys.exit(CONTENT_PROBLEMS)
    return loaded


def _answer(loaded: Loaded, text: str) -> None:
    """Print the answer; where errors in the content may have kept something out of it, say so and exit."""
    click.echo(text, nl=False)
    errors = sum(one.is_error for one in loaded.problems)
    if errors:
        click.echo(catalogue(loaded.language).say("list.in_part", n=errors), err=True)
        sys.exit(CONTENT_PROBLEMS)


def exit_code(problems: tuple[Problem, ...], *, strict: bool, changed: frozenset[str] | None = None) -> int:
    """Return 0, 1 for errors, or 3 for warnings where they count: in all files, or in those that were changed."""
    if has_errors(problems):
        return CONTENT_PROBLEMS
    return WARNINGS_UNDER_STRICT if strict and has_warnings(problems, changed) else 0


def _show(
    problems: tuple[Problem, ...], sources: object, format_: str, words: Catalogue, root: Path | None = None,
    changed: frozenset[str] | None = None,
) -> None:  # fmt: skip
    problems = foremost(problems, changed)
    if format_ in options.FORMATS:
        shown = problems if root is None else below(_way_down(root, format_), problems)
        click.echo(options.FORMATS[format_](shown, words), nl=False)
        if format_ == "github":
            from site_builder.reports import github_summary

            _summarise(github_summary(shown, words), words)
    # The reports of GitLab and of code scanning are files that nobody reads; people read the log of the job.
    if format_ in ("text", "gitlab", "sarif"):
        assert isinstance(sources, dict)
        click.echo(as_text(problems, sources, words, changed), nl=False, err=True)


def _summarise(text: str, words: Catalogue) -> None:
    """Add to the summary of GitHub's job, where there is one."""
    from site_builder.writing import CannotWrite, append

    if not (summary := os.environ.get("GITHUB_STEP_SUMMARY")):
        return
    try:
        append(Path(summary), masked(text).encode(errors="replace"))
    except CannotWrite as fault:
        refused = Sentence("misuse.cannot_write_file", file=summary, reason=Refusal(fault.errno))
        click.echo(words.sentence(refused), err=True)


import_.add_command(bring.feed)
import_.add_command(bring.ics)
for command in (
    new.group, crisis.share, explain.explain, fields.fields, find.find, init.init, schema.schema, serve.serve,
    report.report, links.links, confirm.confirm, digest.digest, poster.poster,
    publish.publish, publish.rollback, past.archive, past.at, past.changes,
    phone.forms, phone.form, phone.owners,
    admin.admin,
):  # fmt: skip
    cli.add_command(command)


def _masking(write: Callable[[str], int]) -> Callable[[str], int]:
    """Return what writes with identity numbers masked: whatever is said, and by whom, no log is to hold one."""
    return lambda text: write(masked(text))


def main() -> None:
    """Run the command line. An exception that nobody foresaw is our own bug: its traceback, and exit code 70."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Norwegian letters must not fail a build on a machine whose locale knows only ASCII.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
            stream.write = _masking(stream.write)  # type: ignore[method-assign]
    try:
        sys.exit(cli.main(prog_name="site-builder", standalone_mode=False))
    except click.UsageError as fault:
        click.echo(told(fault, language_in(os.environ)), err=True)
        sys.exit(MISUSE)
    except click.Abort as stop:
        language = stop.language if isinstance(stop, Stopped) else language_in(os.environ)
        # What was being answered stands on the line.
        click.echo(f"\n{catalogue(language).say('cli.stopped')}", err=True)
        sys.exit(1)
    except Exception:
        import traceback

        traceback.print_exc()
        try:
            click.echo(catalogue(language_in(os.environ)).say("cli.bug"), err=True)
        finally:
            sys.exit(OUR_BUG)
