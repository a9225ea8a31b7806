"""The configuration of the web editor (Decap CMS 3), from the models: what there is to write, and where it is kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from site_builder.content_types import ENTRY_TYPES, RECORD_TYPES
from site_builder.content_types.columns import Column
from site_builder.content_types.entry import Addressed, Model
from site_builder.content_types.maps import InlinePlace, Map
from site_builder.content_types.notice import Notice
from site_builder.content_types.notice_types import NOTICE_TYPES
from site_builder.content_types.notice_words import NoticeType
from site_builder.content_types.records import Record
from site_builder.content_types.settings import Home, Settings, WebEditor, WebHost
from site_builder.content_types.streets import Street
from site_builder.content_types.waivers import Waiver
from site_builder.editors.web_fields import FACTS, Forms, Named, Widget
from site_builder.editors.wording import field_name, name_of
from site_builder.loading.geodata.tables import OTHER_NAMES
from site_builder.loading.translations import texts_of
from site_builder.text.messages import Catalogue, catalogue
from site_builder.text.slugs import LONGEST

TOLD = ("title", "description", "front_desk", "promise", "ask", "report_fault", "accounts", "sms", "privacy",
        "preparedness", "statement")  # fmt: skip
"""What readers are told by site.yaml, which comes first in its form: the rest decides how the site works"""

TABLES = "tabeller"
"""The collection of the files that are tables: streets, and places of maps"""
_LOCALES = {"nb": "nb_no", "nn": "nn_no"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where the editor fetches and puts files: what Decap calls a back-end."""

    backend: Mapping[str, str]
    reviews: bool
    """Whether a change is a branch of its own until somebody publishes it"""
    hosts: tuple[str, ...]
    """The origins that the editor asks"""
    pictures: tuple[str, ...] = ()
    """Origins of what it shows, such as faces of those who are signed in"""


def place_of(settings: WebEditor) -> Place:
    """Return where the editor of a site puts files."""
    common = {"repo": settings.repository, "branch": settings.branch}
    server = f"https://{settings.server or 'gitlab.com'}"
    app = {"app_id": settings.app_id or ""}
    match settings.host:
        case WebHost.GITHUB:
            backend = {"name": "github", **common, "base_url": (settings.sign_in or "").rstrip("/")}
            hosts = ("https://api.github.com", "https://www.githubstatus.com")
            return Place(backend, True, hosts, ("https://avatars.githubusercontent.com",))
        case WebHost.GITLAB:
            api = {"api_root": f"{server}/api/v4", "base_url": server, "auth_type": "pkce"}
            # Not Gravatar, which GitLab takes faces from: it would be told who of the staff is at work.
            return Place({"name": "gitlab", **common, **api, **app}, True, (server,), (server,))
        case WebHost.GITEA | WebHost.FORGEJO:
            api = {"api_root": f"{server}/api/v1", "base_url": server}
            # Decap's back-end for Gitea refuses drafts as branches.
            reviews = settings.host is WebHost.FORGEJO
            return Place({"name": settings.host.value, **common, **api, **app}, reviews, (server,), (server,))


def on_this_machine(address: str, branch: str = "main") -> Place:
    """Return where `decap-server` answers, which has a local Git: the address of its API."""
    origin = "/".join(address.split("/")[:3])
    return Place({"name": "proxy", "proxy_url": address, "branch": branch}, True, (origin,))


