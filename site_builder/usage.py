"""What click says of its own accord, in bokmål: the frame of the help texts, and what is wrong with a command line."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

import click

from site_builder.problems import Refusal, printable
from site_builder.text.messages import catalogue

_HEADINGS = {"Options": "Valg", "Commands": "Kommandoer"}


class _Formatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or "Bruk: ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(_HEADINGS.get(heading, heading))


class _Context(click.Context):
    formatter_class = _Formatter


class Command(click.Command):
    """A command that takes options, and arguments where it has any."""

    context_class = _Context
    # Taken from click, and refused below in our own words.
    allow_extra_args = True

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            rest = super().parse_args(ctx, args)
        except click.UsageError as fault:
            # The parser does not always say which command it was about.
            fault.ctx = fault.ctx or ctx
            raise
        if rest:
            takes = any(isinstance(one, click.Argument) for one in self.params)
            more = "Resten" if takes else "Alt"
            ctx.fail(f"{' '.join(map(quoted, rest))} er til overs. {more} som skal sies, er valg som begynner med --.")
        return rest


class Group(click.Group):
    """The program, or a part of it: its commands are Commands."""

    context_class = _Context
    command_class = Command
    group_class = type

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in self.commands:
            ctx.fail(f"Kommandoen {quoted(args[0])} finnes ikke.{_perhaps(args[0], self.commands)}")
        return super().resolve_command(ctx, args)


class Folder(click.ParamType[Path]):
    """A folder; one that has to be there, or one that may be made."""

    name = "mappe"

    def __init__(self, *, must_exist: bool) -> None:
        self.must_exist = must_exist

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        found = Path(str(value))
        try:
            is_there, is_folder = found.exists(), found.is_dir()
        except OSError as fault:
            self.fail(f"mappa {quoted(value)} kan ikke åpnes ({refusal(fault.errno)}).", param, ctx)
        if self.must_exist and not is_there:
            self.fail(f"mappa {quoted(value)} finnes ikke.", param, ctx)
        if is_there and not is_folder:
            self.fail(f"{quoted(value)} er en fil, ikke en mappe.", param, ctx)
        return found


class File(click.ParamType[Path]):
    """A file that is there."""

    name = "fil"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        found = Path(str(value))
        try:
            is_there, is_folder = found.exists(), found.is_dir()
        except OSError as fault:
            self.fail(f"fila {quoted(value)} kan ikke åpnes ({refusal(fault.errno)}).", param, ctx)
        if not is_there:
            self.fail(f"fila {quoted(value)} finnes ikke.", param, ctx)
        if is_folder:
            self.fail(f"{quoted(value)} er en mappe, ikke en fil.", param, ctx)
        return found


class FileOrAddress(click.ParamType["Path | str"]):
    """A file that is there, or an address."""

    name = "kilde"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Path | str:
        if "://" in str(value):
            return str(value)
        return File().convert(value, param, ctx)


class OneOf(click.Choice[str]):
    """One of a few words."""

    def get_invalid_choice_message(self, value: object, ctx: click.Context | None) -> str:
        return f"{quoted(value)} går ikke an. Skriv en av disse: {', '.join(self.choices)}."


def refusal(number: int | None) -> str:
    """Return why the operating system refused, by its number (errno)."""
    return catalogue("nb").refusal(Refusal(number))


def told(fault: click.UsageError) -> str:
    """Return what is wrong with a command line, how it is used, and where to read more."""
    lines = [f"Feil: {_message(fault)}"]
    if fault.ctx is not None:
        lines[:0] = [fault.ctx.get_usage(), f"Les mer: {fault.ctx.command_path} --help", ""]
    return "\n".join(lines)


def _message(fault: click.UsageError) -> str:
    match fault:
        case click.NoSuchOption(option_name=name, possibilities=near):
            return f"Valget {quoted(name)} finnes ikke.{_perhaps(name, near or ())}"
        case click.BadOptionUsage(option_name=name) if _stands_alone(name, fault.ctx):
            return f"Valget {name} skal stå alene."
        case click.BadOptionUsage(option_name=name):
            return f"Valget {name} mangler en verdi bak seg."
        case click.MissingParameter(param=click.Argument() as argument):
            return f"{argument.metavar} mangler."
        case click.MissingParameter(param=click.Parameter(opts=[*_, name])):
            return f"Valget {name} mangler."
        case click.BadParameter(param=click.Argument(), message=message):
            return f"{message[:1].upper()}{message[1:]}"
        case click.BadParameter(param=click.Parameter(opts=[*_, name])):
            return f"Valget {name}: {fault.message}"
        case _:
            return fault.message


def _stands_alone(name: str, ctx: click.Context | None) -> bool:
    params = ctx.command.params if ctx else ()
    return any(isinstance(one, click.Option) and one.is_flag and name in one.opts for one in params)


def quoted(text: object) -> str:
    """Return what was written as a message shows it: a terminal must not obey it."""
    return f"«{printable(str(text))}»"


def _perhaps(written: str, known: Iterable[str]) -> str:
    close = get_close_matches(written, list(known), n=1)
    return f" Mente du {close[0]}?" if close else ""
