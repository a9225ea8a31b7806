"""The editor in the browser, driven as staff use it, against a Git on this machine: what it saves is read as meant.

Not among the ordinary tests: `make test-system` fetches Decap CMS, and `decap-server`, which reaches the Git.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect, sync_playwright

from site_builder.loading.editor_files import FOLDER
from tests.browser import browsers
from tests.browser.serving import serving
from tests.support import FULL, checked, copy_of, read_all
from tests.support import built as build_of

TOP = Path(__file__).resolve().parent.parent.parent
SERVER = Path(__file__).parent / "editor/node_modules/decap-server/dist/index.js"
IDENTITY = {f"GIT_{who}_{what}": said for who in ("AUTHOR", "COMMITTER")
            for what, said in (("NAME", "Servicetorget"), ("EMAIL", "post@kommune.example"))}  # fmt: skip
WRITTEN = ("content", "maps")


SLOW = 20_000
"""Milliseconds that Git may take, on a machine that does much else"""


@dataclass(frozen=True, slots=True)
class Desk:
    """A page with the editor, the repository it writes in, and what the page asked others for."""

    page: Page
    repository: Path
    config: Mapping[str, object]
    foreign: list[str]
    said: list[str]
    """What the page's console said is wrong"""

    def go_to(self, place: str) -> None:
        """Open a form or a list. It is loaded anew: from form to form Decap itself leads by way of a list."""
        self.page.goto("about:blank")
        self.page.goto(f"{self.address}#/collections/{place}")

    @property
    def address(self) -> str:
        return str(self.config["address"])

    def save(self) -> None:
        self.page.get_by_role("button", name="Lagre", exact=True).click()
        expect(self.page.get_by_role("button", name="Status: Kladd")).to_be_visible(timeout=SLOW)

    def publish(self) -> None:
        """Take what is saved through review to what is published, by the buttons that staff have."""
        self.page.get_by_role("button", name="Status: Kladd").click()
        self.page.get_by_role("menuitem", name="Klar").click()
        # What is pressed before Git has said yes is refused.
        expect(self.page.get_by_role("button", name="Status: Klar")).to_be_visible(timeout=SLOW)
        expect(self.page.get_by_text("Innleggsstatus oppdatert").first).to_be_visible(timeout=SLOW)
        self.page.get_by_role("button", name="Publiser", exact=True).click()
        self.page.get_by_role("menuitem", name=re.compile("Publiser nå")).click()
        expect(self.page.get_by_role("button", name="Publisert", exact=True)).to_be_visible(timeout=SLOW)

    def git(self, *asked: str) -> str:
        done = subprocess.run(
            ["git", "-C", self.repository, *asked],
            capture_output=True,
            text=True,
            check=True,
            env=os.environ | IDENTITY,
        )
        return done.stdout

    def text(self, path: str) -> str:
        """Return a file as it is published."""
        return self.git("show", f"main:{path}")

    def changed(self) -> list[str]:
        """Return the files that the last publication changed, with what became of them (`A`, `M`)."""
        lines = self.git("diff", "--name-status", "main^1", "main").splitlines()
        return sorted(line.replace("\t", " ") for line in lines)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the small town in two languages, as a repository of its own."""
    root = copy_of(FULL, tmp_path_factory.mktemp("desk") / "site")
    settings = root / "content/site.yaml"
    settings.write_text(settings.read_text("utf-8").replace("språk: [nb]", "språk: [nb, nn]"), "utf-8")
    for asked in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "-m", "Slik det var"]):
        subprocess.run(["git", "-C", root, *asked], check=True, env=os.environ | IDENTITY)
    return root


@pytest.fixture(scope="module")
def api(repository: Path) -> Iterator[str]:
    """Return where decap-server answers, for this machine alone."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = os.environ | IDENTITY | {"MODE": "git", "GIT_REPO_DIRECTORY": str(repository), "PORT": str(port),
                                   "BIND_HOST": "127.0.0.1", "LOG_LEVEL": "info"}  # fmt: skip
    with subprocess.Popen(["node", SERVER], env=env, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        assert any("listening" in line for line in server.stdout)
        yield f"http://127.0.0.1:{port}/api/v1"
        server.kill()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=browsers.found(), args=arguments)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def desk(repository: Path, api: str, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    out = tmp_path_factory.mktemp("editor")
    # Fetched once, by make/editor.sh; that it is what we know is asked here too.
    shutil.copytree(TOP / FOLDER, repository / FOLDER)
    command: list[str | Path] = [
        TOP / ".venv/bin/site-builder",
        "admin",
        "--root",
        repository,
        "--local",
        api,
        "--out",
        out,
    ]
    subprocess.run(command, check=True)
    # What was fetched lies where Git is told to see nothing; here is no such word.
    (repository / ".git/info/exclude").write_text(".cache/\n")
    config = yaml.safe_load((out / "admin/config.yml").read_text("utf-8"))
    foreign: list[str] = []
    said: list[str] = []
    with serving(out) as served:
        page = browser.new_page(viewport={"width": 1300, "height": 1000}, locale="nb-NO", timezone_id="Europe/Oslo")
        page.set_default_timeout(10_000)
        # Whether it is really to be published.
        page.on("dialog", lambda one: one.accept())
        ours = (served.origin, api.removesuffix("/api/v1"), "blob:", "data:", "about:")
        page.on("request", lambda one: None if one.url.startswith(ours) else foreign.append(one.url))
        page.on("console", lambda one: said.append(one.text) if one.type == "error" else None)
        page.on("pageerror", lambda one: said.append(str(one)))
        page.goto(f"{served.origin}/admin/")
        page.get_by_role("button", name="Logg inn").click()
        expect(page.get_by_text("Samlinger", exact=True)).to_be_visible()
        yield Desk(page, repository, config | {"address": f"{served.origin}/admin/"}, foreign, said)


def test_what_is_written_in_every_form_is_what_stood_there(desk: Desk, tmp_path: Path) -> None:
    """Every file of the small town is taken apart for its form and put together again: letter for letter."""
    before, after = (copy_of(FULL, tmp_path / name) for name in ("before", "after"))
    others = []
    for collection in desk.config["collections"]:  # type: ignore[attr-defined]
        for path in _files_of(collection, after):
            text = (after / path).read_text("utf-8")
            made = _through_the_form(desk.page, collection["format"], path, text)
            others += [path] if made != text else []
            (after / path).write_text(made, "utf-8")
    assert others == ["content/notices/krise-vann-vika.md"], "a heading becomes the title that the form asks for"
    assert _told(after) == _told(before)
    sites = [read_all(_built(root)) for root in (before, after)]
    assert sites[0].keys() == sites[1].keys()
    assert [path for path in sites[0] if sites[0][path] != sites[1][path]] == []


def _files_of(collection: Mapping[str, object], root: Path) -> list[str]:
    if "files" in collection:
        return [one["file"] for one in collection["files"] if (root / one["file"]).is_file()]  # type: ignore[attr-defined]
    if collection["name"] == "notice" or not str(collection["name"]).startswith("notice"):
        folder = root / str(collection["folder"])
        return [path.relative_to(root).as_posix() for path in sorted(folder.glob(f"*.{collection['extension']}"))]
    return []


def _through_the_form(page: Page, name: str, path: str, text: str) -> str:
    made: str = page.evaluate(
        """([name, path, text]) => {
            const format = CMS.getCustomFormatsFormatters()[name];
            const made = format.toFile(format.fromFile(`\\0${path}\\0${text}`));
            // What is not saved yet Decap keeps as such a text, and makes a form of that again.
            return format.toFile(format.fromFile(made)) === made ? made : "";
        }""",
        [name, path, text],
    )
    return made.rpartition("\0")[2]


def _told(root: Path) -> list[str]:
    """Return what a check says of a site, without where: a form writes its fields in an order of its own."""
    return sorted(f"{one.code} {one.path}" for one in checked(root).problems)


def _built(root: Path) -> Path:
    build_of(root, root / "output")
    return root / "output"


def test_a_notice_is_written_reviewed_and_published(desk: Desk) -> None:
    desk.go_to("notice-news/new")
    page = desk.page
    page.get_by_label("Tittel").first.fill("12:30:15")
    page.locator("[data-slate-editor=true]").first.click()
    page.keyboard.type("Klokka som tittel, og et land.")
    page.get_by_role("button", name="Legg til kilde").click()
    # Between the title of the notice, and that in the form of the other language.
    page.get_by_label("Tittel").locator("visible=true").nth(1).fill("NO")
    desk.save()
    branch = desk.git("branch", "--list", "cms/*").strip()
    assert re.fullmatch(r"cms/notice-news/\d{4}-\d{2}-\d{2}-12-30-15", branch), "a draft is a branch of its own"
    path = f"content/notices/{branch.rpartition('/')[2]}.md"
    assert path not in desk.git("ls-tree", "-r", "--name-only", "main"), "nothing is published yet"
    desk.publish()
    assert desk.changed() == [f"A {path}"], "a language in which nothing is said has no file"
    assert desk.text(path) == (
        "---\ntype: nyhet\ntittel: '12:30:15'\nkilder:\n  - tittel: 'NO'\n---\n\nKlokka som tittel, og et land.\n"
    )
    assert not [one for one in checked(desk.repository).problems if one.is_error]
    assert not [one for one in checked(desk.repository).problems if one.path == path and one.code != "N222"]


def test_a_service_is_changed_and_nothing_else_of_it(desk: Desk) -> None:
    path = "content/services/barnehageplass.md"
    before = desk.text(path)
    desk.go_to("service/entries/barnehageplass")
    desk.page.get_by_label("Kort").first.fill("Ett felles opptak for alle barnehager.")
    desk.save()
    # Decap looks up what is referred to once, and makes the form anew when it is saved.
    expect(desk.page.get_by_text("Barnehage og skole", exact=True).first).to_be_visible()
    desk.publish()
    assert desk.changed() == [f"M {path}"]
    assert desk.git("diff", "--numstat", "main^1", "main").split()[:2] == ["1", "1"], "one line"
    old, new = map(_fields, (before, desk.text(path)))
    assert new == old | {"kort": "Ett felles opptak for alle barnehager."}
    assert desk.text(path).split("---\n")[2].strip() == before.split("---\n")[2].strip()
    assert not [one for one in checked(desk.repository).problems if one.is_error]


def _tree(text: str) -> Any:
    """Return a file of YAML with all its values as texts, as they are read."""
    return yaml.load(text, yaml.BaseLoader)  # noqa: S506


def _fields(text: str) -> dict[str, object]:
    """Return the fields of a Markdown file, each as it is read: a text, or several."""
    found = _tree(text.split("---\n")[1])
    return {name: value[0] if isinstance(value, list) and len(value) == 1 else value for name, value in found.items()}


def test_a_service_is_translated_beside_its_original(desk: Desk) -> None:
    path = "content/services/meld-feil.nn.md"
    desk.go_to("service/entries/meld-feil")
    page = desk.page
    page.get_by_label("Tittel").nth(1).fill("Meld ein feil")
    page.get_by_label("Kort").nth(1).fill("Hol i vegen, gatelys og anna.")
    desk.save()
    desk.publish()
    assert desk.changed() == [f"A {path}"], "the original stays as it was written"
    assert desk.text(path) == "---\ntittel: Meld ein feil\nkort: Hol i vegen, gatelys og anna.\n---\n"
    assert not [one for one in checked(desk.repository).problems if one.is_error]


def test_the_steps_of_a_life_event_are_translated_from_a_copy_of_them(desk: Desk) -> None:
    path = "content/life-events/fa-barn.nn.md"
    desk.go_to("lifeevent/entries/fa-barn")
    page = desk.page
    page.get_by_role("button", name="Fyll ut fra et annet språk").nth(1).click()
    page.get_by_role("menuitem", name="NB").click()
    # Of a step only what is text is asked for.
    form = page.locator("[id^='tittel-field-']").locator("visible=true").last
    expect(form).to_have_value("Få barn")
    form.fill("Å få barn")
    desk.save()
    desk.publish()
    assert desk.changed() == [f"A {path}"]
    assert _fields(desk.text(path))["tittel"] == "Å få barn"
    assert len(_tree(desk.text(path).split("---\n")[1])["steg"]) == 3
    assert not [one for one in checked(desk.repository).problems if one.path == path]


def test_a_place_is_pointed_out_in_the_drawing_or_written(desk: Desk) -> None:
    before = desk.text("maps/friluft.yaml")
    desk.go_to("map/entries/friluft")
    page = desk.page
    _open(page, "Odden badeplass")
    field = page.get_by_label("Koordinat").first
    drawing = page.locator("svg[viewBox]:has(path + text)").locator("visible=true").first
    field.fill("12.12, 60.12")
    field.blur()
    expect(page.get_by_text("Punktet er utenfor kommunen.").first).to_be_visible()
    field.fill(' {"type":"Point","coordinates":[12.1199,60.1201]}')
    field.blur()
    expect(field).to_have_value("60.1201, 12.1199")
    was = drawing.locator("circle").bounding_box()
    size = drawing.bounding_box()
    assert was is not None
    assert size is not None
    drawing.click(position={"x": was["x"] - size["x"] + was["width"] / 2 + 20, "y": was["y"] - size["y"] - 10})
    lat, lon = map(float, field.input_value().split(", "))
    assert lat > 60.1201, "north of where it was"
    assert lon > 12.1199, "east of where it was"
    desk.save()
    desk.publish()
    assert desk.changed() == ["M maps/friluft.yaml"]
    after = before.replace("koordinat: [60.12, 12.12]", f"koordinat: {lat:.4f}, {lon:.4f}")
    assert desk.text("maps/friluft.yaml") == after, "and nothing else"
    assert not [one for one in checked(desk.repository).problems if one.is_error]


def _open(page: Page, name: str) -> None:
    """Open an item of a list, of which only the name is shown."""
    item = page.get_by_text(name).locator("visible=true").first
    item.locator("xpath=preceding-sibling::*[1]//button").first.click()


def test_a_price_gets_a_new_amount_in_the_file_of_all_prices(desk: Desk) -> None:
    before = _tree(desk.text("content/prices.yaml"))
    desk.go_to("fakta/entries/prices")
    page = desk.page
    first = next(iter(before))
    _open(page, f"({first})")
    page.get_by_label("Merknad").locator("visible=true").last.fill("Nei")
    desk.save()
    desk.publish()
    assert desk.changed() == ["M content/prices.yaml"]
    assert _tree(desk.text("content/prices.yaml"))[first]["merknad"] == "Nei"
    assert desk.git("diff", "--numstat", "main^1", "main").split()[:2] == ["1", "1"], "one line"
    assert not [one for one in checked(desk.repository).problems if one.is_error]


@pytest.mark.parametrize(
    ("label", "name", "text"), [("Svarløfte", "svarløfte", "Ja"), ("Orgnummer", "orgnummer", "888 888 888")]
)
def test_what_readers_are_told_and_what_decides_how_the_site_works_is_changed_and_no_other_setting(
    desk: Desk, label: str, name: str, text: str
) -> None:
    before = desk.text("content/site.yaml")
    desk.go_to("fakta/entries/site")
    desk.page.get_by_label(label).fill(text)
    desk.save()
    desk.publish()
    assert desk.changed() == ["M content/site.yaml"]
    assert desk.text("content/site.yaml") == before.replace(_line(before, name), f"{name}: {text}")
    assert not [one for one in checked(desk.repository).problems if one.is_error]


def test_the_site_says_its_name_in_another_language(desk: Desk) -> None:
    desk.go_to("fakta/entries/site_nn")
    desk.page.get_by_label("Tittel").first.fill("Alt du treng: NO")
    desk.save()
    desk.publish()
    assert desk.changed() == ["A content/site.nn.yaml"]
    assert desk.text("content/site.nn.yaml") == "tittel: 'Alt du treng: NO'\n"
    assert not [one for one in checked(desk.repository).problems if one.is_error]


def _line(text: str, name: str) -> str:
    return next(one for one in text.splitlines() if one.startswith(f"{name}:"))


def test_a_waiver_gets_another_reason(desk: Desk) -> None:
    before = desk.text("content/waivers.yaml")
    desk.go_to("fakta/entries/waivers")
    _open(desk.page, "(provenummer)")
    desk.page.get_by_label("Grunn").locator("visible=true").last.fill("Det er ingens.")
    desk.save()
    desk.publish()
    assert desk.changed() == ["M content/waivers.yaml"]
    old = "grunn: Nummeret er laget for prøver, og er ingens."
    assert desk.text("content/waivers.yaml") == before.replace(old, "grunn: Det er ingens.")
    assert not [one for one in checked(desk.repository).problems if one.is_error]


def test_a_map_is_called_something_in_another_language(desk: Desk) -> None:
    desk.go_to("map/entries/friluft")
    desk.page.get_by_label("Tittel").nth(1).fill("Friluftsliv på nynorsk")
    desk.save()
    desk.publish()
    assert desk.changed() == ["A maps/friluft.nn.yaml"], "the original stays as it was written"
    assert desk.text("maps/friluft.nn.yaml") == "tittel: Friluftsliv på nynorsk\n"
    assert not [one for one in checked(desk.repository).problems if one.is_error]


def test_a_line_of_the_street_table_is_found_and_changed_and_one_is_added(desk: Desk) -> None:
    path = "maps/streets.csv"
    before = desk.text(path)
    desk.go_to("tabeller/entries/streets")
    page = desk.page
    page.get_by_label("Finn i tabellen").fill("36")
    expect(page.get_by_text("Linjer funnet: 1.")).to_be_visible()
    page.get_by_text("Prøvegata · 36").click()
    # Letter by letter: a space between two words stays, and the line stays that no longer is what was looked for.
    number = page.get_by_label("Fra", exact=True).locator("visible=true")
    number.press("End")
    number.press("Backspace")
    number.press_sequentially("6")
    page.get_by_label("Avfall").locator("visible=true").fill("")
    page.get_by_label("Avfall").locator("visible=true").press_sequentially("mandag; også på helligdager")
    page.get_by_role("button", name="Ny linje").click()
    page.get_by_label("Gate", exact=True).locator("visible=true").first.fill("Nygata")
    page.get_by_label("Skole", exact=True).locator("visible=true").first.select_option("as-skole")
    desk.save()
    desk.publish()
    assert desk.changed() == [f"M {path}"]
    was = "Prøvegata;36;;alle;as-skole;;fredag;klasse 2;nei"
    assert was in before
    changed = before.replace(was, 'Prøvegata;36;;alle;as-skole;;"mandag; også på helligdager";klasse 2;nei')
    assert desk.text(path) == f"{changed}Nygata;;;;as-skole;;;;\n"
    assert not [one for one in checked(desk.repository).problems if one.is_error]


def test_a_place_in_a_table_gets_another_address_and_one_is_removed(desk: Desk) -> None:
    path = "maps/steder.csv"
    before = desk.text(path)
    desk.go_to("tabeller/entries/places-steder")
    page = desk.page
    page.get_by_text("Kirka · kirka").click()
    page.get_by_label("Adresse", exact=True).locator("visible=true").fill('"Gamle" Kirkeveg')
    page.get_by_text("Badet; ute").click()
    page.get_by_role("button", name="Ta bort linja: Badet; ute").click()
    expect(page.get_by_label("Finn i tabellen")).to_be_focused()
    assert page.locator("details[open]").count() == 0, "what stands below is another line"
    desk.save()
    desk.publish()
    assert desk.changed() == [f"M {path}"]
    lines = before.replace("Kirkevegen 2", '"""Gamle"" Kirkeveg"').splitlines(keepends=True)
    assert desk.text(path) == "".join(one for one in lines if "Badet" not in one)


CHANGED = """([text, row, column, value]) => {
    const { control } = CMS.getWidget("table");
    const field = { get: () => ({ toJS: () => [{ name: "a" }, { name: "b" }] }), getIn: ([, name]) => name };
    const made = [];
    const table = new control({ value: text, field, forID: "x", onChange: (one) => made.push(one) });
    if (text.includes("\\uFFFD")) return [table.render().type, table.render().props.children];
    table.write(table.table(), row, column, value);
    return made[0];
}"""
"""What becomes of a table when a cell of a line is given another value"""


@pytest.mark.parametrize(
    ("text", "row", "value", "after"),
    [
        ("a;b\r\n1;2\r\n3;4\r\n", 1, "9", "a;b\r\n1;9\r\n3;4\r\n"),
        ("\ufeffsep=;\r\na;b\r\n1;2\r\n", 1, "9", "\ufeffsep=;\r\na;b\r\n1;9\r\n"),
        ("a,b\n1,2\n", 1, "x, y", 'a,b\n1,"x, y"\n'),
        ("a\tb\n1\t2", 1, "9", "a\tb\n1\t9"),
        ('a;b\n"x\ny; ""z""";2\n5" rør;2\n', 1, "9", 'a;b\n"x\ny; ""z""";9\n5" rør;2\n'),
        ('a;b\n5" rør;2\n', 1, "9", 'a;b\n"5"" rør";9\n'),
        ("a;b\n\n1\n1;2;3\n", 2, "9", "a;b\n\n1;9\n1;2;3\n"),
        ("a;b\r1;2\r", 1, "9", "a;b\r1;9\r"),
        ("\ufeff\n\nsep=,\na,b\n1,2\n", 1, "9", "\ufeff\n\nsep=,\na,b\n1,9\n"),
        ("a;b;;\n1;2;;\n", 1, "9", "a;b;;\n1;9;;\n"),
    ],
)
def test_a_line_that_nobody_changes_stays_letter_for_letter(
    desk: Desk, text: str, row: int, value: str, after: str
) -> None:
    assert desk.page.evaluate(CHANGED, [text, row, 1, value]) == after


TABLE = """(text) => {
    const { control } = CMS.getWidget("table");
    const columns = [{ name: "navn", label: "Navn" }, { name: "lat", label: "Bredde", others: ["latitude"] }];
    const field = { get: () => ({ toJS: () => columns }), getIn: ([, name]) => name };
    const { isNameless, columns: found, records } = new control({ value: text, field, forID: "x" }).table();
    return isNameless ? null : [found.map(({ label }) => label), records.length];
}"""
"""What the columns of a table are called, and how many lines it has; null where the first does not say"""


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("Navn;LATITUDE;trinn\n", ["Navn", "Bredde", "trinn"]),
        ("\ufeffna\u200bvn;\u00adlat;;\n", ["Navn", "Bredde"]),
        ("navn;;lat\n", ["Navn", "", "Bredde"]),
        ("\ufeff\n\n", ["Navn", "Bredde"]),
        (";;\n", ["Navn", "Bredde"]),
        ("", ["Navn", "Bredde"]),
        ("Lia;60,1\n", None),
    ],
)
def test_a_column_is_known_as_a_build_knows_it(desk: Desk, text: str, columns: list[str] | None) -> None:
    found = desk.page.evaluate(TABLE, text)
    assert (found and tuple(found)) == (columns and (columns, 1))


