"""The files that make Visual Studio Code know a site: which schema is for which file, and how to run a check."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from site_builder.editors.schemas import YAML_FILES, Writing, as_json, files_of
from site_builder.editors.snippets import snippets
from site_builder.text.messages import MESSAGE_LANGUAGES, catalogue

FOLDER = PurePosixPath(".vscode")
OWN = frozenset({FOLDER / "site-builder.code-snippets"})
"""Files that are made anew each time. The others belong to whoever writes, once they are there."""


def editor_files(writing: Writing, schemas: str) -> dict[PurePosixPath, bytes]:
    """Return the files of the editor, by their paths below the site's folder. `schemas` is the folder of schemas, from
    the site's."""
    made = {
        "settings.json": settings(schemas),
        "extensions.json": {"recommendations": ["redhat.vscode-yaml"]},
        "tasks.json": tasks(writing.language),
        "site-builder.code-snippets": snippets(writing),
    }
    return {FOLDER / name: as_json(content) for name, content in made.items()}


def settings(schemas: str) -> dict[str, object]:
    return {
        "yaml.schemas": {f"./{schemas}/{name}.schema.json": files_of(name) for name in YAML_FILES},
        "files.encoding": "utf8",
        "files.eol": "\n",
        "[yaml]": {"editor.tabSize": 2, "editor.insertSpaces": True},
        "[markdown]": {
            "editor.wordWrap": "on",
            # Of their own accord snippets do not come up in Markdown.
            "editor.quickSuggestions": {"other": "on", "comments": "off", "strings": "off"},
            "editor.snippetSuggestions": "top",
        },
    }


def tasks(language: str) -> dict[str, object]:
    """Return the tasks: a check, which shows its problems where they are, and a build."""
    words = catalogue(language)
    return {
        "version": "2.0.0",
        # Where make has laid the program, a terminal does not look of its own accord.
        "options": {"env": {"PATH": "${workspaceFolder}/.venv/bin:${env:PATH}"}},
        "windows": {"options": {"env": {"PATH": "${workspaceFolder}\\.venv\\Scripts;${env:PATH}"}}},
        "tasks": [
            {
                "label": words.say("editor.check"),
                "type": "shell",
                "command": "site-builder check",
                "group": {"kind": "test", "isDefault": True},
                "problemMatcher": problem_matchers(),
            },
            {
                "label": words.say("editor.build"),
                "type": "shell",
                "command": "site-builder build",
                "group": {"kind": "build", "isDefault": True},
                "problemMatcher": problem_matchers(),
            },
        ],
    }


def problem_matchers() -> list[dict[str, object]]:
    """Return what reads problems as text (`problems.as_text`), in every language: with a line, and of a whole file."""
    said = [catalogue(one) for one in MESSAGE_LANGUAGES]
    errors = dict.fromkeys(one.say("problem.error") for one in said)
    warnings = dict.fromkeys(one.say("problem.warning") for one in said)
    found = []
    for severity, words in (("error", errors), ("warning", warnings)):
        found.append(_matcher(severity, words, r"(.+?):(\d+)(?::(\d+))?", {"line": 3, "column": 4}))
        found.append(_matcher(severity, words, r"([^:]+)", {"kind": "file"}))
    return found


def _matcher(severity: str, words: Iterable[str], place: str, more: dict[str, object]) -> dict[str, object]:
    head = {"regexp": rf"^(?:{'|'.join(words)})\[([A-Z]\d{{3}})\] {place}$", "code": 1, "file": 2, **more}
    return {
        "owner": f"site-builder-{severity}{'-file' if 'kind' in more else ''}",
        "source": "site-builder",
        "severity": severity,
        "fileLocation": ["relative", "${workspaceFolder}"],
        "pattern": [head, {"regexp": "^  (.+)$", "message": 1}],
    }
