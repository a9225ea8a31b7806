"""Markdown bodies: what they refer to, what may be filled in, and what nobody may write."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from site_builder import loading
from site_builder.problems import Mark
from site_builder.rendering import markdown
from site_builder.rendering.references import is_web
from tests.support import INVALID, copy_of


def _found(text: str) -> list[tuple[str, str, str]]:
    """Return kind or code, what was written, and how it should have been."""
    return [(one.code or one.kind, one.written, one.instead) for one in markdown.parse(text).references]


# --- placeholders ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("{pris:sfo-hel}", "price"),
        ("{price:sfo-hel}", "price"),
        ("{telefon:nav}", "contact"),
        ("{phone:nav}", "contact"),
    ],
)
def test_a_placeholder_names_a_price_or_a_contact(written: str, kind: str) -> None:
    assert _found(f"Det er {written}.") == [(kind, written, "")]


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("{Telefon:nav}", "{telefon:nav}"),
        ("{PRIS:sfo}", "{pris:sfo}"),
        ("{pris: sfo}", "{pris:sfo}"),
        ("{ pris:sfo }", "{pris:sfo}"),
        ("{pris :sfo}", "{pris:sfo}"),
        ("{pris:sfo }", "{pris:sfo}"),
        ("{pris:sfo hel}", "{pris:sfo-hel}"),
        ("{Phone: Servicetorget i rådhuset}", "{phone:servicetorget-i-radhuset}"),
    ],
)
def test_a_misspelt_placeholder_is_told_with_the_right_form(written: str, instead: str) -> None:
    assert _found(f"- Det er {written}.\n") == [("R422", written, instead)]


@pytest.mark.parametrize("written", ["{pris:}", "{telefon: }", "{prisen:sfo}"])
def test_a_placeholder_of_nothing_is_told(written: str) -> None:
    assert _found(written) == [("R406", written, "")]


@pytest.mark.parametrize(
    "written",
    [
        "{a}",
        "${7*7}",
        "{{ 7*7 }}",
        "{% raw %}",
        "{Merk: ta med sko}",
        "{}",
        "{:}",
        "{pris}",
        "`{pris: sfo}`",
        "    {Pris:a}",
    ],
)
def test_other_braces_are_text(written: str) -> None:
    assert _found(written) == []


@pytest.mark.parametrize(
    ("path", "text", "line"),
    [
        ("content/pages/om.md", "# Pris {pris:sfo}\n\nTekst.\n", 1),
        ("content/pages/om.md", "---\ntittel: Om\nkort: 'Koster { Pris: sfo }.'\n---\nTekst.\n", 3),
        ("content/prices.yaml", "sfo:\n  tittel: '{telefon:servicetorget}'\n  satser:\n    - beløp: 1\n", 2),
        ("maps/skoler.yaml", "tittel: Skoler\nsteder:\n  - navn: '{pris:a}'\n    lat: 60.1\n    lon: 12.1\n", 3),
        ("maps/skoler.csv", "navn;lat;lon;kort\nVika;60.1;12.1;{phone:a}\n", 2),
    ],
)
def test_in_a_field_a_placeholder_is_told(path: str, text: str, line: int, tmp_path: Path) -> None:
    site = copy_of(INVALID / "placeholder_in_a_field", tmp_path / "site")
    (site / "content/pages/om.md").unlink()
    (site / path).parent.mkdir(exist_ok=True)
    (site / path).write_text(text, encoding="utf-8")
    if path.endswith(".csv"):
        (site / "maps/skoler.yaml").write_text("tittel: Skoler\ndata: skoler.csv\n", encoding="utf-8")
    found = loading.load(site).problems
    assert [(one.code, one.path, one.mark.line) for one in found] == [("R423", path, line)]


# --- characters -----------------------------------------------------------------------------


_IN_TEXT = ("Tekst {} her.", "## Tekst {}", "**{}**", "| a |\n|---|\n| {} |", "> - {}")
_IN_LINKS_AND_CODE = (
    "[a](https://b.example/{}a)",
    '[a](https://b.example/ "{}")',
    "[a][b]\n\n[b]: https://b.example/ '{}'",
    "``` {}\nkode\n```",
)


@pytest.mark.parametrize(
    ("around", "written"),
    [
        *itertools.product(_IN_TEXT + _IN_LINKS_AND_CODE, ("&#x202E;", "&#8238;", "&#xFEFF;", "&#x2028;", "&rlm;")),
        # Elsewhere these stay as they are written.
        *itertools.product(_IN_TEXT, ("&#0;", "&#27;", "&#xD800;", "&#x110000;")),
    ],
)
def test_no_reference_brings_in_a_character_that_a_file_may_not_hold(around: str, written: str) -> None:
    text = "Tekst.\n\n" + around.format(written)
    (one,) = (one for one in markdown.parse(text).references if one.code == "S131")
    lines = text.split("\n")
    assert one.written == written
    assert lines[one.mark.line - 1][one.mark.column - 1 : one.mark.end_column - 1] == written


@pytest.mark.parametrize(
    "text", ["&aelig;&nbsp;&#230;&shy;&lt;", "`&#x202E;`", "    &#0;", "\\&#0;", "&#0", "&finnesikke;"]
)
def test_other_references_and_those_in_code_are_text(text: str) -> None:
    assert _found(text) == []


def test_in_a_title_such_a_reference_is_told_too(tmp_path: Path) -> None:
    site = copy_of(INVALID / "character_reference_to_an_invisible_character", tmp_path / "site")
    (site / "content/pages/om.md").write_text("\n# Om &#x202E;oss\n\nTekst.\n", encoding="utf-8")
    (one,) = loading.load(site).problems
    assert (one.code, one.mark) == ("S131", Mark(2, 6, 14))


# --- links ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "href",
    [
        "mailto:post@kommune.example",
        "mailto:ola.nordmann+sfo@post.kommune.example?subject=SFO",
        "mailto:post@kommune.example?subject=Hei%20du&body=Linje%0D%0Alinje",
        "mailto:post@kommune.example?",
    ],
)
def test_a_letter_may_have_a_subject_and_a_text(href: str) -> None:
    assert is_web(href)


@pytest.mark.parametrize(
    "href",
    [
        "mailto:post@kommune.example?bcc=a@b.example",
        "mailto:post@kommune.example?subject=a&BCC=a@b.example",
        "mailto:post@kommune.example?subject=a&%62cc=a@b.example",
        "mailto:post@kommune.example?cc",
        "mailto:post@kommune.example?subject=a%0D%0Abcc:a@b.example",
        "mailto:post@kommune.example%0Abcc:a@b.example",
        "mailto:post@kommune.example%0D%0A",
        "mailto:post@kommune.example,a@b.example",
        "mailto:post@kommune.example#a",
        "mailto:@kommune.example",
        "mailto:post",
        "mailto:?to=a@b.example",
    ],
)
def test_a_letter_goes_to_the_one_it_names_and_nobody_else(href: str) -> None:
    assert not is_web(href)
    assert _found(f"[Skriv]({href})")[0][0] == "R405"


def test_each_link_is_marked_where_it_stands() -> None:
    text = "Se [a](x.md), x.md og [b](y.md).\n[c](x.md), [d](y.md) og [e](x.md).\n\n[f](x.md)\n"
    found = [(one.written, one.mark.line, one.mark.column) for one in markdown.parse(text, 5).references]
    assert found == [
        ("x.md", 5, 8),
        ("y.md", 5, 27),
        ("x.md", 6, 5),
        ("y.md", 6, 16),
        ("x.md", 6, 29),
        ("x.md", 8, 5),
    ]


def test_headings_that_are_alike_have_the_lowest_number_that_is_free() -> None:
    text = "".join(f"## {one}\n\n" for one in ("A", "A 3", "A", "A", "A 2", "A"))
    anchors = [one.anchor for one in markdown.parse(text).headings]
    assert anchors == list(markdown.parse(text).anchors) == ["a", "a-3", "a-2", "a-4", "a-2-2", "a-5"]


def test_a_body_as_plain_text_keeps_its_blocks_and_lists_apart() -> None:
    body = (
        "Kok *alt*\nvannet.\n\n## Slik gjør du\n\n- La det koke\n- Vent [litt](/a/)\n\n  og litt til\n\n```\nx < y\n```"
    )
    assert markdown.text(markdown.parse(body)) == (
        "Kok alt vannet.\n\nSlik gjør du\n\n- La det koke\n- Vent litt\n\nog litt til\n\nx < y"
    )
    assert markdown.text(markdown.parse("- en\n\nTekst.\n\n- to\n")) == "- en\n\nTekst.\n\n- to"


def _slips(text: str) -> list[tuple[str, str, int, int]]:
    """Return the code of what is wrong in a body, what to write instead, line and column."""
    found = (one for one in markdown.parse(text).references if one.kind == "bad")
    return [(one.code, one.instead, one.mark.line, one.mark.column) for one in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tekst.\n###Når", ("B640", "### Når", 2, 1)),
        ("- ##Når", ("B640", "## Når", 1, 3)),
        ("#Åpningstider\n\nHver dag.", ("B643", "## Åpningstider", 1, 1)),
        ("#Hva koster det?\nDet er gratis.", ("B643", "## Hva koster det?", 1, 1)),
        ("Tekst.\n\n#SFO i ferien\n\n- Stengt", ("B643", "## SFO i ferien", 3, 1)),
        ("-punkt\n-to", ("B644", "- punkt", 1, 1)),
        ("Ta med:\n*klær\n*mat", ("B644", "* klær", 2, 1)),
        ("- En\n-To\n- Tre", ("B644", "- To", 2, 1)),
        ("1. Logg inn\n2.Velg", ("B644", "2. Velg", 2, 1)),
        ("1.Logg inn\n2.Velg\n3.Send", ("B644", "1. Logg inn", 1, 1)),
        ("1)logg inn\n2)velg", ("B644", "1) logg inn", 1, 1)),
        ("Vi har\n• Klær\n•Mat", ("B645", "- Klær", 2, 1)),
        ("a | b\n---|\n1 | 2", ("B641", "|---|---|", 1, 1)),
        ("Priser:\n| a | b | c |\n| 1 | 2 | 3 |", ("B641", "|---|---|---|", 2, 1)),
        ("Ring **nå ", ("B642", "**nå**", 1, 6)),
        ("Det er **viktig ** for deg", ("B642", "**viktig**", 1, 8)),
        ("**Merk:**Du må **søke**.", ("B642", "**Merk:** Du", 1, 1)),
        ("Se \\*\\* og **fet \\*\n", ("B642", "**fet \\***", 1, 12)),
        ("Ring [oss](+47 62 87 40 00)", ("R424", "](tel:+4762874000)", 1, 10)),
        ("[Vika](https://example.no/vika", ("R424", "](https://example.no/vika)", 1, 6)),
        ("[x](mailto: a@b.no?subject=Hei du)", ("R424", "](mailto:a@b.no?subject=Hei%20du)", 1, 3)),
        ("[x](tjeneste: barnehage plass)", ("R424", "](tjeneste:barnehageplass)", 1, 3)),
        ("[x](barnehage plass.md)", ("R448", "](barnehageplass.md)", 1, 3)),
        ("Det koster {pris:sfo-hel i år", ("R422", "{pris:sfo-hel}", 1, 12)),
    ],
)
def test_what_did_not_become_what_its_author_meant_is_told_where_it_stands(
    text: str, found: tuple[str, str, int, int]
) -> None:
    assert _slips(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "2 ** 3 og 2**3 er 8, og * er gange. 500 kr*\n\n\\* per barn. En *** og **** her",
        "`**fet` og `##nei` og `[x](1 2 3)` og `{pris:x`",
        "```\n##Nei\n**fet\n| a |\n| b |\n[x](1 2)\n{pris:x\n```",
        "    ##Nei\n    **fet",
        "\\##Nei\n\\*\\*fet og \\[x\\](tel: 1) og [x\\](1 2) og \\{pris:x",
        "#hashtag #to",
        "#Kongsvinger #Sommer\n\nMer tekst.",
        "Les mer.\n\n#Kongsvinger",
        "Merk bildene med\n#Kongsvinger så finner vi dem.",
        "#Kongsvinger er emneknaggen vår.\n\nBruk den.",
        "#Kongsvinger er emneknaggen vår for\nsommeren.",
        "#KongsvingerKommune\n\n#Sommer2026\n\n#NM\n\n#sommer\n\n- #Kongsvinger\n\nMer.",
        "\\#Kongsvinger\n\nMer.",
        "-5 grader\n-10 grader\n−3 grader",
        "-Ole\n\n-Kari",
        "-Nei, sa Ole.\n-Jo! sa Kari.",
        "– Nei.\n– Jo.",
        "Vi har åpent\n-bare i helgene",
        "1.mars er det fri\n2.mars er det skole",
        "17.mai\n18.Mai",
        "1.mandag i måneden\n2.tirsdag i måneden",
        "1.trinn har fri\n2.trinn har skole",
        "1.500 kr\n2.500 kr\n08.30 Frokost\n09.30 Tur",
        "3.Etasje er stengt\n1.Kjeller er åpen",
        "*kursiv* tekst\n*kursiv* igjen",
        "Pris* og frist*\n\n*Gjelder ikke helg.\n*Gjelder ikke jul.",
        "-->\n--x\n\n`-a\n-b`\n\n    -a\n    -b",
        "| a | b |\n|---|---|\n| **c** | `d` |",
        "Enten a | b eller\nc | d",
        "**fet**, **fet** og ***begge*** og **fet** med *kursiv* i",
        "**Frist:** 1. mars\n**Sted:** Vika",
        "[x](https://example.no 'Tittel') og [x](<sfo.md>) [1] (se under)",
        "{pris:sfo-hel} og {vann og {a: b",
        "Merket «**» i planen er byggegrense.",
        "Merket «**Ny» i planen er byggegrense.",
        "Gjelder også (**).",
        "*) Gjelder ikke helg. **) Gjelder jul.",
        "| Pris | Kr |\n|---|---|\n| **) 100 | 2 |",
        "*Gjelder ikke helg.\n**Gjelder ikke jul.",
        "*Gjelder ikke helg.\n\n**Gjelder ikke jul.",
        "Pris** gjelder fra 1.1. **Se prislista.",
        "500 kr**\n\n**Se prislista.",
        "Tast **21*62808000# for viderekobling.",
        "##002# slår av alle viderekoblinger.",
        "| Storgata |\n| Lillegata |",
    ],
)
def test_what_is_written_as_it_is_to_be_read_is_no_slip(text: str) -> None:
    assert _slips(text) == []
