"""What a calendar file must be (RFC 5545, RFC 7986), read line by line: the library that wrote it is no judge."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

ONCE = ("UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "STATUS", "SUMMARY", "URL", "LOCATION", "GEO", "RRULE")
NEEDED = {"VCALENDAR": {"VERSION", "PRODID"}, "VEVENT": {"UID", "DTSTAMP", "DTSTART"}, "VTIMEZONE": {"TZID"}}
_UTC = re.compile(r"\d{8}T\d{6}Z")
_LOCAL = re.compile(r"\d{8}T\d{6}")
_DAY = re.compile(r"\d{8}")
_LINE = re.compile(
    r'(?P<name>[A-Z0-9-]+)(?P<parameters>(?:;[A-Z0-9-]+=(?:"[^"]*"|[^";:,]*))*):(?P<value>.*)', re.DOTALL
)


@dataclass
class Component:
    name: str
    lines: list[tuple[str, str, str]] = field(default_factory=list)
    """(name, parameters, value)"""
    inside: list[Component] = field(default_factory=list)

    def all(self, name: str) -> list[tuple[str, str]]:
        return [(parameters, value) for found, parameters, value in self.lines if found == name]

    def one(self, name: str) -> str:
        ((_, value),) = self.all(name)
        return value


def read(content: bytes) -> Component:
    """Return the calendar; whatever is wrong with the bytes or the nesting is an AssertionError."""
    assert content.endswith(b"\r\n")
    physical = content.removesuffix(b"\r\n").split(b"\r\n")
    for line in physical:
        assert b"\n" not in line, line
        assert b"\r" not in line, line
        assert len(line) <= 75, line  # octets, 3.1
        line.decode()  # no character is cut in two
    top = Component("")
    open_ = [top]
    for line_ in content.decode().removesuffix("\r\n").replace("\r\n ", "").split("\r\n"):
        match = _LINE.fullmatch(line_)
        assert match, line_
        name, parameters, value = match["name"], match["parameters"], match["value"]
        assert not re.search(r"[\x00-\x08\x0a-\x1f\x7f]", value), line_
        if name == "BEGIN":
            open_[-1].inside.append(Component(value))
            open_.append(open_[-1].inside[-1])
        elif name == "END":
            assert open_.pop().name == value, line_
        else:
            open_[-1].lines.append((name, parameters, value))
    (calendar,) = top.inside
    assert open_ == [top]
    assert calendar.name == "VCALENDAR"
    return calendar


def faults(content: bytes) -> list[str]:
    """Return what is wrong with a calendar file."""
    calendar = read(content)
    found = [*_needed(calendar)]
    zones = {one.one("TZID") for one in calendar.inside if one.name == "VTIMEZONE"}
    events = [one for one in calendar.inside if one.name == "VEVENT"]
    if calendar.all("METHOD"):
        found.append("METHOD asks for ORGANIZER (RFC 5546, 3.2.1)")
    if not calendar.inside:
        found.append("a calendar holds something (3.6)")
    for uid, count in Counter(one.one("UID") for one in events if one.all("UID")).items():
        found += [f"{uid} stands {count} times"] if count > 1 else []
    for event in events:
        found += [*_needed(event), *_times(event, zones), *_values(event)]
    return found


def _needed(component: Component) -> Iterator[str]:
    names = Counter(name for name, _, _ in component.lines)
    yield from (f"{component.name} without {one}" for one in sorted(NEEDED[component.name] - set(names)))
    yield from (f"{one} stands {names[one]} times" for one in ONCE if names[one] > 1)


def _times(event: Component, zones: set[str]) -> Iterator[str]:
    for name in ("DTSTAMP", "LAST-MODIFIED"):
        yield from (f"{name} is not in UTC: {value}" for _, value in event.all(name) if not _UTC.fullmatch(value))
    ((parameters, starts),) = event.all("DTSTART")
    is_day = parameters == ";VALUE=DATE"
    if not is_day and parameters.removeprefix(";TZID=") not in zones:
        yield f"DTSTART in a zone that is not there: {parameters}"
    form = _DAY if is_day else _LOCAL
    for name in ("DTSTART", "DTEND", "EXDATE"):
        for own, value in event.all(name):
            if own != parameters or not all(form.fullmatch(one) for one in value.split(",")):
                yield f"{name} is of another type than DTSTART: {own}:{value}"
    for _, ends in event.all("DTEND"):
        if ends <= starts:
            yield f"DTEND is not after DTSTART: {ends}"
    for _, rule in event.all("RRULE"):
        yield from _rule(dict(part.split("=") for part in rule.split(";")), is_day=is_day)


def _rule(rule: dict[str, str], *, is_day: bool) -> Iterator[str]:
    if "UNTIL" in rule and "COUNT" in rule:
        yield "both UNTIL and COUNT (3.3.10)"
    if "UNTIL" in rule and not (_DAY if is_day else _UTC).fullmatch(rule["UNTIL"]):
        yield f"UNTIL is of the wrong type: {rule['UNTIL']}"


def _values(event: Component) -> Iterator[str]:
    for name, allowed in (
        ("STATUS", r"TENTATIVE|CONFIRMED|CANCELLED"),
        ("TRANSP", r"OPAQUE|TRANSPARENT"),
        ("SEQUENCE", r"\d{1,9}"),
        ("GEO", r"-?\d+(?:\.\d+)?;-?\d+(?:\.\d+)?"),
        ("URL", r"https://\S+"),
    ):
        yield from (f"{name}: {value}" for _, value in event.all(name) if not re.fullmatch(allowed, value))
    for name in ("SUMMARY", "DESCRIPTION", "LOCATION"):
        # In a text a comma, a semicolon and a backslash have one before them (3.3.11).
        yield from (f"{name}: {value}" for _, value in event.all(name) if re.search(r"(?<!\\)[,;]|\\[^\\,;nN]", value))
