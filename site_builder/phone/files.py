"""The forms as files: GitHub's issue forms, and GitLab's issue templates, which are Markdown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from site_builder.phone.forms import FORMS, LABEL, Ask, Choices, PhoneForm, Widget, help_of, label_of
from site_builder.text.messages import Catalogue

GITHUB, GITLAB = PurePosixPath(".github/ISSUE_TEMPLATE"), PurePosixPath(".gitlab/issue_templates")
_TYPES = {
    Widget.LINE: "input",
    Widget.TEXT: "textarea",
    Widget.ONE: "dropdown",
    Widget.SEVERAL: "dropdown",
    Widget.CONFIRM: "checkboxes",
}
"""What GitHub calls them"""


def form_files(choices: Choices, words: Catalogue) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Yield the files of every form, by their paths in the repository."""
    for number, form in enumerate(FORMS, 1):
        # GitHub shows them in the order of their files' names.
        yield GITHUB / f"{number}-{form.name}.yml", github(form, choices, words).encode()
        name = words.say(f"phone.form.{form.name}").replace("/", "-")
        yield GITLAB / f"{name}.md", gitlab(form, choices, words).encode()


def github(form: PhoneForm, choices: Choices, words: Catalogue) -> str:
    """Return an issue form (docs.github.com: Syntax for issue forms, Syntax for GitHub's form schema)."""
    name = words.say(f"phone.form.{form.name}")
    made = {
        "name": name,
        "description": words.say(f"phone.about.{form.name}"),
        "title": f"{name}: ",
        "labels": [LABEL],
        "body": [_element(form, ask, choices, words) for ask in choices.asks(form)],
    }
    return "\n".join([f"# {words.say('phone.made')}", *_yaml(made, ""), ""])


def _element(form: PhoneForm, ask: Ask, choices: Choices, words: Catalogue) -> dict[str, Any]:
    offered = [*choices.shown(form, ask)]
    kind = _TYPES[ask.widget] if offered or ask.widget not in (Widget.ONE, Widget.SEVERAL) else "input"
    said = help_of(form, ask, words)
    if kind == "input" and ask.widget is Widget.SEVERAL:
        said = f"{said} {words.say('phone.write_them')}"
    attributes: dict[str, Any] = {"label": label_of(form, ask, words)}
    if said:
        attributes["description"] = said
    if kind == "dropdown":
        attributes |= {"multiple": ask.widget is Widget.SEVERAL, "options": offered}
    if kind == "checkboxes":
        attributes["options"] = [{"label": words.say("phone.sure"), "required": True}]
    made: dict[str, Any] = {"type": kind, "id": ask.name.replace("_", "-"), "attributes": attributes}
    if kind != "checkboxes":
        made["validations"] = {"required": ask.is_needed}
    return made


def _yaml(value: dict[str, Any], indent: str) -> Iterator[str]:
    """Yield YAML whose texts are JSON strings, which YAML 1.2 takes for the same."""
    for key, one in value.items():
        if isinstance(one, dict):
            yield f"{indent}{key}:"
            yield from _yaml(one, f"{indent}  ")
        elif isinstance(one, list):
            yield f"{indent}{key}:"
            for item in one:
                lines = [*_yaml(item, "")] if isinstance(item, dict) else [json.dumps(item, ensure_ascii=False)]
                yield f"{indent}  - {lines[0]}"
                yield from (f"{indent}    {line}" for line in lines[1:])
        else:
            yield f"{indent}{key}: {json.dumps(one, ensure_ascii=False)}"


def gitlab(form: PhoneForm, choices: Choices, words: Catalogue) -> str:
    """Return an issue template (docs.gitlab.com: Description templates, Quick actions)."""
    lines = [f"<!-- {words.say('phone.made')} -->", f'/label ~"{LABEL}"', ""]
    for ask in choices.asks(form):
        lines += [f"### {label_of(form, ask, words)}", ""]
        if said := help_of(form, ask, words):
            lines += [f"<!-- {said} -->", ""]
        if ask.widget is Widget.CONFIRM:
            lines += [f"- [ ] {words.say('phone.sure')}", ""]
        elif offered := choices.shown(form, ask):
            lines += [f"<!-- {words.say('phone.choose', choices=', '.join(offered))} -->", ""]
    return "\n".join(lines)
