"""Markdown files: title, type and date are settled here, before the model judges the fields."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from site_builder.content_types import NOTICE_TYPES
from site_builder.content_types.entry import en_name, nb_name
from site_builder.content_types.notice import Notice
from site_builder.content_types.notice_words import (
    NoticeType,
    crisis_first_in,
    crisis_within,
    date_from_name,
    first_word,
    named_as_crisis,
    type_from_name,
    type_meant_by_name,
    type_nearly_in_name,
    with_first_word,
    with_the_year_first,
)
from site_builder.content_types.updates import heading_problems, read_updates, without_updates
from site_builder.fences import below_a_second_part, fields_of_another_text
from site_builder.loading.blanks import blank_problems, without_blank_fields
from site_builder.loading.folders import FirstSeen
from site_builder.loading.validation import Reading, validated
from site_builder.problems import WHOLE_FILE, Faults, FieldToPaste, Mark, Problem, problem
from site_builder.rendering import markdown
from site_builder.rendering.references import strange_references
from site_builder.source import Document, Value, read_markdown
from site_builder.text import dates
from site_builder.text.slugs import LONGEST, is_slug, is_too_long, shortened, slug_of


def stem_of(path: str) -> str:
    """Return the name of a file without its folder and ending."""
    return path.rpartition("/")[2].rpartition(".")[0]


def has_fit_name(path: str) -> bool:
    """Return whether the name of a file can be a slug."""
    return is_slug(stem_of(path))


def read_document(path: str, content: bytes, reading: Reading, *, is_variant: bool = False) -> Document | None:
    """Return the file with its title among the fields, or None with its problems in `reading`. The name of a variant
    has been judged; a name that is wrong is told of, and the rest judged all the same."""
    if not is_variant and not has_fit_name(path):
        reading.problems.append(unfit(path, stem_of(path), ".md"))
    try:
        document = read_markdown(content, path)
        if fault := fields_of_another_text(document.body, document.body_line, path, _KNOWN):
            # The text is judged as it will stand when the parts are one.
            body = below_a_second_part(document.body) if fault.code == "S194" else document.body
            document = replace(document, faults=(*document.faults, fault), body=body)
        reading.problems.extend(document.faults)
        return _shallow(_with_title(document, reading), reading)
    except Faults as fault:
        reading.problems.extend(fault.problems)
        return None


def _shallow(document: Document, reading: Reading) -> Document:
    """Return the document with a body that can be parsed: what nests too deep is told of, the rest is judged."""
    line = markdown.too_deep(document.body, document.body_line)
    if line is None:
        return document
    reading.problems.append(problem("B601", document.path, Mark(line), limit=markdown.DEEPEST))
    return replace(document, body=markdown.shallow(document.body))


_KNOWN = frozenset(
    name
    for model in NOTICE_TYPES.values()
    for field, info in model.model_fields.items()
    if field not in model.read_from_body
    for name in (en_name(field, info), nb_name(info))
)
"""Names that fields of notices have, in both spellings: most of what others have is called the same"""


def slug_in(document: Document) -> str:
    """Return the slug: the `id` field where it is fit for one, else the file's name, as it is to be."""
    written = document.data.get("id")
    if isinstance(written, str) and is_slug(written):
        return written
    stem = stem_of(document.path)
    return stem if is_slug(stem) else _fit(stem)


def notice_of(document: Document, slug: str, reading: Reading, undated: Mapping[str, FirstSeen]) -> Notice | None:
    """Return the notice, judged by the model of its type, or None with its problems in `reading`."""
    kind = _type_of(document, reading)
    if kind is NoticeType.CRISIS and _is_draft(document):
        # It lies ready to be filled in. Taken into use, it is told of until that is done.
        document = without_blank_fields(document)
    elif kind is NoticeType.CRISIS:
        reading.problems.extend(blank_problems(document))
    others = {_spelt(one, reading): model for one, model in NOTICE_TYPES.items()}
    document, lines = with_updates_apart(_dated(document, reading, undated), reading)
    before = len(reading.problems)
    notice = validated(NOTICE_TYPES[kind], document, slug, reading, other_models=others)
    unfit = reading.unfit.pop() if notice is None and reading.has_unfit(document.path) else None
    found = notice or unfit
    if not isinstance(found, Notice):
        return None
    reading.problems[before:] = [_with_a_line_to_paste(one, found) for one in reading.problems[before:]]
    updates, faults = read_updates(lines, found.begins, document.path)
    if found.is_clear("starts", "published"):
        # A time alone is on the day of one of these.
        reading.problems.extend(faults)
    found = found.model_copy(update={"updates": updates})
    if unfit is None:
        return found
    reading.unfit.append(found)
    return None


USUAL_CLOCK = "15:40"


