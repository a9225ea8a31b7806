"""The site itself: site.yaml and home.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Annotated, ClassVar

from site_builder.content_types.entry import Model, Sourced, example_of, field, moments, nb_name
from site_builder.content_types.house import (
    CapSender,
    Choice,
    Colour,
    Domain,
    Email,
    FileName,
    House,
    Language,
    Many,
    Month,
    MunicipalityNumber,
    OrganisationNumber,
    Text,
    When,
    Year,
    YesNo,
    chosen,
    refuse,
)
from site_builder.content_types.references import ContactRef, LinkRef, NoticeRef, PageRef, PictureRef, Ref, ServiceRef
from site_builder.content_types.web_addresses import Host, SiteAddress, Url, host_of
from site_builder.problems import Problem, problem
from site_builder.rendering import colours
from site_builder.text import dates
from site_builder.text.messages import LANGUAGES, MESSAGE_LANGUAGES

MOST_TASKS = 8
MOST_PINNED = 2


class FieldNames(Choice):
    NB = "nb", "nb"
    EN = "en", "en"


class Translated(Choice):
    """What may have to be there in every language."""

    SERVICE = "service", "tjeneste"
    UNIT = "unit", "enhet"
    PAGE = "page", "side"
    QUESTION = "question", "spørsmål"
    LIFE_EVENT = "lifeevent", "livshendelse"
    MAP = "map", "kart"
    OPERATIONS = "operations", "drift"
    CRISIS = "crisis", "krise"
    EVENT = "event", "arrangement"
    DEADLINE = "deadline", "frist"
    MEETING = "meeting", "møte"
    ANNOUNCEMENT = "announcement", "kunngjøring"
    HEARING = "hearing", "høring"
    JOB = "job", "jobb"
    NEWS = "news", "nyhet"
    BUSINESS = "business", "næring"
    TIP = "tip", "tips"
    STORY = "story", "historie"


class FeedsBy(Choice):
    """What notices can be divided by, a feed for each."""

    TYPE = "type", "type"
    CATEGORY = "category", "tema"
    PLACE = "place", "sted"
    SEVERITY = "severity", "alvor"


class Feeds(Model):
    """Which feeds there are, besides those that every site has."""

    by: Many[Annotated[FeedsBy, chosen(FeedsBy)]] = field(
        "A feed for each: type of notice, those nobody has written yet too; service area; map, and place that a notice "
        "has named; severity.",
        nb="etter",
        example="tema",
        default=(),
    )
    json_feed: YesNo = field(
        "Whether each feed is a JSON Feed too, and not only that of all notices.",
        nb="json",
        en="json",
        example="ja",
        default=False,
    )


class Account(Model):
    """An account of the municipality in a medium of others."""

    title: Text = field("What it is called, and where.", nb="tittel", example="Kongsvinger kommune på Facebook")
    url: Url = field("Its address.", nb="nettadresse", example="https://www.facebook.example/kongsvinger")


class Cap(Model):
    """Messages of danger and crisis for other systems, in the Common Alerting Protocol."""

    sender: CapSender = field(
        "Who sends, as other systems know it: an e-mail address or a domain. Never changed.",
        nb="avsender",
        example="beredskap@kommune.example",
    )
    live_from: When | None = field(
        "When the messages became real. Those sent before, and all until it is written, say that they are a test; so "
        "do those of a demonstration, and of an invented example.",
        nb="ekte_fra",
        example="2026-03-01 12:00",
        default=None,
    )


class Ask(Model):
    """How people ask, on the page “Spør oss”."""

    form: LinkRef | None = field(
        "The form to ask with, by id from links.yaml.", nb="skjema", example="spor-oss", default=None
    )
    email: Email | None = field(
        "Where to write; the front desk's address when neither this nor a form is given.",
        nb="epost",
        example="spor@kommune.example",
        default=None,
    )
    private: Annotated[str, Ref("link", "contact")] | None = field(
        "Where cases about oneself go, safely: by id from links.yaml or contacts.yaml. The front desk's telephone and "
        "desk when left out.",
        nb="personlige_saker",
        example="sikker-post",
        default=None,
    )


class WebHost(Choice):
    """Where a site's Git repository is."""

    GITHUB = "github", "github"
    GITLAB = "gitlab", "gitlab"
    GITEA = "gitea", "gitea"
    FORGEJO = "forgejo", "forgejo"


