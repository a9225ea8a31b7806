"""What is wrong with a site's own templates, in the words of our problems: Jinja's own are English."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from traceback import walk_tb

from jinja2 import Environment, TemplateNotFound, TemplateRuntimeError, TemplateSyntaxError, UndefinedError, nodes

from site_builder.model import Theme
from site_builder.problems import Mark, Problem, problem
from site_builder.text.reference_words import LINK_WORDS

FOLDER = "templates/"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Templates that one asks for in a line; any of `names` will do."""

    names: tuple[str, ...]
    line: int
    is_parent: bool
    is_needed: bool


def wanted_by(tree: nodes.Template) -> Iterator[Wanted]:
    """Yield what a template extends, includes and imports by name; a name that is computed is not known yet."""
    for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        assert isinstance(node, (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport))
        asked = node.template.items if isinstance(node.template, (nodes.List, nodes.Tuple)) else [node.template]
        names = [one.value for one in asked if isinstance(one, nodes.Const) and isinstance(one.value, str)]
        if names and len(names) == len(asked):
            is_needed = not (isinstance(node, nodes.Include) and node.ignore_missing)
            yield Wanted(tuple(names), node.lineno, isinstance(node, nodes.Extends), is_needed)


def judged(environment: Environment, templates: Mapping[str, str], theme: Theme) -> Iterator[Problem]:
    """Yield what is wrong with the site's own templates, found without rendering them."""
    own = theme.overridden
    wanted: dict[str, tuple[Wanted, ...]] = {}
    for name, text in templates.items():
        try:
            wanted[name] = tuple(wanted_by(environment.parse(text, name)))
            if name in own:
                environment.compile(text, name)
        except (TemplateSyntaxError, SyntaxError, RecursionError) as fault:
            if name not in own:
                raise
            yield _unreadable(fault, name)
    for name in sorted(own & wanted.keys()):
        for one in wanted[name]:
            if one.is_needed and not any(asked in templates for asked in one.names):
                yield _missing(one.names[0], templates, FOLDER + name, Mark(one.line))
            elif one.is_parent and name in _parents(one.names[0], wanted):
                yield problem("T705", FOLDER + name, Mark(one.line))

    asked_for = {asked for name, found in wanted.items() for one in found for asked in one.names if asked != name}
    for name in sorted(theme.added - asked_for):
        yield problem("S144", FOLDER + name, name=name, instead=_meant(name, theme))


def _meant(name: str, theme: Theme) -> str:
    """Return the file of the theme that one of another name was probably to stand in for."""
    stem, dot, ending = name.rpartition(".")
    translated = LINK_WORDS.get(stem, stem) + dot + ending
    known = [one for one in theme.files if one not in theme.added]
    return translated if translated in known else get_close_matches(name, known, n=1, cutoff=0)[0]


_PARTS = (
    ("<html lang>", re.compile(r"<html\b[^>]*\slang=", re.IGNORECASE)),
    ("<title>", re.compile(r"<title\b", re.IGNORECASE)),
    ("<main>", re.compile(r"<main\b", re.IGNORECASE)),
    ("<h1>", re.compile(r"<h1\b", re.IGNORECASE)),
)
"""What every page has: without it, it is blank, or cannot be found one's way in."""


def lacking_parts(page: str, name: str, theme: Theme, used: frozenset[str]) -> Problem | None:
    """Return what a page made of the site's own templates lacks to be one; None where it lacks nothing."""
    own = sorted(used & theme.overridden)
    lacks = tuple(part for part, pattern in _PARTS if not pattern.search(page))
    if not own or not lacks or not name.endswith(".html"):
        return None
    return problem("S143", FOLDER + (name if name in own else own[0]), names=lacks)


def _parents(name: str, wanted: Mapping[str, tuple[Wanted, ...]]) -> set[str]:
    """Return the template with all that it extends, in any number of steps."""
    waiting, found = [name], set[str]()
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting.extend(asked.names[0] for asked in wanted.get(one, ()) if asked.is_parent)
    return found


def _missing(name: str, templates: Mapping[str, str], path: str, mark: Mark) -> Problem:
    return problem("T703", path, mark, name=name, instead=get_close_matches(name, templates, n=1, cutoff=0)[0])


def _unreadable(fault: Exception, name: str) -> Problem:
    mark = Mark(fault.lineno) if isinstance(fault, TemplateSyntaxError) else None
    return _lacking(str(fault), FOLDER + name, mark) or problem("T701", FOLDER + name, mark)


_LACKS = (
    ("T704", re.compile(r"(?:No (?:filter|test) named|Encountered unknown tag) '(?P<name>[^']+)'")),
    ("T707", re.compile(r"block '(?P<name>[^']+)' defined twice")),
)
"""What Jinja says in so many words."""


def _lacking(said: str, path: str, mark: Mark | None) -> Problem | None:
    for code, pattern in _LACKS:
        if found := pattern.match(said):
            return problem(code, path, mark, name=found["name"])
    return None


_UNDEFINED = re.compile(r"'(?P<name>[^']+)'(?: is undefined| was not provided)?\.?$|has no element (?P<element>.+)$")
"""The name stands last in all that Jinja says of what is not defined."""


def while_rendering(fault: Exception, theme: Theme, used: frozenset[str]) -> Problem | None:
    """Return what went wrong in a page made of the templates in `used`; None where none of them is the site's own.

    The place is the innermost line in a template of the site's own. Where the traceback names none, such a template
    lacks something that one of ours asks it for.
    """
    own = sorted(used & theme.overridden)
    if not own:
        return None
    frames = [(frame.f_code.co_filename, line) for frame, line in walk_tb(fault.__traceback__)]
    here = [(path, line) for path, line in frames if path.removeprefix(FOLDER) in own]
    path, mark = (here[-1][0], Mark(here[-1][1])) if here else (FOLDER + own[0], None)
    match fault:
        case UndefinedError():
            found = _UNDEFINED.search(str(fault))
            name = (found["name"] or found["element"]) if found else str(fault)
            return problem("T702" if here else "T708", path, mark, name=name)
        case KeyError(args=[str(name)]):
            # The catalogue of interface words has no such key.
            return problem("T702", path, mark, name=name)
        case TemplateNotFound(name=str(name)):
            return _missing(name, theme.files, path, mark or Mark(0))
        case RecursionError() if here:
            # Of the lines that call each other, the last in the file: `extends` stands first, and is right.
            return problem("T705", path, Mark(max(line for where, line in here if where == path)))
        case TemplateRuntimeError() if lacking := _lacking(str(fault), path, mark):
            return lacking
    return problem("T706", path, mark)
