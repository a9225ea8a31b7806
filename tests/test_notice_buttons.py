"""The button of a notice: after the last day of the notice it leads nowhere, whatever it is for."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from site_builder.content_types.notice import Notice
from site_builder.outputs.notice_parts import parts_of, parts_over_time
from tests.support import notice, small_site

OVER = datetime.fromisoformat("2026-03-02T00:00+01:00")
EVENT = ("type: arrangement", "starter: 2026-03-10 18:00")
HEARING = ("type: høring", "kan_endres: Alt.", "slik_svarer_du: Skriv.")


@pytest.mark.parametrize(
    ("kind", "fields", "closes"),
    [
        ("melding", (*EVENT, "lenke: skjema"), True),
        ("søknad", (*EVENT, "lenke: skjema"), True),
        ("tjeneste", (*EVENT, "billett: skjema"), True),
        ("tjeneste", ("type: møte", "starter: 2026-03-10 18:00", "lenke: skjema"), True),
        ("melding", (*HEARING, "lenke: skjema"), True),
        ("informasjon", (*HEARING, "lenke: skjema"), False),
    ],
)
def test_after_the_last_day_of_a_notice_its_button_leads_nowhere(
    kind: str, fields: tuple[str, ...], closes: bool, tmp_path: Path
) -> None:
    files = {
        "content/links.yaml": f"skjema:\n  tittel: Send\n  nettadresse: https://a.example/\n  slag: {kind}\n",
        "content/notices/2026-02-16-sak.md": notice("Sak", "publisert: 2026-02-16", "frist: 2026-03-01", *fields),
    }
    found = []
    for now in (OVER - timedelta(seconds=1), OVER):
        site = small_site(tmp_path, files, now)
        (one,) = site.of(Notice)
        (button,) = (*parts_of(one, site).links, *parts_of(one, site).tickets)
        found.append((button.is_open, button.when))
    was = "Fristen var søndag 1. mars 2026."
    assert found == [(True, ""), (False, was) if closes else (True, "")]
    before = small_site(tmp_path, files, OVER - timedelta(days=1))
    (one,) = before.of(Notice)
    parts = parts_over_time(one, before)
    assert len((*parts.links, *parts.tickets)) == (2 if closes else 1)