def config_of(
    settings: Settings,
    place: Place,
    named: Mapping[str, tuple[Named, ...]],
    ground: Mapping[str, object] | None = None,
    maps: Iterable[Map] = (),
) -> dict[str, Any]:
    """Return the configuration.

    `named` is what only the site knows that references may name, by content type; `ground` is what positions are
    pointed out in, for `editor.js`. Places of `maps` that stand in tables are written there.
    """
    words = catalogue(settings.message_language)
    is_english = settings.field_names.value == "en"
    title = field_name("title", Addressed.model_fields["title"], is_english=is_english)
    lists = {model.word: (_stem(model), _stem(model), _called(model, is_english)) for model in RECORD_TYPES}
    made = _Collections(settings, Forms(words, is_english, named, lists, title), tuple(maps))
    config: dict[str, Any] = {
        "backend": {**place.backend, "commit_messages": _commits(words)},
        "phrases": _phrases(words) | ({} if place.reviews else _phrases_without_drafts(words, place.backend["branch"])),
        "nothing_changed": words.say("web_editor.nothing_changed"),
        "publish_mode": "editorial_workflow" if place.reviews else "simple",
        "locale": _LOCALES.get(words.language, "en"),
        "site_url": settings.base_url,
        "display_url": settings.base_url,
        "show_preview_links": False,
        "media_folder": "content/images",
        "public_folder": "/content/images",
        "slug": {"encoding": "ascii", "clean_accents": True},
        "collections": list(made.all()),
    }
    if ground:
        config["ground"] = dict(ground)
    if len(settings.languages) > 1:
        languages = list(settings.languages)
        config["i18n"] = {"structure": "multiple_files", "locales": languages, "default_locale": languages[0]}
    return config


def _commits(words: Catalogue) -> dict[str, str]:
    return {
        "create": words.say("web_editor.commit.create", slug="{{slug}}"),
        "update": words.say("web_editor.commit.update", slug="{{slug}}"),
        "delete": words.say("web_editor.commit.delete", slug="{{slug}}"),
        "uploadMedia": words.say("web_editor.commit.uploadMedia", path="{{path}}"),
        "deleteMedia": words.say("web_editor.commit.deleteMedia", path="{{path}}"),
    }


def _phrases(words: Catalogue) -> dict[str, str]:
    """Return what Decap does not say in Norwegian itself, by its own names; `editor.js` hands it over."""
    start = "web_editor.decap."
    names = [key.removeprefix(start) for key in words.words if key.startswith(start)]
    # What it fills in stands as `<item>` with us, and as `%{item}` with it.
    return {name: re.sub(r"<(\w+)>", r"%{\1}", words.say(f"web_editor.decap.{name}")) for name in names}


def _phrases_without_drafts(words: Catalogue, branch: str) -> dict[str, str]:
    """Return what Decap calls publishing where it only saves in a branch: it cannot know whether that is public."""
    start = "web_editor.without_drafts."
    names = [key.removeprefix(start) for key in words.words if key.startswith(start)]
    made = {name: words.say(f"web_editor.without_drafts.{name}") for name in names}
    return made | {"editor.editorToolbar.publishNow": words.say("web_editor.save_in", branch=branch)}


def _stem(model: type[Record], language: str = "") -> str:
    return model.file.rpartition("/")[2].removesuffix(".yaml") + (f"_{language}" if language else "")


def _called(model: type[Record], is_english: bool) -> str:
    """Return the field that says what a record is called."""
    name = next(one for one in ("title", "name", "alt", "reason") if one in model.model_fields)
    return field_name(name, model.model_fields[name], is_english=is_english)


