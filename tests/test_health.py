"""What somebody should look at: each kind of finding, and the report of all."""

from __future__ import annotations

import json
import os
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from site_builder import cli
from site_builder.health import page, report
from site_builder.health.found import Asked, Found
from site_builder.health.kinds import KINDS
from site_builder.health.visits import Count, Visits
from site_builder.loading import load
from site_builder.loading.link_answers import Answer, Answers
from site_builder.text.messages import MESSAGE_LANGUAGES, catalogue
from tests.support import DESK, FULL, NOW, OUTLINE, SMALL_SETTINGS, built, read_all, written

SERVICE = (
    "---\ntittel: {title}\nkort: Noe for alle.\nkategori: k\nansvar: brann\nmålgruppe: Alle\nsøkeord: [b]\n"
    "{more}---\n{body}\n"
)


def _service(body: str = "Tekst.", more: str = "", title: str = "A") -> str:
    return SERVICE.format(title=title, more=more, body=body)


def _root(to: Path, **files: str) -> Path:
    """Return a small site; `services__a` is content/services/a.md, `hours_yaml` is content/hours.yaml."""
    named = {
        "content/site.yaml": SMALL_SETTINGS + "grunnkart: grunnkart.geojson\n",
        "maps/grunnkart.geojson": OUTLINE,
        "content/contacts.yaml": DESK + "brann:\n  navn: Brann\n  telefon: 22 22 22 23\n  vakt: vann\n",
        "content/categories.yaml": "k:\n  tittel: K\n",
    }
    for name, text in files.items():
        is_data = name.endswith("_yaml")
        path = f"{name.removesuffix('_yaml')}.yaml" if is_data else f"{name.replace('__', '/')}.md"
        named[f"content/{path}"] = text
    return written(to, named)


def _said(root: Path, kind: str, now: datetime = NOW, answers: Answers | None = None) -> list[str]:
    loaded = load(root, now=now)
    assert loaded.site is not None
    assert not [one for one in loaded.problems if one.is_error], loaded.problems
    asked = Asked(now, 12, loaded.problems, answers or Answers())
    found = tuple(KINDS[kind](loaded.site.at(now), asked))
    return [_line(one) for one in found]


def _line(one: Found) -> str:
    return f"{one.path.rpartition('/')[2]}:{one.line} {one.owner}: {one.sentence(catalogue('nb'))}"


def test_fields_that_people_miss_are_told_of_together(tmp_path: Path) -> None:
    bare = "---\ntittel: B\nkort: Noe.\nkategori: k\nsøk: [skjema]\n---\nTekst.\n"
    links = "skjema:\n  tittel: Søk\n  nettadresse: https://a.example/\n"
    root = _root(tmp_path, services__a=_service(), services__b=bare, links_yaml=links)
    assert _said(root, "missing") == [
        "b.md:0 Servicetorget: Mangler feltene målgruppe, søkeord, svartid og ansvar.",
    ]


def test_what_is_confirmed_long_ago_or_never_is_told_of_as_a_list_has_it(tmp_path: Path) -> None:
    root = _root(
        tmp_path,
        services__a=_service(),
        services__b=_service(more="bekreftet: 2025-01-05\n", title="B"),
        services__c=_service(more="bekreftet: 2026-02-01\n", title="C"),
    )
    assert _said(root, "unconfirmed") == [
        "a.md:0 Brann: Aldri bekreftet.",
        "b.md:0 Brann: Sist bekreftet 5. januar 2025.",
    ]


HARD = (
    "Kommunestyrebehandlingen forutsetter saksforberedelse, konsekvensutredning, høringsgjennomføring, "
    "merknadsbehandling, administrasjonsvurdering, formannskapsbehandling "
)


def test_a_long_text_of_long_words_is_hard_to_read_and_a_short_one_is_not_judged(tmp_path: Path) -> None:
    long = " ".join([HARD.strip() + "."] * 6)
    root = _root(tmp_path, services__a=_service(long), services__b=_service(HARD, title="B"))
    assert _said(root, "hard_to_read") == ["a.md:0 Brann: LIX er 101. Over 45 er tungt for mange."]


def test_a_long_sentence_stands_with_its_line_and_what_it_says(tmp_path: Path) -> None:
    body = "Kort.\n\n- Punkt\n- " + " ".join(["ord"] * 31) + ".\n"
    (said,) = _said(_root(tmp_path, services__a=_service(body)), "long_sentences")
    assert said.startswith("a.md:12 Brann: 31 ord: «ord ord")
    assert said.endswith("ord.»")


