"""Waivers: lines that look as if they held private data, and may be published all the same, each with its reason."""

from __future__ import annotations

from typing import Annotated, ClassVar

from site_builder.content_types.entry import en_name, field, nb_name
from site_builder.content_types.house import House, Text, line
from site_builder.content_types.records import Record
from site_builder.identity_numbers import Found, digits_of
from site_builder.problems import LinesToPaste
from site_builder.yaml_slips import quoted


def _quote(text: str) -> str:
    """Return a line that quotes what stands somewhere, codes and all: no reader sees it."""
    return line(text)


Quote = Annotated[str, House(_quote, pattern=r"\S")]


class Waiver(Record):
    """A line that looks private and may stand all the same, and why.

    An identity number is shown with its last digits as x, as messages have it: the number itself never stands here, and
    is known by the sign that the message gives it.
    """

    word: ClassVar[str] = "waiver"
    file: ClassVar[str] = "content/waivers.yaml"

    path: Text = field(
        "The file that the line stands in, from the folder of the site; of a built one, `output/` first.",
        nb="fil",
        en="file",
        example="content/pages/personvern.md",
    )
    text: Quote = field(
        "The line as the message shows it, or as much of it as is needed to know it again.",
        nb="tekst",
        example="Skriv nummeret slik: 0181xx xxxxx",
    )
    sign: Text | None = field(
        "Of an identity number: the letter that the message gives it. It keeps the waiver from covering most others.",
        nb="kjennetegn",
        example="k",
        default=None,
    )
    reason: Text = field(
        "Why it may stand there.", nb="grunn", example="Et oppdiktet nummer, brukt som eksempel.", limit=250
    )

    def covers(self, path: str, line: str, masked: str, sign: str = "") -> bool:
        """Return whether it is for what stands masked in a masked line of a file; a number has a sign, too."""
        is_there = self.path == path and _plain(masked) in _plain(self.text) and _plain(self.text) in _plain(line)
        return is_there and (not sign or self.sign == sign)

    def covers_number(self, number: Found) -> bool:
        """Return whether it is for a number that may be written there in another way."""
        return self.sign == number.sign and number.digits[:4] in digits_of(self.text)

    @property
    def is_of_output(self) -> bool:
        """Whether it is for a built file: only when that is made anew is there anything to hold it against."""
        return self.path.startswith("output/")


def waiver_to_paste(slug: str, path: str, text: str, sign: str = "", *, is_english: bool) -> LinesToPaste:
    """Return the lines that waive what a message has shown, as their author would begin them."""
    names = {name: en_name(name, info) if is_english else nb_name(info) for name, info in Waiver.model_fields.items()}
    signed = (f"{names['sign']}: {sign}",) if sign else ()
    written = (f"{names['path']}: {path}", f"{names['text']}: {quoted(text)}", *signed, f"{names['reason']}:")
    return LinesToPaste((f"{slug}:", *(f"  {one}" for one in written)))


def _plain(text: str) -> str:
    return " ".join(text.split())
