"""Jinja: a view and a shell become a page. The only place that compiles templates; authors' text never is one."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from jinja2 import DictLoader, Environment, StrictUndefined, TemplateSyntaxError, UndefinedError, meta

from site_builder.model import Theme
from site_builder.problems import Faults, Mark, problem
from site_builder.text.messages import Catalogue


@dataclass(frozen=True, slots=True)
class Pages:
    """The theme's templates, ready to render."""

    environment: Environment
    theme: Theme
    digests: Mapping[str, str]
    """Of each template with all that it extends, includes or imports."""

    def render(self, name: str, view: object, shell: object, words: Catalogue) -> str:
        """Return the page. Raises Faults where a site's own template is wrong."""
        try:
            template = self.environment.get_template(name)
            text: str = template.render(view=view, shell=shell, t=words.say, words=words)
        except UndefinedError as fault:
            if self.theme.overridden:
                raise Faults(problem("T702", _blamed(self.theme, name), text=str(fault))) from None
            raise
        return _BLANK.sub(lambda match: match[1] or "\n", text).strip() + "\n"


# Blank lines that tags of the templates leave behind; those in an author's code stay.
_BLANK = re.compile(r"(<pre\b.*?</pre>)|\n(?:[ \t]*\n)+", re.DOTALL)


def _blamed(theme: Theme, name: str) -> str:
    own = name if name in theme.overridden else sorted(theme.overridden)[0]
    return f"templates/{own}"


def pages(theme: Theme) -> Pages:
    """Return the compiled theme. Raises Faults for a template of the site's own that is not a template."""
    sources = {name: text for name, text in theme.files.items() if name.endswith((".html", ".xml", ".txt"))}
    environment = Environment(
        loader=DictLoader(sources),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    faults = []
    parents: dict[str, set[str]] = {}
    for name, text in sources.items():
        try:
            tree = environment.parse(text, name)
        except TemplateSyntaxError as fault:
            faults.append(problem("T701", f"templates/{name}", Mark(fault.lineno), text=str(fault.message)))
            continue
        parents[name] = {one for one in meta.find_referenced_templates(tree) if one is not None}
    if faults:
        raise Faults(*faults)
    digests = {name: _digest(name, parents, sources) for name in sources}
    return Pages(environment, theme, digests)


def _digest(name: str, parents: Mapping[str, set[str]], sources: Mapping[str, str]) -> str:
    wanted, found = [name], set[str]()
    while wanted:
        one = wanted.pop()
        if one not in found:
            found.add(one)
            wanted.extend(parents.get(one, ()))
    whole = hashlib.sha256()
    for one in sorted(found):
        whole.update(f"{one}\0{sources.get(one, '')}\0".encode())
    return whole.hexdigest()


def compact_style(text: str) -> str:
    """Return a style sheet without comments and spare white space."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s*([{}:;,>])\s*", r"\1", _keep_selectors(text))
    return text.replace(";}", "}").replace("\x00", " ").strip()


def _keep_selectors(text: str) -> str:
    # A space before a colon is a descendant selector (`nav :focus`); inside a block it is nothing.
    return re.sub(r"(?<=[\w\])*]) (?=:[\w:-]+[^;{}]*\{)", "\x00", text)


def compact_script(text: str) -> str:
    """Return a script without its comment lines and indentation (ours use `//` on lines of their own)."""
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//")) + "\n"
