"""Commands for those who write on a phone: the forms, what becomes of one that is filled in, and who reads what."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import click

from site_builder import options
from site_builder.commands.crisis import Clock
from site_builder.text.messages import Sentence
from site_builder.usage import Command, File, Folder, Misuse, OneOf, cannot_write

if TYPE_CHECKING:
    from site_builder.phone.issues import Issue
    from site_builder.phone.proposals import Proposal
    from site_builder.text.messages import Catalogue

_OUT = click.option(
    "--out", type=Folder(must_exist=False),
    help="Mappa som er øverst i Git.  [der Git har den]",
)  # fmt: skip


@click.command(cls=Command, options_metavar="[VALG]", add_help_option=False)
@_OUT
@options.ROOT
@options.HELP
@click.pass_context
def forms(ctx: click.Context, out: Path | None, root: Path) -> None:
    """Lag skjemaene som kan fylles ut på telefonen.

    De blir skrevet i .github/ISSUE_TEMPLATE/ og .gitlab/issue_templates/, med steder og tjenester å velge mellom. Lag
    dem på nytt når det kommer nye.
    """
    from site_builder.loading import spelling_of
    from site_builder.text.messages import catalogue

    clock: Clock = ctx.obj
    top, _ = _top(root, out)
    made = write_forms(root, top, clock())
    words = catalogue(spelling_of(root).language)
    click.echo(words.say("phone.written", n=len(made), files=", ".join(sorted({f"{one.parent}/" for one in made}))))


def write_forms(root: Path, top: Path, now: datetime) -> tuple[PurePosixPath, ...]:
    """Write the forms of a site at the top of its repository, and return their paths there."""
    from site_builder.loading import load, spelling_of
    from site_builder.phone.files import form_files
    from site_builder.phone.forms import choices_in
    from site_builder.text.messages import catalogue

    spelling = spelling_of(root)
    made = dict(form_files(choices_in(load(root, now=now).site, spelling), catalogue(spelling.language)))
    _write(made, top)
    return tuple(made)


@click.command(cls=Command, options_metavar="[VALG]", add_help_option=False)
@_OUT
@options.ROOT
@options.HELP
@click.pass_context
def owners(ctx: click.Context, out: Path | None, root: Path) -> None:
    """Lag CODEOWNERS: hvem som må lese en endring.

    Den sier det etter feltet ansvar (av en enhet uten ansvar: kontakt), og kontoer i contacts.yaml. GitHub og GitLab
    leser den begge der den blir lagt: øverst i Git.
    """
    from site_builder.content_types.records import Contact
    from site_builder.content_types.settings import Settings
    from site_builder.editors.wording import field_name
    from site_builder.loading import load, spelling_of
    from site_builder.phone.code_owners import FILE, FIRST, code_owners, has_the_rest, is_ours
    from site_builder.problems import as_text, has_errors
    from site_builder.text.messages import catalogue
    from site_builder.writing import remove

    clock: Clock = ctx.obj
    loaded = load(root, now=clock())
    words = catalogue(loaded.language)
    if loaded.site is None or has_errors(loaded.problems):
        click.echo(as_text(loaded.problems, loaded.sources, words), nl=False, err=True)
        click.echo(words.say("new.nothing_written"), err=True)
        ctx.exit(1)
    top, below = _top(root, out)
    _write({FILE: code_owners(loaded.site, below, words).encode()}, top)
    click.echo(words.say("phone.owners", file=FILE))
    if (first := top / FIRST).is_file():
        is_removed = is_ours(first.read_text(encoding="utf-8", errors="replace"))
        if is_removed:
            remove(first)
        click.echo(words.say("phone.owners_gone" if is_removed else "phone.owners_hidden", file=FIRST), err=True)
    if not has_the_rest(loaded.site):
        desk, info = loaded.site.one(Settings).front_desk, Contact.model_fields["accounts"]
        field = field_name("accounts", info, is_english=spelling_of(root).is_english)
        click.echo(words.say("phone.owners_rest", field=field, desk=desk), err=True)


@click.command(cls=Command, options_metavar="[VALG]", add_help_option=False)
@click.argument("file", metavar="FIL", type=File())
@click.option(
    "--format", "format_", type=OneOf(["text", "json"]), default="text",
    help="Hvordan svaret vises.  [text]",
)  # fmt: skip
@click.option(
    "--out", type=Folder(must_exist=False), metavar="MAPPE",
    help="Mappe for det en kjøring trenger: branch, title, body.md, comment.md, published.md, urgent, number, writer "
    "og sender.",
)  # fmt: skip
@options.ROOT
@options.NOW
@options.HELP
@click.pass_context
def form(ctx: click.Context, file: Path, format_: str, out: Path | None, root: Path, now: datetime | None) -> None:
    """Gjør et utfylt skjema til en fil.

    FIL er teksten i saken, eller hendelsen som GitHub eller GitLab sier fra om (JSON). Er noe galt, blir det sagt, og
    ingenting blir skrevet. Er det ikke noe nytt i saken, blir heller ingenting skrevet.
    """
    from site_builder.loading import spelling_of
    from site_builder.phone.harmless import in_comment
    from site_builder.phone.issues import MOST_BYTES, NoForm, NotAnIssue, Refused, read_issue
    from site_builder.phone.proposals import propose
    from site_builder.text.messages import catalogue
    from site_builder.writing import CannotWrite

    clock: Clock = ctx.obj
    words = catalogue(spelling_of(root).language)
    with file.open("rb") as source:
        content = source.read(MOST_BYTES + 1)
    try:
        issue = read_issue(content)
    except NotAnIssue:
        raise Misuse(Sentence("misuse.no_issue", file=file)) from None
    if not issue.is_news:
        click.echo(words.say("phone.no_news"))
        return
    try:
        proposal = propose(root, issue, now or clock())
    except Refused as fault:
        if isinstance(fault, NoForm) and not issue.is_marked:
            click.echo(words.say("phone.no_news"))
            return
        comment = _refusal(map(in_comment, fault.reasons), words)
        if out:
            _write_texts({"comment.md": comment, **_about(issue)}, out)
        is_json = format_ == "json"
        click.echo(json.dumps({"comment": comment}, ensure_ascii=False) if is_json else _refusal(fault.reasons, words))
        ctx.exit(1)
    except CannotWrite as fault:
        raise cannot_write(root, fault.errno) from None
    if out:
        _write_texts(_texts(proposal) | _about(issue), out)
    click.echo(json.dumps(asdict(proposal), ensure_ascii=False) if format_ == "json" else _as_text(proposal))


def _refusal(reasons: Iterable[str], words: Catalogue) -> str:
    said = "\n".join([words.say("phone.refused"), "", *(f"- {one}" for one in reasons)])
    return f"{said}\n\n{words.say('phone.again')}"


def _texts(one: Proposal) -> dict[str, str]:
    """Return what a workflow needs as files, for what people wrote is no part of a command."""
    return {
        "branch": one.branch,
        "title": one.title,
        "body.md": one.body,
        "comment.md": one.comment,
        "published.md": one.published,
        "urgent": "yes" if one.is_urgent else "no",
    }


def _about(issue: Issue) -> dict[str, str]:
    """Return which issue it is and whose, for the same: an empty text is not known."""
    return {"number": str(issue.number or ""), "writer": issue.writer, "sender": issue.sender}


def _write_texts(texts: dict[str, str], out: Path) -> None:
    from site_builder.identity_numbers import masked

    # What a workflow writes in an issue, everybody reads; the branch is a name that must stay as it is.
    shown = {name: text if name == "branch" else masked(text) for name, text in texts.items()}
    _write({PurePosixPath(name): f"{text}\n".encode() for name, text in shown.items()}, out)


def _top(root: Path, out: Path | None) -> tuple[Path, str]:
    """Return the top of the repository, and the way from it down to the site's folder."""
    from site_builder.loading.repository import folder_in_repository

    below = folder_in_repository(root, str(out) if out else None)
    return out or root.joinpath(*[".."] * len(PurePosixPath(below).parts)), below


def _as_text(one: Proposal) -> str:
    return "\n".join([one.path, one.branch, one.title, "", one.body])


def _write(files: dict[PurePosixPath, bytes], out: Path) -> None:
    from site_builder.writing import CannotWrite, write_sources

    try:
        write_sources(files, out)
    except CannotWrite as fault:
        raise cannot_write(out, fault.errno) from None
