"""Commands that make the file of a new entry. In a terminal they ask for what was not said."""

from __future__ import annotations

import difflib
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from site_builder import options
from site_builder.commands.asking import answer, is_terminal
from site_builder.commands.crisis import Clock
from site_builder.commands.crisis import new as group
from site_builder.editors.forms import FORMS, Ask, Form
from site_builder.problems import as_text, has_errors
from site_builder.text.messages import Sentence
from site_builder.usage import Command, Misuse, cannot_write, quoted

if TYPE_CHECKING:
    from site_builder.starting.entries import Desk, Offer

MOST_NAMED = 40
"""How many things to choose from a message names: of more, those that are like what was written"""


_HOW = "I en terminal blir du spurt om det du ikke har sagt. Fila blir aldri skrevet over en som finnes."


def _command(form: Form) -> Command:
    @click.pass_context
    def make(ctx: click.Context, /, root: Path, now: datetime | None, **said: Any) -> None:
        clock: Clock = ctx.obj
        _make(ctx, form, root, now or clock(), said)

    params: list[click.Parameter] = [
        click.Option(
            [ask.option, ask.name], multiple=ask.takes_several, metavar="TEKST",
            help=ask.help + ("  [må være med]" if ask.is_needed else ""),
        )
        for ask in form.asks
    ]  # fmt: skip
    made = Command(
        form.word,
        params=params,
        callback=make,
        help=f"{form.help}\n\n{_HOW}",
        options_metavar="[VALG]",
        add_help_option=False,
    )
    return options.HELP(options.NOW(options.ROOT(made)))


def _make(ctx: click.Context, form: Form, root: Path, now: datetime, said: dict[str, Any]) -> None:
    from site_builder.starting.entries import Desk, IsThere
    from site_builder.writing import CannotWrite

    desk = Desk(root, form, now)
    answers: dict[str, str | tuple[str, ...]] = {}
    for ask in form.asks:
        if found := _answered(ctx, desk, ask, said[ask.name], answers):
            answers[ask.name] = found
    try:
        made = desk.make(answers)
    except IsThere as fault:
        raise Misuse(Sentence("misuse.is_there", file=fault.path)) from None
    except CannotWrite as fault:
        raise cannot_write(root, fault.errno) from None
    click.echo(as_text(made.problems, made.sources, desk.words), nl=False, err=True)
    if has_errors(made.problems):
        click.echo(desk.words.say("new.nothing_written"), err=True)
        ctx.exit(1)
    click.echo(desk.words.say("new.written", file=made.path))
    for one in desk.readings:
        click.echo(one)
    click.echo(desk.words.say("new.next"))
    click.echo(f"  1. {desk.words.say('new.open', file=made.path)}")
    click.echo(f"  2. {desk.words.say('new.check')}")


def _answered(
    ctx: click.Context, desk: Desk, ask: Ask, said: str | tuple[str, ...] | None, answers: dict[str, Any]
) -> str | tuple[str, ...]:
    """Return the answer to one question, from the options or else from the terminal; empty where there is none."""
    written = said if isinstance(said, tuple) else (said,) if said is not None else ()
    if written:
        found = tuple(_judged(ctx, desk, ask, one, answers) for one in written)
        return found if ask.takes_several else found[0]
    is_needed = desk.is_needed(ask, answers)
    if not is_terminal():
        if is_needed:
            raise Misuse(Sentence("misuse.missing", name=ask.option), *_choices(desk.offers(ask, answers)), ctx=ctx)
        return ()
    if not desk.is_asked(ask, answers):
        return ()
    return _from_terminal(desk, ask, answers, is_needed=is_needed)


def _judged(ctx: click.Context, desk: Desk, ask: Ask, text: str, answers: dict[str, Any]) -> str:
    """Return an option's value as the file is to have it; what is wrong with it is misuse."""
    found, wrong = _taken(desk, ask, text.strip(), answers)
    if wrong:
        raise Misuse(Sentence("misuse.of_option", name=ask.option, text=wrong), ctx=ctx)
    return found


def _taken(desk: Desk, ask: Ask, text: str, answers: dict[str, Any]) -> tuple[str, str]:
    """Return an answer as the file is to have it, and what is wrong with it: one of them is empty."""
    if not text:
        return "", desk.words.say("new.needed")
    found = desk.chosen(ask, text, answers)
    if found is None and (other := desk.command_for(ask, text)):
        return "", desk.words.say("new.other_command", name=other)
    if found is None:
        offers = desk.offers(ask, answers)
        near = desk.nearest(offers, text)
        perhaps = f" {desk.words.say('new.perhaps', name=near)}" if near else ""
        others = "".join(f" {desk.words.sentence(one)}" for one in _choices(offers, text))
        return "", f"{desk.words.say('new.none', text=quoted(text))}{perhaps}{others}"
    dated = desk.dated(ask, found, answers)
    if fault := desk.fault(ask, dated, answers):
        return "", f"{desk.words.message(fault)} {desk.words.hint(fault)}"
    desk.note_reading(found, dated)
    return dated, ""


def _choices(offers: tuple[Offer, ...], text: str = "") -> tuple[Sentence, ...]:
    """Return what says what there is to choose from, of much what is like the text; nothing where there is nothing."""
    names = [one.id for one in offers]
    if len(names) > MOST_NAMED:
        names = difflib.get_close_matches(text, names, n=MOST_NAMED, cutoff=0.3)
    return (Sentence("misuse.choose", names=tuple(names)),) if names else ()


def _from_terminal(desk: Desk, ask: Ask, answers: dict[str, Any], *, is_needed: bool) -> str | tuple[str, ...]:
    offers = desk.offers(ask, answers)
    lists = offers if ask.name in ("type", "category", "kind", "topic") else ()
    key = f"new.ask.{desk.form.word}.{ask.name}"
    question = desk.words.say(key if desk.words.has(key) else f"new.ask.{ask.name}")
    click.echo(f"\n{question}", err=True)
    for number, one in enumerate(lists, 1):
        click.echo(f"  {number:>2}  {one.title or one.id}", err=True)
    if lists:
        click.echo(desk.words.say("new.choose"), err=True)
    if not is_needed:
        click.echo(desk.words.say("new.skip"), err=True)

    def judge(text: str) -> tuple[tuple[str, ...], str]:
        if lists and text.isdecimal() and 0 < int(text) <= len(lists):
            text = lists[int(text) - 1].id
        parts = [one.strip() for one in text.split(",")] if ask.takes_several else [text]
        taken = [_taken(desk, ask, one, answers) for one in parts if one or not ask.takes_several]
        return tuple(found for found, _ in taken), next((wrong for _, wrong in taken if wrong), "")

    found = answer(judge, is_needed=is_needed, needed=desk.words.say("new.needed"))
    return found if ask.takes_several else found[0] if found else ()


for _form in FORMS:
    group.add_command(_command(_form))

__all__ = ["group"]
