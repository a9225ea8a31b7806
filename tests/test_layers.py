"""Imports run one way: each room may import itself and the rooms below it, lazily or not."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "site_builder"
ROOMS = (
    "__main__",
    "cli",
    "commands",
    "options",
    "usage",
    "phone",
    "starting",
    "preview",
    "health",
    "digest",
    "importing",
    "drafts",
    "sharing",
    "publishing",
    "summary",
    "mending",
    "serving",
    "build",
    "overview",
    "outputs",
    "checks",
    "editors",
    "problems_page",
    "explanations",
    "loading",
    "content_types",
    "rendering",
    "geometry",
    "model",
    "fixes",
    "source",
    "fences",
    "yaml_slips",
    "indents",
    "unmerged",
    "text",
    "reports",
    "problems",
    "writing",
    "state",
    "identity_numbers",
    "number_labels",
)
"""From the top down (docs/architecture.md)."""

MAY_PRINT = ("cli.py", "__main__.py")
SLOW = {
    "folium": ("folium_maps.py",),
    "branca": ("folium_maps.py",),
    "icalendar": ("icalendar_files.py", "icalendar_events.py", "icalendar_times.py"),
    "dateutil": ("icalendar_times.py",),
    "PIL": ("pictures.py", "cards.py"),
    "numpy": (),
}
"""Libraries that take long to import, and the modules that may: one that writes, those that import a calendar"""
NETWORK = (
    "urllib.request",
    "urllib.error",
    "http",
    "socket",
    "ssl",
    "ftplib",
    "smtplib",
    "xmlrpc",
    "asyncio",
    "requests",
)


def _modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def _name(path: Path) -> str:
    parts = ("site_builder", *path.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {_name(path) for path in _modules()}


def _room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def _imported(path: Path) -> tuple[str, ...]:
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports by a relative name"
            module = node.module or ""
            inner = {f"{module}.{name.name}" for name in node.names}
            # A module of a package is not what the package itself says.
            yield from inner & MODULES
            if module == "site_builder" or inner - MODULES:
                yield module


@pytest.mark.parametrize("path", _modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_import_runs_upwards(path: Path) -> None:
    if path.name == "__init__.py" and path.parent == PACKAGE:
        return
    level = ROOMS.index(_room(path))
    for module in _imported(path):
        parts = module.split(".")
        if parts[0] == "site_builder" and len(parts) > 1 and parts[1] in ROOMS:
            assert ROOMS.index(parts[1]) >= level, f"{path.name} imports {module}"


def test_every_room_is_in_the_list() -> None:
    assert {_room(path) for path in _modules()} - {"__init__"} <= set(ROOMS)


def test_there_is_no_loop_between_modules() -> None:
    graph = {
        _name(path): {module for module in _imported(path) if module in MODULES} - {_name(path)} for path in _modules()
    }
    done: set[str] = set()
    while ready := {name for name, needs in graph.items() if name not in done and needs <= done}:
        done |= ready
    assert set(graph) - done == set()


@cache
def _calls(path: Path) -> tuple[str, ...]:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return tuple(ast.unparse(node.func) for node in nodes if isinstance(node, ast.Call))


@pytest.mark.parametrize("path", _modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_the_command_line_prints_exits_and_asks_the_time(path: Path) -> None:
    if path.name in MAY_PRINT and path.parent == PACKAGE:
        return
    # A command prints and exits; the time it is handed.
    may = {"click.echo"} if _room(path) == "commands" else set()
    forbidden = {
        "print",
        "sys.exit",
        "exit",
        "datetime.now",
        "datetime.utcnow",
        "date.today",
        "time.time",
        "time.monotonic",
    }
    forbidden |= {"click.echo", "random.random", "uuid.uuid4", "os.urandom"}
    assert (forbidden - may).isdisjoint(_calls(path))


@pytest.mark.parametrize("path", _modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_the_writer_changes_the_disk(path: Path) -> None:
    if path.name == "writing.py":
        return
    ends = (".write_text", ".write_bytes", ".unlink", ".mkdir", ".rmdir", ".rename", ".symlink_to", ".touch")
    assert not [call for call in _calls(path) if call.endswith(ends) or call.startswith("shutil.")]


@pytest.mark.parametrize("path", _modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_slow_library_is_imported_where_it_is_used_only(path: Path) -> None:
    found = {module.split(".")[0] for module in _imported(path)}
    assert not [one for one in found if one in SLOW and path.name not in SLOW[one]]


@pytest.mark.parametrize("path", _modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_what_fetches_for_an_import_and_what_serves_uses_the_network(path: Path) -> None:
    uses = [module for module in _imported(path) if any(f"{module}.".startswith(f"{one}.") for one in NETWORK)]
    may = (("importing", "fetching.py"), ("serving", "server.py"), ("serving", "answers.py"))
    assert not uses or (_room(path), path.name) in may


def test_a_build_does_not_import_what_fetches() -> None:
    graph = {_name(path): {module for module in _imported(path) if module in MODULES} for path in _modules()}
    reached, ahead = set(), {"site_builder.build"}
    while ahead:
        reached |= ahead
        ahead = {module for name in ahead for module in graph[name]} - reached
    assert "site_builder.loading" in reached
    assert not [name for name in reached if name.startswith(("site_builder.importing", "site_builder.serving"))]


READS = (".read_text", ".read_bytes", ".open", ".iterdir", ".rglob", ".glob")


@pytest.mark.parametrize("path", sorted((PACKAGE / "outputs").glob("*.py")), ids=lambda path: path.name)
def test_an_output_opens_no_file(path: Path) -> None:
    assert not [call for call in _calls(path) if call in ("open", "io.open") or call.endswith(READS)]
    assert not [module for module in _imported(path) if module.split(".")[0] in ("os", "importlib")]


# What strftime says of these depends on the machine's language.
OF_THE_LOCALE = re.compile(r"%[-#_^]?[aAbBchpxXEO]")


def _formats_of_time(path: Path) -> Iterator[str]:
    """Yield what a module formats a value by: in f-strings, format() and strftime()."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        parts: list[ast.expr] = []
        if isinstance(node, ast.FormattedValue) and node.format_spec:
            parts = [node.format_spec]
        elif isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in ("strftime", "format"):
            parts = [node.func, *node.args]
        for part in parts:
            constants = (one.value for one in ast.walk(part) if isinstance(one, ast.Constant))
            yield from (one for one in constants if isinstance(one, str))


def test_formats_of_time_are_found_where_they_stand(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("f'{x:%Y}'\nformat(x, '%A')\nx.strftime('%b')\n'{:%p}'.format(x)\n'100 %a'\n")
    found = list(_formats_of_time(tmp_path / "a.py"))
    assert found == ["%A", "%b", "{:%p}", "%Y"]
    assert [one for one in found if OF_THE_LOCALE.search(one)] == ["%A", "%b", "{:%p}"]


@pytest.mark.parametrize("path", _modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_module_asks_for_the_machines_language(path: Path) -> None:
    assert not [module for module in _imported(path) if module.split(".")[0] in ("locale", "gettext")]
    assert not [one for one in _formats_of_time(path) if OF_THE_LOCALE.search(one)]


def test_no_template_formats_a_time() -> None:
    theme = PACKAGE.parent / "templates"
    assert not [path.name for path in sorted(theme.rglob("*.*")) if "strftime" in path.read_text(encoding="utf-8")]
