"""The whole run on one page: load, check, plan, render, check, write."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache, lru_cache, partial
from importlib.resources import files
from pathlib import Path, PurePosixPath

from site_builder.checks import AUTHORS, CHECKS, OUTPUT_CHECKS, Page, Plan, Rendered
from site_builder.checks.private_data import without_numbers
from site_builder.content_types.entry import Entry, Publication
from site_builder.content_types.notice import Notice
from site_builder.content_types.records import Link
from site_builder.content_types.settings import Settings
from site_builder.content_types.waivers import Waiver
from site_builder.loading import Loaded, folders, load
from site_builder.loading.remainder import MENDED, Remainder, remainder
from site_builder.loading.unread import ANYTHING, Unread
from site_builder.model import OutputFile, PageFacts, Planned, Site
from site_builder.outputs import cap, plan_now_and_in_time, plan_site
from site_builder.outputs.addresses import address, settings_of, words_of
from site_builder.outputs.languages import in_language
from site_builder.outputs.lost_addresses import lost_addresses
from site_builder.outputs.pictures import consents
from site_builder.outputs.shell import Shell, shell_of
from site_builder.outputs.standing import Crises, crises_in, danger_gone
from site_builder.outputs.unpublished import with_unpublished_marked
from site_builder.outputs.web_editor import is_fetched
from site_builder.problems import WHOLE_FILE, Faults, Problem, bounded, has_errors, has_warnings, ordered, problem
from site_builder.rendering.frozen import frozen
from site_builder.rendering.page_facts import facts_of
from site_builder.rendering.pictures import PictureFault
from site_builder.rendering.templates import Pages, pages
from site_builder.state import Kept, Probed, State, as_bytes, read_state, state_path
from site_builder.text.dates import When, to_write
from site_builder.text.messages import Catalogue
from site_builder.writing import Written, is_ours, is_trusted, left_below, left_there, write, write_state


@dataclass(frozen=True, slots=True)
class Request:
    """What a build is asked for. `now` is aware."""

    root: Path
    out: Path
    now: datetime
    base_url: str | None = None
    stop_on_warnings: bool = False
    changed: frozenset[str] | None = None
    """The files whose warnings stop it, where asked to; None: those of all"""
    keeps_going: bool = False
    """Whether what has errors is left out, and the rest published"""
    instead: Mapping[str, bytes] | None = None
    """Files that are to be read in place of those on disk, by the path authors know"""
    writes: bool = True
    """Whether what comes of it is put on disk; a check does not"""
    before: Path | None = None
    """The folder of the site without a change: what was published is then what that comes to, and not what lies in the
    output folder"""
    addresses_of: Path | None = None
    """The folder of the site without a change, where no more is asked than which addresses are lost"""
    shows_unpublished: bool = False
    """Whether drafts, and what waits to be published, are among the rest, each marked: for a preview alone"""


SOURCES = (*folders.SOURCES, ".cache")


class OutAmongSources(Exception):
    """The output folder is, holds or lies in a folder of sources: what is built would be read, or remove them."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: problems, what was done on disk (None: nothing), and what a person wants to know."""

    problems: tuple[Problem, ...]
    sources: Mapping[str, str] = field(default_factory=dict)
    language: str = "nb"
    written: Written | None = None
    rendered: tuple[PurePosixPath, ...] = ()
    waiting: tuple[tuple[str, When], ...] = ()
    """(source, when it will be published)"""
    updates: tuple[tuple[str, When], ...] = ()
    """(`source:line` of a dated update in a notice that is published, when it will be shown)"""
    drafts: tuple[str, ...] = ()
    """Sources that are shown at no moment, until their authors say so"""
    expired: tuple[tuple[str, datetime], ...] = ()
    """(source of a notice, when it left the lists), the latest first"""
    total: int = 0
    left_out: tuple[str, ...] = ()
    """What was wrong, and is not on the site: sources, and records as `file: id`"""
    plain: tuple[str, ...] = ()
    """Sources of crises that were wrong, and are on the site as plain text"""
    lacks_editor: bool = False
    """Whether the settings turn on the editor in the browser, which has not been fetched: then it is not on the site"""
    crises: Crises | None = None
    """Those that stand first at that moment; None where that is not known, since nothing came of it"""
    consents: Mapping[PurePosixPath, datetime] = field(default_factory=dict)
    """The files that are shown by consent, with when that ends (UTC)"""

    @property
    def crisis_pages(self) -> int:
        return self.crises.pages if self.crises else 0


