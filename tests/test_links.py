"""Application links: not open yet, open, past their last day, closed."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest

from site_builder.content_types.records import Link
from site_builder.content_types.service import Service
from site_builder.loading import load
from site_builder.outputs.actions import action, of_service
from site_builder.outputs.home import home_view
from site_builder.outputs.listing import service_row
from tests.support import FULL, copy_of

_FOUR_STATES = {
    "every year": (
        ("åpner: 1. januar", "stenger: 1. mars"),
        {
            "2025-12-31T23:59:59+01:00": "closed: Fristen var lørdag 1. mars 2025. Åpner torsdag 1. januar 2026.",
            "2026-01-01T00:00:00+01:00": "open: Frist søndag 1. mars 2026",
            "2026-03-01T23:59:59+01:00": "open: Frist søndag 1. mars 2026",
            "2026-03-02T00:00:00+01:00": "closed: Fristen var søndag 1. mars 2026. Åpner fredag 1. januar 2027.",
        },
    ),
    "every year, with something after": (
        ("åpner: 1. januar", "stenger: 1. mars", "etter_frist: Hele året."),
        {
            "2025-12-31T23:59:59+01:00": "open: Fristen var lørdag 1. mars 2025. Hele året.",
            "2026-01-01T00:00:00+01:00": "open: Frist søndag 1. mars 2026 Etter fristen: Hele året.",
            "2026-03-02T00:00:00+01:00": "open: Fristen var søndag 1. mars 2026. Hele året.",
        },
    ),
    "over the new year": (
        ("åpner: 1. oktober", "stenger: 15. januar"),
        {
            "2026-12-31T12:00:00+01:00": "open: Frist fredag 15. januar 2027",
            "2027-01-16T00:00:00+01:00": "closed: Fristen var fredag 15. januar 2027. Åpner fredag 1. oktober 2027.",
        },
    ),
    "a last day every year, always open": (
        ("stenger: 1. mars", "etter_frist: Hele året."),
        {
            "2026-03-02T00:00:00+01:00": "open: Fristen var søndag 1. mars 2026. Hele året.",
            "2026-08-29T23:59:59+02:00": "open: Fristen var søndag 1. mars 2026. Hele året.",
            "2026-08-30T00:00:00+02:00": "open: Frist mandag 1. mars 2027 Etter fristen: Hele året.",
        },
    ),
    "once": (
        ("åpner: 2026-01-10", "stenger: 2026-02-01"),
        {
            "2026-01-09T23:59:59+01:00": "closed: Åpner lørdag 10. januar 2026.",
            "2026-01-10T00:00:00+01:00": "open: Frist søndag 1. februar 2026",
            "2026-02-02T00:00:00+01:00": "closed: Fristen var søndag 1. februar 2026.",
        },
    ),
    "once, with something after": (
        ("åpner: 2026-01-10", "stenger: 2026-02-01", "etter_frist: Ring oss."),
        {
            "2026-01-09T23:59:59+01:00": "closed: Åpner lørdag 10. januar 2026. Etter fristen: Ring oss.",
            "2026-02-02T00:00:00+01:00": "open: Fristen var søndag 1. februar 2026. Ring oss.",
            "2029-02-02T00:00:00+01:00": "open: Fristen var søndag 1. februar 2026. Ring oss.",
        },
    ),
    "from a day on": (
        ("åpner: 2026-01-10",),
        {
            "2026-01-09T23:59:59+01:00": "closed: Åpner lørdag 10. januar 2026.",
            "2026-01-10T00:00:00+01:00": "open:",
        },
    ),
    "always": ((), {"2026-02-17T11:30:00+01:00": "open:"}),
}


@pytest.mark.parametrize("case", _FOUR_STATES)
def test_a_form_is_not_open_yet_open_late_or_closed(tmp_path: Path, case: str) -> None:
    fields, expected = _FOUR_STATES[case]
    root = copy_of(FULL, tmp_path / "s")
    lines = "".join(f"  {one}\n" for one in ("tittel: Søk", "nettadresse: https://skjema.smavik.example/", *fields))
    path = root / "content/links.yaml"
    path.write_text(path.read_text().replace("sok-barnehage:", "gammel:") + f"sok-barnehage:\n{lines}")
    loaded = load(root).site
    assert loaded is not None
    found = {}
    for now in expected:
        site = loaded.at(datetime.fromisoformat(now))
        link = site.get(Link, "sok-barnehage")
        assert link is not None
        shown = action(link, site)
        found[now] = f"{'open' if shown.is_open else 'closed'}: {shown.when} {shown.late}".strip()
    assert found == expected


def test_a_row_offers_a_form_while_it_is_open_only(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "s")
    path = root / "content/links.yaml"
    path.write_text(path.read_text().replace("  etter_frist: Du kan søke hele året, men uten rett til plass.\n", ""))
    found = []
    for now in ("2026-02-17T12:00:00+01:00", "2026-03-02T12:00:00+01:00", "2027-01-01T12:00:00+01:00"):
        loaded = load(root).site
        assert loaded is not None
        site = loaded.at(datetime.fromisoformat(now))
        service = site.get(Service, "barnehageplass")
        assert service is not None
        row = service_row(service, site, with_action=True)
        found.append((row.action is not None, row.when))
    # The service is limited, which stands first.
    assert found == [
        (True, "Begrenset · Frist søndag 1. mars 2026"),
        (False, "Begrenset · Fristen var søndag 1. mars 2026. Åpner fredag 1. januar 2027."),
        (True, "Begrenset · Frist mandag 1. mars 2027"),
    ]


def test_a_service_that_is_closed_offers_no_form(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "s")
    path = root / "content/services/barnehageplass.md"
    text = re.sub(r"(?m)^status(merknad)?:.*\n", "", path.read_text())
    path.write_text(text.replace("---\n", "---\nstatus: stengt\nstatusmerknad: Nytt opptak i mai.\n", 1))
    loaded = load(root).site
    assert loaded is not None
    site = loaded.at(datetime.fromisoformat("2026-02-17T12:00:00+01:00"))
    service = site.get(Service, "barnehageplass")
    assert service is not None
    row = service_row(service, site, with_action=True)
    assert (row.action, row.when) == (None, "Stengt")
    assert [(one.is_open, one.when) for one in of_service(site, service) if one.kind == "application"] == [(False, "")]
    assert "Barnehageplass" not in [one.title for one in home_view(site).deadlines]
