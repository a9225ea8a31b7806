"""Identity numbers in what is to be published: what is put together of several fields, or comes with a template."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from site_builder.content_types.house import PICTURE_ENDINGS
from site_builder.content_types.settings import FieldNames, Settings
from site_builder.content_types.waivers import Waiver, waiver_to_paste
from site_builder.identity_numbers import masked, may_hold_numbers, numbers_in
from site_builder.model import Site
from site_builder.problems import Problem, problem


def number_problems(path: PurePosixPath, content: bytes | None, source: str, site: Site) -> Iterator[Problem]:
    """Yield the first identity number of a file that no waiver is for, and the waivers of it that are for nothing.

    A file without content is as it was when it was looked through.
    """
    if content is None or path.suffix in PICTURE_ENDINGS:
        return
    file = masked(f"output/{path.as_posix()}")
    found = []
    if may_hold_numbers(content):
        found = [one.masked for one in numbers_in(content.decode("utf-8", "replace"))]
    waivers = site.of(Waiver)
    of_this = [one for one in waivers if one.path == file]
    elsewhere = [one for one in waivers if not one.is_of_output]
    for number in found:
        if not any(one.covers_number(number) for one in (*of_this, *elsewhere)):
            is_english = site.one(Settings).field_names is FieldNames.EN
            lines = waiver_to_paste("fritak-bygd", file, number, is_english=is_english)
            yield problem("P604", source, found=number, target=file, file=Waiver.file, lines=lines)
            break
    for waiver in of_this:
        if not any(waiver.covers_number(number) for number in found):
            yield waiver.fault("P608", "text", text=waiver.text, target=waiver.path)