def _written_like(form: str, code: str) -> House:
    """Return the annotation of a text that is written in one form; `code` is the problem of one that is not."""

    def judge(text: str) -> str:
        if not re.fullmatch(form, text):
            raise refuse(code, found=text)
        return text

    return House(judge, pattern=f"^{form}$")


Repository = Annotated[str, _written_like(r"[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)+", "C640")]
Branch = Annotated[str, _written_like(r"[A-Za-z0-9][A-Za-z0-9._/-]*", "C641")]


class WebEditor(Model):
    """The editor in the browser, under /admin/."""

    host: Annotated[WebHost, chosen(WebHost)] = field(
        "Which program has the site's Git repository.", nb="vert", example="gitlab"
    )
    repository: Repository = field(
        "The repository there: who owns it and what it is called.", nb="kodelager", example="eksempel-kommune/mini"
    )
    branch: Branch = field(
        "The branch that the editor writes to: the one that is published. With Gitea, which has no drafts, rather one "
        "of its own for proposals.",
        nb="gren",
        example="main",
        default="main",
    )
    server: Host | None = field(
        "The host of that program, where the municipality has its own; gitlab.com for GitLab when left out.",
        nb="tjener",
        example="git.kommune.example",
        default=None,
    )
    sign_in: Url | None = field(
        "For GitHub: the address of the sign-in helper that the municipality runs.",
        nb="innlogging",
        example="https://innlogging.kommune.example",
        default=None,
    )
    app_id: Text | None = field(
        "For the others: the id of the application that is registered there. It is no secret.",
        nb="app_id",
        example="0b1c2d3e4f",
        default=None,
    )

    def missing(self) -> str | None:
        """Return the field without which nobody can sign in, if it is missing."""
        if self.host is WebHost.GITHUB:
            return None if self.sign_in else "sign_in"
        if self.server is None and self.host is not WebHost.GITLAB:
            return "server"
        return None if self.app_id else "app_id"


