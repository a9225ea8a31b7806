"""The command that makes the folder of a new municipality, and renews the program in it. In a terminal it asks for
what was not said."""

from __future__ import annotations

from pathlib import Path

import click

from site_builder import options
from site_builder.commands.asking import answer, is_terminal
from site_builder.commands.crisis import Clock
from site_builder.commands.phone import write_forms
from site_builder.problems import Refusal, as_text, has_errors, problem
from site_builder.text.messages import Catalogue, Sentence
from site_builder.usage import (
    Command,
    File,
    Folder,
    Misuse,
    OneOf,
    cannot_write,
    language_of,
    message_of,
    quoted,
    speak,
)

_OPTIONS = {
    "language": "--language",
    "name": "--name",
    "number": "--number",
    "org_number": "--org-number",
    "address": "--address",
    "phone": "--phone",
    "email": "--email",
}
"""What is asked, the language first: from then on all is said in it"""
_NEEDED = ("language", "name", "number", "org_number")
_WRONG = ("number", "org_number")
"""What has a sentence of its own that says what is wrong with an answer"""


class _Language(OneOf):
    """A language that a site can begin in, by its code or its name."""

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from site_builder.starting import municipality

        return super().convert(municipality.language_of(str(value)) or value, param, ctx)


def _spoken(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value is not None:
        speak(ctx, value)
    return value


@click.command(cls=Command, options_metavar="[VALG]", add_help_option=False)
@click.option(
    "--root",
    type=Folder(must_exist=False),
    default=Path(),
    help="Mappa nettstedet skal ligge i. Den må være tom.  [her]",
)
@click.option("--name", metavar="NAVN", help="Navnet på kommunen, for eksempel «Eksempel kommune».  [må være med]")
@click.option("--number", metavar="NUMMER", help="Kommunenummeret: fire siffer.  [må være med]")
@click.option("--org-number", metavar="NUMMER", help="Organisasjonsnummeret: ni siffer.  [må være med]")
@click.option(
    "--language", type=_Language(["nb", "nn"]), callback=_spoken, is_eager=True,
    help="Språket nettstedet skrives på, og som du blir spurt på.  [må være med]",
)  # fmt: skip
@click.option("--address", metavar="ADRESSE", help="Adressen nettstedet skal ha.  [et forslag etter navnet]")
@click.option("--phone", metavar="NUMMER", help="Telefonen til servicetorget.")
@click.option("--email", metavar="ADRESSE", help="E-postadressen til servicetorget.")
@click.option(
    "--outline", type=File(), metavar="FIL", help="Grensen til kommunen: en GeoJSON-fil i lengde- og breddegrader."
)
@click.option(
    "--renew", is_flag=True, help="Bytt bare ut programmet i mappa til et nettsted som er i bruk: med det du kjører nå."
)
@options.HELP
@click.pass_context
def init(
    ctx: click.Context,
    /,
    root: Path,
    outline: Path | None,
    renew: bool,
    **said: str | None,
) -> None:
    """Lag mappa til en ny kommune.

    Den får innstillinger, tjenesteområder, utkast til 40 vanlige tjenester og det som skal til for å sjekke og
    publisere, med programmet selv i tools/ og håndbøkene i docs/. I en terminal blir du spurt om det du ikke har sagt.
    Beskjedene til de ansatte kan være på engelsk: skriv «meldingsspråk: en» i content/site.yaml.
    """
    from site_builder.loading.program import NoProgram
    from site_builder.writing import CannotWrite

    try:
        if renew:
            _renew(root, [option for name, option in _OPTIONS.items() if said[name] is not None])
        else:
            _begin(ctx, root, outline, said)
    except CannotWrite as fault:
        raise cannot_write(root, fault.errno) from None
    except NoProgram:
        raise Misuse(Sentence("misuse.no_program")) from None


def _renew(root: Path, others: list[str]) -> None:
    from site_builder.loading import spelling_of
    from site_builder.starting import municipality
    from site_builder.text.messages import catalogue

    if others:
        raise Misuse(Sentence("misuse.renews_only", options=", ".join(others)))
    try:
        made = municipality.renew(root)
    except municipality.NotBegun:
        raise Misuse(Sentence("misuse.no_site", folder=root)) from None
    words = catalogue(spelling_of(root).language)
    # The documents are many, and nobody asks which.
    shown = dict.fromkeys(f"{one.parent}/" if one.parts[0] == municipality.DOCS else str(one) for one in made)
    click.echo(words.say("init.renewed", files=", ".join(shown)))


def _begin(ctx: click.Context, root: Path, outline: Path | None, said: dict[str, str | None]) -> None:
    from site_builder.starting import municipality
    from site_builder.text.messages import catalogue

    if not municipality.is_empty(root):
        raise Misuse(Sentence("misuse.not_empty", folder=root))
    given = _answers(ctx, said)
    if outline is None and is_terminal():
        outline = _outline_asked(catalogue(language_of(ctx)))
    answers = municipality.Answers(**given, outline=outline)
    clock: Clock = ctx.obj
    made = municipality.begin(root, answers, clock())
    words = catalogue(answers.language)
    click.echo(as_text(made.problems, made.sources, words), nl=False, err=True)
    if has_errors(made.problems):
        click.echo(words.say("new.nothing_written"), err=True)
        ctx.exit(1)
    forms = write_forms(root, root, clock())
    click.echo(words.say("init.written", n=len(made.paths) + len(forms), folder=root.resolve().name))
    click.echo(words.say("new.next"))
    is_proposed = answers.address == municipality.usual_address(answers.name)
    first = "settings_and_address" if is_proposed else "settings"
    for number, key in enumerate((first, "services", "check", "build", "publish"), 1):
        click.echo(f"  {number}. {words.say(f'init.then.{key}')}")


def _answers(ctx: click.Context, said: dict[str, str | None]) -> dict[str, str]:
    """Return the answers by name, from the options or else from the terminal."""
    from site_builder.starting import municipality
    from site_builder.text.messages import Written, catalogue

    found: dict[str, str] = {}
    for name, option in _OPTIONS.items():
        text, words = said[name], catalogue(language_of(ctx), Written.AS_AN_OPTION)
        if text is not None:
            if wrong := _wrong(name, text.strip(), words):
                raise Misuse(Sentence("misuse.of_option", name=option, text=wrong), ctx=ctx)
            found[name] = _as_kept(name, text)
        elif is_terminal():
            found[name] = _asked(name, found, words)
        elif name in _NEEDED:
            raise Misuse(Sentence("misuse.missing", name=option), ctx=ctx)
        if name == "language":
            speak(ctx, found[name])
        if name == "name":
            found[name] = municipality.full_name(found[name])
    return found | {"address": found.get("address") or municipality.usual_address(found["name"])}


def _asked(name: str, found: dict[str, str], words: Catalogue) -> str:
    click.echo(f"\n{_question(name, found, words)}", err=True)

    def judge(text: str) -> tuple[tuple[str, ...], str]:
        return (_as_kept(name, text),), _wrong(name, text, words)

    given = answer(judge, is_needed=name in _NEEDED, needed=words.say("new.needed"))
    return given[0] if given else ""


def _question(name: str, found: dict[str, str], words: Catalogue) -> str:
    from site_builder.starting import municipality

    if name == "address":
        return words.say("init.address", address=municipality.usual_address(found["name"]))
    return words.say(f"init.ask.{name}")


def _as_kept(name: str, text: str) -> str:
    from site_builder.starting import municipality

    return municipality.language_of(text) if name == "language" else text.strip()


def _outline_asked(words: Catalogue) -> Path | None:
    """Return the file of the border, asked for until it can be used; None for an empty answer."""
    from site_builder.starting.outline import as_collection, faults_of

    def judge(text: str) -> tuple[tuple[Path, ...], str]:
        # A file that is drawn into a terminal comes in quotation marks.
        path = Path(text.strip("'\"")).expanduser()
        try:
            content = File().convert(path, None, None).read_bytes()
        except click.UsageError as fault:
            return (), message_of(fault, words)
        except OSError as fault:
            return (), words.say("misuse.file_closed", text=path, reason=Refusal(fault.errno))
        faults = faults_of(as_collection(content), str(path))
        return (path,), "\n".join(f"{path}: {words.message(one)} {words.hint(one)}" for one in faults[:1])

    click.echo(f"\n{words.say('init.ask.outline')}", err=True)
    return next(iter(answer(judge, is_needed=False, needed="")), None)


def _wrong(name: str, text: str, words: Catalogue) -> str:
    """Return what is wrong with an answer, in a sentence; empty where nothing is."""
    from site_builder.starting import municipality

    if name == "language":
        return "" if municipality.language_of(text) else words.say("init.wrong.language", text=quoted(text))
    code = municipality.fault_of(name, text)
    if not code:
        return ""
    if name in _WRONG:
        return words.say(f"init.wrong.{name}", text=quoted(text))
    told = problem(code, "", text=text, field=name)
    return f"{words.message(told)} {words.hint(told)}"
