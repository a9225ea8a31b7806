"""The editor in the browser: what its forms ask is what the models say, and its looser policy is on its page alone."""

from __future__ import annotations

import base64
import hashlib
import io
import re
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from site_builder.build import made_alone
from site_builder.cli import cli
from site_builder.content_types import CONTENT_TYPES, NOTICE_TYPES, RECORD_TYPES, kept_in
from site_builder.content_types.entry import Model, Sourced, en_name, nb_name, parts_of
from site_builder.content_types.maps import Map
from site_builder.content_types.notice import Notice
from site_builder.content_types.positions import both
from site_builder.content_types.settings import Settings, WebEditor
from site_builder.content_types.streets import Street
from site_builder.editors.web_editor import TABLES, Place, config_of, on_this_machine, place_of
from site_builder.editors.web_fields import FACTS, ID, NOT_SHOWN
from site_builder.importing.packages import IsAnother, files_in
from site_builder.loading import load
from site_builder.loading.editor_files import NAMES, PACKAGES, Package, fetched_files
from site_builder.loading.translations import texts_of
from site_builder.model import Planned, Site
from site_builder.outputs import plan_site
from site_builder.outputs.web_editor import as_yaml, named_in, plan
from site_builder.summary import summary
from site_builder.text import los
from site_builder.text.messages import catalogue
from tests.support import FULL, NOW, built, checked, copy_of

WIDGETS = {"string", "text", "markdown", "boolean", "datetime", "select", "relation", "list", "object", "position",
           "image", "hidden", "table"}  # fmt: skip


@cache
def _site(*, languages: tuple[str, ...] = ("nb",), spelling: str = "nb", messages: str = "nb") -> Site:
    site = load(FULL, now=NOW).site
    assert site is not None
    changes = {"languages": languages, "message_language": messages}
    settings = site.one(Settings).model_copy(update=changes)
    if spelling == "en":
        settings = settings.model_copy(update={"field_names": type(settings.field_names)("en")})
    libraries = dict(site.theme.libraries) | dict.fromkeys(NAMES, b"0")
    return replace(
        site,
        collections={**site.collections, Settings: (settings,)},
        theme=replace(site.theme, libraries=libraries),
    ).at(NOW)


@cache
def _config(**how: Any) -> dict[str, Any]:
    site = _site(**how)
    return _made(site)


def _made(site: Site, place: Place | None = None) -> dict[str, Any]:
    place = place or on_this_machine("http://127.0.0.1:8081/api/v1")
    return config_of(site.one(Settings), place, named_in(site), maps=site.of(Map))


@pytest.fixture(scope="module")
def config() -> dict[str, Any]:
    return _config()


def _collections(config: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in config["collections"]}


def _forms(config: Mapping[str, Any]) -> Iterator[tuple[type[Model], list[dict[str, Any]]]]:
    """Yield each content type, with the fields of its form in the editor."""
    found = _collections(config)
    files = {one["file"]: one["fields"] for one in found[FACTS]["files"]}
    for kind, model in NOTICE_TYPES.items():
        yield model, found[f"notice-{kind.value}"]["fields"]
    for content_type in CONTENT_TYPES:
        if content_type is Notice:
            continue
        if content_type is Street:
            yield content_type, _columns(config)[kept_in(content_type)]
        elif content_type in RECORD_TYPES:
            yield content_type, files[kept_in(content_type)][0]["fields"]
        elif content_type.word in found:
            yield content_type, found[content_type.word]["fields"]
        else:
            yield content_type, files[kept_in(content_type)]


