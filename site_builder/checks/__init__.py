"""Rules that no single file can break alone: a function each; a table for what is planned, one for what is rendered."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import PurePosixPath

from site_builder.checks.calculators import calculator_problems
from site_builder.checks.far_dates import far_date_problems
from site_builder.checks.hidden_targets import hidden_target_problems
from site_builder.checks.logo import logo_problems
from site_builder.checks.private_data import Made, number_problems
from site_builder.checks.text_messages import text_message_problems
from site_builder.checks.translations import missing_translations
from site_builder.content_types.entry import Entry
from site_builder.content_types.hours import OpeningHours
from site_builder.content_types.notice import Notice
from site_builder.content_types.notice_words import NoticeType, State
from site_builder.content_types.pictures import Picture
from site_builder.content_types.question import Question
from site_builder.content_types.records import Link
from site_builder.content_types.settings import Home, Settings
from site_builder.loading.references import references_of, references_on
from site_builder.loading.unread import Unread
from site_builder.model import PageFacts, Planned, Site, index_of, page_of
from site_builder.problems import FieldToPaste, Problem, problem
from site_builder.rendering.references import Reference
from site_builder.text import dates, holidays


@dataclass(frozen=True)
class Plan:
    """What a site is to become now, and what it becomes once all that waits is published."""

    site: Site
    now: Sequence[Planned]
    in_time: Sequence[Planned]
    asked_at: datetime
    """The moment of the question (aware). What only a warning depends on may ask it; no output does"""
    unread: Unread = Unread()
    """What has errors: an address that leads nowhere may be that of something there"""
    unfit: Sequence[Entry | Link] = ()
    """Texts and links with errors elsewhere in their file: what they point at is judged, too"""


@dataclass(frozen=True, slots=True)
class Page:
    """A rendered file: `facts` is None for what is not a page; `source` is who claimed its path. `content` is None for
    what is as it was."""

    path: PurePosixPath
    facts: PageFacts | None
    source: str
    content: bytes | None = None


@dataclass(frozen=True)
class Rendered:
    """The files of a site, and the template that is blamed for what no author wrote."""

    site: Site
    pages: Sequence[Page]
    theme: str
    unread: Unread = Unread()
    unfit: Sequence[Entry | Link] = ()

    @cached_property
    def ids(self) -> Mapping[PurePosixPath, Mapping[str, None]]:
        """The ids of each file, in order."""
        found: dict[PurePosixPath, dict[str, None]] = {}
        for page in self.pages:
            # Where two claim one path, either may be the one that stays.
            found.setdefault(page.path, {}).update(dict.fromkeys(page.facts.ids if page.facts else ()))
        return found

    @cached_property
    def written(self) -> Mapping[tuple[str, str, bool], Reference]:
        """The first link with an anchor in an author's text: by source, anchor, and whether to the same page."""
        found: dict[tuple[str, str, bool], Reference] = {}
        for entry, reference in references_on(self.site):
            anchor = reference.anchor or reference.target.partition("#")[2]
            if anchor and reference.kind != "web":
                found.setdefault((entry.origin.path, anchor, reference.kind == "anchor"), reference)
        return found


Check = Callable[[Plan], Iterable[Problem]]
OutputCheck = Callable[[Rendered], Iterable[Problem]]


# --- what is planned --------------------------------------------------------------


def one_path_one_claim(plan: Plan) -> Iterator[Problem]:
    """Two sources may not become one file, nor one a file where another needs a folder; not later on either."""
    claims: dict[str, Planned] = {}
    for one in plan.in_time:
        # Many servers and disks take A and a for the same.
        path = one.path.as_posix().casefold()
        if path in claims:
            yield _taken(one, claims[path])
        claims.setdefault(path, one)
    for one in plan.in_time:
        for parent in one.path.parents:
            other = claims.get(parent.as_posix().casefold())
            if other is not None:
                yield _taken(one, other)


def _taken(one: Planned, other: Planned) -> Problem:
    if not one.claimed_at.line or (_is_old(other) and not _is_old(one)):
        # A list of ours stands where it stands, and an old address is the one to give up: the other is told of.
        one, other = other, one
    address, claimed_by = _address(one.path), other.claimed_by
    code = _code_of_old(one, other) if _is_old(one) else "R411"
    first = {"first": other.claimed_at.line} if code == "R446" else {}
    return problem(code, one.claimed_by, one.claimed_at, address=address, other=claimed_by, **first)