def check(request: Request) -> Outcome:
    """Do all that a build does, and write nothing."""
    return _run(replace(request, writes=False))


def build(request: Request) -> Outcome:
    """Check the content, then write the site. On an error, or where asked on a warning, nothing is written.

    Where it is asked for, what has errors is left out instead, and the rest is written: then there are errors among the
    problems of what was `written`. Without settings and theme nothing is.

    Raises ForeignFolder when the output folder is not ours, CannotWrite when the disk refuses. A check, too, raises
    OutAmongSources.
    """
    return _run(request)


def crises_at(root: Path, now: datetime) -> Crises:
    """Return what stands by what is written in a site, without making its pages."""
    loaded = load(root, now=now)
    return crises_in(loaded.site.at(now)) if loaded.site else Crises()


@dataclass(frozen=True, slots=True)
class Preview:
    """What a build would publish, and what is wrong. `site` knows what of its texts leads to what is to come."""

    site: Site | None
    problems: tuple[Problem, ...]
    sources: Mapping[str, str]
    language: str
    files: Mapping[PurePosixPath, bytes | None] | None = None
    """None where nothing could be made; a file without content is a picture, which nobody has asked for yet"""


def preview(request: Request) -> Preview:
    """Do all that a check does, and return the files too."""
    loaded = load(request.root, request.base_url, request.instead, request.now)
    if loaded.site is None:
        return Preview(None, bounded(ordered(loaded.problems)), loaded.sources, loaded.language)
    made = _made(loaded.site, loaded, replace(request, writes=False), State(), loaded.problems)
    files_ = None if made.files is None else {one.path: one.content for one in made.files}
    return Preview(made.site, bounded(ordered(made.problems)), loaded.sources, loaded.language, files_)


def site_asked_for(whole: Site, request: Request) -> Site:
    """Return the site as it stands at the moment that is asked for, with what is not published where that is wanted."""
    site = whole.at(request.now)
    return with_unpublished_marked(site) if request.shows_unpublished else site


def made_alone(planned: Planned, site: Site) -> bytes:
    """Return one file of the site, pictures too. Raises Faults, of a picture PictureFault."""
    if isinstance(planned.template, str):
        return _text_of(planned, site).encode()
    return planned.template(planned.view)


def _text_of(planned: Planned, site: Site) -> str:
    """Return a page. Raises Faults."""
    assert isinstance(planned.template, str), "a page has a template"
    site = in_language(site, planned.language)
    return pages(site.theme).render(planned.template, planned.view, shell_of(site), words_of(site))


def _keep_apart(root: Path, out: Path) -> None:
    """Raise OutAmongSources where what is built and what it is built from would lie in each other."""
    # Of the real places: a link does not make two folders of one. (Path.resolve raises where links go in a ring.)
    place = Path(os.path.realpath(out))
    for name in SOURCES:
        source = Path(os.path.realpath(root / name))
        if place == source or place in source.parents or source in place.parents:
            raise OutAmongSources(name)


def _run(request: Request) -> Outcome:
    _keep_apart(request.root, request.out)
    state = _usable_state(request)
    loaded = load(request.root, request.base_url, request.instead, request.now, state.probed)
    if loaded.site is None:
        return _stopped(loaded, loaded.problems)
    made, rest = _made(loaded.site, loaded, request, state, loaded.problems), None
    if has_errors(made.problems) and request.keeps_going:
        made, rest = _made_of_the_rest(made, loaded, request, state)
    is_in_the_way = has_errors(made.problems) and rest is None
    if is_in_the_way or (request.stop_on_warnings and has_warnings(made.problems, request.changed)):
        return _stopped(loaded, made.problems)
    assert made.files is not None, "what has no errors is rendered"
    written = None
    if request.writes:
        fit = _fit(made.files, made)
        written = write({one.path: one.content for one in fit}, request.out)
        _keep(fit, state, request, written, loaded.probed)
    return Outcome(
        bounded(ordered(made.problems)),
        loaded.sources,
        loaded.language,
        written,
        tuple(one.path for one in made.files if one.content is not None),
        tuple(dict.fromkeys(_waiting(loaded.site, request.now))),
        tuple(_updates_to_come(loaded.site, request.now)),
        _drafts(loaded.site),
        tuple(_expired(made.site, request.now)),
        len(made.files),
        rest.left_out if rest else (),
        rest.plain if rest else (),
        settings_of(made.site).web_editor is not None and not is_fetched(made.site),
        crises_in(made.site, sum(one.facts is not None and one.path.suffix == ".html" for one in made.files)),
        consents(made.site),
    )


