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
from site_builder.text.messages import Sentence
from site_builder.usage import Command, File, Folder, Misuse, OneOf, cannot_write, quoted

_OPTIONS = {
    "name": "--name",
    "number": "--number",
    "org_number": "--org-number",
    "language": "--language",
    "address": "--address",
    "phone": "--phone",
    "email": "--email",
}
_QUESTIONS = {
    "name": "Hva heter kommunen?",
    "number": "Hva er kommunenummeret? Fire siffer.",
    "org_number": "Hva er organisasjonsnummeret? Ni siffer.",
    "language": "Hvilket språk skrives nettstedet på? Skriv bokmål eller nynorsk.",
    "address": "Hvilken adresse skal nettstedet ha? Uten svar blir det {address}, og det kan endres senere.",
    "phone": "Hvilket telefonnummer har servicetorget? Trykk Enter for å skrive det senere.",
    "email": "Hvilken e-postadresse har servicetorget? Trykk Enter for å skrive den senere.",
}
_OUTLINE = (
    "Har dere grensen til kommunen som en GeoJSON-fil? Skriv hvor fila ligger. Trykk Enter for å legge den inn senere."
)
# Before there is a site, nobody has said in which language to speak.
_NEEDED = ("name", "number", "org_number", "language")
_WRONG = {
    "number": "{text} er ikke et kommunenummer. Skriv fire siffer, for eksempel 3401.",
    "org_number": "{text} er ikke et organisasjonsnummer: ni siffer, der det siste er et kontrollsiffer.",
}


class _Language(OneOf):
    """A language that a site can begin in, by its code or its name."""

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from site_builder.starting.municipality import language_of

        return super().convert(language_of(str(value)) or value, param, ctx)


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
@click.option("--language", type=_Language(["nb", "nn"]), help="Språket nettstedet skrives på.  [må være med]")
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
    publisere, med programmet selv i tools/. I en terminal blir du spurt om det du ikke har sagt. Beskjedene til de
    ansatte kan være på engelsk: skriv «meldingsspråk: en» i content/site.yaml.
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
    click.echo(words.say("init.renewed", files=", ".join(map(str, made))))


def _begin(ctx: click.Context, root: Path, outline: Path | None, said: dict[str, str | None]) -> None:
    from site_builder.starting import municipality
    from site_builder.text.messages import catalogue

    if not municipality.is_empty(root):
        raise Misuse(Sentence("misuse.not_empty", folder=root))
    given = _answers(ctx, said)
    if outline is None and is_terminal():
        outline = _outline_asked()
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
    for number, key in enumerate(("settings", "services", "check", "build", "publish"), 1):
        click.echo(f"  {number}. {words.say(f'init.then.{key}')}")


def _answers(ctx: click.Context, said: dict[str, str | None]) -> dict[str, str]:
    """Return the answers by name, from the options or else from the terminal."""
    from site_builder.starting import municipality

    found: dict[str, str] = {}
    for name, option in _OPTIONS.items():
        text = said[name]
        if text is not None:
            if wrong := _wrong(name, text.strip()):
                raise Misuse(Sentence("misuse.of_option", name=option, text=wrong), ctx=ctx)
            found[name] = _as_kept(name, text)
        elif is_terminal():
            found[name] = _asked(name, found)
        elif name in _NEEDED:
            raise Misuse(Sentence("misuse.missing", name=option), ctx=ctx)
        if name == "name":
            found[name] = municipality.full_name(found[name])
    return found | {"address": found.get("address") or municipality.usual_address(found["name"])}


def _asked(name: str, found: dict[str, str]) -> str:
    from site_builder.starting import municipality

    proposed = municipality.usual_address(found["name"]) if "name" in found else ""
    click.echo(f"\n{_QUESTIONS[name].format(address=proposed)}", err=True)

    def judge(text: str) -> tuple[tuple[str, ...], str]:
        return (_as_kept(name, text),), _wrong(name, text)

    given = answer(judge, is_needed=name in _NEEDED, needed="Dette må du svare på.")
    return given[0] if given else ""


def _as_kept(name: str, text: str) -> str:
    from site_builder.starting.municipality import language_of

    return language_of(text) if name == "language" else text.strip()


def _outline_asked() -> Path | None:
    """Return the file of the border, asked for until it can be used; None for an empty answer."""
    from site_builder.starting.outline import as_collection, faults_of
    from site_builder.text.messages import catalogue

    words = catalogue("nb")

    def judge(text: str) -> tuple[tuple[Path, ...], str]:
        # A file that is drawn into a terminal comes in quotation marks.
        path = Path(text.strip("'\"")).expanduser()
        try:
            content = File().convert(path, None, None).read_bytes()
        except click.UsageError as fault:
            return (), fault.message
        except OSError as fault:
            return (), words.say("misuse.file_closed", text=path, reason=Refusal(fault.errno))
        faults = faults_of(as_collection(content), str(path))
        return (path,), "\n".join(f"{path}: {words.message(one)} {words.hint(one)}" for one in faults[:1])

    click.echo(f"\n{_OUTLINE}", err=True)
    return next(iter(answer(judge, is_needed=False, needed="")), None)


def _wrong(name: str, text: str) -> str:
    """Return what is wrong with an answer, in a sentence; empty where nothing is."""
    from site_builder.starting import municipality
    from site_builder.text.messages import Written, catalogue

    if name == "language":
        if municipality.language_of(text):
            return ""
        return f"{quoted(text)} går ikke an. Skriv bokmål eller nynorsk. Andre språk kan komme til senere."
    code = municipality.fault_of(name, text)
    if not code:
        return ""
    if name in _WRONG:
        return _WRONG[name].format(text=quoted(text))
    words, told = catalogue("nb", Written.AS_AN_OPTION), problem(code, "", text=text, field=name)
    return f"{words.message(told)} {words.hint(told)}"