def _is_old(one: Planned) -> bool:
    return one.template == "redirect.html"


def _code_of_old(one: Planned, other: Planned) -> str:
    """Return what is wrong with an old address that something else has, or that is there already."""
    if _is_old(other):
        return "R446" if one.claimed_by == other.claimed_by else "R444"
    if one.claimed_by == other.claimed_by and one.claimed_by.endswith(".md"):
        return "R445"
    return "R447" if one.path == index_of("/") else "R444"


def _address(path: PurePosixPath) -> str:
    return "/" + path.as_posix().removesuffix("index.html")


def titles_are_unique(plan: Plan) -> Iterator[Problem]:
    """Two pages of one title cannot be told apart in tabs, bookmarks and search results."""
    first: dict[tuple[str, str], Planned] = {}
    found: list[tuple[str, Problem]] = []
    for one in plan.in_time:
        title = getattr(getattr(one.view, "head", None), "title", None)
        if title is None:
            continue
        # Who reads one language is not offered the pages of another.
        other = first.setdefault((one.language, title), one)
        # Two that claim one path are told of that.
        if other.path != one.path:
            addresses = {"page": _address(one.path), "other": _address(other.path)}
            found.append((other.claimed_by, problem("A602", one.claimed_by, one.claimed_at, title=title, **addresses)))
    # Where a title stands it is told of; that pages made of it share theirs, too, follows from that.
    told = {(other, one.path) for other, one in found if one.mark.line}
    said: set[tuple[str, str, object]] = set()
    for source, fault in found:
        # What is not translated has one title in all languages.
        which = (source, fault.path, dict(fault.values)["title"])
        if which not in said and (fault.mark.line or (source, fault.path) not in told):
            said.add(which)
            yield fault


def addresses_in_text_lead_somewhere(plan: Plan) -> Iterator[Problem]:
    """A link to /kontakt/ written in a text must have a page, if only once what waits is published."""
    there = {one.path for one in (*plan.now, *plan.in_time)}
    known = sorted(_address(path) for path in there if path.name == "index.html")
    for entry, reference in (*references_on(plan.site.with_unpublished()), *references_of(plan.unfit, plan.site)):
        address = page_of(reference.target)
        is_dead = reference.kind == "address" and index_of(address) not in there
        if is_dead and not plan.unread.may_have_address(address):
            # In a data file the whole address is written, and nothing else.
            before = plan.site.one(Settings).base_url.rstrip("/") if isinstance(entry, Link) else ""
            yield _dead_address(entry.origin.path, reference, address, known, before)


def _dead_address(source: str, reference: Reference, address: str, known: Sequence[str], before: str) -> Problem:
    close = difflib.get_close_matches(address, known, n=1, cutoff=0.7)
    written = page_of(reference.written)
    if close:
        return problem("R414", source, reference.mark, written=written, instead=before + close[0])
    return problem("R430" if before else "R415", source, reference.mark, written=written)


QUIET = timedelta(days=14)
"""How long something may go on without a word before somebody is asked whether it does"""


def what_goes_on_is_looked_after(plan: Plan) -> Iterator[Problem]:
    """A danger past its end must be called off or confirmed, and what goes on without an end is spoken of."""
    for notice in plan.site.of(Notice):
        now, origin = plan.asked_at, notice.origin
        if notice.closed or notice.sample or notice.state(now) is not State.ONGOING or not notice.is_current(now):
            continue
        signs = [one.start for one in (notice.changed(now), notice.confirmed) if one and one.start <= now]
        last = max(signs, default=notice.begins.start)
        closing = notice.name_of("all_clear" if notice.is_grave else "resolved")
        lines = {
            "line": FieldToPaste(f"{closing}: {dates.to_write(now)}", origin.document.has_fences),
            "still": f"{notice.name_of('confirmed')}: {dates.to_write(now)}",
        }
        if notice.is_grave and notice.ends and last <= notice.ends.end <= now:
            severity = notice.spelt(notice.level)
            yield problem("N250", origin.path, origin.mark("ends"), found=notice.ends, severity=severity, **lines)
        elif (notice.is_grave or _goes_on(notice)) and now - last > QUIET:
            yield problem("N251", origin.path, origin.mark("title"), days=(now - last).days, **lines)