class Settings(Sourced):
    """The municipality and its mini-site."""

    word: ClassVar[str] = "site"
    file: ClassVar[str] = "content/site.yaml"

    name: Text = field("The municipality.", nb="navn", example="Kongsvinger kommune")
    short_name: Text = field("Its name without “kommune”.", nb="kortnavn", example="Kongsvinger")
    title: Text = field("What the site is called.", nb="tittel", example="Kongsvinger: alt du trenger")
    description: Text = field(
        "One sentence for search engines and link previews.",
        nb="beskrivelse",
        example="Tjenester, driftsmeldinger og kart på ett sted.",
        limit=200,
    )
    number: MunicipalityNumber | None = field("The municipality's number.", nb="nummer", example="3401", default=None)
    org_number: OrganisationNumber | None = field(
        "Organisation number.", nb="orgnummer", example="944 117 784", default=None
    )
    languages: Many[Language] = field(
        "Languages of the site, the primary one first.", nb="språk", example="nb", default=("nb",)
    )
    in_all_languages: Many[Annotated[Translated, chosen(Translated)]] = field(
        "What must be there in every language of the site: types of notice, services, units, pages, questions. A "
        "translation that is missing is a warning.",
        nb="på_alle_språk",
        example="krise",
        default=(),
    )
    field_names: Annotated[FieldNames, chosen(FieldNames)] = field(
        "The spelling of field names in this site's files.", nb="feltnavn", example="nb", default=FieldNames.NB
    )
    message_language: Language = field(
        "The language of messages to staff: nb, nn or en.", nb="meldingsspråk", example="nb", default="nb"
    )
    base_url: SiteAddress = field(
        "The address the site has; it may have a path.", nb="nettadresse", example="https://alt.kommune.example/"
    )
    authority: Domain = field(
        "The domain in the ids of feed entries; never changed, whatever the address becomes.",
        nb="autoritet",
        example="alt.kommune.example",
    )
    year: Year = field("The year in the ids of feed entries; never changed (RFC 4151).", nb="år", example="2026")
    accent: Colour = field("The municipality's colour.", nb="farge", example="#00594c", default="#1f4e79")
    logo: PictureRef | None = field(
        "The coat of arms or logo, by id from images.yaml; shown beside the title of the site, on white.",
        nb="logo",
        en="logo",
        example="kommunevapen",
        default=None,
    )
    front_desk: ContactRef = field(
        "The contact used where no other is named.", nb="servicetorget", example="servicetorget"
    )
    promise: Text | None = field(
        "How soon the front desk answers.", nb="svarløfte", example="Vi svarer innen to virkedager.", default=None
    )
    ask: Ask = field("How people ask us.", nb="spør_oss", example="skjema: spor-oss", default=Ask())
    demo: YesNo = field(
        "Whether this is a demonstration; every page then says so.", nb="demo", example="ja", default=False
    )
    statement: Url | None = field(
        "The accessibility statement at uustatus.no.",
        nb="tilgjengelighetserklæring",
        example="https://uustatus.no/nb/erklaringer/publisert/eksempel",
        default=None,
    )
    privacy: PageRef | None = field("The page on privacy.", nb="personvern", example="personvern", default=None)
    preparedness: PageRef | None = field(
        "The page on how to be prepared for what may happen.", nb="beredskap", example="beredskap", default=None
    )
    report_fault: ServiceRef | None = field(
        "The service for reporting a fault.", nb="meld_feil", example="meld-feil", default=None
    )
    base_map: FileName | None = field(
        "The map file with the municipality's outline and place names.",
        nb="grunnkart",
        example="grunnkart.geojson",
        default=None,
    )
    base_map_credit: Text | None = field(
        "Whose the outline is, said below every map that shows it. Nothing is said when left out.",
        nb="grunnkart_kilde",
        example="© Kartverket",
        default=None,
    )

    feeds: Feeds = field(
        "Which feeds there are, besides those of all notices, of operations, crises, events and jobs, and of every "
        "type that has been used.",
        nb="strømmer",
        example="etter: tema",
        default=Feeds(),
    )
    has_avif: YesNo = field(
        "Whether pictures are made as AVIF too: smaller, and slower to make.",
        nb="avif",
        en="avif",
        example="ja",
        default=False,
    )
    log: YesNo = field(
        "Whether there is a page that says what was published, changed and removed when, from the site's own Git "
        "history.",
        nb="logg",
        example="ja",
        default=False,
    )
    parts_from: Many[Host] = field(
        "Hosts of others whose pages texts may show within ours, once a reader has asked for it; whoever looks after "
        "privacy decides which.",
        nb="innhold_fra",
        example="billett.example",
        default=(),
    )
    accounts: Many[Account] = field(
        "The municipality's accounts in other media, as links on the page about following.",
        nb="kontoer",
        example="tittel: Kongsvinger kommune på Facebook",
        default=(),
    )
    sms: LinkRef | None = field(
        "Where people sign up for warnings by SMS, by id from links.yaml.",
        nb="sms_varsling",
        example="varsling",
        default=None,
    )
    cap: Cap | None = field(
        "Messages of danger and crisis for other systems (CAP 1.2); none when left out.",
        nb="cap",
        example="avsender: beredskap@kommune.example",
        default=None,
    )

    web_editor: WebEditor | None = field(
        "The editor in the browser, for those who write; none when left out.",
        nb="nettredigering",
        example="vert: gitlab",
        default=None,
    )

    def faults(self) -> Iterator[Problem]:
        yield from self._web_editor_faults()
        if not colours.is_readable(self.accent):
            nearest = colours.nearest_readable(self.accent)
            yield self.fault("C801", "accent", found=self.accent, nearest=nearest)
        for number, language in enumerate(self.languages):
            if language not in LANGUAGES:
                yield self.fault("C802", "languages", number, found=language, choices=LANGUAGES)
        yield from self._languages_twice()
        if self.message_language not in MESSAGE_LANGUAGES:
            yield self.fault("C802", "message_language", found=self.message_language, choices=MESSAGE_LANGUAGES)
        for number, host in enumerate(self.parts_from):
            # A frame with our own page is inside our walls: it could take its own bars away (HTML, 4.8.5).
            if host == host_of(self.base_url):
                yield self.fault("E103", "parts_from", number, host=host)
        if self.base_map_credit and self.base_map is None and self.is_clear("base_map"):
            name = "base_map" if self.origin.word("base_map_credit") == "base_map_credit" else "grunnkart"
            yield self.fault("M660", "base_map_credit", line=f"{name}: grunnkart.geojson")

    def _web_editor_faults(self) -> Iterator[Problem]:
        editor = self.web_editor
        if editor is None or not self.is_clear("web_editor"):
            return
        if editor.sign_in and not editor.sign_in.startswith("https:"):
            yield self.fault("C643", "web_editor", "sign_in", found=editor.sign_in)
        if missing := editor.missing():
            info = WebEditor.model_fields[missing]
            name = missing if self.field_names is FieldNames.EN else nb_name(info)
            yield self.fault("C642", "web_editor", host=editor.host.value, missing=name, example=example_of(info))

    def _languages_twice(self) -> Iterator[Problem]:
        for number, language in enumerate(self.languages):
            if language in self.languages[:number]:
                first = self.origin.mark("languages", self.languages.index(language)).line
                yield self.fault("F160", "languages", number, text=language, first=first)

    def changes(self, now: datetime) -> Iterable[datetime]:
        return moments(self.cap.live_from) if self.cap else ()

    @property
    def language(self) -> str:
        """The primary language."""
        return self.languages[0] if self.languages else "nb"


