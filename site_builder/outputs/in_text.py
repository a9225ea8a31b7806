"""What a reference in running text says of a price, a telephone and a form, in the words of one language."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from site_builder.content_types.records import Contact, Link, Price, Season, Window
from site_builder.rendering.markdown import Target
from site_builder.text import numbers
from site_builder.text.foreign import joined, like
from site_builder.text.messages import Catalogue


def amount_text(words: Catalogue, amount: Decimal) -> str:
    """Return `3 145 kr`, or that it is free."""
    if amount == 0:
        return words.say("price.free")
    return words.amount(amount)


def price(words: Catalogue, found: Price | None, moment: datetime) -> Target:
    """Return an amount: `3 145 kr per måned (2024/25)`; where none applies yet, with its first day: `100 kr fra
    1. januar 2027`. `moment` is in UTC."""
    rate = (found.rate(moment) or found.coming(moment)) if found else None
    if found is None or rate is None:
        return Target(text=words.say("price.unknown_in_text"))
    unit = found.unit if rate.amount else None
    amount = joined(" ", (amount_text(words, rate.amount), unit or "", f"({rate.year})" if rate.year else ""))
    if rate.since and rate.since.start > moment:
        return Target(text=words.say("price.coming", amount=amount, date=rate.since))
    return Target(text=amount)


def telephone(found: Contact | None) -> Target:
    """Return a number to call; of who has none, the name."""
    if found is None or found.phone is None:
        return Target(text=found.name if found else "")
    return Target(f"tel:{numbers.dialled(found.phone)}", numbers.telephone(found.phone))


def link(words: Catalogue, found: Link | None, moment: datetime) -> Target:
    """Return where a link leads; of a form that takes nothing at `moment` (UTC), that it does not, and from when."""
    if found is None:
        return Target()
    if found.is_open(moment):
        return Target(found.url)
    when = when_open(found.season(moment), words)
    return Target(note=joined(". ", (words.say("service.closed"), like(when.rstrip("."), when))))


def when_open(season: Season, words: Catalogue) -> str:
    """Return the line under a button: `Frist 1. mars 2026`, `Fristen var 1. mars 2026. Åpner 1. januar 2027`."""
    if season.closes:
        return words.say("service.deadline", date=words.day(season.closes))
    parts = [words.say("service.deadline_was", date=words.day(season.closed))] if season.closed else []
    if season.opens and season.window is not Window.LATE:
        parts.append(words.say("service.opens", date=words.day(season.opens)))
    return joined(" ", parts)