def an_end_today_has_its_time(plan: Plan) -> Iterator[Problem]:
    """What was over at some time today goes on until midnight, unless the time is written."""
    for notice in plan.site.of(Notice):
        now, closed = plan.asked_at, notice.closed
        if closed is None or closed.precision is not dates.Precision.DAY or notice.sample:
            continue
        if not closed.start <= now < closed.end:
            continue
        name = "all_clear" if notice.is_grave else "resolved"
        field = notice.origin.word(name)
        line = f"{field}: {dates.to_write(now)}"
        yield problem("N313", notice.origin.path, notice.origin.mark(name), field=field, line=line)


def _goes_on(notice: Notice) -> bool:
    return notice.kind is NoticeType.OPERATIONS and notice.leaves_at is None


def answers_come_when_promised(plan: Plan) -> Iterator[Problem]:
    """What people have asked is answered when we said it would be, or we say anew when."""
    for question in plan.site.of(Question):
        if question.due is None or question.sample or not question.is_late(plan.asked_at):
            continue
        origin, field = question.origin, question.name_of("answer_by")
        next_day = holidays.working_day_after(plan.asked_at.astimezone(dates.OSLO).date(), 1)
        line = f"{field}: {next_day:%Y-%m-%d}"
        if question.answer_by:
            yield problem("Q106", origin.path, origin.mark("answer_by"), found=question.due, line=line)
        else:
            to_paste = FieldToPaste(line, origin.document.has_fences)
            yield problem("Q105", origin.path, origin.mark("published"), found=question.due, line=to_paste)


def pinned_notices_are_of_use(plan: Plan) -> Iterator[Problem]:
    """What is over, put right or for the archive only is not first on the home page, whoever pins it."""
    for home in plan.site.of(Home):
        for number, slug in enumerate(home.pinned):
            notice = plan.site.get(Notice, slug)
            if notice is None or notice.is_of_use(plan.site.moment):
                continue
            code = "H604" if notice.is_archive_only else "H603"
            yield home.fault(code, "pinned", number, slug=slug, source=notice.origin.path)


def next_years_exceptions_are_there(plan: Plan) -> Iterator[Problem]:
    """Who closed early on Christmas Eve this year will next year too, and must say so before people ask."""
    for hours in plan.site.of(OpeningHours):
        year = hours.year_without_exceptions(plan.site.moment)
        if year is not None:
            line = hours.closed_on(date(year, 12, 24))
            yield hours.fault("F139", "exceptions", name=hours.name, year=year, line=line)


def what_notices_concern_is_shown(plan: Plan) -> Iterable[Problem]:
    """A notice stands with what it concerns: where nobody sees that, nobody sees the notice there."""
    return hidden_target_problems(plan.site)


def consents_last(plan: Plan) -> Iterator[Problem]:
    """What nobody may see any longer is better taken out of the repository too."""
    for one in plan.site.unpublished.get(Picture, ()):
        yield problem("P116", one.origin.path, one.origin.mark("consent_until"), text=one.filename)


def text_messages_fit(plan: Plan) -> Iterable[Problem]:
    """The text message of a crisis is one message, and the phone shows it as it is written."""
    return text_message_problems(plan.site.with_unpublished())


def dates_are_near(plan: Plan) -> Iterable[Problem]:
    """What is dated to a year far ahead is shown, or hidden, for as long: mostly two figures changed places."""
    return far_date_problems(plan.site, plan.asked_at)


def calculators_reckon_in_months(plan: Plan) -> Iterable[Problem]:
    """What is paid by the day does not add up with what is paid by the month; and a calculator is for people to use."""
    return calculator_problems(plan.site.with_unpublished())


def what_is_to_be_in_all_languages_is(plan: Plan) -> Iterable[Problem]:
    """What the settings want in every language of the site is there in each."""
    return missing_translations(plan.site, plan.site.one(Settings).message_language)


def the_logo_can_be_seen(plan: Plan) -> Iterator[Problem]:
    yield from logo_problems(plan.site)


