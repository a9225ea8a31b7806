"""The text of an issue back into the answers of its form. It is data: nothing in it is run, nor becomes a path."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from site_builder.phone.forms import FORMS, LABEL, Ask, PhoneForm, Widget, help_of, label_of
from site_builder.phone.harmless import JOINER
from site_builder.text.messages import MESSAGE_LANGUAGES, Catalogue, catalogue

MOST_CHARACTERS = 65_536
"""What GitHub takes in an issue"""
MOST_BYTES = 4_000_000
"""An event tells of the repository and its owner besides"""
NO_ANSWER = "_No response_"
"""What GitHub writes where nothing was answered"""


class Refused(Exception):
    """Nothing can be made of it: why, in the words of whoever filled it in."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(*reasons)
        self.reasons = reasons


class NoForm(Refused):
    """There is no form in it."""


class NotAnIssue(Exception):
    """The file is no text, and no event of GitHub or GitLab with an issue in it."""


@dataclass(frozen=True, slots=True)
class Issue:
    """The text of an issue, and its number where that is known."""

    text: str
    number: int | None = None
    writer: str = ""
    """Who wrote it, by the name at GitHub or GitLab; empty where that is not told"""
    sender: str = ""
    """Who saved it last, likewise"""
    is_news: bool = True
    """Whether the text is new: GitLab tells of labels, of who it is given to and that it is closed, too"""
    is_marked: bool = True
    """Whether it is said to be a form"""


@dataclass(frozen=True, slots=True)
class FilledIn:
    """A form and its answers, by the names of its questions; what has no answer is not there."""

    form: PhoneForm
    answers: Mapping[str, str]


def read_issue(content: bytes) -> Issue:
    """Return the issue in a file: an event of GitHub or GitLab as JSON, or else the text alone. Raises NotAnIssue."""
    try:
        if len(content) > MOST_BYTES:
            raise NotAnIssue
        text = content.decode("utf-8-sig")
        if not text.lstrip().startswith("{"):
            return Issue(_plain(text))
        event = json.loads(text)
        made = _of_github(event) if "issue" in event else _of_gitlab(event)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise NotAnIssue from None
    if not isinstance(made.number, int) or isinstance(made.number, bool) or not isinstance(made.text, str | None):
        raise NotAnIssue
    return replace(made, text=_plain(made.text or ""), writer=_name(made.writer), sender=_name(made.sender))


def _of_github(event: dict[str, Any]) -> Issue:
    """Return the issue of an event (docs.github.com, webhook payloads, issues), as it is told."""
    one = event["issue"]
    return Issue(one["body"], one["number"], one.get("user", {}).get("login"), event.get("sender", {}).get("login"))


def _of_gitlab(event: dict[str, Any]) -> Issue:
    """Return the issue of an event (docs.gitlab.com, webhook events, issue events), as it is told."""
    one, user = event["object_attributes"], event.get("user", {})
    sender = user.get("username")
    # Of who wrote it, only a number is told.
    writer = sender if "id" in user and user["id"] == one.get("author_id") else ""
    is_new = one.get("action", "open") == "open" or "description" in event.get("changes", {})
    is_news = is_new and event.get("object_kind", "issue") == "issue" and one.get("state", "opened") == "opened"
    is_marked = any(label.get("title") == LABEL for label in event.get("labels", [{"title": LABEL}]))
    return Issue(one["description"], one["iid"], writer, sender, is_news, is_marked)


def _name(value: object) -> str:
    return value if isinstance(value, str) and re.fullmatch(r"[\w.-]+", value) else ""


def _plain(text: str) -> str:
    """Return a text as a source of ours is read: so it can be held against what is read of it again.

    What is copied from an answer of ours has what made it harmless there.
    """
    return unicodedata.normalize("NFC", text.replace(JOINER, "").replace("\r\n", "\n").replace("\r", "\n"))


def filled_in(text: str, words: Catalogue) -> FilledIn:
    """Return the form and its answers. `words` are those to say what is wrong in. Raises Refused."""
    if len(text) > MOST_CHARACTERS:
        raise Refused(words.say("phone.no.length", limit=MOST_CHARACTERS))
    lines = [line.rstrip() if line.startswith("### ") else line for line in text.split("\n")]
    found = _form_of(lines)
    if found is None:
        raise NoForm(words.say("phone.no.form"))
    form, own = found
    labels = {ask: label_of(form, ask, own) for ask in form.asks}
    places = {ask: [at for at, line in enumerate(lines) if line == f"### {labels[ask]}"] for ask in form.asks}
    # A form that was made where there was nothing to choose lacks the question, and what need not be answered may be
    # taken away; but for a question that is not as it was, its answer would be part of another.
    known = {f"### {one}" for one in labels.values()}
    is_whole = all(line in known for line in lines if line.startswith("### "))
    there = [ask for ask in form.asks if places[ask] or not (ask.kinds or (is_whole and not ask.is_needed))]
    if wrong := [labels[ask] for ask in there if len(places[ask]) != 1]:
        raise Refused(*(words.say("phone.no.heading", label=one) for one in wrong))
    starts = [places[ask][0] for ask in there]
    if starts != sorted(starts):
        raise Refused(words.say("phone.no.order"))
    answers = {}
    for ask, start, end in zip(there, starts, [*starts[1:], len(lines)], strict=True):
        answer = _answer(lines[start + 1 : end], ask, f"<!-- {help_of(form, ask, own)} -->")
        if answer:
            answers[ask.name] = answer if ask.keeps_lines else " ".join(answer.split())
    return FilledIn(form, answers)


def _form_of(lines: list[str]) -> tuple[PhoneForm, Catalogue] | None:
    """Return the form whose first question comes first, and the words it is asked in."""
    first: dict[str, tuple[PhoneForm, Catalogue]] = {}
    for language in reversed(MESSAGE_LANGUAGES):
        words = catalogue(language)
        first |= {f"### {label_of(form, form.asks[0], words)}": (form, words) for form in FORMS}
    return next((first[line] for line in lines if line in first), None)


def _answer(lines: list[str], ask: Ask, help_: str) -> str:
    # GitLab's templates are text, with help as comments. Others are their author's, but in what is chosen.
    text = "\n".join(lines).strip().removeprefix(help_).strip()
    if ask.widget in (Widget.ONE, Widget.SEVERAL, Widget.CONFIRM):
        text = _COMMENTS.sub("", text)
    return "" if text == NO_ANSWER else text


_COMMENTS = re.compile(r"^(?:<!--.*?-->\s*)+", re.DOTALL)
