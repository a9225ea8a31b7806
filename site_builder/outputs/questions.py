"""Questions: a page each, the list of them all, and what other pages show of those that belong to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from site_builder.content_types.entry import Sourced
from site_builder.content_types.maps import Place
from site_builder.content_types.question import Question
from site_builder.content_types.records import Category, Contact
from site_builder.content_types.service import Service
from site_builder.model import Later, Planned, Site, index_of, remembered
from site_builder.outputs import addresses, ahead, listing, parts, people, publication, views
from site_builder.outputs.effects import Said
from site_builder.outputs.notices import target_link
from site_builder.outputs.scripts import QUESTIONS, address_of
from site_builder.outputs.targets import names_of
from site_builder.rendering import markdown
from site_builder.rendering.markdown import Target
from site_builder.rendering.references import Reference
from site_builder.text.foreign import joined

MOST_AT_HOME = 3
OTHERS = "_annet"
"""Anchor of the questions that belong to no service area"""


@dataclass(frozen=True, slots=True)
class Waiting:
    """That there is no answer yet: until when, and that it is late from then on."""

    by: views.Time
    shown: ahead.Shown
    late_shown: ahead.Shown


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on a page it belongs to."""

    title: str
    href: str
    anchor: str
    answer: Markup
    is_whole: bool
    """Whether all of the answer stands here"""
    answered: str
    """Who has answered and when, in a sentence"""
    waiting: Waiting | None = None


