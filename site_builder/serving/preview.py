"""The site in memory: what is shown of it, what is wrong with it, and who waits for it to become another."""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count
from pathlib import PurePosixPath
from threading import Condition, Event, Lock

from site_builder.build import Request, made_alone, site_asked_for
from site_builder.loading import load
from site_builder.loading.memory import Memory
from site_builder.loading.stamps import Stamps, stamp_of, stamps_of
from site_builder.model import Planned, Site, index_of
from site_builder.outputs import OUTPUTS, Output, files_of, plan_file
from site_builder.outputs.addresses import HOME
from site_builder.serving.told import Findings, findings_of
from site_builder.serving.whole import Elsewhere, Whole
from site_builder.state import Probed
from site_builder.text.messages import catalogue

PERIOD = 0.01
"""Seconds between two looks at what was saved lately: whoever writes saves the same file again"""
LOOKS = 5
"""Every so many looks are at all there is"""
LATELY = 8
"""How many files that were saved are looked at more often than the rest"""
SETTLED = 0.01
"""Seconds in which nothing more is written, once something was: some programs empty a file before they fill it"""
NOT_FOUND = PurePosixPath("404.html")


@dataclass(eq=False, slots=True)
class Shown:
    """A site that was read without errors. Until the whole of it is made, pages are made one by one, when asked for."""

    site: Site
    request: Request
    files: Mapping[PurePosixPath, bytes | None] | None = None
    made: dict[PurePosixPath, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class State:
    """What there is to see, at one time. `shown` is None until a site was first made without errors."""

    number: int = 0
    shown: Shown | None = None
    findings: Findings = Findings()
    crash: str = ""
    is_whole: bool = False
    """Whether all that was last saved has been judged"""

    @property
    def stands_still(self) -> bool:
        """Whether the pages are not what was last saved, since something is wrong with that."""
        return self.findings.stops or bool(self.crash)


class Preview:
    """What is shown of a site folder, as long as it is served. `clock` returns the time (aware); `tell` takes what the
    terminal is to say. `rest` is called when all that was saved has been judged: nobody waits then."""

    def __init__(
        self,
        request: Request,
        at: datetime | None,
        clock: Callable[[], datetime],
        tell: Callable[[str], None],
        rest: Callable[[], None] = lambda: None,
    ) -> None:
        self.root = request.root
        self.at = at
        self.state = State()
        self._request = request
        self._clock = clock
        self._tell = tell
        self._rest = rest
        self._changed = Condition()
        self._reading, self._making = Lock(), Lock()
        self._good: Shown | None = None
        self._next: Shown | None = None
        """What was last read, until the whole of it is judged"""
        self._outputs: dict[PurePosixPath, Output | None] = {}
        """Which output a file comes from, so that it can be made alone; None: it cannot"""
        self._pictures: dict[PurePosixPath, bytes] = {}
        """Made so far: their names say what they hold"""
        self._probed: Mapping[str, Probed] = {}
        self._memory = Memory()
        self._told = Findings()
        self._number = 0
        self._next_change: datetime | None = None
        self._elsewhere = Elsewhere(self._take)

    # --- reading

    def watch(self, stop: Event) -> None:
        """Read the site, and again each time that somebody saves or that time makes it another, until told to stop."""
        seen = stamps_of(self.root)
        lately: tuple[str, ...] = ()
        self.read()
        for look in count(1):
            if stop.wait(PERIOD):
                return
            if look % LOOKS and all(stamp_of(one) == seen.get(one) for one in lately):
                continue
            # Not while a page is made: so many questions to the disk would hold up who makes it.
            with self._making:
                found = stamps_of(self.root)
            if found == seen:
                if self._is_due():
                    self.read()
                continue
            while not stop.wait(SETTLED) and any(stamp_of(one) != found.get(one) for one in _others(found, seen)):
                found = stamps_of(self.root)
            saved = sorted(_others(found, seen) & found.keys())
            lately = tuple(dict.fromkeys([*saved, *lately]))[:LATELY]
            seen = found
            self.read()

    def close(self) -> None:
        self._elsewhere.close()

    def move_to(self, at: datetime | None) -> None:
        """Show the site at another moment; None is now, whenever that is."""
        self.at = at
        self.read()

    def _is_due(self) -> bool:
        return self.at is None and self._next_change is not None and self._clock() >= self._next_change

    def read(self) -> None:
        """Read the site anew; whatever is wrong with it, or with this program, is told of and nothing else stops."""
        with self._reading:
            try:
                self._read()
            except Exception:
                self._show(State(self._number, self.state.shown, crash=traceback.format_exc(), is_whole=True))

    def _read(self) -> None:
        request = replace(self._request, now=self.at or self._clock())
        self._number = number = self._number + 1
        # What cannot be read does not turn.
        self._next_change = None
        self._elsewhere.ask(number, request)
        loaded = load(request.root, request.base_url, request.instead, request.now, self._probed, self._memory)
        self._probed = loaded.probed
        findings = findings_of(loaded.problems, loaded.sources, loaded.language)
        if loaded.site is None or findings.stops:
            self._next = None
            self._show(State(number, self.state.shown, findings))
            return
        self._next_change = loaded.site.next_change(request.now)
        site = site_asked_for(loaded.site, request)
        if self._good is not None:
            before = self._good.site
            site = replace(site, to_come=before.to_come, anchors_to_come=before.anchors_to_come)
        self._next = Shown(site, request)
        old = self.state
        # What only the whole can tell was wrong may be wrong still.
        if self._good is not None and not (old.stands_still and old.is_whole):
            self._show(State(number, self._next, findings))

    def _take(self, number: int, whole: Whole) -> None:
        """Take the whole of what was read under a number, unless something has been read since."""
        with self._reading:
            if number != self._number:
                return
            good = self._judged(number, whole)
        if good is not None:
            self._learn(good)
        self._rest()

    def _judged(self, number: int, whole: Whole) -> Shown | None:
        """Show what is left to show of what was read, and return it where it is good."""
        read = self._next
        if whole.crash or whole.files is None or read is None:
            # What was shown as it was read is taken back, and only that.
            shown = self._good if self.state.shown is read else self.state.shown
            self._show(State(number, shown, whole.findings, whole.crash, is_whole=True))
            return None
        site = replace(read.site, to_come=whole.to_come, anchors_to_come=whole.anchors_to_come)
        self._good = Shown(site, read.request, whole.files)
        self._show(State(number, self._good, whole.findings, is_whole=True))
        return self._good

    def _show(self, state: State) -> None:
        before = self.state
        with self._changed:
            self.state = state
            self._changed.notify_all()
        words = catalogue(state.findings.language)
        if state.crash and state.crash != before.crash:
            self._tell(f"{state.crash}{words.say('serve.crash')}")
        elif (state.is_whole or state.stands_still) and state.findings != self._told:
            self._tell(state.findings.text or words.say("serve.mended"))
            self._told = state.findings

    def _learn(self, shown: Shown) -> None:
        """Note which outputs the files come from that were not there before."""
        assert shown.files is not None
        if shown.files.keys() <= self._outputs.keys():
            return
        is_first = not self._outputs
        for output in OUTPUTS:
            for _, one in files_of(shown.site, output):
                self._outputs.setdefault(one.path, output)
        # The sitemap, that is of all the others.
        self._outputs.update((path, None) for path in shown.files.keys() - self._outputs.keys())
        if is_first:
            # What is made the first time takes several times as long; nobody waits for it now.
            self._made(Shown(shown.site, shown.request), NOT_FOUND)
            self._made(Shown(shown.site, shown.request), index_of(HOME))

    # --- answering

    def file(self, path: PurePosixPath) -> bytes | None:
        """Return a file of what is shown; None where there is none. Waits for what cannot be made alone."""
        while True:
            state = self.state
            shown = state.shown
            if shown is None and state.stands_still:
                return None
            if shown is not None and (found := self._made(shown, path)) is not None:
                return found
            if state.stands_still and self._good is not None:
                # What was shown as it was read is not made any further.
                return self._made(self._good, path)
            if shown is not None and shown.files is not None and path not in shown.files:
                return None
            self.wait(state, 1)

    def _made(self, shown: Shown, path: PurePosixPath) -> bytes | None:
        """Return a file of the site, made where that was not done yet; None where there is none, or it must wait."""
        if shown.files is not None and (content := shown.files.get(path)) is not None:
            return content
        if shown.files is not None and path not in shown.files:
            return None
        with self._making:
            if path in self._pictures:
                return self._pictures[path]
            if path not in shown.made and (planned := self._planned(shown, path)) is not None:
                kept = self._pictures if planned.is_picture else shown.made
                try:
                    return kept.setdefault(path, made_alone(planned, shown.site))
                except Exception:
                    # Of a page the whole tells what is wrong. A picture that cannot be made now is missing once.
                    return None if shown.files is None else b""
            return shown.made.get(path)

    def _planned(self, shown: Shown, path: PurePosixPath) -> Planned | None:
        output = self._outputs.get(path)
        if output is None:
            return None
        return plan_file(shown.site, output, path)

    def digest(self, paths: Iterable[PurePosixPath]) -> str:
        """Return what becomes another when one of the pages does."""
        whole = hashlib.sha256()
        for path in paths:
            whole.update(self.file(path) or self.file(NOT_FOUND) or b"")
        return whole.hexdigest()[:16]

    def wait(self, seen: State, seconds: float) -> State:
        """Return what there is to see, once that is another than what was seen, or after so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self.state is not seen, seconds)
            return self.state


def _others(found: Stamps, seen: Stamps) -> set[str]:
    """Return the files that stand otherwise than they were seen to, and those that came or went."""
    return {path for path, _ in found.items() ^ seen.items()}
