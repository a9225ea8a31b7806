"""The whole site and all that is wrong with it, made in a process of its own: it takes seconds, and nobody waits."""

from __future__ import annotations

import multiprocessing
import os
import signal
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from pathlib import PurePosixPath
from threading import Lock, Thread

from site_builder.build import Request, preview
from site_builder.serving.told import Findings, findings_of

CALM = 0.3
"""Seconds in which nothing more is asked for: first the page in sight is made, on the same processor"""
PATIENCE = 5
"""Seconds that a thread has to come to an end: one that is at work when the program ends can make it fail"""
ENDED = "The process that checks the site has ended.\n"


@dataclass(frozen=True, slots=True)
class Whole:
    """What a build would publish; no files where something is wrong with it."""

    findings: Findings
    files: Mapping[PurePosixPath, bytes | None] | None = None
    """None in the place of a picture's content: it is made when somebody asks for it"""
    to_come: frozenset[PurePosixPath] = frozenset()
    anchors_to_come: frozenset[tuple[PurePosixPath, str]] = frozenset()
    crash: str = ""
    """The traceback of a fault of this program's own"""


def whole_of(request: Request) -> Whole:
    """Return the whole, as a build of the same would have it."""
    made = preview(request)
    findings = findings_of(made.problems, made.sources, made.language)
    if made.site is None or made.files is None or findings.stops:
        return Whole(findings)
    return Whole(findings, made.files, made.site.to_come, made.site.anchors_to_come)


@dataclass(slots=True)
class Elsewhere:
    """The other process: takes requests by number, answers the last of them, and hands it to `take`."""

    take: Callable[[int, Whole], None]
    _pipe: Connection | None = field(default=None, init=False)
    _process: multiprocessing.process.BaseProcess | None = field(default=None, init=False)
    _receiver: Thread | None = field(default=None, init=False)
    _last: int = field(default=0, init=False)
    _is_closed: bool = field(default=False, init=False)
    _one_at_a_time: Lock = field(default_factory=Lock, init=False)
    """Held where the process is started and where it is ended"""

    def ask(self, number: int, request: Request) -> None:
        """Ask for the whole of a request; what was asked for before is not waited for. Once closed, nothing is done."""
        self._last = number
        with self._one_at_a_time:
            # One that is started now would outlive this process, which waits for it at its end.
            if self._is_closed:
                return
            if self._process is None or not self._process.is_alive():
                self._start()
            pipe = self._pipe
        assert pipe is not None
        try:
            pipe.send((number, request))
        except OSError:
            # It was ended in between, or has ended: of the latter the receiver tells.
            return

    def _start(self) -> None:
        # A process that is forked while threads run may wait for ever.
        context = multiprocessing.get_context("spawn")
        self._pipe, its_end = context.Pipe()
        self._process = context.Process(target=_work, args=(its_end,), daemon=True)
        with _deaf():
            self._process.start()
        # Ours must be the only other end: then it ends with this process, however that ends.
        its_end.close()
        self._receiver = Thread(target=self._receive, args=(self._pipe,), daemon=True)
        self._receiver.start()

    def _receive(self, pipe: Connection) -> None:
        while True:
            try:
                number, whole = pipe.recv()
            except (EOFError, OSError):
                if not self._is_closed:
                    self.take(self._last, Whole(Findings(), crash=ENDED))
                return
            self.take(number, whole)

    def close(self) -> None:
        with self._one_at_a_time:
            self._is_closed = True
            if self._process is not None:
                self._process.kill()
                self._process.join()
        if self._receiver is not None:
            self._receiver.join(PATIENCE)
        if self._pipe is not None:
            self._pipe.close()


@contextmanager
def _deaf() -> Iterator[None]:
    """Let what is started within hear neither Ctrl-C nor what ends a service from its first moment on.

    Both go to all processes of a terminal or service; the first one ends the others.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # Started by the first process that is, it would open our ears again.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(pipe: Connection) -> None:
    # Where nothing can be started without ears (Windows), it stops listening here.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        # Somebody waits for what the first process does.
        os.nice(10)
    while True:
        try:
            number, request = pipe.recv()
            while pipe.poll(CALM):
                number, request = pipe.recv()
        except EOFError:
            return
        try:
            whole = whole_of(request)
        except Exception:
            whole = Whole(Findings(), crash=traceback.format_exc())
        try:
            pipe.send((number, whole))
        except OSError:
            return
