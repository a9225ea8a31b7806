"""What could not be read as its author meant it, and which addresses and anchors may come of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from site_builder.text.paths import is_path_word
from site_builder.text.slugs import slug_of

_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
"""A letter by its number, as programs write it in JSON (RFC 8259, section 7)"""


@dataclass(frozen=True)
class Unread:
    """Sources with errors. Their own names and texts say what their addresses can be: nobody else makes any."""

    texts: tuple[str, ...] = ()
    """The path of each, and of its text what may become an address"""
    is_boundless: bool = False
    """Whether there may be more than the names of files tell: a folder that may not be opened, words in no language"""
    language: str = "nb"

    def may_have_address(self, address: str) -> bool:
        """Return whether an address may be that of something here. `/aktuelt/drift/` may be that of any notice."""
        if not self.texts:
            return self.is_boundless
        parts = [part for part in address.split("/") if part]
        return all(
            is_path_word(part, self.language, is_first=number == 0) or part.isdigit() or self.may_have(part)
            for number, part in enumerate(parts)
        )

    def may_have(self, name: str) -> bool:
        """Return whether something here may bear a name: `skoler`, `skoler.csv`."""
        plain = slug_of(name.partition(".")[0])
        return self.is_boundless or f"-{plain}-" in self._names

    @cached_property
    def _names(self) -> str:
        """All words here, as slugs have them, in one line."""
        whole = "\n".join(self.texts)
        return f"-{slug_of(_ESCAPED.sub(lambda match: chr(int(match[1], 16)), whole))}-"


ANYTHING = Unread(is_boundless=True)
"""When nothing is known of what is missing."""