def _fit(files_: Sequence[OutputFile], made: _Made) -> Sequence[OutputFile]:
    """Return the files as they are written: whatever is published in a hurry, nobody's number is."""
    if all(one.code != "P604" for one in made.problems):
        return files_
    return [one if one.content is None else _masked(one, one.content, made.site) for one in files_]


def _masked(file: OutputFile, content: bytes, site: Site) -> OutputFile:
    fit = without_numbers(file.path, content, site)
    # One that was masked was made of something else than what is there: the next build makes it anew.
    return file if fit == content else replace(file, content=fit, digest="")


def _stopped(loaded: Loaded, problems: Iterable[Problem]) -> Outcome:
    return Outcome(bounded(ordered(problems)), loaded.sources, loaded.language)


@dataclass(frozen=True, slots=True)
class _Made:
    """A site as it stands at a moment, all that is wrong with it, and its files (None: they could not be made)."""

    site: Site
    problems: tuple[Problem, ...]
    files: Sequence[OutputFile] | None = None


def _made(whole: Site, loaded: Loaded, request: Request, state: State, told: Sequence[Problem]) -> _Made:
    """Plan, check and render the site; `told` is what is wrong already."""
    site = site_asked_for(whole, request)
    plans = plan_now_and_in_time(site, lambda one: _ids_of(one, site) if loaded.can_be_rendered else frozenset())
    site, planned = plans.site, plans.now
    # What is left of a site may lack anything: what leads nowhere has been told of, and is plain text in it.
    unread, unfit = (loaded.unread, loaded.unfit) if site.is_whole else (ANYTHING, ())
    problems = [*told, *_plan_problems(Plan(site, planned, plans.in_time, request.now, unread, unfit), loaded)]
    if has_errors(problems) and not loaded.can_be_rendered:
        return _Made(site, tuple(problems))
    try:
        rendered = _render(site, planned, state, request)
    except Faults as fault:
        return _Made(site, (*problems, *fault.problems))
    found = _output_problems(site, planned, rendered, unread, unfit)
    problems += _with_a_cause_of_their_own(found, problems) if has_errors(problems) and site.is_whole else found
    before = _site_before(request)
    published = _with_successions(before) if request.before else None
    problems += _changed_after_all(planned, rendered, request, published)
    if not (site.is_whole and has_errors(told)):
        # What could not be read is not gone: it is in what is made of the rest.
        problems += _gone_too_soon(site, rendered, request, before, published)
    if before and site.is_whole and not has_errors(told):
        problems += lost_addresses(before, site, {one.path for one in plans.in_time})
    return _Made(site, tuple(problems), rendered)


def _made_of_the_rest(made: _Made, loaded: Loaded, request: Request, state: State) -> tuple[_Made, Remainder | None]:
    """Return what can be made without what is wrong, and what that is; what was made and None where nothing can."""
    left_out: object = None
    while True:
        rest = remainder(loaded, made.problems)
        # What is wrong and cannot be left out would come again for ever.
        if rest is None or left_out == (rest.left_out, rest.plain):
            return made, None
        left_out = (rest.left_out, rest.plain)
        told = made.problems
        made = _made(rest.site, loaded, request, state, told)
        if made.files is not None and not _is_worse(made.problems, told):
            return made, rest


def _is_worse(problems: Iterable[Problem], told: Sequence[Problem]) -> bool:
    return any(one.is_error and one.code not in MENDED and one not in told for one in problems)


def _plan_problems(plan: Plan, loaded: Loaded) -> list[Problem]:
    # A slug that is taken has been told of; the address that follows from it need not be.
    told = {one.path for one in loaded.problems if one.code in ("N210", "N222", "R402")}
    found = [one for check_ in CHECKS for one in check_(plan)]
    return [one for one in found if not (one.code == "R411" and one.path in told)]


def _output_problems(
    site: Site, planned: Sequence[Planned], files_: Sequence[OutputFile], unread: Unread, unfit: Sequence[Entry | Link]
) -> list[Problem]:
    made = [
        Page(one.path, one.facts, source.claimed_by, one.content) for one, source in zip(files_, planned, strict=True)
    ]
    theme = "templates/" + (sorted(site.theme.overridden)[0] if site.theme.overridden else "base.html")
    rendered = Rendered(site, made, theme, unread, unfit)
    return [one for check_ in OUTPUT_CHECKS for one in check_(rendered)]


