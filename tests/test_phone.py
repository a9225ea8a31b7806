"""From a phone: a form filled in becomes the file that was meant, word for word, or nothing and a reason."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from site_builder.content_types.notice import Notice
from site_builder.editors.skeleton import as_said
from site_builder.loading import Spelling, load
from site_builder.phone.changes import with_update
from site_builder.phone.files import form_files, github, gitlab
from site_builder.phone.forms import FORMS, MOST_OFFERED, Choices, PhoneForm, choices_in, label_of
from site_builder.phone.harmless import in_comment, in_title
from site_builder.phone.issues import NO_ANSWER, Issue, NotAnIssue, Refused, read_issue
from site_builder.phone.names import names_in
from site_builder.phone.proposals import Proposal, propose
from site_builder.problems import problem
from site_builder.source import read_markdown
from site_builder.text.messages import MESSAGE_LANGUAGES, Written, catalogue
from tests import commands
from tests.invented_numbers import invented
from tests.support import DESK, FULL, NOW, ROOT, SMALL_SETTINGS, checked, problems_text, text_of, written
from tests.test_new import run

EXAMPLES = int(os.environ.get("EXAMPLES", "10"))
FORM = {one.name: one for one in FORMS}
NB = catalogue("nb")
FILES = {
    "content/contacts.yaml": DESK,
    "content/categories.yaml": "kultur:\n  tittel: Kultur, fritid\n",
    "content/services/sal.md": "---\ntittel: Leie av sal\nkort: Lei en sal.\nkategori: kultur\n---\n\nDu kan leie.\n",
    "content/units/lia-skole.md": "---\ntittel: Lia skole\nslag: skole\n---\n",
    "content/notices/2026-02-17-drift-vann.md": (
        "---\ntittel: Vannet er borte\ntema: vann\n---\n\nEt rør har røket.\n\n## Oppdateringer\n\n- 10.10 Vi graver.\n"
    ),
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return written(tmp_path / "site", FILES)


def issue(name: str, answers: Mapping[str, str], language: str = "nb") -> str:
    """Return the text that GitHub makes of a form that is filled in."""
    words, form = catalogue(language), FORM[name]
    parts = [f"### {label_of(form, ask, words)}\n\n{answers.get(ask.name) or NO_ANSWER}" for ask in form.asks]
    return "\n\n".join(parts) + "\n"


def asked(root: Path, name: str, now: datetime = NOW, /, **answers: str) -> Proposal:
    return propose(root, Issue(issue(name, answers), 17), now)


def refused(root: Path, text: str) -> str:
    before = _files(root)
    with pytest.raises(Refused) as fault:
        propose(root, Issue(text), NOW)
    assert _files(root) == before
    return "\n".join(fault.value.reasons)


def _files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and ".git/" not in path.as_posix()
    }


# --- the forms as files ------------------------------------------------------------------------------

KEYS = {"name", "description", "body", "title", "labels", "assignees", "projects", "type"}
ATTRIBUTES = {
    "input": {"label", "description", "placeholder", "value"},
    "textarea": {"label", "description", "placeholder", "value", "render"},
    "dropdown": {"label", "description", "multiple", "options", "default"},
    "checkboxes": {"label", "description", "options"},
}
"""What docs.github.com has in "Syntax for issue forms" and "Syntax for GitHub's form schema"."""


@pytest.mark.parametrize("language", MESSAGE_LANGUAGES)
@pytest.mark.parametrize("form", FORMS, ids=lambda one: one.name)
def test_github_takes_each_form(form: PhoneForm, language: str) -> None:
    made = yaml.safe_load(github(form, choices_in(load(FULL).site, Spelling(language)), catalogue(language)))
    assert made.keys() <= KEYS and {"name", "description", "body"} <= made.keys()
    assert made["labels"] == ["skjema"]
    ids = [one["id"] for one in made["body"]]
    assert len(set(ids)) == len(ids) and all(re.fullmatch(r"[A-Za-z0-9_-]+", one) for one in ids)
    for one in made["body"]:
        attributes = one["attributes"]
        assert one.keys() <= {"type", "id", "attributes", "validations"}
        assert "label" in attributes and attributes.keys() <= ATTRIBUTES[one["type"]]
        assert one.get("validations", {}).keys() <= {"required"}
        if one["type"] == "dropdown":
            options = attributes["options"]
            assert 0 < len(options) <= MOST_OFFERED and len(set(options)) == len(options)
            assert all(isinstance(option, str) and option and "," not in option for option in options)
        if one["type"] == "checkboxes":
            assert all(option.keys() == {"label", "required"} for option in attributes["options"])


def test_what_a_site_has_much_of_is_written_and_not_chosen(tmp_path: Path) -> None:
    many = {f"content/units/u{n}.md": f"---\ntittel: Skole {n}\nslag: skole\n---\n" for n in range(MOST_OFFERED + 1)}
    root = written(tmp_path, {**FILES, **many})
    made = yaml.safe_load(github(FORM["krise"], choices_in(load(root).site, Spelling()), NB))
    places = next(one for one in made["body"] if one["id"] == "places")
    assert places["type"] == "input"
    assert places["attributes"]["description"] == (
        "Uten svar gjelder det hele kommunen. Skriv navnene, med komma mellom."
    )
    assert "- u7" in (root / asked(root, "krise", places="Skole 7", **CRISIS).path).read_text(encoding="utf-8")


def test_a_form_is_known_by_its_first_question_in_every_language() -> None:
    for language in MESSAGE_LANGUAGES:
        labels = [[label_of(form, ask, catalogue(language)) for ask in form.asks] for form in FORMS]
        assert len({one[0] for one in labels}) == len(FORMS)
        assert all(len(set(one)) == len(one) for one in labels)


def test_the_form_of_news_of_a_notice_is_this() -> None:
    assert github(FORM["oppdatering"], Choices({}), NB) == (
        "# Laget av site-builder. Endringer her blir skrevet over.\n"
        'name: "Nytt om en melding"\n'
        'description: "Legg til noe nytt i en melding som er ute. Klokkeslettet kommer av seg selv."\n'
        'title: "Nytt om en melding: "\n'
        "labels:\n"
        '  - "skjema"\n'
        "body:\n"
        '  - type: "input"\n'
        '    id: "notice"\n'
        "    attributes:\n"
        '      label: "Hvilken melding er det nytt om?"\n'
        '      description: "Lim inn adressen til meldinga, eller skriv overskriften."\n'
        "    validations:\n"
        "      required: true\n"
        '  - type: "textarea"\n'
        '    id: "text"\n'
        "    attributes:\n"
        '      label: "Hva er nytt?"\n'
        '      description: "Et par setninger. Skriv aldri navn på folk."\n'
        "    validations:\n"
        "      required: true\n"
    )


def test_gitlabs_template_of_a_crisis_is_this(site: Path) -> None:
    assert gitlab(FORM["krise"], choices_in(load(site).site, Spelling()), NB) == (
        "<!-- Laget av site-builder. Endringer her blir skrevet over. -->\n"
        '/label ~"skjema"\n'
        "\n"
        "### Hva er faren?\n"
        "\n"
        "<!-- Dette blir overskriften på alle sider. Eksempel: Kok vannet i Lia -->\n"
        "\n"
        "### Hva skal folk gjøre?\n"
        "\n"
        "<!-- Et par setninger. Skriv aldri navn på folk. -->\n"
        "\n"
        "### Hvilke steder gjelder det?\n"
        "\n"
        "<!-- Uten svar gjelder det hele kommunen. -->\n"
        "\n"
        "<!-- Velg: Lia skole -->\n"
        "\n"
        "### Når kommer neste melding?\n"
        "\n"
        "<!-- Når folk får høre fra dere neste gang. Eksempel: kl. 16 eller i morgen kl. 8 -->\n"
        "\n"
        "### Er du sikker?\n"
        "\n"
        "- [ ] Ja. Denne meldinga skal stå først på alle sider.\n"
    )


def test_gitlabs_template_is_read_as_githubs_form(site: Path) -> None:
    text = gitlab(FORM["krise"], choices_in(load(site).site, Spelling()), NB)
    assert refused(site, text) == (
        "«Hva er faren?» må ha et svar.\n«Hva skal folk gjøre?» må ha et svar.\n«Er du sikker?» må ha et svar."
    )
    text = text.replace("Lia -->\n", "Lia -->\n\nKok vannet\n", 1).replace("folk. -->\n", "folk. -->\n\nKok det.\n", 1)
    text = text.replace("Velg: Lia skole -->\n", "Velg: Lia skole -->\nLia skole\n").replace("[ ]", "[x]")
    made = propose(site, Issue(text, 4), NOW)
    assert made.branch == "skjema/4"
    assert (site / made.path).read_text(encoding="utf-8") == (
        "---\ntittel: Kok vannet\ntype: krise\ngjelder:\n  - lia-skole\npublisert: 2026-02-17 11:30\n---\n\nKok det.\n"
    )


def test_the_command_writes_every_form_and_says_where(site: Path, tmp_path: Path) -> None:
    done = run("forms", "--root", str(site), "--out", str(tmp_path / "top"))
    assert (done.returncode, done.stdout) == (
        0,
        "Skrevet: 10 skjemaer i .github/ISSUE_TEMPLATE/, .gitlab/issue_templates/\n",
    )
    expected = dict(form_files(choices_in(load(site).site, Spelling()), NB))
    assert _files(tmp_path / "top") == {path.as_posix(): content for path, content in expected.items()}


# --- what becomes of an answer -----------------------------------------------------------------------

CRISIS = {"title": "Kok vannet", "text": "Kok alt vann i tre minutter.", "sure": "- [X] Ja."}


def test_an_operational_notice_is_this_file_and_this_proposal(site: Path) -> None:
    made = asked(
        site, "drift", title='Storgata: "stengt"', text="Vi skifter et rør.", topic="veg", places="Lia skole",
        ends="2026-02-17 15:00",
    )  # fmt: skip
    assert made == Proposal(
        "drift",
        "content/notices/2026-02-17-drift-storgata-stengt.md",
        "skjema/17",
        'Ny driftsmelding: Storgata: "stengt"',
        "Laget av et skjema, og sjekket. Se over content/notices/2026-02-17-drift-storgata-stengt.md, og slå sammen "
        "når det er riktig.\n\nCloses #17",
        'Takk. «Ny driftsmelding: Storgata: "stengt"» er klar til å bli lest over. Den er ikke lagt ut ennå.',
        'Takk. «Ny driftsmelding: Storgata: "stengt"» blir lagt ut nå. Det tar et par minutter.',
        is_urgent=False,
    )
    assert (site / made.path).read_text(encoding="utf-8") == (
        "---\ntittel: 'Storgata: \"stengt\"'\ntema: veg\ngjelder:\n  - lia-skole\nslutter: 2026-02-17 15:00\n"
        "publisert: 2026-02-17 11:30\n---\n\nVi skifter et rør.\n"
    )
    assert problems_text(site) == ""


def test_a_crisis_says_on_how_many_pages_it_turns_crisis_mode_on(site: Path) -> None:
    made = asked(site, "krise", **CRISIS)
    pages = checked(site).crisis_pages
    assert pages > 5 and made.is_urgent
    assert f"Dette slår på krisemodus på {pages} sider." in made.body
    assert f"Dette slår på krisemodus på {pages} sider." in made.published
    second = asked(site, "krise", NOW + timedelta(minutes=1), **{**CRISIS, "title": "Det brenner"})
    assert "krisemodus" not in second.body


def test_a_question_has_an_answer_or_waits_for_one(site: Path) -> None:
    made = asked(site, "sporsmal", title="Kan jeg leie salen?", text="Ja.", services="Leie av sal, Kultur fritid")
    assert (site / made.path).read_text(encoding="utf-8") == (
        "---\ntittel: Kan jeg leie salen?\ngjelder:\n  - sal\n  - kultur\npublisert: 2026-02-17\nsvart: 2026-02-17\n"
        "---\n\nJa.\n"
    )
    waiting = asked(site, "sporsmal", title="Når åpner salen?")
    assert "svart" not in (site / waiting.path).read_text(encoding="utf-8")


def test_news_stands_first_among_the_updates_as_they_are_written(site: Path) -> None:
    for text in ("Vi har funnet lekkasjen.", "15.00 er vannet tilbake.\n\n- Kanskje før."):
        asked(site, "oppdatering", notice="Vannet er borte", text=text)
    assert (site / "content/notices/2026-02-17-drift-vann.md").read_text(encoding="utf-8") == (
        "---\ntittel: Vannet er borte\ntema: vann\n---\n\nEt rør har røket.\n\n## Oppdateringer\n\n"
        "- 2026-02-17 11:30: – 15.00 er vannet tilbake. - Kanskje før.\n"
        "- 2026-02-17 11:30: Vi har funnet lekkasjen.\n"
        "- 10.10 Vi graver.\n"
    )


@pytest.mark.parametrize(
    "text", ["Tekst.\n", "---\na: b\n---\nTekst.", "---\r\n---\nTekst.\n\n## Oppdateringer", "## Oppdateringer\n\n\n"]
)
def test_a_notice_without_updates_gets_its_first(text: str) -> None:
    made = with_update(text, "2026-02-17 11:30: Nytt.", "Oppdateringer")
    assert made.count("## Oppdateringer") == 1
    assert re.search(r"^## Oppdateringer\n\n2026-02-17 11:30: Nytt\.\n", made, re.MULTILINE)


@pytest.mark.parametrize("written", ["<{}>", "[Vannet]({})", "Den her: {}"])
def test_an_address_may_be_pasted_as_phones_do(site: Path, written: str) -> None:
    address = "https://alt.eksempel.example/aktuelt/2026-02-17-drift-vann/"
    made = asked(site, "slutt", notice=written.format(address), text="Takk.")
    assert made.title == "Over: Vannet er borte"


def test_what_is_over_is_stamped_with_the_time(site: Path) -> None:
    made = asked(site, "slutt", notice="https://alt.eksempel.example/aktuelt/2026-02-17-drift-vann/", text="Takk.")
    assert (made.title, made.is_urgent) == ("Over: Vannet er borte", False)
    text = (site / made.path).read_text(encoding="utf-8")
    assert text.startswith("---\nløst: 2026-02-17 11:30\ntittel: Vannet er borte\n")
    assert "- 2026-02-17 11:30: Takk.\n- 10.10 Vi graver.\n" in text
    assert refused(site, issue("slutt", {"notice": "2026-02-17-drift-vann"})) == (
        "«Vannet er borte» er allerede meldt over."
    )


def test_a_crisis_of_two_lines_is_called_off(tmp_path: Path) -> None:
    path = "content/notices/krise-vann.md"
    root = written(tmp_path, {**FILES, path: "# Kok vannet\r\n\r\nKok alt vann.\r\n"})
    assert asked(root, "slutt", notice="kok vannet").is_urgent
    assert (root / path).read_bytes().decode() == (
        "---\r\nfriskmeldt: 2026-02-17 11:30\r\n---\r\n\r\n# Kok vannet\r\n\r\nKok alt vann.\r\n"
    )
    assert checked(root).crisis_pages == 0


def test_an_all_clear_that_was_to_come_later_comes_now(tmp_path: Path) -> None:
    path = "content/notices/krise-vann.md"
    text = "---\ntittel: Kok vannet\nfriskmeldt: 2026-02-18 12:00\n---\n\nKok alt vann.\n"
    root = written(tmp_path, {**FILES, path: text})
    asked(root, "slutt", notice="kok vannet")
    assert (root / path).read_text() == text.replace("2026-02-18 12:00", "2026-02-17 11:30")


def test_a_comment_of_the_authors_own_is_text(site: Path) -> None:
    made = asked(site, "drift", title="<!-- Nå -->Nå", text="<!-- Nå -->\nNå", topic="<!-- Velg: x -->\nvann")
    assert (site / made.path).read_text(encoding="utf-8") == (
        '---\ntittel: "<!-- Nå -->Nå"\ntema: vann\npublisert: 2026-02-17 11:30\n---\n\n<!-- Nå -->\nNå\n'
    )


def test_the_hour_that_comes_twice_has_its_offset(site: Path) -> None:
    asked(site, "slutt", datetime.fromisoformat("2026-10-25T02:30:00+01:00"), notice="vannet er borte", text="Takk.")
    text = (site / "content/notices/2026-02-17-drift-vann.md").read_text(encoding="utf-8")
    assert 'løst: "2026-10-25 02:30 +01:00"\n' in text and "- 2026-10-25 02:30 +01:00: Takk.\n" in text


@pytest.mark.parametrize(
    ("name", "answers", "said"),
    [
        ("drift", {"title": "Nå", "topic": "vann"}, "«Hva vil du si?» må ha et svar."),
        (
            "drift",
            {"title": "Nå", "text": "Nå.", "topic": "vind", "ends": "snart", "places": "Lia"},
            "«Hva handler det om?»: «vind» finnes ikke. Velg for eksempel mellom vann, veg, brøyting, avfall, strøm, "
            "stengt, annet.\n"
            "«Hvilke steder gjelder det?»: «Lia» finnes ikke. Velg for eksempel mellom Lia skole.\n"
            "«Når er det slutt?»: «snart» er ikke en dato. Skriv for eksempel kl. 16, i morgen kl. 8 eller "
            "12. mai kl. 14.30.",
        ),
        ("krise", {**CRISIS, "sure": "- [ ] Ja."}, "«Er du sikker?» må ha et svar."),
        (
            "krise",
            {**CRISIS, "title": "[sted]"},
            "«[sted]» er ikke fylt ut. Bytt ut klammene og det som står i dem, eller ta dem bort. "
            "Skal det stå klammer i teksten, skriv \\[ foran.",
        ),
        (
            "drift",
            {"title": "!?", "text": "Nå.", "topic": "vann"},
            "«Hva har skjedd?» må ha minst én bokstav eller ett tall.",
        ),
        (
            "drift",
            {"title": "Nå", "text": "Nå\x00.", "topic": "vann"},
            "Her står et usynlig tegn (U+0000). Slett det, og skriv teksten rundt på nytt.",
        ),
        (
            "oppdatering",
            {"notice": "snø", "text": "Nå."},
            "Vi fant ikke meldinga «snø». Disse er ute nå:\n  - Vannet er borte (2026-02-17-drift-vann)",
        ),
        (
            "oppdatering",
            {"notice": "../../etc/passwd", "text": "Nå."},
            "Vi fant ikke meldinga «../../etc/passwd». Disse er ute nå:\n  - Vannet er borte (2026-02-17-drift-vann)",
        ),
        (
            "drift",
            {"title": "Nå", "text": "Se [her](sted:finnes-ikke).", "topic": "vann"},
            "«finnes-ikke» finnes ikke. Rett navnet, eller ta det bort.",
        ),
        (
            "drift",
            {"title": "Nå", "text": "Nå.\n\n## Oppdateringer\n\n10.00 Nå.", "topic": "vann"},
            "Teksten kan ikke stå slik den er skrevet. Skriv den enklere, uten overskriften «Oppdateringer».",
        ),
        (
            "drift",
            {"title": "Nå", "text": "Nå.\n### Når er det slutt?\nNei", "topic": "vann"},
            "Spørsmålet «Når er det slutt?» må stå én gang i teksten, på en linje med ### foran.",
        ),
    ],
)
def test_what_cannot_be_used_is_told_of_in_plain_words(
    name: str, answers: dict[str, str], said: str, site: Path
) -> None:  # fmt: skip
    assert refused(site, issue(name, answers)) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nb", "«Hvilke steder gjelder det?»: «Tulleby» finnes ikke, for nettstedet har ingen å velge mellom ennå."),
        ("nn", "«Kva stader gjeld det?»: «Tulleby» finst ikkje, for nettstaden har ingen å velje mellom enno."),
    ],
)
def test_a_place_on_a_site_without_places_is_told_of_in_a_whole_sentence(
    language: str, said: str, tmp_path: Path
) -> None:
    settings = f"{SMALL_SETTINGS}meldingsspråk: {language}\n"
    root = written(tmp_path, {"content/site.yaml": settings})
    with pytest.raises(Refused) as fault:
        propose(root, Issue(issue("drift", {**WATER, "places": "Tulleby"}, language)), NOW)
    (reason,) = fault.value.reasons
    assert reason.startswith(said)


WATER = {"title": "Nå", "text": "Nå.", "topic": "vann"}
LONG = {
    "nb": "«Hva har skjedd?»: Teksten er på 121 tegn. Grensen er 120. Skriv den kortere.",
    "nn": "«Kva har skjedd?»: Teksten er på 121 teikn. Grensa er 120. Skriv han kortare.",
    "en": "“What has happened?”: The text has 121 characters. The limit is 120. Write it shorter.",
}
PAST = {
    "nb": "«Når er det slutt?» (16. februar 2026) er før «nå» (17. februar 2026 kl. 11.30). Skriv en dato etter "
    "17. februar 2026 kl. 11.30, eller la det stå tomt.",
    "nn": "«Når er det slutt?» (16. februar 2026) er før «no» (17. februar 2026 kl. 11.30). Skriv ein dato "
    "etter 17. februar 2026 kl. 11.30, eller lat det stå tomt.",
    "en": "“When does it end?” (16 February 2026) is before “now” (17 February 2026 at 11:30). Write a date "
    "after 17 February 2026 at 11:30, or leave it empty.",
}
PICTURE = {
    "nb": "Bildet «kart.png» kan ikke være med i et svar. Ta det bort, og si med ord hva det viser.",
    "nn": "Biletet «kart.png» kan ikkje vere med i eit svar. Ta det bort, og sei med ord kva det viser.",
    "en": "The picture “kart.png” cannot be part of an answer. Remove it, and say in words what it shows.",
}
NO_DATE = {
    "nb": "«Når er det slutt?»: «snart» er ikke en dato. Skriv for eksempel kl. 16, i morgen kl. 8 eller "
    "12. mai kl. 14.30.",
    "nn": "«Når er det slutt?»: «snart» er ikkje ein dato. Skriv til dømes kl. 16, i morgon kl. 8 eller "
    "12. mai kl. 14.30.",
    "en": "“When does it end?”: “snart” is not a date. Write for example 16:00, tomorrow at 8:00 or 12 May at 14:30.",
}


@pytest.mark.parametrize("where", ["title", "text"])
def test_a_number_of_somebody_in_a_form_is_to_be_removed_where_it_still_can_be_read(site: Path, where: str) -> None:
    number = invented("010107")
    said = refused(site, issue("drift", {**WATER, where: f"{WATER[where]} {number}"}))
    assert "slett det der, eller slett hele saken. Se docs/fjerne.md." in said
    assert len(said.splitlines()) == 1 and not re.search("Git en|waivers|annet navn", said)
    assert number not in said


@pytest.mark.parametrize(
    ("form", "answers", "also"),
    [
        ("krise", {"title": "Kok vannet", "text": "Ring {}."}, "«Er du sikker?» må ha et svar."),
        ("drift", {**WATER, "text": "Ring {}.", "topic": "vær"}, "«Hva handler det om?»: «vær» finnes ikke."),
        ("drift", {**WATER, "places": "Lia skole, {}"}, "«Hvilke steder gjelder det?»: «{}» finnes ikke"),
        ("oppdatering", {"notice": "Finnes ikke", "text": "Ring {}."}, "Vi fant ikke meldinga «Finnes ikke»."),
    ],
)
def test_a_number_of_somebody_is_told_of_with_all_else_that_is_wrong(
    site: Path, form: str, answers: dict[str, str], also: str
) -> None:
    number = invented("010107")
    said = refused(site, issue(form, {name: one.format(number) for name, one in answers.items()}))
    assert also.format(number) in said
    assert said.count(f"Her står det som ser ut som et fødselsnummer eller D-nummer: {number[:4]}xxxxxxx.") == 1


def test_a_question_that_need_not_be_answered_may_be_taken_away(site: Path) -> None:
    text = issue("krise", CRISIS)
    for one in ("places", "next_message"):
        text = text.replace(f"### {label_of(FORM['krise'], FORM['krise'].ask(one), NB)}\n\n{NO_ANSWER}\n\n", "")
    assert text.count("###") == 3
    made = propose(site, Issue(text), NOW)
    assert "neste_melding" not in (site / made.path).read_text(encoding="utf-8")


def test_a_question_that_is_not_as_it_was_is_told_of(site: Path) -> None:
    text = issue("krise", CRISIS).replace("### Når kommer neste melding?", "### Når kommer neste melding")
    assert refused(site, text) == (
        "Spørsmålet «Når kommer neste melding?» må stå én gang i teksten, på en linje med ### foran."
    )


@pytest.mark.parametrize("form", ["oppdatering", "slutt"])
def test_a_file_from_windows_stays_one(site: Path, form: str) -> None:
    path = site / "content/notices/2026-02-17-drift-vann.md"
    before = b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(before)
    asked(site, form, notice="Vannet er borte", text="Nå er det vann.")
    after = path.read_bytes()
    assert after.startswith(b"\xef\xbb\xbf---\r\n") and after.count(b"\n") == after.count(b"\r\n")
    assert set(before.split(b"\n")) - {b""} < set(after.split(b"\n"))


@pytest.mark.parametrize("language", MESSAGE_LANGUAGES)
@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"title": "x" * 121}, LONG),
        ({"ends": "16. februar 2026"}, PAST),
        ({"text": "Se ![kart](kart.png)\n\n![](kart.png)"}, PICTURE),
        ({"ends": "snart"}, NO_DATE),
    ],
)
def test_what_is_wrong_with_an_answer_is_put_right_in_the_answer(
    answers: dict[str, str], said: dict[str, str], language: str, tmp_path: Path
) -> None:
    root = written(tmp_path, {**FILES, "content/site.yaml": f"{SMALL_SETTINGS}meldingsspråk: {language}\n"})
    assert refused(root, issue("drift", {**WATER, **answers}, language)) == said[language]


@pytest.mark.parametrize("language", MESSAGE_LANGUAGES)
def test_an_example_of_a_date_passes_when_it_is_pasted(language: str, tmp_path: Path) -> None:
    root = written(tmp_path, {**FILES, "content/site.yaml": f"{SMALL_SETTINGS}meldingsspråk: {language}\n"})
    words = catalogue(language)
    for number, moment in enumerate((NOW, NOW + timedelta(days=200))):
        hint = catalogue(language, Written.IN_A_FORM).hint(problem("D201", "", text="x"))
        helps = [words.say(f"phone.help.{one}") for one in ("ends", "next_message")]
        examples = [
            re.split(r"eksempel |dømes |example |Eksempel: |Døme: |Example: ", one)[1] for one in (hint, *helps)
        ]
        for at, example in enumerate(re.split(r", | eller | or ", " or ".join(examples).replace("30.", "30"))):
            given = {**WATER, "title": f"A{number}{at}", "ends": example}
            propose(root, Issue(issue("drift", given, language)), moment)


READ = {
    "nb": "«kl 16» er lest som 17. februar 2026 kl. 16.00.",
    "nn": "«kl 16» er lese som 17. februar 2026 kl. 16.00.",
    "en": "“kl 16” is read as 17 February 2026 at 16:00.",
}


@pytest.mark.parametrize("language", MESSAGE_LANGUAGES)
def test_a_time_in_a_hurry_is_that_of_the_day_and_told_back(language: str, tmp_path: Path) -> None:
    root = written(tmp_path, {**FILES, "content/site.yaml": f"{SMALL_SETTINGS}meldingsspråk: {language}\n"})
    made = propose(root, Issue(issue("krise", {**CRISIS, "next_message": "kl 16"}, language), 4), NOW)
    assert "neste_melding: 2026-02-17 16:00\n" in (root / made.path).read_text(encoding="utf-8")
    for said in (made.body, made.comment, made.published):
        assert f"\n\n{READ[language]}\n\n" in said


LEFT_OUT = {
    "nb": "«Hvilke steder gjelder det?»: «Lia, Lia skole» kunne ikke brukes, og er ikke med. Meldinga gjelder derfor "
    "hele kommunen.\n\n«Når kommer neste melding?»: «snart» kunne ikke brukes, og er ikke med.",
    "nn": "«Kva stader gjeld det?»: «Lia, Lia skole» kunne ikkje brukast, og er ikkje med. Meldinga gjeld difor heile "
    "kommunen.\n\n«Når kjem neste melding?»: «snart» kunne ikkje brukast, og er ikkje med.",
    "en": "“Which places does it concern?”: “Lia, Lia skole” could not be used, and is left out. So the notice "
    "concerns the whole municipality.\n\n“When is the next message?”: “snart” could not be used, and is left out.",
}


@pytest.mark.parametrize("language", MESSAGE_LANGUAGES)
def test_a_crisis_does_not_wait_for_what_nobody_understands(language: str, tmp_path: Path) -> None:
    root = written(tmp_path, {**FILES, "content/site.yaml": f"{SMALL_SETTINGS}meldingsspråk: {language}\n"})
    given = {**CRISIS, "places": "Lia, Lia skole", "next_message": "snart"}
    made = propose(root, Issue(issue("krise", given, language), 4), NOW)
    assert (root / made.path).read_text(encoding="utf-8") == (
        "---\ntittel: Kok vannet\ntype: krise\npublisert: 2026-02-17 11:30\n---\n\nKok alt vann i tre minutter.\n"
    )
    for said in (made.body, made.comment, made.published):
        assert f"\n\n{LEFT_OUT[language]}\n\n" in said


def test_a_crisis_does_not_wait_for_a_time_that_has_been_and_keeps_its_places(site: Path) -> None:
    made = asked(site, "krise", **CRISIS, places="Lia skole", next_message="i dag kl 8")
    assert "gjelder:\n  - lia-skole\npublisert" in (site / made.path).read_text(encoding="utf-8")
    assert "«Når kommer neste melding?»: «i dag kl 8» kunne ikke brukes, og er ikke med." in made.body
    assert "lest som" not in made.body
    given = {**CRISIS, "title": "Kok det", "text": "Se ![kart](kart.png)", "next_message": "i dag kl 8"}
    assert refused(site, issue("krise", given)) == PICTURE["nb"]


def test_a_site_with_nothing_to_choose_asks_for_nothing_of_it(tmp_path: Path) -> None:
    root = written(tmp_path, {"content/contacts.yaml": DESK})
    choices = choices_in(load(root).site, Spelling())
    asked_for = [one["id"] for one in yaml.safe_load(github(FORM["krise"], choices, NB))["body"]]
    assert asked_for == ["title", "text", "next-message", "sure"]
    text = gitlab(FORM["krise"], choices, NB)
    assert "Hvilke steder" not in text
    text = text.replace("Lia -->\n", "Lia -->\n\nKok vannet\n", 1).replace("folk. -->\n", "folk. -->\n\nKok det.\n", 1)
    made = propose(root, Issue(text.replace("[ ]", "[x]")), NOW)
    assert (root / made.path).read_text(encoding="utf-8").endswith("---\n\nKok det.\n")
    # Of a site that could not be read, nobody knows.
    assert "### Hvilke steder gjelder det?" in gitlab(FORM["krise"], choices_in(None, Spelling()), NB)


@pytest.mark.parametrize(
    ("answer", "names"),
    [
        ("Liavegen og Storgata", ("Liavegen", "Storgata")),
        ("Liavegen, Storgata and Elvegata", ("Liavegen", "Storgata", "Elvegata")),
        ("- Liavegen\n- Storgata\n\nElvegata;Liavegen", ("Liavegen", "Storgata", "Elvegata")),
        ("Liavegen, og Storgata", ("Liavegen", "Storgata")),
        ("Knut og Karis veg", ("Knut og Karis veg",)),
        ("Liavegen og knut  og Karis veg og Storgata", ("Liavegen", "knut  og Karis veg", "Storgata")),
        ("Ogndalsvegen og Oggata", ("Ogndalsvegen", "Oggata")),
        (" og ", ()),
        ("", ()),
    ],
)
def test_names_stand_apart_but_for_what_has_og_in_its_own(answer: str, names: tuple[str, ...]) -> None:
    assert names_in(answer, ["Knut og Karis veg", "Storgata"]) == names


def test_streets_are_known_by_the_table_of_streets(site: Path) -> None:
    (site / "maps").mkdir()
    (site / "maps/streets.csv").write_text("gate;avfall\nKnut og Karis veg;mandag\nStorgata;mandag\n", encoding="utf-8")
    made = asked(site, "drift", **WATER, streets="Storgata og Knut og Karis veg\ngate:Liavegen", places="Lia skole")
    assert 'gjelder:\n  - lia-skole\n  - "gate:Storgata"\n  - "gate:Knut og Karis veg"\n  - "gate:Liavegen"\n' in (
        site / made.path
    ).read_text(encoding="utf-8")


# --- GitHub and GitLab make nothing of what people write ---------------------------------------------

J = "\N{WORD JOINER}"


@pytest.mark.parametrize(
    ("text", "title", "comment"),
    [
        ("@lia/torget", f"@{J}lia/torget", f"@{J}lia/torget"),
        ("fixes #2, !3 og GH-4", f"fixes #{J}2, !{J}3 og GH{J}-4", f"fixes #{J}2, !{J}3 og GH{J}-4"),
        ("fixes https://x.no/a/issues/2", f"fixes https:{J}//x.no/a/issues/2", f"fixes https:{J}//x.no/a/issues/2"),
        ("/close\n /assign @x", f"{J}/close\n {J}/assign @{J}x", f"{J}/close\n {J}/assign @{J}x"),
        (
            "[skip ci] ***NO_CI***",
            f"[{J}skip ci] *{J}*{J}*NO_CI*{J}*{J}*",
            f"\\[{J}skip ci\\] \\*\\*\\*NO\\_CI\\*\\*\\*",
        ),
        ("**nå** <b>&amp;", f"*{J}*nå*{J}* <b>&{J}amp;", f"\\*\\*nå\\*\\* \\<b\\>\\&{J}amp;"),
        ("![x](y) `z` a|b", f"![{J}x](y) `z` a|b", f"!\\[{J}x\\](y) \\`z\\` a\\|b"),
        ("Kl. 15: stengt! 50 % på 2. #", "Kl. 15: stengt! 50 % på 2. #", "Kl. 15: stengt! 50 % på 2. #"),
    ],
)
def test_words_of_others_are_made_harmless(text: str, title: str, comment: str) -> None:
    assert (in_title(text), in_comment(text)) == (title, comment)


@pytest.mark.parametrize("language", MESSAGE_LANGUAGES)
def test_a_title_orders_nothing_where_it_is_proposed_and_is_published_as_it_is(language: str, tmp_path: Path) -> None:
    root = written(tmp_path, {**FILES, "content/site.yaml": f"{SMALL_SETTINGS}meldingsspråk: {language}\n"})
    title = "Vann **nå** @lia/torget #1 - fixes #2"
    made = propose(root, Issue(issue("drift", {**WATER, "title": title}, language), 4), NOW)
    assert made.title.endswith(f": Vann *{J}*nå*{J}* @{J}lia/torget #{J}1 - fixes #{J}2")
    assert f": Vann \\*\\*nå\\*\\* @{J}lia/torget #{J}1 - fixes #{J}2" in made.comment
    assert made.body.endswith("Closes #4")
    assert f'tittel: "{title}"\n' in (root / made.path).read_text(encoding="utf-8")


def test_what_was_made_harmless_is_read_as_it_was_when_it_is_pasted(site: Path) -> None:
    text = issue("oppdatering", {"notice": in_comment("2026-02-17-drift-vann"), "text": f"Ring @{J}vakta."})
    made = propose(site, read_issue(text.encode()), NOW)
    assert J not in (site / made.path).read_text(encoding="utf-8")


def test_what_is_no_form_or_too_long_is_refused(site: Path) -> None:
    assert refused(site, "Hei!") == ("Vi fant ikke noe skjema i teksten. La spørsmålene med ### foran stå som de er.")
    assert refused(site, "x" * 70_000) == "Teksten er for lang. Den kan ha høyst 65536 tegn."
    asked(site, "krise", **CRISIS)
    assert refused(site, issue("krise", CRISIS)) == (
        "content/notices/2026-02-17-krise-kok-vannet.md finnes fra før. Bruk skjemaet «Nytt om en melding», eller "
        "skriv en annen overskrift."
    )


def test_faults_that_others_made_stop_nobody_and_are_told_of(site: Path) -> None:
    (site / "content/services/feil.md").write_text("---\ntitel: Feil\n---\n", encoding="utf-8")
    made = asked(site, "drift", title="Nå", text="Nå.", topic="vann")
    assert "Nettstedet har feil fra før." in made.body and "Nettstedet har feil fra før." in made.published


def test_what_is_not_as_it_should_be_is_told_of_and_stops_nobody(site: Path) -> None:
    made = asked(site, "krise", **{**CRISIS, "text": "Kok <b>alt</b> vann.<br>Ring oss."})
    said = (
        "Dette bør rettes i teksten:\n- \\<b\\> er en HTML-kode. Leserne ser den som tegn i teksten. Skriv uten koder: "
        f"\\*\\*fet\\*\\*, \\*kursiv\\*, \\[{J}tekst\\](https:{J}//www{J}.eksempel.no/)"
    )
    assert said in made.body and said in made.comment and said in made.published
    # What was there before is no news of an update.
    again = asked(site, "oppdatering", notice="Kok vannet", text="Hent <i>vann</i>.")
    assert "\\<i\\>vann" in again.body and "\\<b\\>" not in again.body


def test_a_street_with_its_word_is_that_street(site: Path) -> None:
    made = asked(site, "drift", title="Nå", text="Nå.", topic="vann", streets="gate Liavegen, gata:Storgata, Bakken")
    text = (site / made.path).read_text(encoding="utf-8")
    assert '  - "gate:Liavegen"\n  - "gate:Storgata"\n  - "gate:Bakken"\n' in text


@pytest.mark.parametrize("language", MESSAGE_LANGUAGES)
def test_a_form_in_another_language_than_the_site_has_now_is_read(language: str, site: Path) -> None:
    propose(site, Issue(issue("oppdatering", {"notice": "Vannet er borte", "text": "Nytt."}, language)), NOW)


def test_an_event_of_github_or_gitlab_is_read_as_its_issue() -> None:
    of_github = {"action": "opened", "issue": {"number": 17, "body": "### A\r\n\r\nb"}}
    of_gitlab = {"object_kind": "issue", "object_attributes": {"iid": 17, "description": "### A\n\nb"}}
    for event in (of_github, of_gitlab):
        assert read_issue(json.dumps(event).encode()) == Issue("### A\n\nb", 17)
    of_github["issue"] |= {"user": {"login": "kari"}}  # type: ignore[operator]
    made = read_issue(json.dumps(of_github | {"sender": {"login": "x; id"}}).encode())
    assert (made.writer, made.sender) == ("kari", "")
    assert (read_issue(json.dumps(_event("A")).encode()).writer, made.is_news) == ("kari", True)
    assert read_issue("### A\r\rå".encode()) == Issue("### A\n\nå")
    for wrong in (b"\xff", b"{", b'{"issue": 1}', b'{"issue": {"number": "1", "body": "x"}}', b"{" * 100_000):
        with pytest.raises(NotAnIssue):
            read_issue(wrong)


# --- any text at all ---------------------------------------------------------------------------------

_PIECES = st.sampled_from(
    ["---", "\n---\n", '"', "'", "\\", ": ", "# ", "\n## Oppdateringer\n", "10.00 ", "\n- ", "<!-- x -->", "\r\n",
     "{{ 7*7 }}", "${x}", "`id`", "$(id)", "../", "\x00", "\u202e", "[x]", "a\u030a", "&a", "*a", "!!x", "| ", "%"]
)  # fmt: skip
TEXTS = st.lists(st.one_of(st.text(max_size=20), _PIECES), min_size=1, max_size=6).map("".join)


@settings(
    max_examples=EXAMPLES, derandomize=True, deadline=None, database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(title=TEXTS, text=TEXTS)
def test_any_text_is_read_again_as_it_was_written_or_refused(title: str, text: str, tmp_path: Path) -> None:
    root = tmp_path / "any"
    shutil.rmtree(root, ignore_errors=True)
    written(root, FILES)
    before = _files(root)
    content = issue("drift", {"title": title, "text": text, "topic": "vann"}).encode("utf-8", "surrogatepass")
    try:
        found = read_issue(content)
        made = propose(root, found, NOW)
    except NotAnIssue:
        return
    except Refused as fault:
        assert fault.reasons and all(fault.reasons)
        assert _files(root) == before
        return
    after = _files(root)
    assert set(after) - set(before) == {made.path}
    assert re.fullmatch(r"content/notices/2026-02-17-drift-[a-z0-9-]+\.md", made.path)
    answer = found.text.split("### Hva har skjedd?\n\n", 1)[1]
    read = read_markdown(after[made.path], made.path)
    assert set(read.data) == {"tittel", "tema", "publisert"}
    assert read.data["tittel"] == " ".join(answer.split("\n\n### Hva vil du si?", 1)[0].split())
    said = answer.split("### Hva vil du si?\n\n", 1)[1].split("\n\n### Hva handler det om?", 1)[0]
    assert read.body.strip() == as_said(said)


@pytest.mark.parametrize(
    ("text", "body"),
    [("1. mai er fin.", "1\\. mai er fin."), ("---", "\\---"), ("- en\n- to", "- en\n- to"), ("# Hei", "\\# Hei")],
)
def test_a_text_from_a_phone_says_on_the_page_what_was_said(text: str, body: str, tmp_path: Path) -> None:
    root = written(tmp_path, FILES)
    made = propose(root, read_issue(issue("drift", {"title": "A", "text": text, "topic": "vann"}).encode()), NOW)
    assert read_markdown((root / made.path).read_bytes(), made.path).body.strip() == body


def test_a_choice_on_a_phone_may_be_written_in_nynorsk(tmp_path: Path) -> None:
    root = written(tmp_path, FILES)
    made = propose(root, read_issue(issue("drift", {"title": "A", "text": "B", "topic": "vatn"}).encode()), NOW)
    assert read_markdown((root / made.path).read_bytes(), made.path).data["tema"] == "vatn"


@settings(
    max_examples=EXAMPLES, derandomize=True, deadline=None, database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(text=TEXTS)
def test_any_news_is_one_update_more_or_refused(text: str, tmp_path: Path) -> None:
    root = tmp_path / "any"
    shutil.rmtree(root, ignore_errors=True)
    written(root, FILES)
    content = issue("oppdatering", {"notice": "Vannet er borte", "text": text}).encode("utf-8", "surrogatepass")
    try:
        found = read_issue(content)
        propose(root, found, NOW)
    except (NotAnIssue, Refused):
        return
    site = load(root, now=NOW).site
    assert site is not None
    (notice,) = site.of(Notice)
    newest, *rest = notice.updates
    assert newest.text == " ".join(found.text.split("### Hva er nytt?\n\n", 1)[1].split())
    assert [one.text for one in rest] == ["Vi graver."]


# --- who reads what ----------------------------------------------------------------------------------


def test_code_owners_follow_from_who_is_responsible(tmp_path: Path) -> None:
    files = {
        **FILES,
        "content/contacts.yaml": (
            f'{DESK}  kontoer: "@eksempel/servicetorget"\n'
            'skolen:\n  navn: Lia skole\n  telefon: 22 22 22 23\n  kontoer:\n    - "@eksempel/lia-skole"\n'
            '    - "@rektor"\nvann:\n  navn: Vannverket\n  telefon: 22 22 22 24\n'
        ),
        "content/site.yaml": f"{SMALL_SETTINGS}språk: [nb, en]\n",
        "content/units/lia-skole.md": "---\ntittel: Lia skole\nslag: skole\nkontakt: skolen\n---\n",
        "content/units/lia-skole.en.md": "---\ntittel: Lia School\n---\n",
        "content/pages/om.md": "---\ntittel: Om skolen\nansvar: skolen\nutkast: ja\n---\n\nTekst.\n",
        "content/pages/vann.md": "---\ntittel: Om vannet\nansvar: vann\n---\n\nTekst.\n",
    }
    root = written(tmp_path / "site", files)
    done = run("owners", "--root", str(root), "--out", str(tmp_path))
    assert (done.returncode, done.stdout, done.stderr) == (0, "Skrevet: CODEOWNERS\n", "")
    assert (tmp_path / "CODEOWNERS").read_text(encoding="utf-8") == (
        "# Laget av site-builder. Endringer her blir skrevet over.\n"
        "* @eksempel/servicetorget\n"
        "/site/content/pages/om.md @eksempel/lia-skole @rektor\n"
        "/site/content/units/lia-skole.en.md @eksempel/lia-skole @rektor\n"
        "/site/content/units/lia-skole.md @eksempel/lia-skole @rektor\n"
    )


def test_code_owners_are_not_made_of_content_with_errors(tmp_path: Path) -> None:
    root = written(tmp_path / "site", {**FILES, "content/pages/om.md": "---\ntitel: Om\n---\n"})
    done = run("owners", "--root", str(root), "--out", str(tmp_path))
    assert done.returncode == 1 and done.stderr.endswith("Ingenting er skrevet.\n")
    assert not (tmp_path / "CODEOWNERS").exists()


REST = {
    "nb": "Ingen må lese endringer i det ingen andre har ansvar for: innstillinger, krisemeldinger, arbeidsflyter og "
    "CODEOWNERS selv. Skriv «kontoer» på «servicetorget» i content/contacts.yaml.\n",
    "nn": "Ingen må lese endringar i det ingen andre har ansvar for: innstillingar, krisemeldingar, arbeidsflytar og "
    "CODEOWNERS sjølv. Skriv «kontoer» på «servicetorget» i content/contacts.yaml.\n",
    "en": "Nobody must read changes to what nobody else is responsible for: settings, crisis notices, workflows and "
    "CODEOWNERS itself. Write “kontoer” at “servicetorget” in content/contacts.yaml.\n",
}


@pytest.mark.parametrize("language", MESSAGE_LANGUAGES)
def test_it_is_told_that_nobody_reads_changes_to_the_rest(language: str, tmp_path: Path) -> None:
    root = written(tmp_path, {**FILES, "content/site.yaml": f"{SMALL_SETTINGS}meldingsspråk: {language}\n"})
    done = run("owners", "--root", str(root), "--out", str(tmp_path))
    assert (done.returncode, done.stderr) == (0, REST[language])


@pytest.mark.parametrize("language", MESSAGE_LANGUAGES)
def test_code_owners_that_github_would_read_instead_are_removed_or_told_of(language: str, tmp_path: Path) -> None:
    desk = f'{DESK}  kontoer: "@eksempel/servicetorget"\n'
    old = tmp_path / ".github/CODEOWNERS"
    root = written(tmp_path, {**FILES, "content/contacts.yaml": desk})
    old.parent.mkdir()
    old.write_text(f"# {catalogue(language).say('phone.made')}\n* @x\n", encoding="utf-8")
    said = "Slettet: .github/CODEOWNERS. GitHub hadde lest den i stedet.\n"
    assert run("owners", "--root", str(root), "--out", str(tmp_path)).stderr == said
    assert not old.exists()
    old.write_text("* @x\n", encoding="utf-8")
    assert run("owners", "--root", str(root), "--out", str(tmp_path)).stderr == (
        "GitHub leser .github/CODEOWNERS i stedet, og den er ikke laget her. Flytt det som står i den, og slett den.\n"
    )
    assert old.read_text(encoding="utf-8") == "* @x\n"


# --- when it is over -----------------------------------------------------------------------------------

OPERATIONS = {"title": "Vannet er borte i Lia", "text": "Et rør har røket.", "topic": "vann"}


@pytest.mark.parametrize("text", ["ca. kl. 15", "cirka 15", "om to timer", "i natt kl 1"])
def test_an_ordinary_end_is_taken_and_told_back(site: Path, text: str) -> None:
    made = asked(site, "drift", **OPERATIONS, ends=text)
    assert "\nslutter: 2026-02-1" in (site / made.path).read_text(encoding="utf-8")
    assert f"«{text}» er lest som " in made.comment


def test_an_end_that_nobody_knows_is_left_out_and_said_to_be(site: Path) -> None:
    made = asked(site, "drift", **OPERATIONS, ends="Vet ikke")
    assert "slutter" not in (site / made.path).read_text(encoding="utf-8")
    assert "«Når er det slutt?»: «Vet ikke» er lest som at ingen vet det ennå, og er ikke med." in made.comment


def test_a_morning_is_to_have_a_clock(site: Path) -> None:
    assert refused(site, issue("drift", {**OPERATIONS, "ends": "mandag morgen"})) == (
        "«Når er det slutt?»: «mandag morgen» har ikke noe klokkeslett. Skriv det, for eksempel «mandag kl. 8», "
        "eller la svaret være tomt."
    )


# --- crisis mode is told of --------------------------------------------------------------------------


def test_a_check_says_that_crisis_mode_is_on_and_whether_the_change_turns_it_on(site: Path, tmp_path: Path) -> None:
    before = shutil.copytree(site, tmp_path / "before")
    assert "krisemodus" not in run("check", "--root", str(site), "--before", str(before)).stdout
    asked(site, "krise", **CRISIS)
    pages = checked(site).crisis_pages
    on, turned_on = (
        f"Krisemodus er på: {pages} sider viser krisen først.",
        f"Dette slår på krisemodus på {pages} sider.",
    )
    # The last line is how long it took.
    assert run("check", "--root", str(site)).stdout.splitlines()[-2] == on
    assert run("check", "--root", str(site), "--before", str(before)).stdout.splitlines()[-2] == turned_on
    assert run("check", "--root", str(site), "--before", str(site)).stdout.splitlines()[-2] == on
    of_github = run("check", "--root", str(site), "--before", str(before), "--format", "github")
    assert of_github.stdout.splitlines()[-1] == f"::notice::{turned_on}"
    of_gitlab = run("check", "--root", str(site), "--before", str(before), "--format", "gitlab")
    assert json.loads(of_gitlab.stdout) == [] and of_gitlab.stderr.splitlines()[-1] == turned_on
    of_sarif = run("check", "--root", str(site), "--before", str(before), "--format", "sarif")
    assert json.loads(of_sarif.stdout)["version"] == "2.1.0" and of_sarif.stderr.splitlines()[-1] == turned_on
    # The other way round it is a crisis that has gone.
    gone = run("check", "--root", str(before), "--before", str(site)).stdout.splitlines()[-2]
    assert gone == f"Krisen «{CRISIS['title']}» står ikke lenger på sidene."


def test_a_summary_that_cannot_be_written_stops_no_check_in_a_crisis(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked(site, "krise", **CRISIS)
    pages = checked(site).crisis_pages
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    assert run("check", "--root", str(site)).returncode == 0
    assert summary.read_text(encoding="utf-8") == f"Krisemodus er på: {pages} sider viser krisen først.\n"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path))
    done = run("check", "--root", str(site))
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    assert f"Det går ikke å skrive {tmp_path}" in done.stderr


# --- the workflow ------------------------------------------------------------------------------------


@pytest.fixture
def hub(site: Path, tmp_path: Path) -> Path:
    """Return a folder with a repository of the site in it, the one it was cloned from, and a `gh` that only listens."""
    who = ("-c", "user.name=x", "-c", "user.email=x@x.example")
    for words in (("init", "-q", "-b", "main"), ("add", "."), (*who, "commit", "-q", "-m", "før")):
        subprocess.run(["git", *words], cwd=site, check=True)
    subprocess.run(["git", "clone", "-q", "--bare", str(site), "origin.git"], cwd=tmp_path, check=True)
    subprocess.run(["git", "remote", "add", "origin", "../origin.git"], cwd=site, check=True)
    (tmp_path / "bin").mkdir()
    _script(tmp_path / "bin/site-builder", commands.in_a_script())
    # What it is called with, a word a line, and what is in the file it is given.
    _script(
        tmp_path / "bin/gh",
        'printf "%s\\n" "$@" >>"$SAID"\nfor one; do test -f "$one" && cat "$one" >>"$SAID"; done\n'
        'test "$1 $2" = "pr create" && echo https://github.example/pull/1\nexit 0',
    )
    return tmp_path


def _script(path: Path, lines: str) -> None:
    path.write_text(f"#!/bin/sh\n{lines}\n", encoding="utf-8")
    path.chmod(0o755)


WORKFLOW: dict[str, Any] = yaml.safe_load((ROOT / ".github/workflows/skjema.yml").read_text(encoding="utf-8"))


def _workflow(hub: Path, text: str, writer: str = "kari", sender: str = "Kari", role: str = "ola kari") -> str:
    """Run the steps of the workflow as GitHub does, and return what `gh` was told."""
    event = {"issue": {"number": 17, "body": text, "user": {"login": writer}}, "sender": {"login": sender}}
    (hub / "event.json").write_text(json.dumps(event), encoding="utf-8")
    for name in ("said", "output"):
        (hub / name).write_text("")
    shutil.rmtree(hub / "told", ignore_errors=True)
    given = {
        "PATH": f"{hub / 'bin'}{os.pathsep}{os.environ['PATH']}", "HOME": str(hub), "PYTHONPATH": str(ROOT),
        "SOURCE_DATE_EPOCH": str(int(NOW.timestamp())), "GITHUB_EVENT_PATH": str(hub / "event.json"),
        "GITHUB_OUTPUT": str(hub / "output"), "RUNNER_TEMP": str(hub), "SAID": str(hub / "said"),
        "NUMBER": "17", "MAIN": "main", "ROLE": role, "WRITER": writer, "SENDER": sender, "GH_TOKEN": "x",
    }  # fmt: skip
    (job,) = WORKFLOW["jobs"].values()
    for step in job["steps"]:
        if "run" not in step or "make venv" in step["run"]:
            continue
        output = (hub / "output").read_text()
        wanted = re.findall(r"steps\.\w+\.outputs\.(\w+) (==|!=) '(\w+)'", step.get("if", ""))
        if not all((f"{name}={value}\n" in output) is (sign == "==") for name, sign, value in wanted):
            continue
        # docs.github.com: without a shell of its own, a step is `bash -e`.
        subprocess.run(["bash", "-e", "-c", step["run"]], cwd=hub / "site", env=given, check=True, capture_output=True)
    return (hub / "said").read_text(encoding="utf-8")


def _branches(hub: Path) -> dict[str, str]:
    """Return the branches at the other end, and the title of the last commit of each."""
    words = ["git", "for-each-ref", "--format=%(refname:short) %(subject)", "refs/heads"]
    done = subprocess.run(words, cwd=hub / "origin.git", check=True, capture_output=True)
    return dict(line.split(" ", 1) for line in done.stdout.decode().splitlines())


DRIFT = issue("drift", {"title": 'Nå "$(touch rart)" `id`', "text": "Nå; $(touch rart)", "topic": "vann"})


def test_the_workflow_proposes_what_is_not_urgent(hub: Path) -> None:
    said = _workflow(hub, DRIFT)
    title = 'Ny driftsmelding: Nå "$(touch rart)" `id`'
    assert _branches(hub) == {"main": "før", "skjema/17": title}
    assert f"pr\ncreate\n--base\nmain\n--head\nskjema/17\n--title\n{title}\n" in said
    assert "workflow\nrun\nsite.yml\n--ref\nskjema/17\n" in said
    assert said.endswith("er klar til å bli lest over. Den er ikke lagt ut ennå.\n\nhttps://github.example/pull/1\n")
    assert not list(hub.rglob("rart"))


@pytest.mark.parametrize("role", ["ola kari", "@Ola,@Kari", "ola;\nkari"])
def test_the_workflow_publishes_a_crisis_of_those_in_the_preparedness_role(role: str, hub: Path) -> None:
    said = _workflow(hub, issue("krise", CRISIS), role=role)
    assert _branches(hub) == {"main": "Ny krisemelding: Kok vannet"}
    assert "workflow\nrun\nsite.yml\n--ref\nmain\n" in said
    assert "blir lagt ut nå. Det tar et par minutter.\n\nDette slår på krisemodus på " in said
    assert said.endswith("issue\nclose\n17\n")


@pytest.mark.parametrize(
    ("writer", "sender", "role"),
    [
        ("kari", "per", "ola kari"),
        ("per", "kari", "ola kari"),
        ("kari", "kari", ""),
        ("a", "a", "kari"),
        ("content", "content", "*"),
    ],
)
def test_the_workflow_proposes_a_crisis_of_others(writer: str, sender: str, role: str, hub: Path) -> None:
    said = _workflow(hub, issue("krise", CRISIS), writer, sender, role)
    assert _branches(hub) == {"main": "før", "skjema/17": "Ny krisemelding: Kok vannet"}
    assert "Dette slår på krisemodus på " in said and "close" not in said


def test_the_workflow_proposes_a_crisis_where_main_is_closed(hub: Path) -> None:
    _script(hub / "origin.git/hooks/update", 'test "$1" != refs/heads/main')
    assert "pr\ncreate\n" in _workflow(hub, issue("krise", CRISIS))
    assert _branches(hub) == {"main": "før", "skjema/17": "Ny krisemelding: Kok vannet"}


def test_the_workflow_publishes_a_crisis_although_another_came_first(hub: Path) -> None:
    refused_once = 'test "$1" != refs/heads/main || test -d first || { mkdir first; exit 1; }'
    _script(hub / "origin.git/hooks/update", refused_once)
    assert "issue\nclose\n17\n" in _workflow(hub, issue("krise", CRISIS))
    assert _branches(hub) == {"main": "Ny krisemelding: Kok vannet"}


def test_the_workflow_says_what_is_wrong(hub: Path) -> None:
    assert _workflow(hub, issue("krise", {**CRISIS, "text": ""})) == (
        f"issue\ncomment\n17\n--body-file\n{hub}/told/comment.md\n"
        "Dette kunne ikke brukes, og ingenting er endret:\n\n- «Hva skal folk gjøre?» må ha et svar.\n\n"
        "Rett teksten over her, og lagre. Da prøver vi på nytt.\n"
    )
    assert _branches(hub) == {"main": "før"}


def test_no_command_of_the_workflow_holds_what_somebody_wrote() -> None:
    (job,) = WORKFLOW["jobs"].values()
    assert not [step["run"] for step in job["steps"] if "${{" in step.get("run", "")]
    given = [value for step in job["steps"] for value in step.get("env", {}).values()]
    given += job["env"].values()
    assert not [value for value in given if re.search(r"body|title|head_ref|label", value)]
    assert WORKFLOW["permissions"] == {}
    assert job["permissions"] == {
        "contents": "write", "pull-requests": "write", "issues": "write", "actions": "write",
    }  # fmt: skip


def test_every_step_of_others_is_pinned_as_in_the_workflow_of_the_site() -> None:
    used = re.compile(r"uses: (\S+@\w{40} # \S+)")
    ours = (ROOT / ".github/workflows/skjema.yml").read_text(encoding="utf-8")
    site = (ROOT / ".github/workflows/site.yml").read_text(encoding="utf-8")
    assert set(used.findall(ours)) < set(used.findall(site))
    assert len(used.findall(ours)) == ours.count("uses:")


def test_the_workflow_proposes_what_does_not_go_with_what_others_have_published_meanwhile(hub: Path) -> None:
    other = hub / "other"
    subprocess.run(["git", "clone", "-q", "origin.git", "other"], cwd=hub, check=True)
    (other / "content/notices/2026-02-17-krise-kok-vannet.md").write_text("---\ntittel: Kok det\n---\n\nTekst.\n")
    _commit_and_push(other, "imens")
    assert "pr\ncreate\n" in _workflow(hub, issue("krise", CRISIS))
    assert _branches(hub) == {"main": "imens", "skjema/17": "Ny krisemelding: Kok vannet"}


def _commit_and_push(root: Path, title: str) -> None:
    who = ("-c", "user.name=x", "-c", "user.email=x@x.example")
    for words in (("add", "."), (*who, "commit", "-q", "-m", title), ("push", "-q", "origin", "HEAD")):
        subprocess.run(["git", *words], cwd=root, check=True)


# --- GitLab ------------------------------------------------------------------------------------------


@dataclass
class Api:
    """An API that takes everything, and what it was told."""

    address: str
    heard: list[tuple[str, str, dict[str, str]]]
    """The method, the path, and what was sent"""
    tokens: set[str]
    code: int = 201


@pytest.fixture
def api() -> Iterator[Api]:
    made = Api("", [], set())

    class Listening(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            sent = parse_qsl(self.rfile.read(int(self.headers.get("Content-Length", 0))).decode())
            made.heard.append((self.command, self.path, dict(sent)))
            made.tokens.add(self.headers["PRIVATE-TOKEN"])
            self.send_response(made.code)
            self.end_headers()

        do_POST = do_PUT = _answer

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Listening)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    made.address = f"http://127.0.0.1:{server.server_port}/api/v4"
    yield made
    server.shutdown()
    thread.join()
    server.server_close()


def _event(text: str, writer: int = 5, user: tuple[int, str] = (5, "kari"), **more: object) -> dict[str, Any]:
    """Return an event of an issue as GitLab tells of it (docs.gitlab.com, webhook events)."""
    return {
        "object_kind": "issue",
        "user": {"id": user[0], "name": "K", "username": user[1], "email": "[REDACTED]"},
        "object_attributes": {
            "iid": 17, "description": text, "author_id": writer, "state": "opened", "action": "open"
        },
        "labels": [{"id": 2, "title": "skjema"}],
        "changes": {},
    } | more  # fmt: skip


def _pipeline(hub: Path, api: Api, event: dict[str, Any], role: str = "ola Kari") -> str:
    """Run the script as GitLab's job does, and return what it says for CI and for the log."""
    (hub / "event").write_text(json.dumps(event), encoding="utf-8")
    subprocess.run(["git", "config", "receive.advertisePushOptions", "true"], cwd=hub / "origin.git", check=True)
    given = {
        **os.environ, "PATH": f"{hub / 'bin'}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT),
        "TRIGGER_PAYLOAD": str(hub / "event"), "SKJEMA_REMOTE": "../origin.git", "SKJEMA_TOKEN": "hemmelig",
        "SOURCE_DATE_EPOCH": str(int(NOW.timestamp())), "CI_DEFAULT_BRANCH": "main", "BEREDSKAP": role,
        "CI_API_V4_URL": api.address, "CI_PROJECT_ID": "3", "GITLAB_USER_LOGIN": "kari", "HOME": str(hub),
    }  # fmt: skip
    done = subprocess.run(
        ["sh", str(ROOT / "site_builder/starting/files/proposal.sh")],
        cwd=hub / "site", env=given, check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert "hemmelig" not in done.stdout + done.stderr
    assert api.tokens <= {"hemmelig"}
    return done.stdout + done.stderr


NOTES = "/api/v4/projects/3/issues/17/notes"
A_REVIEW = "echo 'View merge request:' >&2; echo '  https://gitlab.example/k/-/merge_requests/4' >&2"


def test_gitlabs_job_makes_a_merge_request_and_says_so_in_the_issue(hub: Path, api: Api) -> None:
    _script(hub / "origin.git/hooks/post-receive", f"env | grep GIT_PUSH_OPTION >options; {A_REVIEW}")
    assert "refused=no\n" in _pipeline(hub, api, _event(DRIFT))
    title = 'Ny driftsmelding: Nå "$(touch rart)" `id`'
    assert _branches(hub) == {"main": "før", "skjema/17": title}
    ((method, path, sent),) = api.heard
    assert (method, path) == ("POST", NOTES)
    assert sent["body"] == (
        f"Takk. «{in_comment(title)}» er klar til å bli lest over. Den er ikke lagt ut ennå.\n\n"
        "https://gitlab.example/k/-/merge_requests/4\n"
    )
    options = (hub / "origin.git/options").read_text()
    assert "=merge_request.create\n" in options and f"=merge_request.title={title}\n" in options
    assert re.search(r"=merge_request.description=Laget av et skjema.* Closes #17", options)
    assert not list(hub.rglob("rart"))


@pytest.mark.parametrize("role", ["ola Kari", "@Ola, @Kari"])
def test_gitlabs_job_publishes_a_crisis_of_those_in_the_preparedness_role(role: str, hub: Path, api: Api) -> None:
    # Somebody has published something else since the pipeline began.
    subprocess.run(["git", "clone", "-q", "origin.git", "other"], cwd=hub, check=True)
    (hub / "other/content/pages").mkdir()
    (hub / "other/content/pages/om.md").write_text("---\ntittel: Om\n---\n\nTekst.\n")
    _commit_and_push(hub / "other", "imens")
    assert "refused=no\n" in _pipeline(hub, api, _event(issue("krise", CRISIS)), role)
    assert _branches(hub) == {"main": "Ny krisemelding: Kok vannet"}
    (_, path, sent), closing = api.heard
    assert path == NOTES and "blir lagt ut nå. Det tar et par minutter.\n\nDette slår på krisemodus på " in sent["body"]
    assert closing == ("PUT", "/api/v4/projects/3/issues/17", {"state_event": "close"})


@pytest.mark.parametrize(
    ("writer", "user", "role"),
    [(5, (5, "per"), "ola kari"), (6, (5, "kari"), "ola kari"), (5, (5, "kari"), ""), (5, (5, "kari"), "*"),
     (5, (5, ""), "kari"), (5, (5, "kar"), "kari")],
)  # fmt: skip
def test_gitlabs_job_proposes_a_crisis_of_others(
    writer: int, user: tuple[int, str], role: str, hub: Path, api: Api
) -> None:
    _pipeline(hub, api, _event(issue("krise", CRISIS), writer, user), role)
    assert _branches(hub) == {"main": "før", "skjema/17": "Ny krisemelding: Kok vannet"}
    assert [one[0] for one in api.heard] == ["POST"]


def test_gitlabs_job_proposes_what_is_not_urgent_whoever_tells_of_it(hub: Path, api: Api) -> None:
    _pipeline(hub, api, _event(DRIFT), "kari")
    assert _branches(hub).keys() == {"main", "skjema/17"}


@pytest.mark.parametrize("why", ["closed", "conflict"])
def test_gitlabs_job_proposes_a_crisis_that_main_does_not_take(why: str, hub: Path, api: Api) -> None:
    if why == "conflict":
        subprocess.run(["git", "clone", "-q", "origin.git", "other"], cwd=hub, check=True)
        (hub / "other/content/notices/2026-02-17-krise-kok-vannet.md").write_text("---\ntittel: B\n---\n\nB.\n")
        _commit_and_push(hub / "other", "imens")
    _script(hub / "origin.git/hooks/update", 'test "$1" != refs/heads/main')
    said = _pipeline(hub, api, _event(issue("krise", CRISIS)))
    assert "The main branch took no push: it becomes a merge request." in said
    assert _branches(hub)["skjema/17"] == "Ny krisemelding: Kok vannet"
    assert "Den er ikke lagt ut ennå." in api.heard[0][2]["body"]


def test_gitlabs_job_says_in_the_issue_what_is_wrong(hub: Path, api: Api) -> None:
    assert "refused=yes\n" in _pipeline(hub, api, _event(issue("krise", {**CRISIS, "text": ""})))
    ((_, path, sent),) = api.heard
    assert path == NOTES and "- «Hva skal folk gjøre?» må ha et svar." in sent["body"]
    assert _branches(hub) == {"main": "før"}


def test_an_issue_that_cannot_be_answered_stops_no_crisis(hub: Path, api: Api) -> None:
    api.code = 403
    said = _pipeline(hub, api, _event(issue("krise", CRISIS)))
    assert "refused=no\n" in said and "The issue could not be answered." in said
    assert _branches(hub) == {"main": "Ny krisemelding: Kok vannet"}


_OF_AN_ISSUE = {"iid": 17, "description": DRIFT, "author_id": 5, "state": "opened"}


@pytest.mark.parametrize(
    "more",
    [
        {"object_attributes": {**_OF_AN_ISSUE, "action": "update"}, "changes": {"labels": {}}},
        {"object_attributes": {**_OF_AN_ISSUE, "action": "close", "state": "closed"}},
        {"object_attributes": {**_OF_AN_ISSUE, "action": "reopen"}},
        {"object_attributes": {**_OF_AN_ISSUE, "action": "open"}, "object_kind": "merge_request"},
        {"object_attributes": {**_OF_AN_ISSUE, "description": "Hei!", "action": "open"}, "labels": []},
    ],
    ids=["labels", "closed", "reopened", "no issue", "no form"],
)
def test_gitlabs_job_leaves_alone_what_is_no_news_of_a_form(more: dict[str, Any], hub: Path, api: Api) -> None:
    assert "refused=no\n" in _pipeline(hub, api, _event(DRIFT, **more))
    assert (api.heard, _branches(hub)) == ([], {"main": "før"})


def test_gitlabs_job_tries_again_when_the_text_is_put_right(hub: Path, api: Api) -> None:
    attributes = {**_OF_AN_ISSUE, "action": "update"}
    _pipeline(hub, api, _event(DRIFT, object_attributes=attributes, changes={"description": {"previous": "x"}}))
    assert _branches(hub).keys() == {"main", "skjema/17"}
    _pipeline(hub, api, _event("Hei!", object_attributes={**attributes, "description": "Hei!", "action": "open"}))
    assert "Vi fant ikke noe skjema i teksten." in api.heard[-1][2]["body"]


def test_gitlabs_job_is_yellow_when_a_form_could_not_be_used() -> None:
    job = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8"))["form"]
    assert job["script"] == ["make proposal >proposal.txt", "grep -qx refused=no proposal.txt || exit 75"]
    assert job["allow_failure"]["exit_codes"] == 75


def test_the_command_prints_the_proposal(site: Path, tmp_path: Path) -> None:
    (tmp_path / "sak.md").write_text(DRIFT, encoding="utf-8")
    done = run("form", str(tmp_path / "sak.md"), "--root", str(site))
    path = "content/notices/2026-02-17-drift-na-touch-rart-id.md"
    assert (done.returncode, done.stdout.splitlines()[:3]) == (
        0,
        [path, f"skjema/drift-{Path(path).stem}", 'Ny driftsmelding: Nå "$(touch rart)" `id`'],
    )
    again = run("form", str(tmp_path / "sak.md"), "--root", str(site), "--format", "json")
    assert again.returncode == 1 and json.loads(again.stdout).keys() == {"comment"}
    (tmp_path / "sak.md").write_bytes(b"\xff")
    assert run("form", str(tmp_path / "sak.md"), "--root", str(site)).returncode == 2
    assert text_of(checked(site)) == ""
