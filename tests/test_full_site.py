"""sites/full: a whole small town that uses every field, and what it becomes, byte for byte."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from site_builder.content_types import CONTENT_TYPES, NOTICE_TYPES
from site_builder.content_types.entry import Model, parts_of
from site_builder.content_types.notice import Notice
from site_builder.loading import load
from site_builder.outputs.shell import map_style_of, style_of
from tests.support import FULL, built, read_all

GOLDEN = Path(__file__).parent / "golden" / "full"
# Other people's files are pinned by size and digest: their text is not ours to keep here.
LIBRARIES = ("assets/leaflet.",)
# Pictures are pinned by name, which says what they are made of and how, and by size: another machine may pack the same
# pixels in other bytes.
PICTURES = (".avif", ".webp", ".jpg", ".png")
STYLE = "[the style sheet, once in style.css]"
MAP_STYLE = "[the style sheet, without what no map has]"


def _golden(out: Path) -> dict[str, bytes]:
    """Return the built site with the style sheet, which stands in every page, kept once."""
    site = load(FULL).site
    assert site is not None
    style = style_of(site).encode()
    files = read_all(out)
    libraries = {path: content for path, content in files.items() if path.startswith(LIBRARIES)}
    map_style = map_style_of(site).encode()
    files = {path: content.replace(map_style, MAP_STYLE.encode()) for path, content in files.items()}
    drawn = {path: files.pop(path) for path in list(files) if path.endswith(PICTURES)}
    golden = {path: content.replace(style, STYLE.encode()) for path, content in files.items() if path not in libraries}
    golden["style.css"] = style + b"\n"
    rows = [f"{path} {len(content)} {hashlib.sha256(content).hexdigest()}" for path, content in libraries.items()]
    for path, content in drawn.items():
        with Image.open(io.BytesIO(content)) as picture:
            rows.append(f"{path} {picture.width} {picture.height}")
    golden["MANIFEST.txt"] = ("\n".join(rows) + "\n").encode()
    return golden


def test_the_full_site_becomes_what_it_became(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    built(FULL, tmp_path / "out")
    made = _golden(tmp_path / "out")
    if request.config.getoption("--update-golden"):
        for path in read_all(GOLDEN):
            (GOLDEN / path).unlink()
        for path, content in made.items():
            (GOLDEN / path).parent.mkdir(parents=True, exist_ok=True)
            (GOLDEN / path).write_bytes(content)
    wanted = read_all(GOLDEN)
    assert sorted(made) == sorted(wanted)
    for path, content in wanted.items():
        assert made[path].decode() == content.decode(), path


def test_the_full_site_uses_every_field_of_every_content_type() -> None:
    loaded = load(FULL)
    assert loaded.site is not None
    assert loaded.problems == ()
    written = ((kind, one) for kind in CONTENT_TYPES for one in (*loaded.site.of(kind), *loaded.site.drafts[kind]))
    used = {one for kind, entry in written for one in _used(kind, entry)}
    unused = {one for kind in CONTENT_TYPES for one in _fields(kind)} - used
    assert sorted(f"{model.__name__}.{name}" for model, name in unused) == []


def test_the_full_site_uses_every_field_of_every_type_of_notice() -> None:
    loaded = load(FULL)
    assert loaded.site is not None
    used = {(type(one), name) for one in loaded.site.of(Notice) for name in one.model_fields_set}
    own = {
        (model, name)
        for model in NOTICE_TYPES.values()
        for name in model.model_fields
        if name not in Notice.model_fields
    }
    # What several types share is used by one of them.
    names = {name for model, name in used if model in NOTICE_TYPES.values()}
    assert sorted({name for _, name in own} - names) == []


def _fields(model: type[Model]) -> Iterator[tuple[type[Model], str]]:
    for name, info in model.model_fields.items():
        yield model, name
        part = parts_of(info.annotation)
        if part is not None:
            yield from _fields(part)


def _used(kind: type[Model], entry: Model) -> Iterator[tuple[type[Model], str]]:
    # A field that only the text of the file can set (updates) counts when it holds something.
    written = entry.model_fields_set | {name for name in type(entry).read_from_body if getattr(entry, name)}
    for name in written:
        # A notice of any type speaks for the fields that all share.
        yield kind, name
        value = getattr(entry, name)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Model):
                yield from _used(type(one), one)


def test_the_full_site_has_every_type_of_notice() -> None:
    loaded = load(FULL)
    assert loaded.site is not None
    assert {one.kind for one in loaded.site.of(Notice)} == set(NOTICE_TYPES)
