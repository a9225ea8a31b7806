"""What click says of its own accord: the frame of the help texts in bokmål, and misuse in the language spoken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

import click

from site_builder.problems import Problem, Refusal, printable
from site_builder.text.messages import MESSAGE_LANGUAGES, Catalogue, Sentence, Written, catalogue

_USAGE = "Bruk: "
_HEADINGS = {"Options": "Valg", "Commands": "Kommandoer"}


class Misuse(click.UsageError):
    """Something wrong with a command line, in sentences, said in the language of the site that it is about."""

    def __init__(self, *sentences: Sentence | Problem, ctx: click.Context | None = None) -> None:
        super().__init__(_joined(sentences, catalogue("nb", Written.AS_AN_OPTION)), ctx)
        self.sentences = sentences


class WrongValue(click.BadParameter):
    """Something wrong with the value of an option or an argument, said as Misuse is."""

    def __init__(
        self,
        *sentences: Sentence | Problem,
        param: click.Parameter | None = None,
        ctx: click.Context | None = None,
    ) -> None:
        super().__init__(_joined(sentences, catalogue("nb", Written.AS_AN_OPTION)), ctx, param)
        self.sentences = sentences


def _joined(sentences: Iterable[Sentence | Problem], words: Catalogue) -> str:
    said = (
        f"{words.message(one)} {words.hint(one)}" if isinstance(one, Problem) else words.sentence(one)
        for one in sentences
    )
    return " ".join(said)


def perhaps(*names: str) -> tuple[Sentence, ...]:
    """Return what asks whether one of these was meant; nothing where there are none."""
    return (Sentence("misuse.perhaps", choices=names),) if names else ()


def cannot_write(where: object, number: int | None) -> Misuse:
    """Return that the operating system refuses to write in a folder, by its number (errno)."""
    return Misuse(Sentence("misuse.cannot_write", folder=where, reason=Refusal(number)))


def cannot_write_file(file: object, number: int | None) -> Misuse:
    return Misuse(Sentence("misuse.cannot_write_file", file=file, reason=Refusal(number)))


class Stopped(click.Abort):
    """Somebody broke a command off, which spoke a language."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language


class _Formatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or _USAGE)

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
        ctx.meta[_ROOT] = _root_among(args)
        try:
            rest = super().parse_args(ctx, args)
        except click.UsageError as fault:
            # The parser does not always say which command it was about.
            fault.ctx = fault.ctx or ctx
            raise
        if rest:
            takes = any(isinstance(one, click.Argument) for one in self.params)
            left = " ".join(map(quoted, rest))
            raise Misuse(Sentence("misuse.rest_left" if takes else "misuse.left", text=left), ctx=ctx)
        return rest

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (click.Abort, KeyboardInterrupt, EOFError) as stop:
            raise Stopped(language_of(ctx)) from stop


class Group(click.Group):
    """The program, or a part of it: its commands are Commands."""

    context_class = _Context
    command_class = Command
    group_class = type

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in self.commands:
            near = get_close_matches(args[0], list(self.commands), n=1)
            raise Misuse(Sentence("misuse.no_command", name=args[0]), *perhaps(*near), ctx=ctx)
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
            closed = Sentence("misuse.folder_closed", text=value, reason=Refusal(fault.errno))
            raise WrongValue(closed, param=param, ctx=ctx) from None
        if self.must_exist and not is_there:
            raise WrongValue(Sentence("misuse.no_folder", text=value), param=param, ctx=ctx)
        if is_there and not is_folder:
            raise WrongValue(Sentence("misuse.is_file", text=value), param=param, ctx=ctx)
        return found


class File(click.ParamType[Path]):
    """A file that is there."""

    name = "fil"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        found = Path(str(value))
        try:
            is_there, is_folder = found.exists(), found.is_dir()
        except OSError as fault:
            closed = Sentence("misuse.file_closed", text=value, reason=Refusal(fault.errno))
            raise WrongValue(closed, param=param, ctx=ctx) from None
        if not is_there:
            raise WrongValue(Sentence("misuse.no_file", text=value), param=param, ctx=ctx)
        if is_folder:
            raise WrongValue(Sentence("misuse.is_folder", text=value), param=param, ctx=ctx)
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

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if str(value) not in self.choices:
            raise WrongValue(
                Sentence("misuse.one_of", text=value, choices=tuple(self.choices)), param=param, ctx=ctx
            )  # fmt: skip
        return str(value)


