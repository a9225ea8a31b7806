"""Where in the lines of a source something was written."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Sequence
from urllib.parse import unquote

from site_builder.problems import Mark


class Finder:
    """Finds where in the source lines of a paragraph something was written, each occurrence once."""

    def __init__(self, lines: Sequence[str], first_line: int) -> None:
        self.text = "\n".join(lines)
        self.starts = list(itertools.accumulate((len(line) + 1 for line in lines), initial=0))
        self.first_line = first_line
        self.last = 0
        self.after: dict[str, int] = {}
        """Where to look on for what was found, or looked for in vain, before"""

    def mark(self, written: str) -> Mark:
        for text in dict.fromkeys((written, unquote(written))):
            at = self._found(text) if text else -1
            if at >= 0:
                self.last = self.after[text] = at + len(text)
                number = bisect.bisect_right(self.starts, at) - 1
                column = at - self.starts[number] + 1
                return Mark(self.first_line + number, column, column + len(text))
        return Mark(self.first_line)

    def _found(self, text: str) -> int:
        start = self.after.get(text, 0)
        # Mostly they come in order: what was passed already need not be read again.
        at = self.text.find(text, max(start, self.last))
        at = self.text.find(text, start) if at < 0 else at
        if at < 0:
            self.after[text] = len(self.text)
        return at