def test_a_sentence_of_a_heading_a_table_or_code_is_not_measured(tmp_path: Path) -> None:
    long = " ".join(["ord"] * 31)
    body = f"## {long}\n\n| {long} |\n|---|\n| {long} |\n\n```\n{long}\n```\n"
    assert _said(_root(tmp_path, services__a=_service(body)), "long_sentences") == []


def test_words_of_offices_are_told_of_once_a_text_with_plainer_ones(tmp_path: Path) -> None:
    body = "Vedrørende saken.\n\nI henhold til loven.\n\nVedrørende saken."
    assert _said(_root(tmp_path, services__a=_service(body)), "officialese") == [
        "a.md:9 Brann: «Vedrørende»: skriv heller om.",
        "a.md:11 Brann: «I henhold til»: skriv heller etter.",
    ]


@pytest.mark.parametrize("text", ["her", "Klikk her", "les mer", "Les mer her!", "Denne lenka"])
def test_a_link_that_says_nothing_is_told_of(tmp_path: Path, text: str) -> None:
    body = f"Se [{text}](https://a.example/).\n"
    said = [f"a.md:9 Brann: Lenka heter «{text}». La den hete det den fører til."]
    assert _said(_root(tmp_path, services__a=_service(body)), "empty_links") == said


def test_a_link_that_says_where_it_leads_is_not(tmp_path: Path) -> None:
    body = "[Les mer om leirskolen](https://a.example/), [Her bor vi](https://b.example/)\n"
    assert _said(_root(tmp_path, services__a=_service(body)), "empty_links") == []


def test_a_notice_that_is_over_is_not_read(tmp_path: Path) -> None:
    over = "---\ntittel: B\npublisert: 2026-01-01\nslutter: 2026-01-02\n---\nVedrørende saken.\n"
    going_on = over.replace("slutter: 2026-01-02", "vises_til: 2026-03-02")
    root = _root(tmp_path, notices__b=over, notices__c=going_on)
    assert _said(root, "officialese") == ["c.md:6 Servicetorget: «Vedrørende»: skriv heller om."]


def test_a_last_day_that_is_past_is_told_of_in_what_stays(tmp_path: Path) -> None:
    body = "Fristen er 1. mars 2025.\n\nSøk innen 1.3.2027.\n\nFra 1. mars 2025 er det gratis.\n\nFør 31. februar 2025."
    assert _said(_root(tmp_path, services__a=_service(body)), "past_days") == [
        "a.md:9 Brann: «Fristen er 1. mars 2025» har vært. Skriv en ny frist, eller ta den bort.",
    ]


def test_a_form_whose_last_day_has_a_year_is_told_of_when_it_is_past(tmp_path: Path) -> None:
    links = (
        "a:\n  tittel: A\n  nettadresse: https://a.example/\n  stenger: 2025-03-01\n"
        "b:\n  tittel: B\n  nettadresse: https://b.example/\n  stenger: 2026-03-01\n"
        "c:\n  tittel: C\n  nettadresse: https://c.example/\n  åpner: 1. januar\n  stenger: 1. februar\n"
    )
    (said,) = _said(_root(tmp_path, links_yaml=links), "closed_forms")
    assert said.startswith("links.yaml:4 Servicetorget: Stengte 1. mars 2025.")


HOURS = (
    "a:\n  navn: A\n  mandag: 08.00-15.00\n  perioder:\n"
    "    - {{navn: Vinter, fra: 2026-01-01, til: {end}, mandag: 09.00-14.00}}\n"
)


@pytest.mark.parametrize(("end", "count"), [("2026-01-31", 1), ("2026-04-17", 1), ("2026-04-20", 0)])
def test_hours_of_one_year_that_end_within_sixty_days_are_told_of(tmp_path: Path, end: str, count: int) -> None:
    assert len(_said(_root(tmp_path, hours_yaml=HOURS.format(end=end)), "hours_end")) == count


def test_hours_that_others_follow_are_not_told_of(tmp_path: Path) -> None:
    more = "    - {navn: Vår, fra: 2026-03-01, til: 2026-12-01, mandag: 09.00-14.00}\n"
    assert _said(_root(tmp_path, hours_yaml=HOURS.format(end="2026-02-20") + more), "hours_end") == []