_ROOT = "site_builder.root"
_CHOSEN = "site_builder.chosen"
_ELSE = "site_builder.else"


def _root_among(args: Sequence[str]) -> Path:
    """Return the folder of the site that a command line is about: the one it is run in where it names none."""
    found = Path()
    for at, one in enumerate(args):
        if one == "--root" and at + 1 < len(args):
            found = Path(args[at + 1])
        elif one.startswith("--root="):
            found = Path(one.removeprefix("--root="))
    return found


def language_in(environment: Mapping[str, str]) -> str:
    """Return the language that an environment asks for (POSIX: the first of the variables that says something); bokmål
    where it is none of ours."""
    said = next(filter(None, map(environment.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    code = re.split("[_.@]", said)[0]
    return code if code in MESSAGE_LANGUAGES else "nb"


def speak(ctx: click.Context, language: str) -> None:
    """Say all that follows in a language that somebody has chosen."""
    ctx.meta[_CHOSEN] = language


def speak_otherwise(ctx: click.Context, language: str) -> None:
    """Say what follows in a language where nobody chooses one and there is no site to ask."""
    ctx.meta[_ELSE] = language


def language_of(ctx: click.Context | None, otherwise: str = "nb") -> str:
    """Return the language to speak: the one chosen, else what staff of the site want messages in, else what the machine
    is set to."""
    from site_builder.loading import spelling_of

    known = ctx.meta if ctx else {}
    if _CHOSEN in known:
        return str(known[_CHOSEN])
    otherwise, root = str(known.get(_ELSE, otherwise)), known.get(_ROOT, Path())
    try:
        return spelling_of(root).language if (root / "content/site.yaml").is_file() else otherwise
    except (OSError, ValueError):
        return otherwise


def told(fault: click.UsageError, otherwise: str = "nb") -> str:
    """Return what is wrong with a command line, how it is used, and where to read more."""
    words = catalogue(language_of(fault.ctx, otherwise), Written.AS_AN_OPTION)
    lines = [words.say("misuse.fault", text=message_of(fault, words))]
    if fault.ctx is not None:
        usage = fault.ctx.get_usage().removeprefix(_USAGE)
        more = words.say("misuse.read_more", command=fault.ctx.command_path)
        lines[:0] = [f"{words.say('misuse.usage')} {usage}", more, ""]
    return "\n".join(lines)


def message_of(fault: click.UsageError, words: Catalogue) -> str:
    """Return what is wrong with a command line, in a sentence."""
    match fault:
        case WrongValue(param=click.Argument(), sentences=sentences):
            said = _joined(sentences, words)
            return f"{said[:1].upper()}{said[1:]}"
        case WrongValue(param=click.Parameter(opts=[*_, name]), sentences=sentences):
            return words.say("misuse.of_option", name=name, text=_joined(sentences, words))
        case Misuse(sentences=sentences) | WrongValue(sentences=sentences):
            return _joined(sentences, words)
        case click.NoSuchOption(option_name=name, possibilities=near):
            close = get_close_matches(name, list(near or ()), n=1)
            return _joined((Sentence("misuse.no_option", name=name), *perhaps(*close)), words)
        case click.BadOptionUsage(option_name=name) if _stands_alone(name, fault.ctx):
            return words.say("misuse.stands_alone", name=name)
        case click.BadOptionUsage(option_name=name):
            return words.say("misuse.no_value", name=name)
        case click.MissingParameter(param=click.Argument() as argument):
            return words.say("misuse.no_argument", name=argument.metavar)
        case click.MissingParameter(param=click.Parameter(opts=[*_, name])):
            return words.say("misuse.missing", name=name)
        case _:
            return fault.message


def _stands_alone(name: str, ctx: click.Context | None) -> bool:
    params = ctx.command.params if ctx else ()
    return any(isinstance(one, click.Option) and one.is_flag and name in one.opts for one in params)


def quoted(text: object) -> str:
    """Return what was written as a message shows it: a terminal must not obey it."""
    return f"«{printable(str(text))}»"
