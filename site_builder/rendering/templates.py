"""Jinja: a view and a shell become a page. The only place that compiles templates; authors' text never is one."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import BytecodeCache, Environment, FunctionLoader, StrictUndefined
from jinja2.bccache import Bucket

from site_builder.model import Theme
from site_builder.problems import Faults, Problem
from site_builder.rendering.template_faults import FOLDER, judged, lacking_parts, wanted_by, while_rendering
from site_builder.text.foreign import settled
from site_builder.text.messages import Catalogue


@dataclass(frozen=True, slots=True)
class Compiled:
    """Templates as Jinja has them."""

    environment: Environment
    used: Mapping[str, frozenset[str]]
    """Of each template: itself, with all that it extends, includes or imports"""
    digests: Mapping[str, str]
    """Of each template with all that it uses"""


@dataclass(frozen=True, slots=True)
class Pages:
    """The theme's templates, ready to render."""

    theme: Theme
    compiled: Compiled

    @property
    def digests(self) -> Mapping[str, str]:
        return self.compiled.digests

    def render(self, name: str, view: object, shell: object, words: Catalogue) -> str:
        """Return the page. Raises Faults where a site's own template is wrong."""
        try:
            template = self.compiled.environment.get_template(name)
            text: str = template.render(view=view, shell=shell, t=words.say, words=words)
        except Exception as fault:
            # Whatever an own template does wrong, Python has an exception for; a fault in ours is for us to read.
            found = while_rendering(fault, self.theme, self.compiled.used[name])
            if found is None:
                raise
            raise Faults(found) from fault
        if lacking := lacking_parts(text, name, self.theme, self.compiled.used[name]):
            raise Faults(lacking)
        return settled(_BLANK.sub(lambda match: match[1] or "\n", text).strip() + "\n")


def rendered_alone(name: str, source: str, view: object, words: Catalogue) -> str:
    """Return a page of a template of our own that belongs to no theme, such as a report for staff."""
    template = _environment({name: source}).get_template(name)
    text: str = template.render(view=view, t=words.say, words=words)
    return settled(_BLANK.sub(lambda match: match[1] or "\n", text).strip() + "\n")


# Blank lines that tags of the templates leave behind; those in an author's code stay.
_BLANK = re.compile(r"(<pre\b.*?</pre>)|\n(?:[ \t]*\n)+", re.DOTALL)


def faults_in(theme: Theme) -> tuple[Problem, ...]:
    """Return what is wrong with the site's own templates before any page is made of them."""
    sources = _sources(theme)
    return tuple(judged(_environment(sources), sources, theme)) if theme.overridden else ()


def pages(theme: Theme) -> Pages:
    """Return the compiled theme, in which `faults_in` found nothing."""
    return Pages(theme, _compiled(tuple(sorted(_sources(theme).items()))))


# To compile takes longer than to build a small site: a program that builds many, as tests do, does it once for a theme.
@lru_cache(maxsize=4)
def _compiled(files: tuple[tuple[str, str], ...]) -> Compiled:
    sources = dict(files)
    environment = _environment(sources)
    wanted = {name: _asked_for(name, text) for name, text in sources.items()}
    used = {name: _used(name, wanted) for name in sources}
    return Compiled(environment, used, {name: _digest(used[name], sources) for name in sources})


def _sources(theme: Theme) -> dict[str, str]:
    return {name: text for name, text in theme.files.items() if name.endswith((".html", ".xml", ".txt"))}


class _InMemory(BytecodeCache):
    """What this process has compiled: where a site has one template of its own, or is writing it, the rest is there."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if (kept := self._kept.get(bucket.key)) is not None:
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


_IN_MEMORY = _InMemory()


def _environment(sources: Mapping[str, str]) -> Environment:
    # With a file name, so that a traceback says which template a line stands in.
    def found(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        return (sources[name], FOLDER + name, lambda: True) if name in sources else None

    return Environment(
        loader=FunctionLoader(found),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        bytecode_cache=_IN_MEMORY,
    )


@lru_cache(maxsize=512)
def _asked_for(name: str, text: str) -> frozenset[str]:
    tree = _environment({name: text}).parse(text, name)
    return frozenset(asked for one in wanted_by(tree) for asked in one.names)


def _used(name: str, wanted: Mapping[str, frozenset[str]]) -> frozenset[str]:
    waiting, found = [name], set[str]()
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting.extend(wanted.get(one, ()))
    return frozenset(found)


def _digest(used: frozenset[str], sources: Mapping[str, str]) -> str:
    whole = hashlib.sha256()
    for one in sorted(used):
        whole.update(f"{one}\0{sources.get(one, '')}\0".encode())
    return whole.hexdigest()


@lru_cache(maxsize=8)
def compact_style(text: str) -> str:
    """Return a style sheet without comments and spare white space."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s*([{}:;,>])\s*", r"\1", _keep_selectors(text))
    return text.replace(";}", "}").replace("\x00", " ").strip()


def without_rules(text: str, words: tuple[str, ...]) -> str:
    """Return a compact style sheet without the selectors that hold one of the words, and rules that had no other."""
    return _kept_rules(text, lambda selector: not any(word in selector for word in words))


def without_classes(text: str, names: tuple[str, ...]) -> str:
    """Return a compact style sheet without the selectors that ask for one of the classes, and rules that had no other.
    What stands in brackets, as in `:is(.a,.b)`, does not count: it may name others too."""
    asked = re.compile(rf"\.(?:{'|'.join(names)})(?![\w-])")
    return _kept_rules(text, lambda selector: not asked.search(re.sub(r"\(.*\)", "", selector)))


def _kept_rules(text: str, is_kept: Callable[[str], bool]) -> str:
    def kept(rule: re.Match[str]) -> str:
        selectors = [one for one in _BETWEEN_SELECTORS.split(rule[1]) if is_kept(one)]
        return f"{','.join(selectors)}{{{rule[2]}}}" if selectors else ""

    return re.sub(r"@[^{}]+\{\}", "", re.sub(r"([^{}]+)\{([^{}]*)\}", kept, text))


# Not a comma in brackets.
_BETWEEN_SELECTORS = re.compile(r",(?![^(]*\))")


def _keep_selectors(text: str) -> str:
    # A space before a colon is a descendant selector (`nav :focus`); inside a block it is nothing.
    return re.sub(r"(?<=[\w\])*]) (?=:[\w:-]+[^;{}]*\{)", "\x00", text)


@lru_cache(maxsize=32)
def compact_script(text: str) -> str:
    """Return a script without its comment lines and indentation (ours use `//` on lines of their own), and without
    spaces around signs, but for lines that may hold a pattern or texts other than in plain double quotes."""
    lines = (line.strip() for line in text.splitlines())
    kept = (line for line in lines if line and not line.startswith("//"))
    return "".join(_ended(line) for line in kept).rstrip("\n") + "\n"


def _ended(line: str) -> str:
    if _MAY_HOLD_MORE.search(line):
        return line + "\n"
    # Every second part is a text.
    parts = enumerate(_TEXT.split(line))
    small = "".join(part if number % 2 else _AROUND_SIGNS.sub(r"\1", part) for number, part in parts)
    # After these a statement has ended or goes on, whatever the next line is.
    return small if small.endswith(_GOES_ON) else small + "\n"


_MAY_HOLD_MORE = re.compile(r"['`/\\]")
_TEXT = re.compile(r'("[^"]*")')
_GOES_ON = (";", "{", ",", "(", "[")
# Not plus and minus: `a + +b` is not `a++b`.
_AROUND_SIGNS = re.compile(r"\s*([=<>&|?:,;{}()\[\]*])\s*")
