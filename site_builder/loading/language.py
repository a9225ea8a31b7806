"""The language staff want messages in, for commands that need nothing else of a site."""

from __future__ import annotations

from pathlib import Path

from site_builder.content_types.settings import Settings
from site_builder.problems import Faults
from site_builder.source import read_yaml
from site_builder.text.messages import MESSAGE_LANGUAGES


def language_of_staff(root: Path) -> str:
    """Return what site.yaml says; bokmål where it says nothing that can be read."""
    try:
        data = read_yaml((root / Settings.file).read_bytes(), Settings.file).data
    except (OSError, Faults):
        return "nb"
    language = data.get("meldingsspråk") or data.get("message_language")
    return language if isinstance(language, str) and language in MESSAGE_LANGUAGES else "nb"