def test_a_save_that_changes_nothing_is_refused_and_leaves_no_draft(desk: Desk) -> None:
    desk.go_to("fakta/entries/site")
    field, said = desk.page.get_by_label("Svarløfte"), len(desk.said)
    field.fill(f"{field.input_value()} ")
    desk.page.get_by_role("button", name="Lagre", exact=True).click()
    expect(desk.page.get_by_text("Kunne ikke lagre: Ingenting er annerledes enn det").first).to_be_visible(timeout=SLOW)
    assert "fakta/site" not in desk.git("branch", "--list", "cms/*")
    # Decap logs what is refused.
    del desk.said[said:]
    # What is written then is saved as ever.
    field.press("Control+a")
    field.press_sequentially("Nei da")
    desk.save()
    desk.publish()
    assert _line(desk.text("content/site.yaml"), "svarløfte") == "svarløfte: Nei da"


def test_a_draft_that_says_what_is_published_is_refused_and_can_be_deleted(desk: Desk) -> None:
    page, said = desk.page, len(desk.said)
    desk.go_to("fakta/entries/site_nn")
    field = page.get_by_label("Tittel").first
    before = field.input_value()
    field.fill("Kladd")
    desk.save()
    field.press("Control+a")
    field.press_sequentially(before)
    page.get_by_role("button", name="Lagre", exact=True).click()
    expect(page.get_by_text("Kunne ikke lagre: Ingenting er annerledes enn det").first).to_be_visible(timeout=SLOW)
    # Decap logs what is refused.
    del desk.said[said:]
    page.get_by_role("button", name=re.compile("^Slett ")).click()
    expect(page.get_by_role("button", name="Publisert", exact=True)).to_be_visible(timeout=SLOW)
    assert "fakta/site_nn" not in desk.git("branch", "--list", "cms/*")