def _of_files(name: str, label: str, description: str, files: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a collection of files that are there once each, and of one format."""
    said = {"name": name, "label": label, "description": description}
    return {**said, "format": name, "editor": {"preview": False}, "files": files}


@dataclass(frozen=True, slots=True)
class _Collections:
    settings: Settings
    forms: Forms
    maps: tuple[Map, ...]

    def all(self) -> Iterator[dict[str, Any]]:
        for kind, model in NOTICE_TYPES.items():
            yield self._notices(kind, model)
        for entry in ENTRY_TYPES:
            if entry is not Notice:
                yield self._texts(entry)
        yield self._maps()
        yield self._facts()
        yield self._tables()
        # For references alone, which may name a notice of any type.
        everything = self._texts(Notice) | {"label": self.forms.words.say("web_editor.notices"), "hide": True}
        yield everything | {"create": False, "delete": False}

    def _texts(self, model: type[Addressed]) -> dict[str, Any]:
        language = self.forms.words.language
        texts = frozenset(texts_of(model).model_fields)
        body: Widget = {
            "name": "body",
            "label": self.forms.words.say("web_editor.body"),
            "hint": self.forms.words.say("web_editor.body_hint"),
            "widget": "markdown",
            "required": issubclass(model, Notice),
            "i18n": True,
            "buttons": _BUTTONS,
            "editor_components": [],
        }
        made = {
            "name": model.word,
            "label": name_of(model, language),
            "label_singular": name_of(model, language).lower(),
            "folder": model.folder,
            "extension": "md",
            "format": model.word,
            "create": True,
            "identifier_field": self.forms.titles,
            "slug": "{{slug}}",
            "slug_length": min(LONGEST, 60),
            "editor": {"preview": False},
            "fields": self.forms.fields_of(model, texts, body),
        }
        return made | ({"i18n": True} if len(self.settings.languages) > 1 else {})

    def _notices(self, kind: NoticeType, model: type[Notice]) -> dict[str, Any]:
        """Return the collection of a type of notice, which it always writes: names of files decide only two of them."""
        info = Notice.model_fields["type"]
        name, value = self.forms.name("type", info), self.forms.spelt(kind)
        deciding = {word: self.forms.spelt(one) for one in (NoticeType.CRISIS, NoticeType.OPERATIONS)
                    for word in (one.value, *one.written)}  # fmt: skip
        by_name = {**deciding, "": self.forms.spelt(NoticeType.NEWS)}
        made = self._texts(model)
        type_ = {"name": name, "label": name.capitalize(), "widget": "hidden", "default": value, "by_name": by_name}
        said = next(one for one in made["fields"] if one["name"] == name)
        if said.get("also_values"):
            type_["also_values"] = said["also_values"]
        prefix = f"{kind.nb}-" if kind in (NoticeType.CRISIS, NoticeType.OPERATIONS) else ""
        return made | {
            "name": f"{model.word}-{kind.value}",
            "format": f"{model.word}-{kind.value}",
            "slug": f"{{{{year}}}}-{{{{month}}}}-{{{{day}}}}-{prefix}{{{{slug}}}}",
            "filter": {"field": name, "value": value},
            "fields": [type_, *(one for one in made["fields"] if one["name"] != name)],
        }

    def _maps(self) -> dict[str, Any]:
        made = self._texts(Map) | {"folder": Map.folder, "extension": "yaml"}
        return made | {"fields": self.forms.fields_of(Map, frozenset(texts_of(Map).model_fields))}

    def _facts(self) -> dict[str, Any]:
        others = self.settings.languages[1:]
        files = [self._home(), *(self._records(one) for one in RECORD_TYPES), self._settings()]
        for language in others:
            files += [*(self._translated(model, language) for model in _TRANSLATED), self._settings(language)]
        words = self.forms.words
        return _of_files(FACTS, words.say("web_editor.facts"), words.say("web_editor.facts_are"), files)

    def _tables(self) -> dict[str, Any]:
        """Return the collection of tables, each shown by one widget, which changes no line but those that people do."""
        words = self.forms.words
        streets = self._table("streets", name_of(Street, words.language), Street.file, self._columns(Street))
        in_tables = (one for one in self.maps if (one.data or "").endswith(".csv"))
        places = map(self._places, sorted(in_tables, key=lambda one: one.origin.path))
        files = [streets, *places]
        return _of_files(TABLES, words.say("web_editor.tables"), words.say("web_editor.tables_are"), files)

    def _places(self, of: Map) -> dict[str, Any]:
        declared = [self._declared(one) for one in of.columns]
        taken = {one["name"] for one in declared}
        fields = [self._as_registers_have_it(one) for one in self._columns(InlinePlace) if one["name"] not in taken]
        return self._table(f"places-{of.slug}", of.title, f"{Map.folder}/{of.data}", [*fields, *declared])

    def _columns(self, model: type[Model]) -> list[Widget]:
        left_out = {self.forms.name(name, model.model_fields[name]) for name in _ELSEWHERE & set(model.model_fields)}
        return [one for one in self.forms.fields_of(model) if one["name"] not in left_out]

    def _as_registers_have_it(self, column: Widget) -> Widget:
        """Return a column with the other names that its heading may have."""
        names = (column["name"], column.get("also"))
        others = [other for other, name in OTHER_NAMES.items() if name in names]
        return column | ({"others": others} if others else {})

    def _declared(self, column: Column) -> Widget:
        options = [{"label": one, "value": one} for one in column.choices]
        kind: Widget = {"widget": "select", "options": options} if options else {"widget": "string"}
        return {"name": column.key, "label": column.label, **kind}

    def _table(self, name: str, label: str, file: str, columns: list[Widget]) -> dict[str, Any]:
        says = {one: self.forms.words.say(f"web_editor.table.{one}") for one in _SAID_OF_TABLES}
        table: Widget = {"name": TABLES, "label": label, "widget": "table", "required": False,
                         "columns": columns, "says": says}  # fmt: skip
        return {"name": name, "label": label, "file": file, "fields": [table]}

    def _home(self) -> dict[str, Any]:
        fields = self.forms.fields_of(Home)
        return {"name": "home", "label": name_of(Home, self.forms.words.language), "file": Home.file, "fields": fields}

    def _settings(self, language: str = "") -> dict[str, Any]:
        """Return the form of the settings, or of what they say in another language."""
        model: type[Model] = texts_of(Settings) if language else Settings
        told = [self.forms.name(one, Settings.model_fields[one]) for one in TOLD]
        fields = sorted(
            self.forms.fields_of(model), key=lambda one: told.index(one["name"]) if one["name"] in told else len(told)
        )
        label = name_of(Settings, self.forms.words.language)
        return {
            "name": f"site_{language}" if language else "site",
            "label": f"{label} ({language})" if language else label,
            "file": Settings.file.replace(".yaml", f".{language}.yaml" if language else ".yaml"),
            "fields": fields,
        }

    def _records(self, model: type[Record]) -> dict[str, Any]:
        return self._file(model, _stem(model), model.file, name_of(model, self.forms.words.language), model)

    def _translated(self, model: type[Record], language: str) -> dict[str, Any]:
        """Return the file of what records say in another language."""
        label = f"{name_of(model, self.forms.words.language)} ({language})"
        file = f"{model.file.removesuffix('.yaml')}.{language}.yaml"
        return self._file(model, _stem(model, language), file, label, texts_of(model))

    def _file(self, model: type[Record], name: str, file: str, label: str, shown: type[Model]) -> dict[str, Any]:
        title = _called(model, self.forms.is_english)
        id_: Widget = {"name": "id", "label": "Id", "widget": "string", "hint": self.forms.words.say("web_editor.id"),
                       "pattern": ["^[a-z0-9]+(-[a-z0-9]+)*$", self.forms.words.say("web_editor.id")]}  # fmt: skip
        list_: Widget = {
            "name": name,
            "label": label,
            "label_singular": name_of(model, self.forms.words.language).lower(),
            "widget": "list",
            "required": False,
            "collapsed": True,
            "summary": f"{{{{fields.{title}}}}} ({{{{fields.id}}}})",
            "records": "id",
            "twice": self.forms.words.say("web_editor.twice"),
            "fields": [id_, *self.forms.fields_of(shown)],
        }
        return {"name": name, "label": label, "file": file, "fields": [list_]}


_SAID_OF_TABLES = ("find", "add", "remove", "shown", "found", "none", "unread", "broken", "nameless")
_BUTTONS = ["bold", "italic", "link", "heading-two", "heading-three", "bulleted-list", "numbered-list", "quote"]
_TRANSLATED = tuple(one for one in RECORD_TYPES if one is not Waiver)
"""What readers see, and may be said in other languages"""
_ELSEWHERE = frozenset({"values", "position"})
"""Fields of a place that no table has: a declared column is a column, and a position is two"""
