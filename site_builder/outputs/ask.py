"""The page about asking: where and when, how soon there is an answer, and what is not to be written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from site_builder.content_types.records import Contact, Link
from site_builder.content_types.settings import Settings
from site_builder.model import Planned, Site, index_of
from site_builder.outputs import actions, addresses, people, questions, views


@dataclass(frozen=True, slots=True)
class AskView:
    head: views.Head
    form: actions.Action | None
    mail: views.Anchor | None
    """A letter to write, where there is no form"""
    promise: str
    private: actions.Action | None
    """Where cases about oneself go safely"""
    private_to: people.Person | None
    """Who takes them, where there is no such place"""
    desk: people.Person
    questions: tuple[views.Anchor, ...]
    """Where the answer may stand already"""


def plan(site: Site) -> Iterator[Planned]:
    """Plan the page."""
    yield Planned(index_of(addresses.section(site, "ask")), "ask.html", ask_view(site), Settings.file)


def ask_view(site: Site) -> AskView:
    words, settings = addresses.words_of(site), addresses.settings_of(site)
    form = site.get(Link, settings.ask.form) if settings.ask.form else None
    private = settings.ask.private or ""
    link = site.get(Link, private)
    to = None if link else site.get(Contact, private)
    return AskView(
        head=views.Head(words.say("ask.title"), words.say("ask.lead"), addresses.section(site, "ask")),
        form=actions.action(form, site) if form else None,
        mail=_mail(site) if settings.ask.email or form is None else None,
        promise=settings.promise or "",
        private=actions.action(link, site) if link else None,
        private_to=people.person(site, to) if to else None,
        desk=people.person(site, people.front_desk(site)),
        questions=questions.list_link(site),
    )


def _mail(site: Site) -> views.Anchor | None:
    """Return the way to write a letter, with the subject filled in; nothing where nobody takes one."""
    words = addresses.words_of(site)
    email = addresses.settings_of(site).ask.email or people.front_desk(site).email
    subject = quote(words.say("ask.subject"), safe="")
    return views.Anchor(words.say("ask.write"), f"mailto:{email}?subject={subject}", email) if email else None
