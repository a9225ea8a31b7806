"""Drafts of crises: complete when they are filled in, told of while they are not, and never over what is there."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest

from site_builder import sharing
from site_builder.content_types.notice import Notice
from site_builder.drafts import IsThere, Request, UnknownKind, filled, new_crisis
from site_builder.loading import load
from site_builder.loading.drafts import drafts_in
from site_builder.outputs.crisis import crisis_view
from site_builder.text.messages import catalogue
from tests.commands import run
from tests.support import NOW, SMALL_SETTINGS, checked

KINDS = ("brann", "flom", "kok-vannet", "skred", "strom", "telefon", "vannlekkasje")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a site folder with nothing but a front desk."""
    (tmp_path / "content/notices").mkdir(parents=True)
    (tmp_path / "content/site.yaml").write_text(SMALL_SETTINGS)
    (tmp_path / "content/contacts.yaml").write_text("servicetorget:\n  navn: Servicetorget\n  telefon: 22 22 22 22\n")
    return tmp_path


def fill_in(path: Path) -> None:
    text = path.read_text()
    text = text.replace('"[dato og klokkeslett]"', "2026-02-17 16:00")
    path.write_text(re.sub(r"\[([^\]]+)\]", r"Storgata", text))


def test_there_is_a_draft_of_each_kind(tmp_path: Path) -> None:
    assert tuple(drafts_in(tmp_path)) == KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_a_draft_that_is_filled_in_is_a_crisis_without_mistakes(kind: str, site: Path) -> None:
    made = new_crisis(Request(site, kind, NOW))
    assert made.path == f"content/notices/2026-02-17-krise-{kind}.md"
    fill_in(site / made.path)
    assert checked(site).problems == ()
    loaded = load(site).site
    assert loaded is not None
    loaded = loaded.at(NOW)
    notice = loaded.get(Notice, made.slug)
    assert notice is not None
    page = crisis_view(notice, loaded)
    assert page.do is not None
    assert page.next is not None
    assert {"go", "health", "tell"} <= {one.key for one in page.parts}
    assert "" not in {one.key for one in page.parts}
    assert [one.language for one in page.languages] == ["en"]


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_draft_leaves_to_fill_in_is_told_of_line_by_line(kind: str, site: Path) -> None:
    made = new_crisis(Request(site, kind, NOW))
    lines = (site / made.path).read_text().split("\n")
    told = {one.mark.line for one in checked(site).problems}
    assert told == {number for number, line in enumerate(lines, 1) if "[" in line}


@pytest.mark.parametrize("kind", KINDS)
def test_a_draft_can_lie_ready_with_all_that_is_to_be_filled_in(kind: str, site: Path) -> None:
    path = site / new_crisis(Request(site, kind, NOW)).path
    path.write_text(path.read_text().replace("---\n", "---\nutkast: ja\n", 1))
    outcome = checked(site)
    assert (outcome.problems, outcome.drafts) == ((), (path.relative_to(site).as_posix(),))


NYNORSK = ("brann", "flaum", "kok-vatnet", "skred", "straum", "telefon", "vasslekkasje")
BOKMAL_WORDS = r"\b(?:ikke|noen|vannet|vann|hvis|veger|fra|strøm|strømmen|eller annet|skoler|gjør|åpent|kommer|sted)\b"


@pytest.fixture
def nynorsk(site: Path) -> Path:
    """Return a site folder of a municipality that writes nynorsk."""
    settings = site / "content/site.yaml"
    settings.write_text(f"{settings.read_text()}språk: nn\nmeldingsspråk: nn\n")
    return site


@pytest.mark.parametrize(("kind", "word"), list(zip(KINDS, NYNORSK, strict=True)))
def test_a_site_in_nynorsk_has_drafts_in_nynorsk_that_are_as_complete(kind: str, word: str, nynorsk: Path) -> None:
    for written in (kind, word):
        made = new_crisis(Request(nynorsk, written, NOW))
        assert made.path == f"content/notices/2026-02-17-krise-{word}.md"
        text = (nynorsk / made.path).read_text()
        assert not re.search(BOKMAL_WORDS, text.partition("\n## English")[0])
        fill_in(nynorsk / made.path)
        assert checked(nynorsk).problems == ()
        loaded = load(nynorsk).site
        assert loaded is not None
        loaded = loaded.at(NOW)
        notice = loaded.get(Notice, made.slug)
        assert notice is not None
        page = crisis_view(notice, loaded)
        assert page.do is not None
        assert {"go", "health", "tell"} <= {one.key for one in page.parts}
        assert "" not in {one.key for one in page.parts}
        (nynorsk / made.path).unlink()


