"""Notices: everything dated. One content type, one folder, one kind of address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Annotated, ClassVar

from site_builder.content_types.entry import Model, Pictured, field, moments
from site_builder.content_types.house import Many, Text, When, YesNo, chosen
from site_builder.content_types.notice_words import Effect, NoticeType, Severity, State, Topic, date_from_name
from site_builder.content_types.references import STREET, LinkRef, TargetRef
from site_builder.content_types.updates import Update
from site_builder.problems import Mark, Problem, problem
from site_builder.text import dates

SOON = timedelta(days=30)
"""How long before a deadline it stands under "deadlines soon"."""
_GRAVE = frozenset({Severity.DANGER, Severity.CRISIS})
NEWS_STAYS = 60
"""How many days what has no end of its own stands in lists: news that is two months old is not what is going on."""


_ENDINGS = ("type", "severity", "starts", "ends", "deadline", "resolved", "all_clear")
"""Fields that together say when a notice is over"""


class Imported(Model):
    """Where an imported entry came from, and what it was then. Nothing of it is shown."""

    source: Text = field("Which feed or calendar.", nb="fra", en="from", example="www.kommune.example/1f3a09bc")
    key: Text = field(
        "What it is called there, whatever becomes of it.", nb="nøkkel", example="nyhet-4711@kommune.example"
    )
    digest: Text = field(
        "A digest of the file as it was imported: it says whether somebody has changed it since.",
        nb="avtrykk",
        example="93b0c2f1a4d5e687",
    )


class Notice(Pictured):
    """Something that is true for a time."""

    word: ClassVar[str] = "notice"
    folder: ClassVar[str] = "content/notices"
    section: ClassVar[str] = "notices"
    kind: ClassVar[NoticeType]
    needs_a_time: ClassVar[bool] = False
    usual_severity: ClassVar[Severity] = Severity.INFO
    read_from_body: ClassVar[frozenset[str]] = frozenset({"updates"})

    title: Text = field("What it is called.", nb="tittel", example="Vannet er stengt i Lia", limit=120)
    type: Annotated[NoticeType, chosen(NoticeType)] | None = field(
        "What kind of notice it is; by default what the file's name begins with, else news.",
        nb="type",
        example="drift",
        default=None,
    )
    severity: Annotated[Severity, chosen(Severity)] | None = field(
        "How serious it is; danger and crisis stand first on every page until all clear.",
        nb="alvor",
        example="viktig",
        default=None,
    )
    topic: Annotated[Topic, chosen(Topic)] | None = field(
        "What it is about, for operations.", nb="tema", example="vann", default=None
    )
    concerns: Many[TargetRef] = field(
        "Services, service areas, places, maps, contacts or streets it concerns; the whole municipality when left out.",
        nb="gjelder",
        example="gate:Storgata",
        default=(),
    )
    effect: Annotated[Effect, chosen(Effect)] | None = field(
        "What it does to the services, places and contacts it concerns, while it goes on; with the topic closed, those "
        "that it names are closed when this is left out.",
        nb="virkning",
        example="begrenset",
        default=None,
    )
    starts: When | None = field(
        "When the thing itself begins; by default when it was published.",
        nb="starter",
        example="2026-02-17 08:10",
        default=None,
    )
    ends: When | None = field("When the thing itself ends.", nb="slutter", example="2026-02-17 15:00", default=None)
    expires: When | None = field("When it leaves lists.", nb="vises_til", example="2026-02-20", default=None)
    deadline: When | None = field("The last day, or moment, to act.", nb="frist", example="2026-03-01", default=None)
    resolved: When | None = field(
        "When it was put right (info and important).", nb="løst", example="2026-02-17 15:40", default=None
    )
    all_clear: When | None = field(
        "When the danger was over (danger and crisis).",
        nb="friskmeldt",
        example="2026-02-18 12:00",
        default=None,
    )
    link: LinkRef | None = field(
        "The one place to go on, by id from links.yaml.", nb="lenke", example="vannkart", default=None
    )
    drill: YesNo = field("Whether it is an exercise.", nb="øvelse", example="ja", default=False)
    imported: Imported | None = field(
        "What it was imported from; written by the import, which knows it by this the next time.",
        nb="importert",
        example="fra: www.kommune.example/1f3a09bc",
        default=None,
    )
    updates: tuple[Update, ...] = field(
        "Dated lines under the heading of updates in the text.",
        nb="oppdateringer",
        example="14.30 Tankbil ved skolen.",
        default=(),
    )

    @cached_property
    def level(self) -> Severity:
        return self.severity or self.usual_severity

    @cached_property
    def is_grave(self) -> bool:
        """Whether it is danger or crisis: then it does not end by the clock, only by an all-clear."""
        return (self.severity or self.usual_severity) in _GRAVE

    @property
    def is_crisis(self) -> bool:
        """Whether it is read as a crisis: its parts by their headings, with emergency numbers and a sheet to print."""
        return self.kind is NoticeType.CRISIS or self.level is Severity.CRISIS

    @property
    def followed_as(self) -> NoticeType:
        """The type whose list and feed people look for it in: a crisis is one whatever its file is called."""
        return NoticeType.CRISIS if self.is_crisis else self.kind

    def is_among(self, kind: NoticeType) -> bool:
        """Return whether it stands in the list and feed of a type: of its own, and any crisis in that of crises."""
        return kind in (self.kind, self.followed_as)

    def is_important(self, moment: datetime) -> bool:
        """Return whether it is going on at `moment` (UTC) and says more than information: lists and pages mark it."""
        return self.level is Severity.IMPORTANT and self.state(moment) is State.ONGOING and self.is_current(moment)

    @cached_property
    def is_archive_only(self) -> bool:
        """Whether it is dated so loosely that it can only stand in the archive."""
        return self.published is None or not self.published.is_exact

    @property
    def begins(self) -> dates.When:
        return self.starts or self.published or dates.UNKNOWN

    @property
    def opens(self) -> dates.When | None:
        """When the thing itself begins, where that is said: at its new time, when it is moved."""
        return self.starts

    @cached_property
    def closed(self) -> dates.When | None:
        """When it was resolved, or the danger called off."""
        return self.all_clear if self.is_grave else self.resolved

    @property
    def is_to_attend(self) -> bool:
        """Whether people are to be there when it starts: then a deadline is only for signing up."""
        return self.kind in (NoticeType.EVENT, NoticeType.MEETING) and self.starts is not None

    @property
    def due(self) -> dates.When:
        """When to be there; else the last day to act; else when it begins."""
        return self.deadline if self.deadline and not self.is_to_attend else self.begins

    def due_at(self, moment: datetime) -> dates.When:
        """Return what `due` is at `moment` (UTC): of what comes round, the next time."""
        return self.due

    @property
    def targets(self) -> tuple[str, ...]:
        """What it concerns: on the pages of these it stands too."""
        return self.concerns

    @cached_property
    def over_at(self) -> datetime | None:
        """When the clock ends it (UTC): its end, its deadline, the end of its only day; None when it just goes on."""
        if self.is_grave:
            return None
        if self.ends or (self.deadline and not self.is_to_attend):
            # A last day to sign up does not end what one signs up for.
            if self.is_to_attend and self.ends:
                return self.ends.end
            return max(one.end for one in (self.ends, self.deadline) if one)
        if self.needs_a_time and self.starts:
            return dates.When(self.starts.start, dates.Precision.DAY).end
        return None

    @cached_property
    def leaves_at(self) -> datetime | None:
        """When it leaves lists (UTC); None when it stays."""
        if self.is_grave:
            return None
        said = [one for one in (self.expires.end if self.expires else None, self.over_at) if one]
        if said or self.kind is NoticeType.OPERATIONS or self.is_archive_only:
            # A closed road stays until somebody says that it is open.
            return min(said, default=None)
        return dates.days_after(self.begins.end, NEWS_STAYS)

    def changed(self, moment: datetime) -> dates.When | None:
        """Return the last change of substance by `moment` (UTC): the latest of what is written, update, resolved,
        all-clear and published; an all-clear written ahead has not happened yet, nor one on a day that is not over."""
        closed = self.closed if self.closed and self.closed.end <= moment else None
        known = [one.when for one in self.updates] + [one for one in (self.updated, closed, self.published) if one]
        past = [one for one in known if one.start <= moment]
        return max(past, key=lambda when: when.start, default=self.published)

    def state(self, moment: datetime) -> State:
        """Return where it stands at `moment` (UTC)."""
        if self.closed and self.closed.end <= moment:
            return State.RESOLVED
        if self.is_archive_only or (self.over_at is not None and self.over_at <= moment):
            return State.OVER
        if self.opens and self.opens.start > moment:
            return State.PLANNED
        return State.ONGOING

    def is_current(self, moment: datetime) -> bool:
        """Return whether it stands in lists at `moment` (UTC); a resolved one until it leaves, or a day after."""
        if self.is_archive_only or not self.is_public(moment):
            return False
        until = self.stands_until(moment)
        return until is None or moment < until

    def stands_until(self, moment: datetime) -> datetime | None:
        """Return when it leaves lists (UTC), as far as is known at `moment`; None when it stays."""
        if self.closed is None or self.closed.end > moment:
            return self.leaves_at
        day_after = self.closed.end + timedelta(days=1)
        return min(day_after, self.expires.end) if self.expires else day_after

    def left_at(self, moment: datetime) -> datetime | None:
        """Return when it left the lists (UTC), if it has by `moment`; what is dated too loosely was never in them."""
        if self.is_archive_only or not self.is_public(moment) or self.is_current(moment):
            return None
        return self.stands_until(moment)

    @property
    def does(self) -> Effect:
        """What it does to what it concerns while it goes on: an exercise does nothing."""
        if self.drill:
            return Effect.NONE
        return self.effect or (Effect.CLOSED if self.topic is Topic.CLOSED else Effect.NONE)

    def effect_at(self, moment: datetime) -> Effect:
        """Return what it does to what it concerns at `moment` (UTC): nothing before it begins and after it is over."""
        is_on = self.does is not Effect.NONE and self.state(moment) is State.ONGOING and self.is_current(moment)
        return self.does if is_on else Effect.NONE

    def is_of_use(self, moment: datetime) -> bool:
        """Return whether it is current at `moment` (UTC), and neither over nor put right."""
        return self.is_current(moment) and self.state(moment) in (State.PLANNED, State.ONGOING)

    def is_alert(self, moment: datetime) -> bool:
        """Return whether it stands first on every page: danger or crisis that is not called off."""
        is_open = self.closed is None or self.closed.end > moment
        return self.is_grave and is_open and self.is_public(moment) and not self.is_archive_only

    def faults(self) -> Iterator[Problem]:
        yield from super().faults()
        yield from self.if_long_ago("starts")
        if self.needs_a_time and not (self.starts or self.deadline):
            names = {name: self.name_of(name) for name in ("starts", "deadline")}
            yield problem("N201", self.origin.path, Mark(1), type=self.spelt(self.kind), **names)
        yield from self._wrong_order()
        yield from self._wrong_for_its_severity()
        if self._expires_in_vain:
            yield self.fault("N221", "expires", found=self.expires)
        if self._is_effect_on_nothing:
            yield self.fault("N310", "effect", concerns=self.name_of("concerns"))
        if not self.origin.document.body.strip():
            yield problem("N206", self.origin.path, Mark(self.origin.document.body_line))

    @property
    def _is_effect_on_nothing(self) -> bool:
        if self.effect in (None, Effect.NONE) or not self.is_clear("effect", "concerns"):
            return False
        return all(one.startswith(STREET) for one in self.concerns)

    def _wrong_for_its_severity(self) -> Iterator[Problem]:
        if not self.is_clear("severity", "type"):
            return
        severity, all_clear = self.spelt(self.level), self.name_of("all_clear")
        if self.all_clear and not self.is_grave:
            grave = f"{self.name_of('severity')}: {self.spelt(Severity.DANGER)}"
            yield self.fault("N204", "all_clear", severity=severity, resolved=self.name_of("resolved"), grave=grave)
        if self.resolved and self.is_grave:
            yield self.fault("N205", "resolved", severity=severity, all_clear=all_clear)
        if self.expires and self.is_grave:
            yield self.fault("N220", "expires", severity=severity, all_clear=all_clear)
        if self.is_grave and self.is_archive_only:
            yield self.fault("N213", "published", severity=severity)

    def _wrong_order(self) -> Iterator[Problem]:
        yield from self.if_before("N202", "ends", "starts")
        # What is planned may be called off before it begins, but nothing before it was told of.
        if self.is_clear("published"):
            for closed in ("resolved", "all_clear"):
                yield from self.if_before("N208", closed, "published" if self.published else "starts")
        # A last day to sign up comes before an event, a last day to apply before the job begins.
        if self.kind in (NoticeType.DEADLINE, NoticeType.HEARING) and self.is_clear("type"):
            yield from self.if_before("N202", "deadline", "starts")
        if not self.is_grave and self.is_clear("severity", "type"):
            yield from list(self.if_before("N203", "expires", "published")) or self.if_before(
                "N202", "expires", "starts"
            )
        if self.starts is None and self.is_clear("starts"):
            yield from self.if_before("N202", "ends", "published")
            yield from self.if_before("N202", "deadline", "published")

    @property
    def _expires_in_vain(self) -> bool:
        over_at, expires = self.over_at, self.expires
        # One that is resolved stands a day more, which `expires` may shorten.
        if over_at is None or expires is None or self.closed or not self.is_clear(*_ENDINGS):
            return False
        return expires.start >= over_at and expires.end > over_at

    @property
    def is_dated_by_its_author(self) -> bool:
        """Whether a field or the file's name says when it was published, and not the file's own history."""
        stem = self.origin.path.rpartition("/")[2].removesuffix(".md")
        return ("published",) in self.origin.document.keys or date_from_name(stem) is not None

    def changes(self, now: datetime) -> Iterable[datetime]:
        yield from moments(self.published, self.starts, self.closed, self.updated, self.confirmed)
        yield from (one.when.start for one in self.updates)
        if self.closed:
            yield self.closed.end
            yield self.closed.end + timedelta(days=1)
        yield from (one for one in (self.over_at, self.leaves_at) if one)
        yield from (one.end for one in (self.ends, self.expires) if one)
        if self.deadline:
            yield self.deadline.start - SOON
            yield self.deadline.end
            # Calendars keep what has been until the year is over.
            over_at = self.over_at or self.deadline.end
            yield dates.midnight(date(over_at.astimezone(dates.OSLO).year + 1, 1, 1))


def monday_before(day: date) -> datetime:
    """Return the first moment (UTC) of the week the day is in, in Oslo."""
    return dates.midnight(day - timedelta(days=day.weekday()))