def _with_a_line_to_paste(one: Problem, notice: Notice) -> Problem:
    """Return the problem; of a yes where the time belongs at which it was over, the one with the notice's own line."""
    values = dict(one.values)
    ends = {notice.origin.word(name) for name in ("ends", "resolved", "all_clear")}
    is_day_known = (notice.starts or notice.is_dated_by_its_author) and notice.begins.is_exact
    if one.code != "D217" or values["field"] not in ends or not is_day_known:
        return one
    # Nothing is over before it begins.
    clock = max(USUAL_CLOCK, f"{notice.begins.local:%H:%M}")
    line = f"{values['field']}: {notice.begins.local:%Y-%m-%d} {clock}"
    return problem("N230", one.path, one.mark, **values, clock=clock, line=line)


def _dated(document: Document, reading: Reading, undated: Mapping[str, FirstSeen]) -> Document:
    if _written(document, "published", "publisert"):
        return document
    day = date_from_name(stem_of(document.path))
    word = "publisert" if reading.spelling == "nb" else "published"
    if day is None:
        seen = undated[document.path]
        if not _is_draft(document):
            # The day on which a draft was begun is no date to publish it with.
            line = FieldToPaste(f"{word}: {dates.to_write(seen.moment)}", document.has_fences)
            code = "N211" if seen.known_from == "git" else "N212"
            reading.problems.append(problem(code, document.path, Mark(1), line=line))
        # The clock may have been two things at that time; the offset says which.
        day = dates.rfc3339(seen.moment)
    # It stands nowhere in the file: what is wrong with it is wrong with the file's name.
    values = {**document.values, (word,): WHOLE_FILE}
    return replace(document, data=_without(document, "published", "publisert") | {word: day}, values=values)


def unfit(path: str, stem: str, ending: str) -> Problem:
    """Return the problem of a file whose name cannot be a slug."""
    instead = _fit(stem) + ending
    if is_too_long(with_the_year_first(slug_of(stem))):
        return problem("S149", path, length=len(stem), limit=LONGEST, ending=ending, instead=instead)
    return problem("L306", path, name=stem + ending, instead=instead)


def _fit(stem: str) -> str:
    """Return a name that can be a slug."""
    fit = with_the_year_first(slug_of(stem)) or "barnehage"
    return shortened(fit) if is_too_long(fit) else fit


_TITLE = re.compile(r"#\s+(.+?)(?:\s+#+)?\s*")
_UNDERLINE = re.compile(r"=+\s*|-{2,}\s*")
_OTHER_TITLES = (re.compile(r"#(?P<title>[^#\s].*)"),)
"""What looks like a title at the head of a text, whatever stands above it"""
_TITLES_WITHOUT_FIELDS = (
    re.compile(r"#{2,6}\s+(?P<title>.+?)(?:\s+#+)?\s*"),
    re.compile(r"\\#+\s*(?P<title>.+)"),
    re.compile(r"(?P<sign>\*{1,3}|_{1,3})(?P<title>[^\s*_](?:[^*_]*[^\s*_])?)(?P=sign)\s*"),
    re.compile(r"(?:tittel|title):\s+(?P<title>.+)"),
    # A short line of its own, and no sentence.
    re.compile(r"(?!\w+:\s)(?P<title>[\w«\"'(][^\]|<]{1,78}[^\s.:;,\]|<])\s*"),
)
"""What looks like a title where no fields are: a line that nothing but an empty one may follow"""


def _with_title(document: Document, reading: Reading) -> Document:
    """Move a leading `# ` line into the fields, and a line that was meant as one. Raises Faults when there is a title
    already."""
    lines = document.body.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return document
    match = _TITLE.fullmatch(lines[first])
    line = document.body_line + first
    mark = Mark(line, 1, len(lines[first].rstrip()) + 1)
    if match:
        title = match[1]
    elif not _written(document, "title", "tittel") and (meant := _title_meant(document, lines, first)):
        title = meant
        fault = problem("F122", document.path, mark, written=lines[first].strip(), title=title)
        reading.problems.append(fault)
        document = replace(document, faults=(*document.faults, fault))
        if first + 1 < len(lines) and _UNDERLINE.fullmatch(lines[first + 1]):
            lines[first + 1] = ""
    else:
        return document
    for key in ("title", "tittel"):
        if document.data.get(key):
            raise Faults(problem("F106", document.path, mark, key=key, first=document.keys[(key,)].line))
    if strange := list(strange_references([lines[first]], line)):
        raise Faults(*(problem(one.code, document.path, one.mark, written=one.written) for one in strange))
    # The line stays as an empty one, so that every line below keeps its number.
    lines[first] = ""
    word = "tittel" if reading.spelling == "nb" else "title"
    return replace(
        document,
        data=_without(document, "title", "tittel") | {word: title},
        values={**document.values, (word,): mark},
        body="\n".join(lines),
    )