def _columns(config: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    return {one["file"]: one["fields"][0]["columns"] for one in _collections(config)[TABLES]["files"]}


def _widgets(fields: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for one in fields:
        yield one
        yield from _widgets(one.get("fields", []))
        if "field" in one:
            yield from _widgets([one["field"]])


def _all_widgets(config: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for one in config["collections"]:
        yield from _widgets(one.get("fields", []))
        for file in one.get("files", []):
            yield from _widgets(file["fields"])


def test_every_content_type_has_a_form(config: dict[str, Any]) -> None:
    assert {model for model, _ in _forms(config)} | {Notice} == set(CONTENT_TYPES) | set(NOTICE_TYPES.values())


@pytest.mark.parametrize("spelling", ["nb", "en"])
def test_every_field_of_a_content_type_is_in_its_form(spelling: str) -> None:
    for model, fields in _forms(_config(spelling=spelling)):
        _holds_all(model, fields, spelling)


def _holds_all(model: type[Model], fields: list[dict[str, Any]], spelling: str) -> None:
    asked = {one["name"]: one for one in fields}
    for name, info in model.model_fields.items():
        part = parts_of(info.annotation)
        if name in model.read_from_body or part in NOT_SHOWN:
            continue
        written = nb_name(info) if spelling == "nb" else en_name(name, info)
        assert written in asked, f"{model.__name__}.{name}"
        assert asked[written]["widget"] == "hidden" or asked[written]["required"] == info.is_required()
        if part is not None:
            _holds_all(part, asked[written]["fields"], spelling)


def test_of_the_settings_what_readers_are_told_is_asked_first() -> None:
    config = _config(languages=("nb", "nn"))
    files = {one["file"]: [field["name"] for field in one["fields"]] for one in _collections(config)[FACTS]["files"]}
    asked = files["content/site.yaml"]
    assert asked[:3] == ["tittel", "beskrivelse", "servicetorget"]
    assert asked.index("tilgjengelighetserklæring") < asked.index("navn") < asked.index("nettredigering")
    assert files["content/site.nn.yaml"][:3] == ["tittel", "beskrivelse", "svarløfte"]
    assert "content/waivers.yaml" in files
    assert "content/waivers.nn.yaml" not in files, "no reader sees why a line may stand"


def test_a_table_is_asked_for_what_its_lines_may_say_and_what_its_map_declares(config: dict[str, Any]) -> None:
    columns = _columns(config)
    assert list(columns) == ["maps/streets.csv", "maps/steder.csv"]
    streets = {one["name"]: one for one in columns["maps/streets.csv"]}
    assert {"label": "Ås skole (sted)", "value": "as-skole"} in streets["skole"]["options"]
    assert [one["value"] for one in streets["side"]["options"]] == ["alle", "odde", "par"]
    places = {one["name"]: one for one in columns["maps/steder.csv"]}
    assert (places["type"]["label"], "koordinat" in places, "verdier" in places) == ("Type", False, False)
    assert places["lat"]["others"] == ["breddegrad", "latitude"]
    for one in (*streets.values(), *places.values()):
        assert one["label"], one["widget"]


def test_a_position_is_pointed_out_in_the_outline_of_the_municipality() -> None:
    site = _site()
    page = next(one for one in plan(site) if one.path == PurePosixPath("admin/config.yml"))
    ground = yaml.safe_load(_content(page, site))["ground"]
    assert ground["land"].startswith("M")
    assert (ground["width"], ground["names"]) == (360.0, [["Vika", 180.0, 200.4]])
    assert [one["widget"] for one in _all_widgets(_config()) if one["name"] == "koordinat"] == ["position"]


def test_widgets_are_of_kinds_that_the_script_knows(config: dict[str, Any]) -> None:
    assert {one["widget"] for one in _all_widgets(config)} <= WIDGETS


def test_every_field_has_a_label_and_a_help_text_in_the_language_of_the_staff() -> None:
    bokmal, nynorsk = (_collections(_config(messages=language))["service"]["fields"] for language in ("nb", "nn"))
    for one in bokmal:
        assert one["label"]
        assert one["hint"].strip()
    hints = [{one["name"]: one["hint"] for one in fields}["kategori"] for fields in (bokmal, nynorsk)]
    assert hints == ["Tjenesteområdet, med id fra categories.yaml.", "Tenesteområdet, med id frå categories.yaml."]


def test_choices_are_written_in_the_language_of_the_staff() -> None:
    found = _collections(_config(messages="nn"))
    fields = {one["name"]: one for one in found["notice-operations"]["fields"]}
    written = [one["value"] for one in fields["tema"]["options"]]
    assert ("vatn" in written, "vann" in written) == (True, False)
    assert fields["tema"]["also_values"]["vann"] == "vatn", "what stands there in bokmål is the same choice"
    news = found["notice-news"]
    assert news["filter"] == {"field": "type", "value": "nyheit"}
    type_ = news["fields"][0]
    assert (type_["default"], type_["by_name"][""], type_["also_values"]["nyhet"]) == ("nyheit", "nyheit", "nyheit")


def test_a_life_event_is_one_of_those_that_los_has(config: dict[str, Any]) -> None:
    (field,) = (one for one in _collections(config)["lifeevent"]["fields"] if one["name"] == "los")
    assert field["widget"] == "select"
    assert {"label": "Å få barn", "value": "hendelse/fa-barn"} in field["options"]
    assert [one["value"] for one in field["options"]] == [*los.life_events()]


def test_a_reference_leads_to_a_collection_that_is_there(config: dict[str, Any]) -> None:
    found = _collections(config)
    files = {one["name"]: one["fields"][0] for one in found[FACTS]["files"]}
    for one in _all_widgets(config):
        if one["widget"] != "relation":
            continue
        assert one["collection"] in found
        if one["collection"] != FACTS:
            assert one["value_field"] == ID
            assert one["display_fields"] == [found[one["collection"]]["identifier_field"]]
            continue
        list_ = files[one["file"]]
        fields = {field["name"] for field in list_["fields"]}
        assert one["value_field"] == f"{list_['name']}.*.id"
        assert {shown.rpartition(".")[2] for shown in one["display_fields"]} <= fields


def test_what_a_notice_may_concern_is_named_with_what_it_is(config: dict[str, Any]) -> None:
    fields = {one["name"]: one for one in _collections(config)["notice-operations"]["fields"]}
    labels = {one["value"]: one["label"] for one in fields["gjelder"]["options"]}
    assert labels["barnehageplass"] == "Barnehageplass (tjeneste)"
    assert labels["gate:Storgata"] == "Storgata (gate)"


def test_a_notice_always_says_of_which_type_it_is(config: dict[str, Any]) -> None:
    for kind in NOTICE_TYPES:
        found = _collections(config)[f"notice-{kind.value}"]
        type_ = next(one for one in found["fields"] if one["name"] == "type")
        assert (type_["widget"], type_["default"]) == ("hidden", kind.nb)
        assert found["filter"] == {"field": "type", "value": kind.nb}


def test_a_translation_is_asked_for_texts_alone() -> None:
    config = _config(languages=("nb", "nn"))
    assert config["i18n"] == {"structure": "multiple_files", "locales": ["nb", "nn"], "default_locale": "nb"}
    for model, fields in _forms(config):
        if not issubclass(model, Sourced) or model in RECORD_TYPES or not hasattr(model, "folder"):
            continue
        translated = {one["name"] for one in fields if one.get("i18n")}
        assert translated == {nb_name(info) for info in texts_of(model).model_fields.values()} | (
            {"body"} if model is not Map else set()
        )
    (steps,) = (one for one in _collections(config)["lifeevent"]["fields"] if one["name"] == "steg")
    assert [one["name"] for one in steps["fields"] if one.get("i18n")] == ["tittel", "hvem", "når", "merknad"]
    files = {one["file"]: one["fields"][0] for one in _collections(config)[FACTS]["files"]}
    assert {one["name"] for one in files["content/contacts.nn.yaml"]["fields"]} == {
        *("id", "navn", "besøksadresse", "postadresse", "merknad")
    }


def test_a_site_in_one_language_has_no_forms_for_others(config: dict[str, Any]) -> None:
    assert "i18n" not in config
    assert not [one for one in _all_widgets(config) if "i18n" in one and one["i18n"] is not True]


def test_the_configuration_is_read_as_it_was_made(config: dict[str, Any]) -> None:
    assert yaml.safe_load(as_yaml(config)) == config
    site = _site()
    assert as_yaml(_made(site)) == as_yaml(config)


@pytest.mark.parametrize(
    ("settings", "backend", "mode"),
    [
        (
            {"host": "github", "sign_in": "https://inn.example/"},
            {"name": "github", "repo": "smavik/mini", "branch": "main", "base_url": "https://inn.example"},
            "editorial_workflow",
        ),
        (
            {"host": "gitlab", "app_id": "1"},
            {"name": "gitlab", "repo": "smavik/mini", "branch": "main", "api_root": "https://gitlab.com/api/v4",
             "base_url": "https://gitlab.com", "auth_type": "pkce", "app_id": "1"},
            "editorial_workflow",
        ),
        (
            {"host": "forgejo", "server": "git.smavik.example", "app_id": "1"},
            {"name": "forgejo", "repo": "smavik/mini", "branch": "main", "base_url": "https://git.smavik.example",
             "api_root": "https://git.smavik.example/api/v1", "app_id": "1"},
            "editorial_workflow",
        ),
        (
            {"host": "gitea", "server": "git.smavik.example", "app_id": "1"},
            {"name": "gitea", "repo": "smavik/mini", "branch": "main", "base_url": "https://git.smavik.example",
             "api_root": "https://git.smavik.example/api/v1", "app_id": "1"},
            "simple",
        ),
    ],
)  # fmt: skip
def test_each_host_is_reached_as_decap_reaches_it(settings: dict[str, str], backend: dict[str, str], mode: str) -> None:
    place = place_of(WebEditor.model_validate({"repository": "smavik/mini", **settings}))
    assert place.backend == backend
    site = _site()
    assert _made(site, place)["publish_mode"] == mode
    assert all(one.startswith("https://") and one.count("/") == 2 for one in place.hosts)


def test_where_nothing_is_a_draft_nothing_is_called_publishing() -> None:
    site = _site()
    where = {"host": "gitea", "server": "git.smavik.example", "app_id": "1", "repository": "smavik/mini"}
    for branch in ("main", "forslag"):
        place = place_of(WebEditor.model_validate({**where, "branch": branch}))
        phrases = _made(site, place)["phrases"]
        assert phrases["editor.editorToolbar.publishNow"] == f"Lagre i «{branch}»"
        assert phrases["editor.editorToolbar.publish"] == "Lagre"
    assert "editor.editorToolbar.publish" not in _config()["phrases"]


def test_the_page_shows_nothing_from_those_who_are_told_nothing_else() -> None:
    site = _site()
    for settings in ({"host": "gitlab", "app_id": "1"}, {"host": "github", "sign_in": "https://inn.example/"}):
        place = place_of(WebEditor.model_validate({"repository": "smavik/mini", **settings}))
        assert not [one for one in place.pictures if "gravatar" in one]
    assert "openstreetmap" not in _page(site)


def _page(site: Site) -> str:
    (page,) = (one for one in plan(site) if one.path == PurePosixPath("admin/index.html"))
    return made_alone(page, site).decode()


def test_the_looser_policy_is_for_its_own_page_and_the_git_it_writes_to() -> None:
    page = _page(_site())
    assert "script-src 'self' 'unsafe-eval';" in page
    assert "connect-src 'self' blob: data: https://git.smavik.example;" in page
    assert '<meta name="robots" content="noindex">' in page
    site = _site()
    others = [one for one in plan_site(site) if one.path.suffix == ".html" and one.path.parts[0] != "admin"]
    for one in (others[0], others[-1]):
        assert "unsafe" not in made_alone(one, site).decode()


def test_search_engines_and_the_search_of_the_site_do_not_know_it() -> None:
    site = _site()
    planned = {one.path.as_posix(): one for one in plan_site(site)}
    for name in ("sitemap.xml", *(path for path in planned if path.startswith("sok") and path.endswith(".json"))):
        assert b"/admin/" not in _content(planned[name], site)


def _content(planned: Planned, site: Site) -> bytes:
    return made_alone(planned, site)


def test_a_build_without_the_scripts_says_so_and_makes_the_rest(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    outcome = built(root, root / "output")
    assert outcome.lacks_editor
    assert not (root / "output/admin").exists()
    lines = [*summary(outcome, root / "output", NOW, catalogue("nb"))]
    assert catalogue("nb").say("build.no_editor") in lines
    assert not checked(root).problems


def test_scripts_that_are_not_the_ones_we_know_are_not_used(tmp_path: Path) -> None:
    folder = tmp_path / ".cache/site-builder/editor"
    folder.mkdir(parents=True)
    for name in NAMES:
        (folder / name).write_bytes(b"alert(1)")
    assert fetched_files(tmp_path) == {}


def _packed(content: bytes) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        info = tarfile.TarInfo("package/dist/x.js")
        info.size = len(content)
        archive.addfile(info, io.BytesIO(content))
    return packed.getvalue()


def test_of_a_package_that_we_know_the_files_we_use_are_kept() -> None:
    packed = _packed(b"x")
    integrity = f"sha512-{base64.b64encode(hashlib.sha512(packed).digest()).decode()}"
    files = {"package/dist/x.js": ("x.js", hashlib.sha256(b"x").hexdigest())}
    assert files_in(Package("x", "1.0.0", integrity, files), packed) == {"x.js": b"x"}


def test_a_package_that_is_another_is_refused() -> None:
    with pytest.raises(IsAnother, match=re.escape("decap-cms@3.16.3")):
        files_in(PACKAGES[0], _packed(b"x"))


def test_without_npm_the_command_says_where_it_comes_from(tmp_path: Path) -> None:
    done = CliRunner(env={"PATH": str(tmp_path)}).invoke(cli, ["admin", "--root", str(tmp_path)])
    assert (done.exit_code, done.output) == (1, catalogue("nb").say("web_editor.no_npm") + "\n")


@pytest.mark.parametrize(
    "asked", [["--local", "https://git.kommune.example/api/v1"], ["--local", "http://0.0.0.0:8081/"], ["--out", "x"]]
)
def test_an_editor_without_sign_in_is_for_this_machine_alone(asked: list[str], tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["admin", "--root", str(tmp_path), *asked])
    assert done.exit_code == 2


def test_a_point_of_geojson_is_a_position_with_longitude_first() -> None:
    assert both('{"type":"Point","coordinates":[12.01049,60.19488]}') == (60.19488, 12.01049)
    assert both('{ "type": "Point", "coordinates": [12, 60.5] }') == (60.5, 12.0)
