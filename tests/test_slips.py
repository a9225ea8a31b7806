"""What staff write in good faith and readers would not get: told of in every language, mended where one thing can be
meant, and never where all is well."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder import build
from site_builder.content_types.references import street_named
from site_builder.problems import Problem
from site_builder.text.messages import catalogue
from tests.support import INVALID, checked, written
from tests.test_fixes import PATH, _mended

NEWS = "content/notices/2026-02-17-vann.md"


def _found(root: Path, fields: str, text: str = "Vannet er borte.", path: str = PATH) -> build.Outcome:
    return checked(written(root, {path: f"---\n{fields}\n---\n\n{text}\n"}))


def _codes(root: Path, fields: str, text: str = "Vannet er borte.", path: str = PATH) -> list[str]:
    return [one.code for one in _found(root, fields, text, path).problems]


def _fixed(root: Path, fields: str, text: str = "Vannet er borte.", path: str = PATH) -> str:
    """Return the file with what has one right answer mended, and without what the tests have around it."""
    content = _mended(written(root, {path: f"---\n{fields}\n---\n\n{text}\n"})).files.get(path, b"").decode()
    return content.removeprefix("---\n").removesuffix(f"\n---\n\n{text}\n")


# --- what is said ----------------------------------------------------------------------------------

SAID = {
    "topic_of_a_notice_that_is_news": {
        "nn": "Meldinga har «tema», men verken filnamnet eller «type» seier at ho er drift. Ho blir ei nyheit, og står "
        "ikkje blant driftsmeldingane. Er det drift, så gi fila namnet 2026-02-17-drift-vann.md, eller skriv «type: "
        "drift» blant felta. Er det ei nyheit, så ta bort «tema», eller skriv «type: nyheit».",
        "en": "The notice has “tema”, but neither the file's name nor “type” says that it is about operations. It "
        "becomes news, and does not stand among the operational notices. If it is about operations, call the file "
        "2026-02-17-drift-vann.md, or write “type: drift” among the fields. If it is news, take away “tema”, or write "
        "“type: nyhet”.",
    },
    "slip_of_a_field_that_is_there": {
        "nn": "Feltet «sluter» finst ikkje, og «slutter» står alt på linje 4. Ta bort den eine linja.",
        "en": "There is no field “sluter”, and “slutter” is already on line 4. Take away one of the two lines.",
    },
    "file_where_a_picture_is_named": {
        "nn": "Feltet «bilde» finst ikkje. «bilder» tek namn som står i content/images.yaml. Skriv: bilder: x",
        "en": "There is no field “bilde”. “bilder” takes names that are in content/images.yaml. Write: bilder: x",
    },
    "html_with_one_right_answer": {
        "nn": "«<b>alt</b> vann.<br>» har HTML-kodar i seg. Lesarane ser dei som teikn i teksten. Skriv utan kodar: "
        "**alt** vann.\\",
        "en": "“<b>alt</b> vann.<br>” has HTML codes in it. Readers see them as characters in the text. Write without "
        "codes: **alt** vann.\\",
    },
    "html_from_a_word_processor": {
        "nn": '<p class="MsoNormal"> er ein HTML-kode. Lesarane ser han som teikn i teksten. Skriv utan kodar: '
        "**feit**, *kursiv*, [tekst](https://www.eksempel.no/) for ei lenkje, ei tom linje mellom avsnitt, «- » "
        "framfor kvart punkt i ei liste og «## » framfor ei overskrift.",
        "en": '<p class="MsoNormal"> is an HTML code. Readers see it as characters in the text. Write without codes: '
        "**bold**, *italics*, [text](https://www.example.com/) for a link, an empty line between paragraphs, “- ” "
        "before each item of a list, and “## ” before a heading.",
    },
    "html_in_a_title": {
        "nn": "<b> er ein HTML-kode. Lesarane ser han som teikn i «tittel». Skriv utan kodar: Vannet er borte",
        "en": "<b> is an HTML code. Readers see it as characters in “tittel”. Write without codes: Vannet er borte",
    },
    "comment_behind_a_title": {
        "nn": "Alt etter # er ein merknad som ingen ser. Er det ein merknad, så flytt han til ei eiga linje. Høyrer "
        'det til teksten, så set alt i hermeteikn: tittel: "Vannet er borte # hele dagen"',
        "en": "All after # is a comment that nobody sees. If it is a comment, move it to a line of its own. If it "
        'belongs to the text, put all of it in quotation marks: tittel: "Vannet er borte # hele dagen"',
    },
    "comment_with_a_time_behind_a_date": {
        "nn": "Alt etter # er ein merknad som ingen ser. Er det ein merknad, så flytt han til ei eiga linje. Høyrer "
        "det med, så skriv: slutter: 2026-02-18 klokka 15",
        "en": "All after # is a comment that nobody sees. If it is a comment, move it to a line of its own. If it "
        "belongs there, write: slutter: 2026-02-18 klokka 15",
    },
    "comment_behind_a_date": {
        "nn": "Alt etter # er ein merknad som ingen ser. Er det ein merknad, så flytt han til ei eiga linje. Høyrer "
        "det med, så skriv det i teksten: Her blir berre «2026-02-18» lese.",
        "en": "All after # is a comment that nobody sees. If it is a comment, move it to a line of its own. If it "
        "belongs there, write it in the text: only “2026-02-18” is read here.",
    },
    "picture_by_its_path_on_windows": {
        "nn": "«C:\\Users\\kari\\bilde.jpg» er ikkje eit bilete som kan visast. Bilete blir skildra éin gong i "
        "content/images.yaml, og viste med id-en derifrå. Legg biletet i content/images, beskriv det i "
        "content/images.yaml, og skriv her: ![](bilde:bilde)",
        "en": "“C:\\Users\\kari\\bilde.jpg” is not a picture that can be shown. Pictures are described once, in "
        "content/images.yaml, and shown by their id there. Put the picture in content/images, describe it in "
        "content/images.yaml, and write here: ![](picture:bilde)",
    },
}


@pytest.mark.parametrize("language", ["nn", "en"])
@pytest.mark.parametrize("site", SAID)
def test_a_slip_is_told_of_in_the_other_languages_too(site: str, language: str) -> None:
    words = catalogue(language)
    (one,) = checked(INVALID / site).problems
    assert f"{words.message(one)} {words.hint(one)}" == SAID[site][language]


# --- a topic without a type ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("content/notices/2026-02-17-drift-vann.md", "tema: vann"),
        ("content/notices/2026-02-17-krise-vann.md", "tema: vann"),
        ("content/notices/2026-02-17-nyhet-vann.md", "tema: vann"),
        (NEWS, "tema: vann\ntype: nyhet"),
        (NEWS, "tema: vann\ntype: drift"),
        (NEWS, "alvor: viktig"),
    ],
)
def test_a_notice_that_says_what_it_is_or_has_no_topic_is_let_be(path: str, fields: str, tmp_path: Path) -> None:
    assert _codes(tmp_path, f"tittel: A\n{fields}", path=path) == []


def test_one_slip_in_the_word_of_the_file_is_told_of_once(tmp_path: Path) -> None:
    assert _codes(tmp_path, "tittel: A\ntema: vann", path="content/notices/2026-02-17-drfit-vann.md") == ["F168"]


# --- a crisis that is news -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "title", "code", "instead"),
    [
        ("2026-02-17-krisevann", "A", "F260", "2026-02-17-krise-vann"),
        ("krisevannet", "A", "F260", "krise-vannet"),
        ("kriseflom-lia", "A", "F260", "krise-flom-lia"),
        ("2026-02-17-vann-krise", "A", "F260", "2026-02-17-krise-vann"),
        ("vann-crisis", "A", "F260", "krise-vann"),
        ("kopi-av-krisemelding-vann", "A", "F260", "krise-kopi-av-vann"),
        ("2026-02-17-flom", '"Krise: Kok vannet"', "F261", "2026-02-17-krise-flom"),
        ("2026-02-17-flom", "KRISE! Kok vannet", "F261", "2026-02-17-krise-flom"),
    ],
)
def test_what_a_name_or_a_title_calls_a_crisis_is_told_of_where_it_is_news(
    name: str, title: str, code: str, instead: str, tmp_path: Path
) -> None:
    path = f"content/notices/{name}.md"
    fields = f"tittel: {title}\npublisert: 2026-02-17"
    (one,) = _found(tmp_path, fields, path=path).problems
    assert (one.code, dict(one.values)["name"]) == (code, f"{instead}.md")
    assert _codes(tmp_path / "let_be", f"{fields}\ntype: nyhet", path=path) == []


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("krisesenteret", "Krisesenteret har åpent"),
        ("finanskrise", "Finanskrise i nord"),
        ("krisepakke", "Krisepakke til næringslivet"),
        ("kriseteam", "Hva gjør du i en krise?"),
        ("nyhet-krise-i-avisa", "Krise i avisa"),
        ("krise-vann", "Krise: Kok vannet"),
        ("raad", "Krise-øvelse på torget"),
    ],
)
def test_what_only_has_a_word_like_that_of_a_crisis_is_let_be(name: str, title: str, tmp_path: Path) -> None:
    assert _codes(tmp_path, f'tittel: "{title}"', path=f"content/notices/2026-02-17-{name}.md") == []


# --- signs around fields and values ----------------------------------------------------------------


def test_a_field_behind_a_dash_takes_no_other_with_it(tmp_path: Path) -> None:
    found = _found(tmp_path, "tittel: A\ntema: vatn x\n- slutter: 2026-02-18\nalvor: vikktig").problems
    assert [(one.code, one.mark.line) for one in found] == [("F166", 3), ("S192", 4), ("F166", 5)]


@pytest.mark.parametrize(
    "fields",
    [
        "tittel: A\ngjelder:\n- servicetorget\n\n- servicetorget",
        "tittel: «A»",
        "tittel: Kari sa ‘nei’",
        "tittel: ’n Ola’s bil’",
        "tittel: A\nkilder:\n- tittel: Lov\n  nettadresse: https://eksempel.example/\n# mer\n- tittel: To",
    ],
)
def test_items_of_a_list_and_quotation_marks_that_are_meant_are_let_be(fields: str, tmp_path: Path) -> None:
    assert not {"S162", "S192", "S193"} & set(_codes(tmp_path, fields))


@pytest.mark.parametrize("written", ["lørdag 28. februar kl. 15.00", "Lørdag, 28.2 kl 15"])
def test_of_a_day_of_the_week_without_a_year_only_the_year_is_missing(written: str, tmp_path: Path) -> None:
    (one,) = _found(tmp_path, f"tittel: A\nstarter: 2026-02-17\nslutter: {written}").problems
    hint = "Skriv året også, for eksempel: slutter: 28. februar 2026 15:00"
    assert (one.code, catalogue("nb").hint(one)) == ("D220", hint)


# --- comments --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fields",
    [
        "tittel: A\ntema: vann # vann er best",
        "tittel: A\n# slutter: 2026-02-18  # når det er slutt",
        "# om vannet\ntittel: A",
        'tittel: "A" # B',
        "tittel: 'A # B'",
        "tittel: A\ngjelder: servicetorget # alle",
        "tittel: A\nslutter: # 2026-02-18",
    ],
)
def test_a_comment_where_nobody_reads_or_that_is_one_is_let_be(fields: str, tmp_path: Path) -> None:
    assert _codes(tmp_path, fields) == []


def test_a_comment_behind_a_text_in_a_data_file_is_told_of(tmp_path: Path) -> None:
    contacts = "servicetorget:\n  navn: Torget # i første etasje\n  telefon: 22 22 22 22 # sentralbord\n"
    (one,) = checked(written(tmp_path, {"content/contacts.yaml": contacts})).problems
    assert (one.code, one.mark.line) == ("S180", 2)
    assert dict(one.values)["fixed"] == 'navn: "Torget # i første etasje"'


def test_the_line_to_write_has_a_text_of_several_lines_on_one(tmp_path: Path) -> None:
    (one,) = _found(tmp_path, "tittel: Vannet\n  er borte # til i morgen").problems
    assert (one.mark.line, dict(one.values)["fixed"]) == (3, 'tittel: "Vannet er borte # til i morgen"')


# --- HTML ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Skriv `<b>` om du vil, og ``<br> ` <p>``.",
        "```\n<p>Hei</p>\n```",
        "Slik:\n\n    <b>Hei</b>\n",
        "Se <https://www.eksempel.no/> og <post@kommune.example>.",
        "Når a < b og c > d, og 3<4, er <navn> og <adressen din> i orden.",
        "\\<b> og &lt;b&gt; er meint slik.",
    ],
)
def test_what_is_no_code_of_html_is_let_be(text: str, tmp_path: Path) -> None:
    assert _codes(tmp_path, "tittel: A", text) == []


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("Kok <strong>alt</strong> vann.", "Kok **alt** vann."),
        ("\\<b> er <b>A</b>", "\\<b> er **A**"),
        ("- <i>Kok</i> vann.", "- *Kok* vann."),
        ("A<br />\nB<BR>\nC<br>", "A\\\nB\\\nC"),
        ("| A | B |\n|---|---|\n| <b>a</b> | b |", "| A | B |\n|---|---|\n| **a** | b |"),
        ("A.\n\n## Oppdateringer\n\n12.00 Hent <b>vann</b> på skolen.",) * 2,
    ],
)
def test_a_code_with_one_right_answer_is_mended(text: str, mended: str, tmp_path: Path) -> None:
    mended = mended.replace("<b>vann</b>", "**vann**")
    root = written(tmp_path, {PATH: f"---\ntittel: A\n---\n\n{text}\n"})
    assert {one.code for one in checked(root).problems} == {"F243"}
    assert _mended(root).files[PATH].decode() == f"---\ntittel: A\n---\n\n{mended}\n"


@pytest.mark.parametrize(
    "text",
    [
        "Kok <b>alt</b> vann.<br>Ring oss.",
        "Ei <b> bru </b> til.",
        "f<b>et</b>t",
        "<b>A *b* c</b>",
        "`<b>` er <b>b</b>",
        '<a href="https://www.eksempel.no/">her</a>',
        "<script>alert(1)</script>",
        "<!-- ikke ferdig -->",
        '<a href="a\\_b">her</a> \\<p>',
        "<ul>\n<li>A</li>\n</ul>",
    ],
)
def test_a_code_that_can_be_meant_in_several_ways_is_told_of_only(text: str, tmp_path: Path) -> None:
    root = written(tmp_path, {PATH: f"---\ntittel: A\n---\n\n{text}\n"})
    assert {one.code for one in checked(root).problems} == {"F244"}
    assert _mended(root).files == {}


# --- what is mended, and what is not ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("written_", "mended"),
    [
        ("gjelder: gate Liavegen", "gjelder: gate:Liavegen"),
        ("gjelder: Gate:Liavegen", "gjelder: gate:Liavegen"),
        ("gjelder: gata:Liavegen", "gjelder: gate:Liavegen"),
        ("gjelder: gate: Liavegen", "gjelder: gate:Liavegen"),
        ("gjelder: Gata: Nedre Liaveg", "gjelder: gate:Nedre Liaveg"),
        ("gjelder: street:Liavegen", "gjelder: gate:Liavegen"),
        ("gjelder: gate:gate Liavegen", "gjelder: gate:Liavegen"),
        ("gjelder: Kontakt:servicetorget", "gjelder: servicetorget"),
        ("gjelder: tjeneste: servicetorget", "gjelder: servicetorget"),
        ("gjelder: teneste:servicetorget", "gjelder: servicetorget"),
        ("gjelder:\n  - gate: Liavegen\n  - stad:servicetorget", "gjelder:\n  - gate:Liavegen\n  - servicetorget"),
        ("slutter: 20260218", "slutter: 2026-02-18"),
        ("slutter: 18022026 1500", "slutter: 2026-02-18 15:00"),
        ("sluter: 20260218", "slutter: 2026-02-18"),
    ],
)
def test_what_can_only_mean_one_thing_is_mended(written_: str, mended: str, tmp_path: Path) -> None:
    assert _fixed(tmp_path, f"tittel: A\n{written_}") == f"tittel: A\n{mended}"
    assert _codes(tmp_path, f"tittel: A\n{mended}") == []


def test_behind_its_own_word_a_street_may_be_called_anything(tmp_path: Path) -> None:
    assert _codes(tmp_path, 'tittel: A\ngjelder: "gate:Ny: gate"') == []


def test_a_street_is_known_by_a_word_for_streets_and_a_name() -> None:
    assert street_named("gate:Liavegen") == street_named("veg Liavegen") == "Liavegen"
    assert [street_named(one) for one in ("gate", "gate:", "gate og torg", "Gatelys", "Storgata", "gate:A, B")] == [
        ""
    ] * 6


@pytest.mark.parametrize(
    ("fields", "mended"),
    [
        # The field is there already.
        ("sluter: 2026-02-18\nslutter: 2026-02-19", ""),
        ("slutter: 2026-02-19\nsluter: 2026-02-18", ""),
        ("sluter: 2026-02-18\nslutte: 2026-02-19", "slutter: 2026-02-18\nslutte: 2026-02-19"),
        # It does not take what is written.
        ("bilde: x.jpg", ""),
        ("bilde:\n  - x.jpg", ""),
        ("bilde: x", ""),
        ("sluter: i morgen", ""),
    ],
)
def test_a_field_is_not_renamed_where_that_makes_another_mistake(fields: str, mended: str, tmp_path: Path) -> None:
    assert _fixed(tmp_path, f"tittel: A\n{fields}") == (f"tittel: A\n{mended}" if mended else "")


def test_a_rename_that_is_refused_says_what_would_be_wrong_then(tmp_path: Path) -> None:
    fields = "tittel: A\npublisert: 2026-02-17\nsluter: 2026-02-01"
    refused: list[tuple[Problem, Problem]] = [
        (one.problem, one.new) for one in _mended(written(tmp_path, {PATH: f"---\n{fields}\n---\n\nB.\n"})).refused
    ]
    assert [(old.code, old.mark.line, new.code) for old, new in refused] == [("F102", 4, "N202")]


@pytest.mark.parametrize(
    ("written_", "slug"),
    [("C:\\Users\\kari\\Bilde 1.jpg", "bilde-1"), ("..\\hund.png", "hund"), ("bilder/hund.jpg", "hund")],
)
def test_a_picture_is_called_after_its_file_and_not_after_its_folders(written_: str, slug: str, tmp_path: Path) -> None:
    (one,) = _found(tmp_path, "tittel: A", f"![Bilde](<{written_}>)").problems
    assert (one.code, dict(one.values)["instead"]) == ("P117", slug)


# --- two slips that meet -------------------------------------------------------------------------------


def test_two_wrong_names_of_one_field_are_not_both_to_be_put_right(tmp_path: Path) -> None:
    assert _codes(tmp_path, "tittel: A\ngjeld: broyting\nGjelder: broyting") == ["F102", "F241"]


def test_a_name_under_a_wrong_name_of_its_field_is_judged_when_that_is_right(tmp_path: Path) -> None:
    assert _codes(tmp_path / "a", "tittel: A\ngjeld: Storgata") == ["F102"]
    assert _codes(tmp_path / "b", "tittel: A\nbilde: bru.jpg") == ["F242"]
