"""Read the text of a file into plain values with a mark for each; a Markdown body apart.

The YAML taken is a small part of YAML 1.2: text, lists, mappings and nothing. What a text means (a date, a
yes, a number) is decided by the field it stands in, never here.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import yaml

from site_builder.fences import FIELD, end_of_fields, fields_read_as_text
from site_builder.problems import FENCE, Faults, Mark, Problem, problem
from site_builder.text.characters import strange_in
from site_builder.unmerged import conflicts
from site_builder.yaml_slips import (
    curly_marks,
    fields_at_the_margin,
    in_quotes,
    signs_before_fields,
    signs_for_colons,
    slip,
    strange_items,
    texts_with_colons,
)

Value = str | None | list["Value"] | dict[str, "Value"]
Loc = tuple[str | int, ...]

FRONT_MATTER_BYTES = 64 * 1024
DATA_BYTES = 1024 * 1024
BODY_BYTES = 2 * 1024 * 1024
DEEPEST = 12
MOST_NODES = 5_000


@dataclass(frozen=True, slots=True)
class Comment:
    """What stands behind a value on its line, where YAML reads no more of it."""

    mark: Mark
    head: str
    """What stands before the value on its first line: its field"""
    value: str
    said: str


@dataclass(frozen=True, slots=True)
class Document:
    """A source file as read. `values` and `keys` give the place of each value and of each key by its path."""

    path: str
    data: dict[str, Value] = field(default_factory=dict)
    values: Mapping[Loc, Mark] = field(default_factory=dict)
    keys: Mapping[Loc, Mark] = field(default_factory=dict)
    body: str = ""
    body_line: int = 1
    """The line of the file on which the body begins."""
    faults: tuple[Problem, ...] = ()
    """What could not be read. The rest is there, so that all that is wrong with a file can be told at once."""
    unread: frozenset[str] = frozenset()
    """The keys of the fields that could not be read, as they are written"""
    comments: Mapping[Mark, Comment] = field(default_factory=dict)
    """By the place of the value they stand behind: a text without quotation marks"""

    @property
    def has_fences(self) -> bool:
        """Whether there is front matter to write another field in."""
        return self.body_line > 1

    def mark(self, loc: Loc) -> Mark:
        """Return where the value at `loc` stands, else its nearest parent that has a place."""
        while loc:
            if found := self.values.get(loc) or self.keys.get(loc):
                return found
            loc = loc[:-1]
        # A record of a data file is marked at its id, a row of a table at its line.
        return self.keys.get(()) or self.values.get(()) or Mark(1)


def decoded(content: bytes, path: str, limit: int) -> str:
    """Return the text of a file: UTF-8, NFC, line feeds only. Raises Faults."""
    if len(content) > limit:
        raise Faults(_too_large(path, len(content), limit))
    text = content.decode("utf-8-sig", "replace")
    line = line_without_utf8(content)
    if line or _is_utf_16(content):
        if (otherwise := _in_another_encoding(content, path)) is None:
            raise Faults(_unknown_encoding(content, path) or _not_utf_8(content, path, line))
        text = otherwise
    text = _plain(text)
    # Between two versions nobody can tell what was meant: nothing else is said of the file.
    if faults := list(conflicts(text, path)) or list(_strange_characters(text, path)):
        raise Faults(*faults)
    return text


def shown(content: bytes, path: str = "") -> str:
    """Return the text of a file for excerpts, whatever is wrong with it: lines and columns are those of marks."""
    text = _in_another_encoding(content, path) if line_without_utf8(content) else None
    return _plain(content.decode("utf-8-sig", "replace") if text is None else text)


def line_without_utf8(content: bytes) -> int:
    """Return the first line that is not UTF-8; 0 where there is none."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as fault:
        return content[: fault.start].count(b"\n") + 1
    return 0


def _not_utf_8(content: bytes, path: str, line: int) -> Problem:
    """Return the problem of a file in another encoding, with the names that programs have for it where it is known."""
    if _is_utf_16(content):
        return problem("S109", path, encoding="UTF-16 (Unicode)")
    if _is_windows(content):
        return problem("S109", path, encoding="Windows-1252 (ANSI)")
    return problem("S101", path, Mark(line))


_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def _is_utf_16(content: bytes) -> bool:
    """Return whether a file is UTF-16: it says so, or its first letters have a NUL each."""
    first = content[:16]
    return content.startswith(_UTF_16) or (len(first) > 3 and any(first[::2]) != any(first[1::2]))


_LETTERS_OF_UTF_8 = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def _is_windows(content: bytes) -> bool:
    """Return whether a file is what programs on Windows save without being asked, and no mixture with UTF-8."""
    if b"\0" in content or _LETTERS_OF_UTF_8.search(content):
        return False
    try:
        content.decode(_WINDOWS)
    except UnicodeDecodeError:
        return False
    return True


