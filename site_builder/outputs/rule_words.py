"""How often a thing comes round, in words: its author's, or on a page in another language, those of that language."""

from __future__ import annotations

import re
from datetime import date, timedelta

from site_builder.content_types.repeats import Frequency, Repeat
from site_builder.model import Site
from site_builder.outputs import addresses
from site_builder.text import dates
from site_builder.text.foreign import Foreign
from site_builder.text.messages import Catalogue, catalogue

_DATE_IN_DIGITS = re.compile(r"\b\d{4}-\d{1,2}-\d{1,2}\b|\b\d{1,2}\.\d{1,2}\.\d{4}\b")
_UNITS = {Frequency.DAILY: "day", Frequency.WEEKLY: "week", Frequency.MONTHLY: "month", Frequency.YEARLY: "year"}
_A_MONDAY = date(2024, 1, 1)


def often_text(rule: Repeat, site: Site) -> str:
    """Return how often it comes round; a `Foreign` where the page's language has no words for it."""
    words, primary = addresses.words_of(site), site.primary_language
    if not primary or primary == words.language:
        return _as_written(rule, words)
    if words.language_of("rule.each_week") == words.language:
        return in_words(rule, words)
    return Foreign(_as_written(rule, catalogue(primary)), primary)


def _as_written(rule: Repeat, words: Catalogue) -> str:
    """Return its author's words, with a last day in digits as people read dates."""
    last = rule.until.once if rule.until else None
    return _DATE_IN_DIGITS.sub(words.date(last), rule.text) if last else rule.text


def in_words(rule: Repeat, words: Catalogue) -> str:
    """Return what a rule says, in the words of a language."""
    text = _on_days(rule, words)
    if rule.count:
        return words.say("rule.count", rule=text, count=rule.count)
    if rule.until is None:
        return text
    if rule.until.once:
        return words.say("rule.until", rule=text, day=words.date(rule.until.once))
    assert rule.until.yearly, "it is one or the other"
    return words.say("rule.until", rule=text, day=dates.day_of_year(*rule.until.yearly, words.language))


def _on_days(rule: Repeat, words: Catalogue) -> str:
    names = [dates.weekday(_A_MONDAY + timedelta(days=one), words.language) for one in rule.weekdays]
    if rule.nth:
        day = words.say("rule.the_day", day=names[0])
        nth = words.say(f"rule.nth_{'last' if rule.nth < 0 else rule.nth}")
        if rule.interval == 1:
            return words.say("rule.of_month", nth=nth, day=day)
        return words.say("rule.of_months", n=rule.interval, nth=nth, day=day)
    unit = _UNITS[rule.frequency]
    every = words.say(f"rule.each_{unit}") if rule.interval == 1 else words.say(f"rule.every_{unit}", n=rule.interval)
    if not names:
        return every
    listed = f" {words.say('and')} ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)
    return words.say("rule.on", rule=every, days=listed)