def test_a_translation_is_emptied(desk: Desk) -> None:
    desk.go_to("map/entries/friluft")
    desk.page.get_by_label("Tittel").nth(1).fill("")
    desk.save()
    desk.publish()
    assert desk.text("maps/friluft.nn.yaml").strip() == ""
    assert not [one for one in checked(desk.repository).problems if "friluft" in one.path]


def test_a_map_is_deleted_with_what_is_translated_of_it(desk: Desk) -> None:
    desk.go_to("map/entries/friluft")
    desk.page.get_by_role("button", name=re.compile("^Slett ")).click()
    desk.page.wait_for_url(re.compile("/collections/map$"), timeout=SLOW)
    assert "friluft" not in desk.git("ls-tree", "-r", "--name-only", "main")


def test_the_last_waiver_is_removed(desk: Desk) -> None:
    desk.go_to("fakta/entries/waivers")
    for _ in range(2):
        desk.page.get_by_text(re.compile(r"\((badetrapp|provenummer)\)")).first.locator(
            "xpath=preceding-sibling::*[1]//button"
        ).last.click()
    desk.save()
    desk.publish()
    assert desk.text("content/waivers.yaml").strip() == ""


def test_a_table_with_a_quote_that_none_ends_is_left_alone(desk: Desk) -> None:
    told = CHANGED.replace('text.includes("\\uFFFD")', "table.table().isBroken")
    for text in ('a;b\n"x;2\n3;4\n', 'a;b\n3;"x" y\n'):
        assert desk.page.evaluate(told, [text, 1, 0, "x"]) == ["p", "broken"]


def test_a_table_that_is_not_utf_8_is_left_alone(desk: Desk) -> None:
    assert desk.page.evaluate(CHANGED, ["gate\nPr\ufffdvegata\n", 1, 0, "x"]) == ["p", "unread"]


def test_on_a_phone_a_form_is_as_wide_as_the_phone_and_in_one_language(desk: Desk) -> None:
    desk.page.set_viewport_size({"width": 360, "height": 740})
    desk.go_to("service/entries/meld-feil")
    title = desk.page.get_by_label("Tittel").first
    expect(title).to_be_visible(timeout=SLOW)
    size = title.bounding_box()
    assert size is not None
    assert size["width"] > 300
    assert desk.page.evaluate("document.documentElement.scrollWidth") == 360
    expect(desk.page.get_by_role("button", name="Lagre", exact=True)).to_be_in_viewport()
    expect(desk.page.get_by_text("Kontroller forhåndsvisning")).to_be_hidden()


def test_the_page_asks_nobody_but_its_own_site_and_git(desk: Desk) -> None:
    assert desk.foreign == []
    # Decap asks whether somebody has a draft of what is opened, and mostly nobody has.
    assert [one for one in desk.said if "404" not in one] == []
