"""The editor in the browser, under /admin/: its page, its configuration and its scripts, where the site has one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from site_builder.content_types import NAMED_TYPES
from site_builder.content_types.maps import Map
from site_builder.content_types.notice import Notice
from site_builder.content_types.references import STREET
from site_builder.content_types.settings import Settings
from site_builder.content_types.streets import Street
from site_builder.editors.web_editor import Place, config_of, place_of
from site_builder.editors.web_fields import Named
from site_builder.loading.editor_files import NAMES
from site_builder.model import Planned, Site, index_of
from site_builder.outputs import addresses, views
from site_builder.outputs.drawing import ground_of, outline_of
from site_builder.outputs.scripts import Asset, planned_asset, write_asset

ADDRESS = "/admin/"
CONFIG = "config.yml"
# Decap begins on its own, unless it is told not to before it comes.
SCRIPTS = ("editor/before.js", "decap-cms.js", "js-yaml.min.js", "editor/editor.js")


@dataclass(frozen=True, slots=True)
class WebEditorView:
    head: views.Head
    scripts: tuple[str, ...]
    """Where they stand, in the order they are to run"""
    config: str
    hosts: tuple[str, ...]
    """Origins that the page may ask"""
    pictures_from: tuple[str, ...]
    needs_script: str
    failed: str
    """What is said where it cannot start"""


def plan(site: Site) -> Iterator[Planned]:
    """Plan the editor where the settings turn it on and its scripts have been fetched; a check tells of the rest."""
    settings = addresses.settings_of(site).web_editor
    if settings and is_fetched(site):
        yield from planned_editor(site, place_of(settings))


def is_fetched(site: Site) -> bool:
    return all(name in site.theme.libraries for name in NAMES)


def planned_editor(site: Site, place: Place) -> Iterator[Planned]:
    """Plan the files of an editor that keeps what is written at that place."""
    words, settings = addresses.words_of(site), addresses.settings_of(site)
    head = views.Head(words.say("web_editor.title"), words.say("web_editor.lead"), ADDRESS, is_hidden=True)
    files = {name: site.theme.libraries[name] for name in NAMES}
    files |= {name: site.theme.files[name].encode() for name in SCRIPTS if name in site.theme.files}
    view = WebEditorView(
        head,
        tuple(site.addresses.href(_at(name)) for name in SCRIPTS),
        site.addresses.href(ADDRESS + CONFIG),
        place.hosts,
        place.pictures,
        words.say("web_editor.needs_script"),
        words.say("web_editor.failed"),
    )
    yield Planned(index_of(ADDRESS), "editor/index.html", view, Settings.file)
    maps = site.with_unpublished().of(Map)
    config = Asset(as_yaml(config_of(settings, place, named_in(site), _ground(site), maps)))
    yield Planned(PurePosixPath((ADDRESS + CONFIG).lstrip("/")), write_asset, config, Settings.file)
    for name, content in files.items():
        yield planned_asset(_at(name), content, Settings.file)


def _ground(site: Site) -> dict[str, object] | None:
    """Return what the drawing below a position is made of: the outline, and how it lies in the world."""
    outline = outline_of(ground_of(site))
    if outline is None:
        return None
    fit, panel = outline
    names = [[one.text, float(one.x), float(one.y)] for one in panel.names]
    lies = {name: getattr(fit, name) for name in ("west", "north", "scale", "width", "height")}
    return {**lies, "land": panel.land, "names": names, "outside": addresses.words_of(site).say("web_editor.outside")}


def _at(name: str) -> str:
    return ADDRESS + name.rpartition("/")[2]


def as_yaml(config: dict[str, object]) -> bytes:
    """Return the configuration as Decap reads it. What stands several times is written once."""
    import yaml

    text: str = yaml.dump(config, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=1000)
    return text.encode()


def named_in(site: Site) -> dict[str, tuple[Named, ...]]:
    """Return all that a reference may name, what is not published yet too, and streets as notices name them."""
    whole = site.with_unpublished()
    found = {kind.word: _by_title(Named(one.slug, _title(one)) for one in whole.of(kind)) for kind in NAMED_TYPES}
    streets = {f"{STREET}{one.name}" for one in whole.of(Street)}
    streets |= {target for one in whole.of(Notice) for target in one.concerns if target.startswith(STREET)}
    found["street"] = tuple(Named(one, one.removeprefix(STREET)) for one in sorted(streets))
    return found


def _title(entry: object) -> str:
    return str(next(one for name in ("title", "name", "slug") if (one := getattr(entry, name, None))))


def _by_title(found: Iterable[Named]) -> tuple[Named, ...]:
    return tuple(sorted(found, key=lambda one: (one.title, one.slug)))
