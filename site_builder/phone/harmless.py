"""What people wrote, so that GitHub and GitLab make nothing of it in a title, a commit or a comment: no mention, no
order."""

from __future__ import annotations

import re

JOINER = "\N{WORD JOINER}"
"""Nobody sees it, no line ends at it, and what it stands in is no name or number to the hosts any longer"""

_ACTED_ON = (
    # Mentions, and references to issues, proposals, epics, snippets, milestones, labels and alerts.
    re.compile(r"[@#!&$%~^](?=[\w\"])"),
    # GH-1, and the numbers of other trackers.
    re.compile(r"(?<=[A-Za-z])(?=-\d)"),
    # An address of an issue closes it as its number does.
    re.compile(r"(?<=:)(?=//)|\bwww(?=\.)", re.IGNORECASE),
    # [skip ci], and the references of GitLab in brackets.
    re.compile(r"\[(?=\w)"),
    # ***NO_CI***
    re.compile(r"\*(?=\*)"),
    # A quick action of GitLab is a line.
    re.compile(r"^\s*(?=/)", re.MULTILINE),
)
_MARKDOWN = re.compile(r"[\\`*_\[\]<>|~&]")


def in_title(text: str) -> str:
    """Return it for a title, or a commit: nothing can be escaped there."""
    for one in _ACTED_ON:
        text = one.sub(lambda match: match[0] + JOINER, text)
    return text


def in_comment(text: str) -> str:
    """Return it for a text in Markdown, which shows it letter for letter."""
    return in_title(_MARKDOWN.sub(r"\\\g<0>", text))