def _gone_too_soon(
    site: Site,
    files_: Iterable[OutputFile],
    request: Request,
    before: Site | None,
    published: Mapping[PurePosixPath, bytes] | None,
) -> Iterator[Problem]:
    """Yield the warnings of danger that go away before anybody has called it off: those that others have fetched, and
    those that stood on the pages alone."""
    messages = left_below(cap.FOLDER, request.out) if published is None else published
    open_ = [*cap.left_open(messages, {one.path for one in files_}, request.now)]
    for path in open_:
        told = {"address": f"/{path.as_posix()}", "now": to_write(request.now)}
        yield problem("N320", Notice.folder, WHOLE_FILE, **told)
    if before is None:
        return
    for notice in danger_gone(before, site):
        if all(notice.slug != path.parent.name for path in open_):
            told = {"address": address(before, notice), "now": to_write(request.now)}
            yield problem("N320", notice.origin.path, WHOLE_FILE, **told)


def _changed_after_all(
    planned: Sequence[Planned],
    files_: Iterable[OutputFile],
    request: Request,
    published: Mapping[PurePosixPath, bytes] | None,
) -> Iterator[Problem]:
    """Yield what is wrong with each file for those who have the one before: of `published`, else of what the output
    folder has."""
    for one, source in zip(files_, planned, strict=True):
        if source.succession is None or (one.content is None and published is None):
            continue
        content = left_there(one.path, request.out) if one.content is None else one.content
        before = left_there(one.path, request.out) if published is None else published.get(one.path)
        if before is None or content is None or before == content:
            continue
        if found := source.succession(before, content, request.now):
            yield found


def _site_before(request: Request) -> Site | None:
    """Return the site without the change; None where nobody asks for it, or it cannot be read."""
    folder = request.before or request.addresses_of
    if folder is None:
        return None
    loaded = load(folder, request.base_url, None, request.now)
    # Settings that cannot be read are stood in for by examples, which nobody was sent.
    is_known = not any(one.is_error and one.path == Settings.file for one in loaded.problems)
    return loaded.site.at(request.now) if loaded.site and is_known else None


def _with_successions(before: Site | None) -> Mapping[PurePosixPath, bytes]:
    """Return the files that have a succession, of the site without the change; none where it cannot be read."""
    planned = plan_site(before) if before else ()
    return {one.path: one.template(one.view) for one in planned if one.succession and not isinstance(one.template, str)}


def _with_a_cause_of_their_own(found: Iterable[Problem], told: Iterable[Problem]) -> list[Problem]:
    """Return what an author wrote wrong; where that is told of already, and for what the theme shows, wait and see."""
    places = {(one.path, one.mark) for one in told}
    return [one for one in found if one.code in AUTHORS and (one.path, one.mark) not in places]