def test_a_draft_of_a_sites_own_stands_for_the_one_of_its_kind_in_nynorsk_too(nynorsk: Path) -> None:
    (nynorsk / "templates/drafts").mkdir(parents=True)
    (nynorsk / "templates/drafts/flom.md").write_text("---\ntittel: A\ntype: krise\n---\n\nGå opp.\n")
    assert "Gå opp." in (nynorsk / new_crisis(Request(nynorsk, "flaum", NOW)).path).read_text()


def test_a_kind_that_is_not_there_is_told_of_in_the_words_of_the_site(nynorsk: Path) -> None:
    with pytest.raises(UnknownKind) as fault:
        new_crisis(Request(nynorsk, "jordskjelv", NOW))
    assert fault.value.kinds == NYNORSK


def test_a_draft_that_lies_ready_is_judged_for_all_else(site: Path) -> None:
    fields = 'utkast: ja\nneste_melding: "[når]"\nfriskmeldt: snart'
    text = f"---\npublisert: 2026-02-17\n{fields}\n---\n# Flom i [elv]\n\nRing {{telefon:vakt}} [nå].\n"
    (site / "content/notices/krise-flom.md").write_text(text)
    assert [one.code for one in checked(site).problems] == ["D201", "R407"]


def test_a_date_that_is_still_to_be_filled_in_is_told_of_as_such(site: Path) -> None:
    new_crisis(Request(site, "kok-vannet", NOW, "Kok vannet", "Kok alt."))
    found = checked(site).problems
    assert [catalogue("nb").message(one) for one in found] == ["«[dato og klokkeslett]» er ikke fylt ut."]
    assert "eller ta bort linja" in catalogue("nb").hint(found[0])


def test_a_title_is_taken_as_it_is_written(site: Path) -> None:
    made = new_crisis(Request(site, "flom", NOW, "Flom: 'Glomma' stiger #1"))
    assert made.path == "content/notices/2026-02-17-krise-flom-glomma-stiger-1.md"
    fill_in(site / made.path)
    loaded = load(site).site
    assert loaded is not None
    assert [one.title for one in loaded.of(Notice)] == ["Flom: 'Glomma' stiger #1"]


def test_a_file_that_is_there_is_never_written_over(site: Path) -> None:
    made = new_crisis(Request(site, "flom", NOW))
    (site / made.path).write_text("Mitt.\n")
    with pytest.raises(IsThere):
        new_crisis(Request(site, "flom", NOW))
    assert (site / made.path).read_text() == "Mitt.\n"


def test_a_kind_is_found_with_and_without_norwegian_letters_and_others_are_named(site: Path) -> None:
    assert new_crisis(Request(site, "strøm", NOW)).slug == "2026-02-17-krise-strom"
    with pytest.raises(UnknownKind) as fault:
        new_crisis(Request(site, "jordskjelv", NOW))
    assert fault.value.kinds == tuple("strøm" if one == "strom" else one for one in KINDS)


def test_a_site_may_have_drafts_of_its_own(site: Path) -> None:
    (site / "templates/drafts").mkdir(parents=True)
    (site / "templates/drafts/gass.md").write_text("---\ntittel: Gass i [område]\ntype: krise\n---\n\nGå ut.\n")
    made = new_crisis(Request(site, "gass", NOW))
    assert "Gå ut." in (site / made.path).read_text()


def test_a_site_with_english_names_of_fields_has_a_draft_with_those() -> None:
    draft = "---\ntittel: A\ntype: krise\nneste_melding: b\n---\n\nTekst: her.\n"
    assert filled(draft, "B", "2026-02-17 09:00", is_english=True) == (
        "---\npublished: 2026-02-17 09:00\ntitle: 'B'\ntype: krise\nnext_message: b\n---\n\nTekst: her.\n"
    )