@dataclass(frozen=True, slots=True)
class QuestionView:
    head: views.Head
    title: str
    up: views.Anchor
    answer: Markup
    answered: str
    waiting: Waiting | None
    concerns: tuple[views.Anchor, ...]
    desk: people.Person
    ask: views.Anchor
    facts: publication.Facts


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question in the list, with the words by which it is found besides."""

    row: listing.Row
    words: str


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    title: str
    anchor: str
    href: str
    rows: tuple[QuestionRow, ...]


@dataclass(frozen=True, slots=True)
class QuestionsView:
    head: views.Head
    title: str
    lead: str
    groups: tuple[QuestionGroup, ...]
    ask: views.Anchor
    script: str


def plan(site: Site) -> Iterator[Planned]:
    """Plan the page of every question, and the list of them all."""
    yield Planned(
        index_of(addresses.section(site, "questions")),
        "questions.html",
        Later(partial(list_view, site)),
        Question.folder,
    )
    for question in site.of(Question):
        path, origin = index_of(addresses.address(site, question)), question.origin
        yield Planned(
            path, "question.html", Later(partial(question_view, question, site)), origin.path, origin.mark("title")
        )


def ask_link(site: Site) -> views.Anchor:
    """Return the way to the page about asking us."""
    return views.Anchor(addresses.words_of(site).say("ask.title"), site.addresses.href(addresses.section(site, "ask")))


def list_link(site: Site) -> tuple[views.Anchor, ...]:
    """Return the way to the list, where there is anything in it."""
    title = addresses.words_of(site).say("questions.title")
    link = views.Anchor(title, site.addresses.href(addresses.section(site, "questions")))
    return (link,) if site.of(Question) else ()


# --- what other pages show ------------------------------------------------------------------------


def belonging_to(site: Site, entry: Sourced | Place) -> list[Question]:
    """Return the questions that belong to an entry, each once: those a service names, in its order, then the others."""
    named = entry.questions if isinstance(entry, Service) else ()
    found = [one for slug in named if (one := site.get(Question, slug)) is not None]
    names = names_of(entry, site)
    others = (one for one in views.sorted_by_title(site.of(Question)) if names.intersection(one.concerns))
    return list(dict.fromkeys((*found, *others)))


def asked_about(site: Site, service: Service) -> tuple[Asked, ...]:
    """Return the questions of a service with their answers."""
    return tuple(asked(one, site) for one in belonging_to(site, service))


def rows_on(site: Site, entry: Sourced | Place) -> tuple[listing.Row, ...]:
    """Return the rows of the questions that belong to an entry."""
    return tuple(door(one, site) for one in belonging_to(site, entry))


@dataclass(frozen=True, slots=True)
class AtHome:
    """What the home page shows of the questions."""

    title: str
    rows: tuple[listing.Row, ...]


def at_home(site: Site) -> AtHome | None:
    """Return what is asked most; where nobody has counted, what was answered last. None where nothing has an answer.

    How often something is asked is told nowhere, and what was never counted is not said to be asked."""
    words = addresses.words_of(site)
    answered = [one for one in views.sorted_by_title(site.of(Question)) if one.is_answered]
    answered.sort(key=_answered_at, reverse=True)
    counted = sorted((one for one in answered if one.asked), key=lambda one: one.asked or 0, reverse=True)
    dated = [one for one in answered if _answered_at(one) > _NEVER]
    rows = tuple(door(one, site) for one in (counted or dated)[:MOST_AT_HOME])
    return AtHome(words.say("questions.asked" if counted else "questions.title"), rows) if answered else None


_NEVER = float("-inf")


def _answered_at(question: Question) -> float:
    when = question.answered or question.published
    return when.start.timestamp() if when else _NEVER


def door(question: Question, site: Site) -> listing.Row:
    return listing.Row(views.sample_title(question, addresses.words_of(site)), addresses.href(site, question))


def asked(question: Question, site: Site) -> Asked:
    """Return a question as a page it belongs to shows it, with its answer."""
    body = _body(question)
    # Headings have ids, which are the page's own: a long answer stands whole on its own page.
    is_whole = not body.headings
    return Asked(
        title=views.sample_title(question, addresses.words_of(site)),
        href=addresses.href(site, question),
        anchor=f"_sporsmal-{question.slug}",
        answer=_answer_elsewhere(question, site) if is_whole else Markup("<p>{}</p>").format(in_short(question, site)),
        is_whole=is_whole,
        answered=_answered_and_confirmed(question, site),
        waiting=_waiting(question, site),
    )


def _body(question: Question) -> markdown.Body:
    document = question.origin.document
    return markdown.parse(document.body, document.body_line)


def _answer_elsewhere(question: Question, site: Site) -> Markup:
    """Return the answer for another page than its own."""
    resolve = addresses.resolver(site, question.origin.path)

    def elsewhere(reference: Reference) -> Target:
        if reference.kind == "anchor":
            return Target(f"{addresses.href(site, question)}#{reference.anchor}")
        if reference.kind == "part":
            # The policy of that page is its own text's.
            return Target(figure=parts.part(site, reference.target, reference.text, is_plain=True))
        return resolve(reference)

    return views.in_its_language(markdown.html(_body(question), elsewhere), question, site)


def in_short(question: Question, site: Site) -> str:
    """Return the first paragraph of the answer as plain text; of one that is a list alone, all of it."""
    body, resolve = _body(question), addresses.resolver(site, question.origin.path)
    return views.of_text(markdown.summary(body, resolve) or markdown.text(body, resolve), question, site)


def _answered(question: Question, site: Site) -> str:
    """Return who has answered, and when; where its author says nobody, where the answer is from or whom to ask."""
    if not question.is_answered:
        return ""
    words, when = addresses.words_of(site), question.answered
    time = words.day(when) if when and when.start <= site.moment else None
    if role := _answering(question, site):
        if time:
            return words.say("question.answered_on", name=role.name, time=time)
        return words.say("question.answered", name=role.name)
    return joined(" ", (words.say("question.answered_then", time=time) if time else "", _ground(question, site)))


def _ground(question: Question, site: Site) -> str:
    """Return where an answer is from, else whom to ask."""
    words = addresses.words_of(site)
    sources = [f"{one.title} ({one.note})" if one.note else one.title for one in publication.sources_of(question)]
    if sources:
        return words.say("question.based_on", sources=joined("; ", sources))
    return words.say("question.ask", name=people.front_desk(site).name)


def _answered_and_confirmed(question: Question, site: Site) -> str:
    """Return what a page without publication facts of the question says of its answer."""
    words, when = addresses.words_of(site), question.confirmed
    is_said = question.is_answered and when is not None and when.start <= site.moment
    confirmed = words.say("question.confirmed", time=words.day(when)) if is_said and when else ""
    return joined(" ", (_answered(question, site), confirmed))


def _answering(question: Question, site: Site) -> Contact | None:
    """Return who has answered: as the question says, else who is responsible for it."""
    found = site.get(Contact, question.answered_by) if question.answered_by else None
    return found or people.owner_of(site, question)


def _waiting(question: Question, site: Site) -> Waiting | None:
    words = addresses.words_of(site)
    by = views.time_of(question.due, words)
    if by is None:
        return None
    sites = ahead.course(site, (question,))
    late = ahead.shown(sites, [question.is_late(one.moment) for one in sites])
    return Waiting(by, ahead.otherwise(late), late)


# --- a page each ----------------------------------------------------------------------------------


def question_view(question: Question, site: Site) -> QuestionView:
    words, address = addresses.words_of(site), addresses.address(site, question)
    title = views.sample_title(question, words)
    listed = words.say("questions.title")
    return QuestionView(
        head=views.Head(
            question.title,
            views.summary_of(site, question),
            address,
            frames_from=parts.hosts_on(site, question),
            updated=views.day_of(question.updated),
            # A notice or a service may be called the same.
            longer=(words.say("question.longer", title=question.title),),
        ),
        title=title,
        up=views.Anchor(listed, site.addresses.href(addresses.section(site, "questions"))),
        answer=views.body_html(site, question),
        answered=_answered(question, site),
        waiting=_waiting(question, site),
        concerns=_concerns(question, site),
        desk=people.person(site, people.front_desk(site)),
        ask=ask_link(site),
        facts=publication.facts(site, question, address),
    )


def _concerns(question: Question, site: Site) -> tuple[views.Anchor, ...]:
    """Return what a question belongs to, and the services that name it, each once."""
    slugs = (*question.concerns, *(one.slug for one in _naming(site).get(question.slug, ())))
    return tuple(one for slug in dict.fromkeys(slugs) if (one := target_link(slug, site)) is not None and one.href)


@remembered
def _naming(site: Site) -> dict[str, list[Service]]:
    """Return the services that name each question, by its slug."""
    found: dict[str, list[Service]] = {}
    for service in views.sorted_by_title(site.of(Service)):
        for slug in service.questions:
            found.setdefault(slug, []).append(service)
    return found


# --- the list -------------------------------------------------------------------------------------


def list_view(site: Site) -> QuestionsView:
    """Return the list of all questions by service area; each stands once, in the first it belongs to."""
    words = addresses.words_of(site)
    title, lead = words.say("questions.title"), words.say("questions.lead")
    by_area: dict[str, list[Question]] = {}
    for question in views.sorted_by_title(site.of(Question)):
        by_area.setdefault(_area(question, site), []).append(question)
    groups = [
        QuestionGroup(one.title, one.slug, addresses.href(site, one), _rows(by_area[one.slug], site))
        for one in site.of(Category)
        if one.slug in by_area
    ]
    if "" in by_area:
        groups.append(QuestionGroup(words.say("category.other"), OTHERS, "", _rows(by_area[""], site)))
    head = views.Head(title, lead, addresses.section(site, "questions"), is_hidden=not groups)
    script = site.addresses.href(address_of(site, QUESTIONS))
    return QuestionsView(head, title, lead, tuple(groups), ask_link(site), script)


def _area(question: Question, site: Site) -> str:
    """Return the slug of the service area a question belongs to; empty where it belongs to none."""
    services = (one for slug in question.concerns if (one := site.get(Service, slug)))
    named = (slug for slug in question.concerns if site.get(Category, slug))
    found = (*named, *(one.category for one in (*services, *_naming(site).get(question.slug, ())) if one.category))
    return next((slug for slug in found if site.get(Category, slug)), "")


def _rows(questions: Iterable[Question], site: Site) -> tuple[QuestionRow, ...]:
    return tuple(_row(one, site) for one in questions)


def _row(question: Question, site: Site) -> QuestionRow:
    words = addresses.words_of(site)
    waiting = _waiting(question, site)
    said: tuple[Said, ...] = ()
    if waiting:
        said = (
            Said(words.say("question.waiting", time=waiting.by.text), waiting.shown),
            Said(words.say("question.late", time=waiting.by.text), waiting.late_shown),
        )
    row = listing.Row(
        title=views.sample_title(question, words),
        href=addresses.href(site, question),
        why=views.shortened(in_short(question, site)),
        statuses=said,
    )
    return QuestionRow(row, " ".join(question.synonyms))