def _title_meant(document: Document, lines: Sequence[str], first: int) -> str | None:
    """Return the title where a body begins with what looks like one and is not read as one."""
    line, below = lines[first], lines[first + 1 : first + 2]
    if below and _UNDERLINE.fullmatch(below[0]):
        return line.strip()
    is_alone = not document.has_fences and not "".join(below).strip() and any(map(str.strip, lines[first + 2 :]))
    kinds = (*_OTHER_TITLES, *(_TITLES_WITHOUT_FIELDS if is_alone else ()))
    match = next((match for one in kinds if (match := one.fullmatch(line))), None)
    return match["title"].strip() if match else None


def _without(document: Document, *keys: str) -> dict[str, Value]:
    return {key: value for key, value in document.data.items() if key not in keys}


def _written(document: Document, *keys: str) -> bool:
    return any(document.data.get(key) or key in document.unread for key in keys)


def _is_draft(document: Document) -> bool:
    return any(str(document.data.get(key)).lower() in ("ja", "yes", "true") for key in ("draft", "utkast"))


def is_dated(document: Document) -> bool:
    """Return whether a notice says when it was published, in a field or in its file's name."""
    return _written(document, "published", "publisert") or date_from_name(stem_of(document.path)) is not None


def _type_of(document: Document, reading: Reading) -> NoticeType:
    written = document.data.get("type")
    stem = stem_of(document.path)
    if not _written(document, "type"):
        kind, meant = type_from_name(stem), type_meant_by_name(stem)
        if meant not in (None, kind):
            says = f"type: {_spelt(meant, reading)}"
            line = FieldToPaste(says, document.has_fences)
            reading.problems.append(problem("N223", document.path, type=_spelt(kind, reading), found=says, line=line))
        elif meant is None and (near := type_nearly_in_name(stem)):
            reading.problems.append(_nearly(near, kind, document, reading))
        elif meant is None and (told := _crisis_elsewhere(kind, document, reading)):
            reading.problems.append(told)
        elif meant is None and (topic := next((one for one in ("tema", "topic") if document.data.get(one)), None)):
            reading.problems.append(_with_a_topic(topic, document, reading))
        return kind
    found = NoticeType.parse(written) or NoticeType.meant(written) if isinstance(written, str) else None
    # A slip in the type is one mistake, and no reason to tell of its own fields as those of another type.
    return found or type_meant_by_name(stem) or _type_with_fields_of(document) or type_from_name(stem)


def _with_a_topic(topic: str, document: Document, reading: Reading) -> Problem:
    """Return the problem of what is news since nothing says otherwise, and has what operations alone are known by."""
    operations, news = _spelt(NoticeType.OPERATIONS, reading), _spelt(NoticeType.NEWS, reading)
    name = with_first_word(slug_of(stem_of(document.path)), slug_of(operations)) + ".md"
    mark = document.keys.get((topic,)) or document.mark((topic,))
    return problem("F240", document.path, mark, topic=topic, name=name, operations=operations, news=news)


def _nearly(near: NoticeType, kind: NoticeType, document: Document, reading: Reading) -> Problem:
    """Return the problem of a file's name that all but says another type."""
    found, instead, type_ = first_word(stem_of(document.path)), _spelt(near, reading), _spelt(kind, reading)
    line = FieldToPaste(f"type: {type_}", document.has_fences)
    return problem("F168", document.path, found=found, instead=instead, type=type_, line=line)


def _crisis_elsewhere(kind: NoticeType, document: Document, reading: Reading) -> Problem | None:
    """Return the problem of what its file's name or its title calls a crisis, where that decides nothing."""
    stem = slug_of(stem_of(document.path))
    title = next((key for key in ("tittel", "title") if document.data.get(key)), "")
    code, mark, found = "F260", WHOLE_FILE, crisis_within(stem)
    if not found:
        code, mark, found = "F261", document.mark((title,)), crisis_first_in(str(document.data.get(title)))
    if not found:
        return None
    crisis, type_ = _spelt(NoticeType.CRISIS, reading), _spelt(kind, reading)
    name, line = f"{named_as_crisis(stem, crisis)}.md", FieldToPaste(f"type: {type_}", document.has_fences)
    return problem(code, document.path, mark, found=found, instead=crisis, name=name, type=type_, line=line)


def _type_with_fields_of(document: Document) -> NoticeType | None:
    """Return the type that alone has one of the fields that are written."""
    for kind, model in NOTICE_TYPES.items():
        own = model.model_fields.keys() - Notice.model_fields.keys()
        names = {name for one in own for name in (one, nb_name(model.model_fields[one]))}
        if names & document.data.keys():
            return kind
    return None


def _spelt(kind: NoticeType, reading: Reading) -> str:
    return kind.word if reading.spelling == "nb" else kind.value


def with_updates_apart(document: Document, reading: Reading) -> tuple[Document, tuple[tuple[int, str], ...]]:
    """Return the document without its dated updates, and those as lines with their numbers."""
    body, lines = without_updates(document.body, document.body_line)
    reading.problems.extend(heading_problems(body, document.body_line, document.path))
    return replace(document, body=body), lines
