"""A line that begins with a tab is told, and mended, to begin where it was meant to."""

from __future__ import annotations

import pytest

from site_builder.indents import without_tabs

ITEM = "kilder:\n  - tittel: Lov\n    nettadresse: https://eksempel.example/"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        # Beside a field that has its value.
        ("tittel: Vann\n\ttema: vann", "tittel: Vann\ntema: vann"),
        ("---\ntittel: Vann\n\ttema: vann", "---\ntittel: Vann\ntema: vann"),
        ("tittel: Vann\n\n\ttema: vann", "tittel: Vann\n\ntema: vann"),
        ("tittel: Vann\n\t\ttema: vann\n\t\talvor: viktig", "tittel: Vann\ntema: vann\nalvor: viktig"),
        ("tittel: Vann\n \ttema: vann", "tittel: Vann\ntema: vann"),
        ("tittel: Vann\n\tgjelder:\n\t\t- skole", "tittel: Vann\ngjelder:\n  - skole"),
        ("torg:\n  navn: Torg\n\ttelefon: 22 22 22 22", "torg:\n  navn: Torg\n  telefon: 22 22 22 22"),
        # First of all.
        ("\ttittel: Vann\n\ttema: vann", "tittel: Vann\ntema: vann"),
        ("---\n\ttittel: Vann", "---\ntittel: Vann"),
        # Under a field without one.
        ("torg:\n\tnavn: Torg\n\ttelefon: 22 22 22 22", "torg:\n  navn: Torg\n  telefon: 22 22 22 22"),
        ("torg:\n\t\tnavn: Torg", "torg:\n  navn: Torg"),
        ("torg: # i sentrum\n\tnavn: Torg", "torg: # i sentrum\n  navn: Torg"),
        ("a:\n\tb:\n\t\tc: x\n\t\td: x\n\te: x", "a:\n  b:\n    c: x\n    d: x\n  e: x"),
        # Items, and what they hold.
        ("gjelder:\n\t- skole\n\t- sfo", "gjelder:\n  - skole\n  - sfo"),
        ("gjelder:\n  - skole\n\t- sfo", "gjelder:\n  - skole\n  - sfo"),
        ("gjelder:\n- skole\n\t- sfo", "gjelder:\n- skole\n- sfo"),
        ("gjelder:\n  - skole\n\talvor: viktig", "gjelder:\n  - skole\nalvor: viktig"),
        ("gjelder:\n\t- skole\n\talvor: viktig", "gjelder:\n  - skole\nalvor: viktig"),
        ("gjelder:\n- skole\n\talvor: viktig", "gjelder:\n- skole\nalvor: viktig"),
        ("kilder:\n  - tittel: Lov\n\tnettadresse: x", "kilder:\n  - tittel: Lov\n    nettadresse: x"),
        ("kilder:\n\t- tittel: Lov\n\t  nettadresse: x", "kilder:\n  - tittel: Lov\n    nettadresse: x"),
        ("kilder:\n\t- tittel: Lov\n\t\tnettadresse: x", "kilder:\n  - tittel: Lov\n    nettadresse: x"),
        (f"{ITEM}\n\t- tittel: Forskrift", f"{ITEM}\n  - tittel: Forskrift"),
        # Text that goes on.
        ("kort: >\n\tVannet er borte.\n\tKok alt.", "kort: >\n  Vannet er borte.\n  Kok alt."),
        ("kort: Vannet er\n\tborte.", "kort: Vannet er\n  borte."),
        ("tittel: Vann\n\t\ntema: vann", "tittel: Vann\n\ntema: vann"),
    ],
)
def test_a_line_with_a_tab_begins_where_the_lines_above_say(written: str, meant: str) -> None:
    lines = written.split("\n")
    at = next(number for number, line in enumerate(lines) if "\t" in line)
    new = without_tabs(lines, at)
    assert "\n".join([*lines[:at], *new, *lines[at + len(new) :]]) == meant


def test_a_tab_behind_the_colon_is_left_as_it_is() -> None:
    assert without_tabs(["tittel: Vann", "\ttema:\tvann", "alvor:\tviktig"], 1) == ("tema:\tvann",)
