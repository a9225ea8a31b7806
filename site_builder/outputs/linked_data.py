"""Who is open when, for search engines: JSON-LD 1.1 in the words of schema.org, to stand in the page about them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from markupsafe import Markup

from site_builder.content_types.hours import OpeningHours
from site_builder.model import Site
from site_builder.outputs import addresses
from site_builder.outputs.hours_data import DayData, HoursData, Times, WeekData, hours_data

OFFICE = "GovernmentOffice"


def linked_data(
    site: Site,
    kind: str,
    name: str,
    url: str,
    hours: OpeningHours,
    *,
    telephone: str = "",
    email: str = "",
    address: str = "",
) -> Markup:
    """Return the content of a data block, `<script type="application/ld+json">`, in which no text ends the block.

    `kind` is a type of schema.org's that has opening hours, `url` the absolute address of what it is about,
    `telephone` as it is dialled. Empty is what is not known: it is left out.
    """
    found = hours_data(hours, site)
    is_demo = addresses.settings_of(site).demo
    known = {
        "@context": "https://schema.org",
        "@type": kind,
        "@id": url,
        "url": url,
        "name": name,
        "disambiguatingDescription": addresses.words_of(site).say("demo") if is_demo else "",
        "telephone": telephone,
        "email": email,
        "address": address,
        "openingHoursSpecification": [one for week in found.weeks for one in _specified(week, found)],
        "specialOpeningHoursSpecification": [one for day in found.days for one in _special(day)],
    }
    return _in_a_block(_without_nothing(known))


def _specified(week: WeekData, hours: HoursData) -> Iterator[Mapping[str, object]]:
    """Yield a specification for each span of the week, with all days it is the same on."""
    days: dict[tuple[str, str], list[str]] = {}
    for name, times in week.days:
        for span in _opening(times) if times is not None else ():
            days.setdefault(span, []).append(name.capitalize())
    # One week that always applies has no dates of its own: the last day computed is no last day of it.
    when = {"validFrom": week.first, "validThrough": week.last} if len(hours.weeks) > 1 else {}
    for (opens, closes), names in days.items():
        yield {"@type": "OpeningHoursSpecification", "dayOfWeek": names, "opens": opens, "closes": closes, **when}


def _special(day: DayData) -> Iterator[Mapping[str, object]]:
    for opens, closes in _opening(day.times):
        yield _without_nothing(
            {
                "@type": "OpeningHoursSpecification",
                "validFrom": day.day,
                "validThrough": day.day,
                "opens": opens,
                "closes": closes,
                "description": day.why,
            }
        )


def _opening(times: Times) -> Times:
    """Return the times as search engines want them: closed is from and to midnight, and a day ends at 23:59."""
    return tuple((opens, "23:59" if closes == "24:00" else closes) for opens, closes in times) or (("00:00", "00:00"),)


def _without_nothing(values: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in values.items() if value not in ("", [], ())}


# HTML, 4.12.1.3: `</script` ends the block, and `<!--` with `<script` makes it go on after its end. The last two end a
# line in older readers of JSON as JavaScript.
_ESCAPED = str.maketrans({one: f"\\u{ord(one):04x}" for one in "<>&\u2028\u2029"})


def _in_a_block(value: object) -> Markup:
    """Return the value as JSON that HTML reads as text and nothing else: these signs stand in strings alone."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_ESCAPED))  # noqa: S704