def test_next_years_days_are_told_of_in_the_words_of_the_check(tmp_path: Path) -> None:
    hours = "a:\n  navn: Torget\n  mandag: 08.00-15.00\n  unntak:\n    - {dato: 2026-12-24, tid: stengt}\n"
    root = _root(tmp_path, hours_yaml=hours)
    assert _said(root, "next_year") == []
    (said,) = _said(root, "next_year", datetime(2026, 11, 2, tzinfo=UTC))
    assert "2027" in said
    assert "Torget" in said


def test_a_question_that_waits_past_its_day_is_told_of_with_who_is_responsible(tmp_path: Path) -> None:
    question = "---\ntittel: Blir det bad?\nansvar: brann\npublisert: 2026-02-01\nsvar_innen: 2026-02-10\n---\n"
    (said,) = _said(_root(tmp_path, questions__a=question), "late_answers")
    assert said.startswith("a.md:5 Brann: ")


def test_a_danger_that_nobody_speaks_of_is_told_of(tmp_path: Path) -> None:
    notice = "---\ntittel: Flom\ntype: drift\nalvor: fare\npublisert: 2026-01-01\n---\nVannet stiger.\n"
    (said,) = _said(_root(tmp_path, notices__a=notice), "left_alone")
    assert said.startswith("a.md:")


def test_what_nothing_points_at_is_told_of_and_what_a_text_a_field_or_a_column_names_is_not(tmp_path: Path) -> None:
    links = "".join(
        f"{name}:\n  tittel: {name}\n  nettadresse: https://{name}.example/\n" for name in ("felt", "kolonne", "ingen")
    )
    prices = "".join(f"{name}:\n  tittel: P\n  satser:\n    - beløp: 1\n" for name in ("b", "c"))
    service = _service("Det koster {pris:b}.", more="søk: [felt]\nsvartid: Straks\n")
    root = _root(tmp_path, services__a=service, links_yaml=links, prices_yaml=prices)
    columns = "tittel: Sko\nsteder:\n  - {navn: Lia, lat: 60.2, lon: 12.0, lenke: kolonne}\n"
    (root / "maps/sko.yaml").write_text(columns, encoding="utf-8")
    found = [one.rpartition(" Servicetorget")[0] for one in _said(root, "unused")]
    assert found == ["links.yaml:7", "prices.yaml:5"]


def test_what_has_no_translation_is_told_of_with_the_languages(tmp_path: Path) -> None:
    root = _root(tmp_path, services__a=_service(), services__b=_service(title="B"))
    with (root / "content/site.yaml").open("a", encoding="utf-8") as settings:
        settings.write("språk: [nb, en, se]\n")
    (root / "content/services/b.en.md").write_text("---\ntitle: B\nsummary: C\n---\nText.\n", encoding="utf-8")
    places = "tittel: Sko\nsteder:\n  - {navn: Lia, lat: 60.2, lon: 12.0}\n"
    (root / "maps/sko.yaml").write_text(places, encoding="utf-8")
    (root / "maps/sko.se.yaml").write_text("tittel: Skuvllat\n", encoding="utf-8")
    assert _said(root, "untranslated") == [
        "a.md:0 Brann: Finnes ikke på engelsk og nordsamisk.",
        "b.md:0 Brann: Finnes ikke på nordsamisk.",
        "sko.yaml:0 Servicetorget: Finnes ikke på engelsk.",
    ]


def test_a_link_is_dead_after_three_days_and_the_file_that_has_it_is_told_of(tmp_path: Path) -> None:
    days = tuple(date(2026, 2, day) for day in (14, 15, 16))
    answers = Answers(
        {
            "https://a.example/": Answer(404, days[2], days),
            "https://b.example/": Answer(0, days[2], days),
            "https://c.example/": Answer(404, days[2], days[:2]),
        }
    )
    body = "[A](https://a.example/#del) [C](https://c.example/)"
    root = _root(tmp_path, services__a=_service(body, more="kilder: [{tittel: K, nettadresse: https://b.example/}]\n"))
    assert _said(root, "broken_links", answers=answers) == [
        "a.md:10 Brann: https://a.example/ har ikke virket siden 14. februar 2026. Svaret er 404.",
        "a.md:8 Brann: https://b.example/ har ikke svart siden 14. februar 2026.",
    ]


def test_every_kind_has_its_words_in_each_language() -> None:
    for language in MESSAGE_LANGUAGES:
        said = catalogue(language)
        for kind in KINDS:
            assert said.has(f"health.kind.{kind}")
            assert said.has(f"health.why.{kind}")