def _render(site: Site, planned: Sequence[Planned], state: State, request: Request) -> list[OutputFile]:
    """Return every output file, rendered unless what is on disk was made from the same. Raises Faults."""
    templates = pages(site.theme)
    waived = frozen(tuple((one.path, one.text, one.sign) for one in site.of(Waiver)))
    around = {
        language: _around(in_language(site, language)) for language in dict.fromkeys(one.language for one in planned)
    }
    found = []
    faults: list[Problem] = []
    for one in planned:
        shell, shell_key, words = around[one.language]
        digest = _digest(one, templates, shell_key, waived)
        kept = state.files.get(one.path)
        if kept is not None and kept.digest == digest and kept.is_on_disk(request.out / one.path):
            facts = PageFacts(kept.ids, kept.links) if isinstance(one.template, str) else None
            found.append(OutputFile(one.path, None, digest, facts))
        elif isinstance(one.template, str):
            rendering = partial(templates.render, one.template, one.view, shell, words)
            try:
                content, facts = _rendered(_Wanted(digest, site.addresses.prefix, rendering))
            except Faults as fault:
                faults += fault.problems
                continue
            found.append(OutputFile(one.path, content, digest, facts))
        elif one.is_picture and not request.writes:
            found.append(OutputFile(one.path, None, digest))
        else:
            try:
                found.append(OutputFile(one.path, one.template(one.view), digest))
            except PictureFault as fault:
                # It was whole when it was read: somebody is putting another in its place.
                faults.append(problem(fault.code, one.claimed_by, one.claimed_at, text=one.path.name, **fault.values))
    if faults:
        raise Faults(*faults)
    return found


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A page to be rendered, known by the digest of all that it depends on."""

    digest: str
    prefix: str
    render: Callable[[], str] = field(compare=False)


@lru_cache(maxsize=1024)
def _rendered(wanted: _Wanted) -> tuple[bytes, PageFacts]:
    """Return a page and what checks need of it. One page is rendered once in a process: tests build again and again.

    Raises Faults.
    """
    text = wanted.render()
    return text.encode(), facts_of(text, wanted.prefix)


def _around(site: Site) -> tuple[Shell, str, Catalogue]:
    """Return what stands around every page of a language, that as a text, and the words of the language."""
    shell = shell_of(site)
    return shell, frozen(shell), words_of(site)


def _ids_of(planned: Planned, site: Site) -> frozenset[str]:
    """Return the ids that a page has; none where its template cannot make it, which is told when all are rendered."""
    if not isinstance(planned.template, str):
        return frozenset()
    try:
        text = _text_of(planned, site)
    except Faults:
        return frozenset()
    return frozenset(facts_of(text, site.addresses.prefix).ids)


def _digest(planned: Planned, templates: Pages, shell_key: str, waived: str) -> str:
    """Return the digest of all that a file depends on: template, shell, view, and this program; and of what may stand
    in it, so that it is looked through again when that becomes another."""
    whole = hashlib.sha256(f"{program_digest()}\0{waived}\0".encode())
    if isinstance(planned.template, str):
        whole.update(f"{templates.digests[planned.template]}\0{shell_key}\0".encode())
    else:
        whole.update(f"{planned.template.__module__}.{planned.template.__qualname__}\0".encode())
    whole.update(frozen(planned.view).encode())
    return whole.hexdigest()


@cache
def program_digest() -> str:
    """Return the digest of this program's own files: a changed program makes everything anew."""
    whole = hashlib.sha256()
    top = Path(str(files("site_builder")))
    for path in sorted(one for kind in ("*.py", "*.po", "*.csv") for one in top.rglob(kind)):
        whole.update(f"{path.relative_to(top).as_posix()}\0".encode() + path.read_bytes())
    return whole.hexdigest()


# --- state ---------------------------------------------------------------------------------


def _usable_state(request: Request) -> State:
    if not is_ours(request.out) or not is_trusted(request.out):
        return State()
    return read_state(state_path(request.root, request.out))


def _keep(
    rendered: Iterable[OutputFile], old: State, request: Request, written: Written, probed: Mapping[str, Probed]
) -> None:
    kept = {}
    is_same = True
    for one in rendered:
        if one.content is None:
            kept[one.path] = old.files[one.path]
            continue
        is_same = False
        stamp, facts = written.stamps[one.path], one.facts or PageFacts()
        kept[one.path] = Kept(one.digest, stamp.size, stamp.modified, facts.ids, facts.links)
    if not is_same or kept.keys() != old.files.keys() or probed != old.probed:
        write_state(state_path(request.root, request.out), as_bytes(State(kept, probed)))


# --- what a person wants to know --------------------------------------------------------------


def _waiting(site: Site, now: datetime) -> Iterable[tuple[str, When]]:
    """Yield sources that are not published yet, with when they will be."""
    for entry in sorted(site.entries(), key=lambda one: one.origin.path):
        published = getattr(entry, "published", None)
        if isinstance(published, When) and published.start > now and entry.origin.slug:
            yield entry.origin.path, published


def _updates_to_come(site: Site, now: datetime) -> Iterable[tuple[str, When]]:
    """Yield the dated updates that are not shown yet: an hour that is mistyped hides what people wait for."""
    for notice in sorted(site.of(Notice), key=lambda one: one.origin.path):
        if notice.is_public(now):
            for one in sorted(notice.updates, key=lambda update: update.line):
                if one.when.start > now:
                    yield f"{notice.origin.path}:{one.line}", one.when


def _drafts(site: Site) -> tuple[str, ...]:
    found = (one for entries in site.drafts.values() for one in entries if isinstance(one, Publication))
    return tuple(sorted({one.origin.path for one in found}))


def _expired(site: Site, now: datetime) -> Iterable[tuple[str, datetime]]:
    """Yield notices that have left the lists, the latest first."""
    found = ((moment, one.origin.path) for one in site.of(Notice) if (moment := one.left_at(now)) is not None)
    yield from ((path, moment) for moment, path in sorted(found, reverse=True))