class Block(Choice):
    """A block of the home page."""

    SEARCH = "search", "søk"
    OPERATIONS = "operations", "drift"
    TASKS = "tasks", "oppgaver"
    REPORT = "report", "meld-feil"
    WEEKEND = "weekend", "helga"
    DEADLINES = "deadlines", "frister"
    NEW = "new", "nytt"
    QUESTIONS = "questions", "spørsmål"
    AUDIENCES = "audiences", "målgrupper"
    MAPS = "maps", "kart"
    CONTACT = "contact", "kontakt"


class Task(Model):
    """A top task, all year or in its season."""

    service: ServiceRef = field("The service.", nb="tjeneste", example="barnehageplass")
    since: Month | None = field("The first month of its season.", nb="fra", en="from", example="oktober", default=None)
    until: Month | None = field("The last month of its season.", nb="til", en="to", example="april", default=None)

    def is_in_season(self, month: int) -> bool:
        if self.since is None or self.until is None:
            return True
        if self.since <= self.until:
            return self.since <= month <= self.until
        return month >= self.since or month <= self.until


class Home(Sourced):
    """What stands on the home page, and in which order."""

    word: ClassVar[str] = "home"
    file: ClassVar[str] = "content/home.yaml"

    blocks: Many[Annotated[Block, chosen(Block)]] = field(
        "The blocks in order; alerts always come first.", nb="blokker", example="oppgaver", default=tuple(Block)
    )
    tasks: Many[Task] = field("Up to eight top tasks.", nb="oppgaver", example="tjeneste: barnehageplass", default=())
    pinned: Many[NoticeRef] = field(
        "Up to two notices that stand first.", nb="festet", example="2026-02-17-drift-vann", default=()
    )

    def faults(self) -> Iterator[Problem]:
        # What has a season makes room for another in its place.
        at_once = max(sum(one.is_in_season(month) for one in self.tasks) for month in range(1, 13))
        for name, found, most in (("tasks", at_once, MOST_TASKS), ("pinned", len(self.pinned), MOST_PINNED)):
            if found > most:
                yield self.fault("H601", name, found=found, limit=most)
        is_english = self.origin.word("blocks") == "blocks"
        yield from self._twice("blocks", tuple(one.value if is_english else one.nb for one in self.blocks))
        yield from self._twice("pinned", self.pinned)
        yield from self._tasks_twice()
        for number, task in enumerate(self.tasks):
            if (task.since is None) != (task.until is None):
                yield self.fault("H602", "tasks", number, "since" if task.until is None else "until")

    def _twice(self, name: str, found: tuple[str, ...]) -> Iterator[Problem]:
        for number, one in enumerate(found):
            if one in found[:number]:
                first = self.origin.mark(name, found.index(one)).line
                yield self.fault("F160", name, number, text=one, first=first)

    def _tasks_twice(self) -> Iterator[Problem]:
        """Yield a problem for each task that is there already in a month of its season."""
        for number, task in enumerate(self.tasks):
            months = {month for month in range(1, 13) if task.is_in_season(month)}
            for before, other in enumerate(self.tasks[:number]):
                if other.service == task.service and any(map(other.is_in_season, months)):
                    here, first = (self.origin.mark("tasks", one, "service") for one in (number, before))
                    told = {"text": task.service, "field": self.origin.word("tasks"), "first": first.line}
                    yield problem("F160", self.origin.path, here, **told)
                    break

    def changes(self, now: datetime) -> Iterable[datetime]:
        """Return the first moments of the months in which a season begins or has just ended."""
        year = now.astimezone(dates.OSLO).year
        for task in self.tasks:
            if task.since is not None and task.until is not None:
                for month in (task.since, task.until % 12 + 1):
                    yield from (dates.midnight(date(one, month, 1)) for one in (year - 1, year, year + 1))