def test_every_page_of_an_entry_is_linked_to_from_another(full_town: Path) -> None:
    """So what can be told of as shown nowhere is records alone."""
    pages = {path: text.decode() for path, text in read_all(full_town).items() if path.endswith("index.html")}
    loaded = load(FULL, now=NOW)
    assert loaded.site is not None
    site = loaded.site.at(NOW)
    report_ = report.report_of(site, Asked(NOW))
    for source, address in report_.pages.items():
        path = address.removeprefix(site.addresses.base_url)
        own, there = f"{path.lstrip('/')}index.html", site.addresses.prefix + path
        links = (f'href="{there}"', f'href="{there}#', f'href="{there}?')
        assert any(one in text for name, text in pages.items() if name != own for one in links), source


# --- the report -----------------------------------------------------------------------------------


def _report(to: Path, visits: Visits | None = None) -> report.Report:
    root = _root(to, services__a=_service("Vedrørende <b>saken</b>.", title="A <i>&"), services__b=_service(title="B"))
    loaded = load(root, now=NOW)
    assert loaded.site is not None
    return report.report_of(loaded.site.at(NOW), Asked(NOW), visits)


def test_the_report_says_what_and_whose_and_where(tmp_path: Path) -> None:
    visits = Visits((Count("A", 7), Count("B", None)), (), (), bots=2)
    assert report.as_text(_report(tmp_path, visits), catalogue("nb")).splitlines() == [
        "Eksempel kommune, 17. februar 2026: 3 ting å se på. Tekster og kart det gjelder: 2.",
        "",
        "Hva det er",
        "  Ikke bekreftet  2",
        "  Kontorspråk     1",
        "",
        "Hvem som har ansvaret",
        "  Brann  3",
        "",
        "Brann:",
        "  content/services/a.md  A <i>&",
        "    Aldri bekreftet.",
        "    9: «Vedrørende»: skriv heller om.",
        "  content/services/b.md  B",
        "    Aldri bekreftet.",
        "",
        "Hvordan nettstedet blir brukt",
        "",
        "Sider, etter hvor ofte de er åpnet",
        "  A            7",
        "  B  færre enn 5",
        "",
        "2 linjer er fra programmer, og er ikke talt.",
    ]


def test_a_healthy_site_is_said_to_be(tmp_path: Path) -> None:
    loaded = load(_root(tmp_path), now=NOW)
    assert loaded.site is not None
    site = loaded.site.at(NOW)
    made = report.report_of(site, Asked(NOW), owner="Brann")
    assert report.as_text(made, catalogue("nn")) == "Eksempel kommune, 17. februar 2026: ingenting å sjå på.\n"


def test_the_report_for_programs_has_every_finding_and_says_no_small_number(tmp_path: Path) -> None:
    made = json.loads(report.as_json(_report(tmp_path, Visits((Count("B", None),))), catalogue("nb")))
    assert made["kinds"] == {"unconfirmed": 2, "officialese": 1}
    assert made["findings"][-1] == {
        "kind": "officialese",
        "path": "content/services/a.md",
        "line": 9,
        "title": "A <i>&",
        "owner": "Brann",
        "message": "«Vedrørende»: skriv heller om.",
    }
    assert made["visits"]["pages"] == [{"name": "B", "path": None, "count": None}]


def test_the_page_shows_what_authors_wrote_as_text_and_asks_nobody_for_anything(tmp_path: Path) -> None:
    html = page.as_html(_report(tmp_path, Visits((Count("<script>", 7),))), catalogue("nb"))
    assert "A &lt;i&gt;&amp;" in html
    assert "&lt;script&gt;" in html
    assert "<script" not in html
    assert "src=" not in html
    assert "default-src &#39;none&#39;" in html or "default-src 'none'" in html
    assert "<link" not in html
    assert '<a href="https://alt.eksempel.example/tjenester/a/">' in html


def test_the_page_is_written_in_the_language_of_the_staff(tmp_path: Path) -> None:
    html = page.as_html(_report(tmp_path), catalogue("nn"))
    assert '<html lang="nn">' in html
    assert "Dette bør nokon sjå på (Eksempel kommune)" in html


# --- drafts ---------------------------------------------------------------------------------------

DRAFT = "utkast: ja\n"


