"""The only place that knows folium. It gets numbers and our own addresses, never a text that staff wrote."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import folium
from branca.element import Element

# What branca or Jinja would act on, were it ever to reach them.
_ACTIVE = re.compile(r"\{\{|\{%|\{#|\$\{|`|[<>\\'\"]")


class Literal(Element):
    """Text that is put into the figure as it is; branca would compile a plain Element as a template."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._name = "Literal"
        self.text = text

    def render(self, **kwargs: Any) -> str:
        return self.text


class LocalMap(folium.Map):
    """A map that links to nobody's server."""

    default_js: list[tuple[str, str]] = []  # noqa: RUF012 - folium's own way to say it
    default_css: list[tuple[str, str]] = []  # noqa: RUF012


class DataLayer(folium.map.Layer):
    """One call to our own script with the addresses of the data."""

    def __init__(self, places: str, base: str) -> None:
        super().__init__(name="places")
        self._name = "DataLayer"
        self.options = {"base": base, "places": places}

    def render(self, **kwargs: Any) -> str:
        # folium's types are those of the base class; a layer on a map always has both.
        parent: Any = self._parent
        root: Any = self.get_root()
        call = f"Kart.lag({parent.get_name()},{_js(self.options)});\n"
        root.script.add_child(Literal(call), name=self.get_name())
        return ""


def script_of(element: str, bounds: tuple[tuple[float, float], tuple[float, float]], places: str, base: str) -> str:
    """Return the script that draws a map in `element`. Bounds are ((south, west), (north, east)), degrees.

    Raises ValueError where an argument holds anything that branca could take for a template.
    """
    for text in (element, places, base):
        if _ACTIVE.search(text):
            raise ValueError(f"not to be handed to folium: {text!r}")
    with _counted_ids():
        (south, west), (north, east) = bounds
        made = LocalMap(
            [(south + north) / 2, (west + east) / 2], zoom_start=11, tiles=None, zoom_control=False,
            attribution_control=True,
        )  # fmt: skip
        # folium drops Map(max_zoom=) when there are no tiles.
        made.options["max_zoom"] = 18
        made.options["scroll_wheel_zoom"] = False
        # Quarter steps: the places fill the map on a small screen too.
        made.options["zoom_snap"] = 0.25
        made._id = element.partition("_")[2]
        made._name = element.partition("_")[0]
        # Room for the zoom buttons, and for pins that are moved apart.
        made.fit_bounds(
            [[south, west], [north, east]], padding_top_left=(64, 36), padding_bottom_right=(36, 36), max_zoom=18
        )
        DataLayer(places, base).add_to(made)
        figure: Any = made.get_root()
        figure.render()
        links = [child.url for child in figure.header._children.values() if hasattr(child, "url")]
        if links:
            raise ValueError(f"folium would load {links}")
        script: str = figure.script.render()
    return re.sub(r"[ \t]+", " ", "\n".join(line.strip() for line in script.splitlines() if line.strip())) + "\n"


@contextmanager
def _counted_ids() -> Iterator[None]:
    # branca draws ids from os.urandom; counted ones make builds byte-identical. Restored, since the class is shared.
    shared: Any = Element
    original = Element.__dict__["_generate_id"]
    ids = itertools.count()
    shared._generate_id = classmethod(lambda cls: f"{next(ids):x}")
    try:
        yield
    finally:
        shared._generate_id = original


def _js(value: object) -> str:
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
