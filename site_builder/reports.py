"""The forms a list of problems is given to programs in: JSON, annotations and a summary of GitHub, GitLab's, SARIF."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

from site_builder import __version__
from site_builder.problems import WARNINGS, Problem, Wording, count, path_of, printable


def as_json(problems: Iterable[Problem], wording: Wording) -> str:
    """Return a JSON array, one object a problem, for programs."""
    rows = [
        {
            "code": one.code,
            "severity": "error" if one.is_error else "warning",
            "path": path_of(one),
            "line": one.mark.line,
            "column": one.mark.column,
            "end_column": one.mark.end_column,
            "message": wording.message(one),
            "hint": wording.hint(one),
        }
        for one in problems
    ]
    return _as_array(rows)


MOST_ANNOTATIONS = 10
"""So many errors, and so many warnings, GitHub shows of a step (its own runner counts them); it drops the rest."""


def as_github(problems: Iterable[Problem], wording: Wording) -> str:
    """Return GitHub Actions workflow commands, which become annotations on the proposal.

    Those that come first are shown there. The others are lines of the log, and a notice says how many they are.
    """
    shown: Counter[bool] = Counter()
    lines, rest = [], []
    for one in problems:
        shown[one.is_error] += 1
        if shown[one.is_error] <= MOST_ANNOTATIONS:
            lines.append(_annotation(one, wording))
        else:
            rest.append(one)
    if rest:
        lines.append(f"::notice::{_data(wording.say('checked.more', count=count(rest, wording)))}")
        lines += (_in_the_log(one, wording) for one in rest)
    return "".join(f"{line}\n" for line in lines)


def _in_the_log(one: Problem, wording: Wording) -> str:
    """Return a problem as a line that the log takes for no command, whatever its author wrote."""
    severity = wording.say("problem.error" if one.is_error else "problem.warning")
    place = f"{path_of(one)}:{one.mark.line}" if one.mark.line else path_of(one)
    said = " ".join(f"{wording.message(one)} {wording.hint(one)}".split())
    return printable(f"{severity}[{one.code}] {place} {said}").replace("##[", "## [")


SUMMARY_BYTES = 900_000
"""GitHub takes a summary of at most 1 MiB of a step (docs.github.com, Workflow commands, Adding a job summary)."""


def github_summary(problems: Iterable[Problem], wording: Wording) -> str:
    """Return every problem as a table in Markdown, for the summary of a job; nothing where nothing is wrong."""
    found = tuple(problems)
    if not found:
        return ""
    head = [f"### {wording.say('checked.heading')}", "", _cell(count(found, wording)), ""]
    names = [wording.say(f"checked.column_{name}") for name in ("severity", "place", "wrong", "instead")]
    head += [_row(names), "|---" * len(names) + "|"]
    size, rows = 0, []
    for one in found:
        row = _row(_cell(text) for text in _summarised(one, wording))
        size += len(row.encode(errors="replace")) + 1
        if size > SUMMARY_BYTES:
            break
        rows.append(row)
    left = len(found) - len(rows)
    end = ["", wording.say("checked.left_out", n=left)] if left else []
    return "\n".join([*head, *rows, *end, ""]) + "\n"


def _summarised(one: Problem, wording: Wording) -> tuple[str, str, str, str]:
    severity = wording.say("problem.error" if one.is_error else "problem.warning")
    place = f"{path_of(one)}:{one.mark.line}" if one.mark.line else path_of(one)
    return f"{severity}[{one.code}]", place, wording.message(one), wording.hint(one)


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _cell(text: str) -> str:
    """Return an author's words as Markdown that shows them and does nothing else: a reference for every sign
    (CommonMark 0.31, 2.5: such a character is never part of the structure)."""
    line = printable(" ".join(text.split()))
    return "".join(one if one.isalnum() or one in " .,«»–" else f"&#{ord(one)};" for one in line)


def _annotation(one: Problem, wording: Wording) -> str:
    properties = {"file": path_of(one)}
    if one.mark.line:
        properties["line"] = str(one.mark.line)
    if one.mark.column:
        properties["col"] = str(one.mark.column)
        properties["endColumn"] = str(max(one.mark.column, one.mark.end_column - 1))
    properties["title"] = one.code
    listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    level = "error" if one.is_error else "warning"
    return f"::{level} {listed}::{_data(f'{wording.message(one)} {wording.hint(one)}')}"


def as_gitlab(problems: Iterable[Problem], wording: Wording) -> str:
    """Return a report of code quality for GitLab, which shows it in the merge request.

    The fields are those that docs.gitlab.com/ci/testing/code_quality names, after Code Climate's.
    """
    rows = [
        {
            "description": f"{wording.message(one)} {wording.hint(one)}",
            "check_name": one.code,
            "fingerprint": fingerprint,
            "severity": "major" if one.is_error else "minor",
            "location": {"path": path_of(one), "lines": {"begin": max(1, one.mark.line)}},
        }
        for one, fingerprint in _with_fingerprints(problems, wording)
    ]
    return _as_array(rows)


def _with_fingerprints(problems: Iterable[Problem], wording: Wording) -> Iterator[tuple[Problem, str]]:
    """Yield each problem with what it is known by from one run to the next."""
    seen: Counter[str] = Counter()
    for one in problems:
        # Not the line: a problem that only moved is not a new one. The same one twice is two.
        same = f"{one.code}\0{path_of(one)}\0{wording.message(one)}"
        seen[same] += 1
        yield one, hashlib.sha256(f"{same}\0{seen[same]}".encode(errors="surrogateescape")).hexdigest()


def as_sarif(problems: Iterable[Problem], wording: Wording, docs: str = "") -> str:
    """Return a log in SARIF 2.1.0 (OASIS Standard, 27 March 2020), for code scanning and editors.

    `docs` is the address of docs/problemer.md where it is published, without which no rule has a link (3.49.12).
    """
    found = tuple(problems)
    codes = sorted({one.code for one in found})
    log = {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "site-builder",
                        "semanticVersion": __version__,
                        "language": wording.language,
                        "rules": [_rule(code, wording, docs) for code in codes],
                    }
                },
                # 3.14.17: one column for each character, as in our marks.
                "columnKind": "unicodeCodePoints",
                "results": [
                    _result(one, fingerprint, codes, wording) for one, fingerprint in _with_fingerprints(found, wording)
                ],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str, wording: Wording, docs: str) -> dict[str, object]:
    """Return a reportingDescriptor (3.49)."""
    message, hint = (in_general(sentence) for sentence in wording.problems[code])
    rule: dict[str, object] = {
        "id": code,
        "shortDescription": {"text": message},
        "help": {"text": hint},
        "defaultConfiguration": {"level": _level(code)},
    }
    return rule | ({"helpUri": f"{docs}#{code.lower()}"} if docs else {})


def _result(one: Problem, fingerprint: str, codes: Sequence[str], wording: Wording) -> dict[str, object]:
    """Return a result (3.27) with its place: a physicalLocation (3.29) with a region (3.30), where it has a line."""
    # 3.4.3: a URI reference, so a file name is encoded, also one that is not UTF-8.
    uri = quote(path_of(one).encode(errors="surrogateescape"))
    place: dict[str, object] = {"artifactLocation": {"uri": uri}}
    if one.mark.line:
        region = {"startLine": one.mark.line}
        if one.mark.column:
            # 3.30.8: the column after the last one, as ours.
            region |= {"startColumn": one.mark.column, "endColumn": max(one.mark.end_column, one.mark.column + 1)}
        place["region"] = region
    return {
        "ruleId": one.code,
        "ruleIndex": codes.index(one.code),
        "level": _level(one.code),
        "message": {"text": f"{wording.message(one)} {wording.hint(one)}"},
        "locations": [{"physicalLocation": place}],
        # 3.27.17: a name, a slash and the version of how it is made.
        "partialFingerprints": {"codePathMessage/v1": fingerprint},
    }


def _level(code: str) -> str:
    return "warning" if code in WARNINGS else "error"


_VALUE = re.compile(r"\{\{|\}\}|\{[a-z_]+\}")


def in_general(sentence: str) -> str:
    """Return a sentence of the catalogue without values: an ellipsis stands for each."""
    return _VALUE.sub(lambda match: match[0][0] if match[0] in ("{{", "}}") else "…", sentence)


def _as_array(rows: Sequence[object]) -> str:
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