def _drafted(to: Path, owner: str = "") -> report.Report:
    """Return the report on a site of three drafts alone, of which Git knows two."""
    root = _root(
        to,
        services__a=_service("", DRAFT, "A <i>"),
        services__b=_service("Tekst.", DRAFT, "B"),
        services__c=_service("", DRAFT.replace("ja", "ja  # Se over"), "C"),
    )
    loaded = load(root, now=NOW)
    assert loaded.site is not None
    changed = {
        "content/services/b.md": datetime(2025, 3, 2, 23, 30, tzinfo=UTC),
        "content/services/c.md": datetime(2025, 3, 1, tzinfo=UTC),
    }
    return report.report_of(loaded.site.at(NOW), Asked(NOW, changed=changed), owner=owner)


def test_drafts_that_nobody_has_finished_are_told_of_the_oldest_first(tmp_path: Path) -> None:
    made = _drafted(tmp_path, "Brann")
    assert report.as_text(made, catalogue("nb")).splitlines() == [
        "Eksempel kommune, 17. februar 2026: ingenting å se på i det som er publisert.",
        "",
        "3 utkast er ikke ferdige, de eldste først:",
        "  content/services/c.md  C  uten tekst, sist endret 1. mars 2025",
        "  content/services/b.md  B  sist endret 3. mars 2025",
        "  content/services/a.md  A <i>  uten tekst",
    ]
    assert json.loads(report.as_json(made, catalogue("nb")))["drafts"][0] == {
        "path": "content/services/c.md",
        "title": "C",
        "owner": "Brann",
        "changed": "2025-03-01T01:00:00+01:00",
        "is_empty": True,
    }
    html = page.as_html(made, catalogue("nn"))
    assert "3 utkast er ikkje ferdige, dei eldste først:" in html and "A &lt;i&gt;" in html
    assert html.index("services/c.md") < html.index("services/b.md") < html.index("services/a.md")
    assert _drafted(tmp_path / "of others", "Servicetorget").drafts == ()


def test_the_command_asks_git_for_how_long_drafts_have_lain(tmp_path: Path) -> None:
    root = _root(tmp_path, services__a=_service("", DRAFT))
    committed = {"GIT_COMMITTER_DATE": "2025-05-05T12:00:00Z", "GIT_AUTHOR_DATE": "2025-05-05T12:00:00Z"}
    who = ("-c", "user.name=x", "-c", "user.email=x@x.example")
    for words in (("init", "-q"), ("add", "."), (*who, "commit", "-q", "-m", "x")):
        subprocess.run(["git", *words], cwd=root, env=os.environ | committed, check=True)
    assert "A  uten tekst, sist endret 5. mai 2025\n" in _run("--root", str(root))[1]


# --- the command ----------------------------------------------------------------------------------


def _run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(cli.cli, ["report", "--now", "2026-02-17T11:30:00+01:00", *words])
    return done.exit_code, done.output


def test_the_command_writes_a_page_and_says_where(tmp_path: Path) -> None:
    root, out = _root(tmp_path / "site", services__a=_service()), tmp_path / "rapport.html"
    assert _run("--root", str(root), "--out", str(out)) == (
        0,
        f"Rapporten ligger i {out}. Åpne den i en nettleser.\n",
    )
    assert out.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_what_one_is_responsible_for_can_be_asked_of_alone(tmp_path: Path) -> None:
    root = _root(tmp_path, services__a=_service(), pages__b="---\ntittel: B\nkort: C\n---\nTekst.\n")
    code, said = _run("--root", str(root), "--owner", "brann")
    assert code == 0
    assert "services/a.md" in said
    assert "pages/b.md" not in said
    code, said = _run("--root", str(root), "--owner", "skole")
    assert code == 2
    assert "«skole» står ikke i contacts.yaml" in said


def test_a_report_is_never_put_where_it_would_be_published(tmp_path: Path) -> None:
    root = _root(tmp_path / "site", services__a=_service())
    built(root, root / "output")
    code, said = _run("--root", str(root), "--out", str(root / "output" / "rapport.html"))
    assert code == 2
    assert "som alle kan lese" in said


def test_a_site_with_errors_is_reported_on_as_far_as_it_can_be_read(tmp_path: Path) -> None:
    root = _root(tmp_path, services__a=_service(), services__b="---\ntittel: B\nfeil: ja\n---\n")
    code, said = _run("--root", str(root))
    assert code == 1
    assert "services/a.md" in said
    assert "feil i innholdet" in said
