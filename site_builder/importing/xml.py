"""XML that a stranger wrote, to elements: no document type, so no entities to unfold and no file to open."""

from __future__ import annotations

from xml.etree import ElementTree
from xml.parsers import expat

from site_builder.problems import Faults, Mark, problem

DEEPEST = 100


class _Refused(Exception):
    """What is in it may not be."""


def elements(content: bytes, path: str) -> ElementTree.Element:
    """Return the root of a document, its names with `{namespace}` before them. Raises Faults."""
    parser = expat.ParserCreate(namespace_separator="}")
    builder = ElementTree.TreeBuilder()
    depth = 0

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise _Refused
        builder.start(_qualified(name), {_qualified(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_qualified(name))

    def refuse(*declared: object) -> None:
        raise _Refused

    parser.buffer_text = True
    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(content, True)
        return builder.close()
    except _Refused:
        raise Faults(problem("I923", path, Mark(parser.CurrentLineNumber))) from None
    except (expat.ExpatError, ValueError, LookupError):
        raise Faults(problem("I922", path, Mark(parser.ErrorLineNumber or 1))) from None


def _qualified(name: str) -> str:
    # Expat puts the sign after the namespace alone: `http://www.w3.org/2005/Atom}entry`.
    return f"{{{name}" if "}" in name else name