_XML_ENCODING = re.compile(rb"""<\?xml[^>]{1,80}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
"""The encoding declaration (XML 1.0, section 4.3.3), of what is not UTF-8 the only thing that says what it is"""
_WINDOWS = "cp1252"
_READ_AS_DECLARED = {"iso-8859-1": _WINDOWS, "latin1": _WINDOWS, "windows-1252": _WINDOWS}
"""Encodings of XML that are read. What is called ISO 8859-1 is Windows-1252 to browsers too (Encoding, 4.2)."""


def _in_another_encoding(content: bytes, path: str) -> str | None:
    """Return the text of a file that is not UTF-8: a table, as spreadsheets on Windows save it, or XML that says so.

    None for what is neither.
    """
    encoding = None
    if path.endswith(".csv") and not _is_utf_16(content):
        encoding = _WINDOWS
    elif path.endswith(".gpx"):
        encoding = "utf-16" if content.startswith(_UTF_16) else _READ_AS_DECLARED.get(_declared_in(content).lower())
    try:
        return content.decode(encoding) if encoding else None
    except UnicodeDecodeError:
        return None


def _declared_in(content: bytes) -> str:
    match = _XML_ENCODING.match(content)
    return match[1].decode("ascii", "replace") if match else ""


def _unknown_encoding(content: bytes, path: str) -> Problem | None:
    """Return the problem of XML that says that it has an encoding which is not read."""
    declared = _declared_in(content) if path.endswith(".gpx") else ""
    if not declared or declared.lower() in ("utf-8", *_READ_AS_DECLARED):
        return None
    return problem("M674", path, Mark(1), encoding=declared)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def _too_large(path: str, size: int, limit: int) -> Problem:
    return problem("S102", path, size=-(-size // 1024), limit=limit // 1024)


def _strange_characters(text: str, path: str) -> list[Problem]:
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        for one in strange_in(line):
            mark = Mark(number, one.at + 1, one.at + 2)
            found.append(problem(one.code, path, mark, character=one.name))
    return found


def read_markdown(content: bytes, path: str) -> Document:
    """Return front matter (where the first line is `---`) and body.

    Fields that cannot be read are left out, and told of in its `faults`. Raises Faults where nothing can be read.
    """
    text = decoded(content, path, FRONT_MATTER_BYTES + BODY_BYTES)
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        if fault := fields_read_as_text(lines, path):
            raise Faults(fault)
        return Document(path, body=text, body_line=1)
    end, fault = end_of_fields(lines, path)
    if end is None:
        raise Faults(fault or problem("S105", path, Mark(1, 1, 4)))
    fields = ["" if fault and number == fault.mark.line else line for number, line in enumerate(lines[1:end], 2)]
    front = "\n".join(fields)
    if (size := len(front.encode())) > FRONT_MATTER_BYTES:
        raise Faults(_too_large(path, size, FRONT_MATTER_BYTES))
    read = _read(front, path, above=1)
    if fault is None:
        return replace(read, body="\n".join(lines[end + 1 :]), body_line=end + 2)
    # What stands where the fields should have ended belongs to the text, unless it was meant to end them.
    first = end if fault.code == "S186" else end + 1
    return replace(read, body="\n".join(lines[first:]), body_line=first + 1, faults=(fault, *read.faults))


def read_yaml(content: bytes, path: str) -> Document:
    """Return a data file without what cannot be read, which its `faults` tell. Raises Faults where nothing can."""
    return _read(decoded(content, path, DATA_BYTES), path, above=0)


MOST_ROUNDS = 20
"""How often a file is read again without the fields that could not be read"""
_OF_THE_WHOLE = ("S125",)
"""What is wrong with a file, and with no field of it"""
_OF_A_FIELD = ("S192", "S193")
"""What is wrong with a field that looks like none"""
_OF_THE_LINE_ABOVE_TOO = ("S151",)
"""What leaves the field above unread as well: it lacks what stands here"""


def _read(text: str, path: str, above: int) -> Document:
    lines = text.split("\n")
    faults: list[Problem] = []
    unread: set[int] = set()
    found: Sequence[Problem] = [one for scan in _SCANS for one in scan(lines, path, above)]
    fields = _top_fields(lines, {one.mark.line - above for one in found if one.code in _OF_A_FIELD})
    for _ in range(MOST_ROUNDS):
        left_out = {_field_with(fields, line) for one in found for line in _lines_of(one, above)}
        faults += (one for one in found if not _is_rest(lines, fields, one.mark.line - above, unread))
        unread |= left_out
        walk, found = _walked(_without(lines, fields, unread), path, above)
        if not found:
            break
        if any(one.code in _OF_THE_WHOLE for one in found):
            raise Faults(*faults, *found)
        if unread >= {_field_with(fields, one.mark.line - above) for one in found}:
            raise Faults(*faults)
    else:
        raise Faults(*faults)
    data = {} if walk.root is None else walk.root
    if not isinstance(data, dict):
        first = next((number for number, line in enumerate(lines, 1) if re.match(r"\s*[^\s#]", line)), 1)
        mark = Mark(first + above, 1, len(lines[first - 1]) + 1)
        raise Faults(*faults, *([] if faults else [problem("S128", path, mark)]))
    keys = frozenset(lines[one].partition(":")[0].strip("\"'*•·●▪–—−- ") for one in unread)
    return Document(path, data, walk.values, walk.keys, faults=tuple(faults), unread=keys, comments=walk.comments)


def _walked(lines: Sequence[str], path: str, above: int) -> tuple[_Walk, Sequence[Problem]]:
    """Return what YAML makes of the lines, and what is wrong with them as far as they could be read."""
    walk, text = _Walk(path, lines, above), "\n".join(lines)
    # Walk events, never compose: 100,000 open brackets overflow libyaml's composer and kill the process.
    loader = yaml.CSafeLoader(text) if yaml.__with_libyaml__ else yaml.SafeLoader(text)
    try:
        while (event := loader.get_event()) is not None:
            walk.take(event)
    except yaml.MarkedYAMLError as fault:
        return walk, [*walk.problems, slip(fault, lines, path, above)]
    except Faults as fault:
        return walk, fault.problems
    finally:
        loader.dispose()
    return walk, walk.problems


_TOP_FIELD = re.compile(r"[^\s#\-]|-\S")


def _top_fields(lines: Sequence[str], others: Collection[int]) -> Sequence[int]:
    """Return the lines, from 0, on which a field that is in no other begins; `others`, from 1, only look like items."""
    return [at for at, line in enumerate(lines) if at == 0 or at + 1 in others or _TOP_FIELD.match(line)]


def _field_with(fields: Sequence[int], line: int) -> int:
    """Return the line, from 0, on which the field begins that the line, from 1, is part of."""
    return fields[bisect_right(fields, line - 1) - 1]


def _lines_of(one: Problem, above: int) -> Sequence[int]:
    """Return the lines, from 1, that what is wrong with them leaves unread."""
    line = one.mark.line - above
    return (line - 1, line) if one.code in _OF_THE_LINE_ABOVE_TOO else (line,)


def _is_rest(lines: Sequence[str], fields: Sequence[int], line: int, unread: Collection[int]) -> bool:
    """Return whether a line only goes on with what could not be read above it, and is no slip of its own."""
    first = _field_with(fields, line)
    at = fields.index(first)
    return at > 0 and fields[at - 1] in unread and not FIELD.match(lines[first])


def _without(lines: Sequence[str], fields: Sequence[int], unread: Collection[int]) -> Sequence[str]:
    """Return the lines with empty ones for fields that could not be read, so that each keeps its number."""
    return ["" if _field_with(fields, number) in unread else line for number, line in enumerate(lines, 1)]


# Looks like the space after a colon, but YAML reads no field there: it is part of a text.
_HARD_SPACE = re.compile(r"\s*(?:-\s+)*[^\W\d]\w*:(?P<space>[\u00a0\u2007\u202f])")


def _hard_spaces(lines: Sequence[str], path: str, above: int) -> Iterator[Problem]:
    for number, line in enumerate(lines, 1 + above):
        if match := _HARD_SPACE.match(line):
            at = match.start("space")
            fixed = f"{line[:at]} {line[at:].strip()}".strip()
            yield problem("S132", path, Mark(number, at + 1, at + 2), fixed=fixed)


_SCANS = (_hard_spaces, signs_for_colons, signs_before_fields, strange_items, texts_with_colons, fields_at_the_margin)
"""What finds slips that YAML does not, or tells of one at a time"""


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being read; `key` waits for its value."""

    value: list[Value] | dict[str, Value]
    loc: Loc
    key: str | None = None
    ignored: bool = False


_COMMENT = re.compile(r"\s+(?P<sign>#)\s+(?P<said>\S.*?)\s*$")


class _Walk:
    """Turns YAML events into values and marks, and refuses what this project does not take."""

    def __init__(self, path: str, lines: Sequence[str], above: int) -> None:
        self.path = path
        self.lines = lines
        self.above = above
        self.root: Value = None
        self.values: dict[Loc, Mark] = {}
        self.keys: dict[Loc, Mark] = {}
        self.comments: dict[Mark, Comment] = {}
        self.problems: list[Problem] = []
        self._stack: list[_Open] = []
        self._documents = 0
        self._nodes = 0

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.NodeEvent):
            self._node(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._stack.pop()
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise Faults(*self.problems, self._problem("S127", event))

    def _node(self, event: yaml.NodeEvent) -> None:
        self._nodes += 1
        if self._nodes > MOST_NODES:
            raise Faults(*self.problems, self._problem("S125", event, limit=MOST_NODES))
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise Faults(*self.problems, self._problem("S120", event, fixed=self._in_quotes(event)))
        if getattr(event, "tag", None) is not None:
            raise Faults(*self.problems, self._problem("S121", event, fixed=self._in_quotes(event)))
        top = self._stack[-1] if self._stack else None
        if isinstance(event, yaml.ScalarEvent):
            if isinstance(top, _Open) and isinstance(top.value, dict) and top.key is None:
                self._key(top, event)
            else:
                self._put(event, _scalar(event))
                self._lost(event)
            # An escape in a quoted text ("\\u202E") brings in what the file itself does not hold.
            for one in strange_in(event.value):
                self.problems.append(self._problem(one.code, event, character=one.name))
            return
        if top is not None and isinstance(top.value, dict) and top.key is None:
            raise Faults(*self.problems, self._problem("S126", event))
        if len(self._stack) >= DEEPEST:
            raise Faults(*self.problems, self._problem("S124", event, limit=DEEPEST))
        value: Value = [] if isinstance(event, yaml.SequenceStartEvent) else {}
        loc = self._put(event, value)
        assert isinstance(value, list | dict)
        self._stack.append(_Open(value, loc))

    def _lost(self, event: yaml.ScalarEvent) -> None:
        """Report text that would silently be lost: `farge: #00594c` has no value to YAML."""
        end = event.end_mark
        assert end is not None, "the parser always marks its events"
        line = self.lines[end.line] if end.line < len(self.lines) else ""
        if event.implicit[0] and (fixed := curly_marks(event.value, line)):
            self.problems.append(self._problem("S162", event, fixed=fixed))
        if event.implicit[0] and re.match(r"\s*#\S", line[end.column :]):
            column = line.index("#", end.column) + 1
            mark = Mark(end.line + 1 + self.above, column, len(line) + 1)
            self.problems.append(problem("S118", self.path, mark, fixed=in_quotes(line)))
        elif event.implicit[0] and event.value and (said := _COMMENT.match(line, end.column)):
            start = self._mark(event)
            head = self.lines[start.line - 1 - self.above][: start.column - 1].lstrip()
            mark = Mark(end.line + 1 + self.above, said.start("sign") + 1, len(line.rstrip()) + 1)
            self.comments[start] = Comment(mark, head, event.value, said["said"])

    def _in_quotes(self, event: yaml.Event) -> str:
        assert event.start_mark is not None, "the parser always marks its events"
        return in_quotes(self.lines[event.start_mark.line])

    def _key(self, top: _Open, event: yaml.ScalarEvent) -> None:
        assert isinstance(top.value, dict)
        key = event.value
        if key == "<<" and event.implicit[0]:
            raise Faults(*self.problems, self._problem("S122", event))
        top.ignored = key in top.value
        if top.ignored:
            first = self.keys[(*top.loc, key)].line
            self.problems.append(self._problem("S123", event, key=key, first=first))
        else:
            self.keys[(*top.loc, key)] = self._mark(event)
        top.key = key

    def _put(self, event: yaml.NodeEvent, value: Value) -> Loc:
        if not self._stack:
            self.root = value
            return ()
        top = self._stack[-1]
        if isinstance(top.value, list):
            loc: Loc = (*top.loc, len(top.value))
            top.value.append(value)
        else:
            assert top.key is not None
            loc = (*top.loc, top.key)
            if not top.ignored:
                top.value[top.key] = value
            top.key = None
        # A list or mapping on lines of its own begins nowhere in particular; the author's word for it is its key.
        is_block = isinstance(event, yaml.CollectionStartEvent) and not event.flow_style
        self.values.setdefault(loc, (self.keys.get(loc) if is_block else None) or self._mark(event))
        return loc

    def _mark(self, event: yaml.Event) -> Mark:
        start, end = event.start_mark, event.end_mark
        assert start is not None and end is not None, "the parser always marks its events"
        end_column = end.column if end.line == start.line else start.column + 1
        return Mark(start.line + 1 + self.above, start.column + 1, max(end_column, start.column + 1) + 1)

    def _problem(self, code: str, event: yaml.Event, **values: object) -> Problem:
        return problem(code, self.path, self._mark(event), **values)


def _scalar(event: yaml.ScalarEvent) -> str | None:
    # The C parser reports style '' and the Python one None for plain text; `implicit` is the same in both.
    if event.implicit[0] and event.value in ("", "~", "null"):
        return None
    # As in the rest of the file: an escape ("a\\u030a") may have brought in a letter in two parts.
    return unicodedata.normalize("NFC", event.value)