def test_the_field_that_calls_it_off_is_named_as_the_site_spells_it(site: Path) -> None:
    assert new_crisis(Request(site, "flom", NOW)).all_clear == "friskmeldt"
    settings = site / "content/site.yaml"
    settings.write_text(f"{settings.read_text()}feltnavn: en\n")
    assert new_crisis(Request(site, "brann", NOW)).all_clear == "all_clear"


def test_a_draft_can_be_had_where_the_rest_of_the_site_is_wrong(site: Path) -> None:
    (site / "content/site.yaml").write_text("navn: [\n")
    assert new_crisis(Request(site, "flom", NOW)).slug == "2026-02-17-krise-flom"


# --- the commands --------------------------------------------------------------------------------


def test_the_command_says_what_to_do_next(site: Path) -> None:
    epoch = str(int(NOW.timestamp()))
    done = run("new", "crisis", "--kind", "strøm", "--root", str(site), SOURCE_DATE_EPOCH=epoch)
    assert done.returncode == 0, done.stderr
    assert done.stdout == (
        "Skrevet: content/notices/2026-02-17-krise-strom.md\n"
        "Nå gjør du dette:\n"
        "  1. Fyll inn alt som står i [klammer], og ta bort linjene du ikke trenger.\n"
        "  2. Se om noe mangler: site-builder check\n"
        "  3. Se teksten til SMS: site-builder share 2026-02-17-krise-strom\n"
        "  4. Når faren er over, skriv friskmeldt: og tidspunktet øverst i fila.\n"
    )
    again = run("new", "crisis", "--kind", "strøm", "--root", str(site), SOURCE_DATE_EPOCH=epoch)
    assert again.returncode == 2
    assert "finnes fra før. Ingenting er skrevet." in again.stderr


def test_a_kind_that_is_not_there_is_misuse_and_the_others_are_named(site: Path) -> None:
    done = run("new", "crisis", "--kind", "krig", "--root", str(site))
    assert done.returncode == 2
    assert "Velg mellom brann, flom, kok-vannet, skred, strøm, telefon og vannlekkasje." in done.stderr
    assert run("new", "--root", str(site)).returncode == 2
    assert run("new", "crisis", "--root", str(site)).returncode == 2


@pytest.mark.parametrize("name", ["krise-a", "content/notices/krise-a.md", "krise-a.md"])
def test_the_texts_to_send_are_shown_for_a_file_or_its_name(site: Path, name: str) -> None:
    (site / "content/notices/krise-a.md").write_text("---\npublisert: 2026-02-17\n---\n# Kok vannet\n\nKok alt.\n")
    done = run("share", name, "--root", str(site), SOURCE_DATE_EPOCH=str(int(NOW.timestamp())))
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(
        "SMS (56 av 160 tegn)\nKok vannet https://alt.eksempel.example/aktuelt/krise-a/\n\nKort"
    )


def test_a_notice_that_is_not_there_is_misuse_and_one_with_mistakes_is_told_of(site: Path) -> None:
    (site / "content/notices/krise-flom.md").write_text("---\npublisert: 2026-02-17\n---\n# Flom i [elv]\n\nGå opp.\n")
    told = run("share", "krise-flom", "--root", str(site))
    assert told.returncode == 1
    assert "feil[N262]" in told.stderr
    assert "Flom i [elv]" in told.stdout
    missing = run("share", "krise-flomm", "--root", str(site))
    assert missing.returncode == 2
    assert "Mente du krise-flom?" in missing.stderr


def test_what_is_wrong_with_a_text_message_is_told_beside_it(site: Path) -> None:
    fields = "publisert: 2026-02-17\nsms: Kok «alt»"
    (site / "content/notices/krise-a.md").write_text(f"---\n{fields}\n---\n# Kok vannet\n\nKok alt.\n")
    told = run("share", "krise-a", "--root", str(site))
    assert told.returncode == 0
    assert "advarsel[N261]" in told.stderr
    assert "Kok «alt»" in told.stdout


def test_what_is_not_published_yet_can_be_seen_before_it_is_sent(site: Path) -> None:
    (site / "content/notices/krise-a.md").write_text("---\npublisert: 2027-02-17\n---\n# Kok vannet\n\nKok alt.\n")
    outcome = sharing.share(site, "krise-a", datetime.fromisoformat("2026-02-17T11:30:00+01:00"))
    assert outcome.share is not None