CHECKS: tuple[Check, ...] = (
    one_path_one_claim,
    titles_are_unique,
    addresses_in_text_lead_somewhere,
    pinned_notices_are_of_use,
    what_goes_on_is_looked_after,
    an_end_today_has_its_time,
    answers_come_when_promised,
    next_years_exceptions_are_there,
    what_notices_concern_is_shown,
    consents_last,
    text_messages_fit,
    calculators_reckon_in_months,
    dates_are_near,
    what_is_to_be_in_all_languages_is,
    the_logo_can_be_seen,
)


# --- what is rendered -------------------------------------------------------------


def is_chosen(anchor: str) -> bool:
    """Return whether a script of ours reads a choice there (`#gate=Storgata`, `#_lys`): no place on the page."""
    return "=" in anchor or anchor in ("_lys", "_gjennomsiktig")


def links_lead_somewhere(rendered: Rendered) -> Iterator[Problem]:
    """An internal link must lead to a file and an id that the site has: the author's fault, else the theme's."""
    dead: dict[str, PurePosixPath] = {}
    for page in rendered.pages:
        for link in page.facts.links if page.facts else ():
            address, anchor = page_of(link), link.partition("#")[2]
            anchor = "" if is_chosen(anchor) else anchor
            target = index_of(address) if address else page.path
            is_there = target in rendered.ids and (not anchor or anchor in rendered.ids[target])
            # Ids that begin with _ are the theme's own: they come and go with what there is to tell.
            if is_there and not anchor.startswith("_"):
                continue
            is_a_page = anchor and target in rendered.ids
            written = rendered.written.get((page.source, anchor, not address)) if is_a_page else None
            if written is None and not is_there:
                dead.setdefault(link, page.path)
            elif written is not None and not rendered.unread.may_have(anchor):
                yield _dead_anchor(page.source, written, anchor, target, rendered)
    yield from _dead_anchors_on_no_page(rendered)
    for link, path in sorted(dead.items()):
        yield problem("A601", rendered.theme, page=_address(path), link=link)


def _dead_anchors_on_no_page(rendered: Rendered) -> Iterator[Problem]:
    """Yield the dead anchors of what no page has to show as it is: texts with errors, and links of the data file."""
    pointing = (*rendered.unfit, *rendered.site.of(Link))
    for entry, reference in references_of(pointing, rendered.site):
        if rendered.site.is_to_come(reference.target):
            continue
        address, _, anchor = reference.target.partition("#")
        target = index_of(page_of(address))
        is_judged = reference.kind == "address" and target in rendered.ids and anchor and not is_chosen(anchor)
        if is_judged and anchor not in rendered.ids[target] and not rendered.unread.may_have(anchor):
            yield _dead_anchor(entry.origin.path, reference, anchor, target, rendered)


def _dead_anchor(source: str, written: Reference, anchor: str, target: PurePosixPath, rendered: Rendered) -> Problem:
    known = [one for one in rendered.ids.get(target, ()) if not one.startswith("_")]
    close = difflib.get_close_matches(anchor, known, n=1, cutoff=0.5)
    values = {"anchor": anchor, "page": _address(target)}
    if close:
        return problem("R413", source, written.mark, instead=close[0], **values)
    return problem("R412", source, written.mark, **values)


def ids_are_unique(rendered: Rendered) -> Iterator[Problem]:
    """An id stands once a page, or a link to it leads to the wrong place."""
    for page in rendered.pages:
        ids = page.facts.ids if page.facts else ()
        if len(set(ids)) != len(ids):
            double = Counter(ids).most_common(1)[0][0]
            yield problem("A603", rendered.theme, page=_address(page.path), id=double)


def nobodys_number_is_published(rendered: Rendered) -> Iterator[Problem]:
    """No national identity number gets out, wherever it comes from."""
    made = [Made(one.path, one.content, one.source, one.facts is not None) for one in rendered.pages]
    yield from number_problems(made, rendered.site)


OUTPUT_CHECKS: tuple[OutputCheck, ...] = (links_lead_somewhere, ids_are_unique, nobodys_number_is_published)
AUTHORS = frozenset({"R412", "R413"})
"""Codes of what authors wrote; the others blame the theme, which other errors may have led astray"""
