"""The reader: text stays text, every value has its place, and hostile input is one clean problem."""

from __future__ import annotations

import contextlib
import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.fences import fields_of_another_text
from site_builder.problems import Faults, Mark, Problem
from site_builder.source import BODY_BYTES, DATA_BYTES, FRONT_MATTER_BYTES, decoded, read_markdown, read_yaml
from site_builder.text.characters import strange_in


def _codes(text: str | bytes) -> list[str]:
    return [one.code for one in _faults(text if isinstance(text, bytes) else text.encode())]


def _faults(content: bytes) -> tuple[Problem, ...]:
    try:
        return read_yaml(content, "a.yaml").faults
    except Faults as fault:
        return fault.problems


def _hint(text: str) -> object:
    return dict(_faults(text.encode())[0].values).get("fixed")


@pytest.mark.parametrize(
    "written",
    [
        "no",
        "on",
        "yes",
        "NO",
        "12:30",
        "12:30:15",
        "0480",
        "010",
        "1_000",
        "1e3",
        "1.10",
        "2026",
        "2026-05-17",
        "=",
        "true",
    ],
)
def test_a_value_arrives_as_it_was_written(written: str) -> None:
    document = read_yaml(f"tittel: {written}\n{written}: x\n".encode(), "a.yaml")
    assert document.data == {"tittel": written, written: "x"}


@pytest.mark.parametrize("written", ["", "~", "null"])
def test_nothing_is_none(written: str) -> None:
    assert read_yaml(f"tittel: {written}\n".encode(), "a.yaml").data == {"tittel": None}


@pytest.mark.parametrize("written", ['""', '"~"', "'null'"])
def test_nothing_in_quotation_marks_is_text(written: str) -> None:
    assert read_yaml(f"tittel: {written}\n".encode(), "a.yaml").data == {"tittel": written[1:-1]}


def test_lists_and_mappings_are_read() -> None:
    document = read_yaml(b"a: [x, y]\nb:\n  - c: 1\n    d: |\n      to\n      linjer\n", "a.yaml")
    assert document.data == {"a": ["x", "y"], "b": [{"c": "1", "d": "to\nlinjer\n"}]}


def test_every_value_and_key_has_its_place() -> None:
    document = read_markdown("---\ntittel: Vår\nsted:\n  - navn: Å\n---\nTekst.\n".encode(), "a.md")
    assert document.mark(("tittel",)) == Mark(2, 9, 12)
    assert document.keys["tittel",] == Mark(2, 1, 7)
    assert document.mark(("sted", 0, "navn")) == Mark(4, 11, 12)
    assert document.mark(("sted",)) == document.keys["sted",] == Mark(3, 1, 5)
    assert document.mark(("sted", 0, "lat")) == document.mark(("sted", 0))
    assert document.mark(("mangler",)) == Mark(1)


def test_a_body_knows_its_line() -> None:
    document = read_markdown(b"---\ntittel: A\n---\n\nTekst.\n", "a.md")
    assert (document.body, document.body_line) == ("\nTekst.\n", 4)
    assert read_markdown(b"Tekst.\n", "a.md").body_line == 1


def test_only_a_first_line_of_three_dashes_begins_the_fields() -> None:
    assert read_markdown(b"Tekst.\nMer tekst.\n---\na: b\n---\n", "a.md").data == {}


def test_files_from_windows_and_mac_are_read_alike() -> None:
    plain = read_markdown("---\ntittel: Når\n---\nTekst.\n".encode(), "a.md")
    other = read_markdown("\ufeff---\r\ntittel: Na\u030ar\r\n---\r\nTekst.\r\n".encode(), "a.md")
    old = read_markdown("---\rtittel: Når\r---\rTekst.\r".encode(), "a.md")
    assert plain == other == old


def test_an_empty_file_has_no_fields() -> None:
    assert read_yaml(b"", "a.yaml").data == {}
    assert read_yaml(b"# bare en merknad\n", "a.yaml").data == {}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: &x b", "S120"),
        ("a: *x", "S120"),
        ("a: !!python/object:os.system x", "S121"),
        ("a: !x b", "S121"),
        ("a: ! b", "S121"),
        ("<<: b", "S122"),
        ("a: 1\na: 2", "S123"),
        ("? [a]\n: b", "S126"),
        ("a: b\n---\nc: d", "S127"),
        ("- a", "S128"),
        ("bare tekst", "S128"),
        ("a: b: c", "S111"),
        ("a: b\n  c: d", "S119"),
        ("a:\n  - b\n - c", "S119"),
        ("\ta: b", "S112"),
        ("a: @b", "S113"),
        ("a: [b", "S114"),
        ("a: 'b", "S115"),
        ("a: 'b\n---\nc: d", "S115"),
        ("a: b\nc", "S116"),
        ('a: "b" c', "S117"),
        ("a: #b", "S118"),
        ("a: b #c", "S118"),
        ("a: - b", "S129"),
        ('a: "\\q"', "S130"),
        ("a: b\x00", "S103"),
        ("a: b\u2028", "S103"),
        ("a: b\x85", "S103"),
        ('a: "\\u202e"', "S104"),
        ("a: \u2066b", "S104"),
        (b"a: \xe5", "S109"),
        (b"a: \x00\xe5", "S101"),
        (b"a: \xe5\x81", "S101"),
        (b"a: \xe5\xc3\xa5", "S101"),
        ("a: b".encode("utf-16-le"), "S109"),
        ("a: " + "b" * DATA_BYTES, "S102"),
    ],
)
def test_what_is_not_taken_is_told(text: str | bytes, code: str) -> None:
    assert _codes(text) == [code]


@pytest.mark.parametrize(
    ("written", "fixed"),
    [
        ("tittel: Møte: om skole", 'tittel: "Møte: om skole"'),
        ("a:\n  - tittel: Møte: om skole", '- tittel: "Møte: om skole"'),
        ('tittel: "Storgata" er stengt', "tittel: '\"Storgata\" er stengt'"),
        ("tittel: 'Det's'", 'tittel: "Det\'s"'),
        ('tittel: "Han sa "hei""', "tittel: 'Han sa \"hei\"'"),
        ("farge: #00594c", 'farge: "#00594c"'),
        ("tittel: *Viktig*", 'tittel: "*Viktig*"'),
        ('tittel: "a" og "b"', 'tittel: \'"a" og "b"\''),
        ("tittel: 'a' og 'b'", "tittel: \"'a' og 'b'\""),
        ("a:\n  - Merk: dette: er", '- "Merk: dette: er"'),
        ("a:\n  - Ta med\n  - ta med: dette: er", '- "ta med: dette: er"'),
    ],
)
def test_the_line_to_write_instead_can_be_read(written: str, fixed: str) -> None:
    assert _hint(written) == fixed
    read_yaml(f"a:\n  {fixed}\n".encode(), "a.yaml")


@pytest.mark.parametrize(
    ("text", "codes", "data"),
    [
        ("a: b: c\nd: e: f\ng: h\n", ["S111", "S111"], {"g": "h"}),
        ("a: [b\nc: d\ne: 'f\ng: h\n", ["S114", "S115"], {"c": "d", "g": "h"}),
        ("a:\n  - b: c: d\n  - e\nf: g\nh: *i\n", ["S111", "S120"], {"f": "g"}),
        ("a: |\nEn tekst\nog mer av den\nb: c\n", ["S116"], {"a": "", "b": "c"}),
        ("a:\u00a0b\nc: d: e\nf: g\n", ["S132", "S111"], {"f": "g"}),
        ("a: b\n  c: d\ne: f\n", ["S119"], {"e": "f"}),
        ("a:\n  - b\n  -c\n  - d\ne: f\n", ["S148"], {"e": "f"}),
        ("a:\n•\tb\n•\tc\ne: f\n", ["S148"], {"a": None, "e": "f"}),
        ("a:\n1. Send\n2. Vent\ne: f\n", ["S148"], {"a": None, "e": "f"}),
        ("a:\n  1. Send\n  2. Vent\ne: f\n", ["S148"], {"e": "f"}),
        ("a:\n  1. trinn har fri\nb:\n  1. mars\n", [], {"a": "1. trinn har fri", "b": "1. mars"}),
        ("e: f\na:\nb: c\n  d: e\n", ["S151"], {"e": "f"}),
        ("a:\n  - Merk: b: c\n  - Husk: d\n  - e\nf: g\n", ["S111", "S111"], {"f": "g"}),
        ("a: b\na: c\nd: e: f\ng: h\n", ["S123", "S111"], {"a": "b", "g": "h"}),
    ],
)
def test_all_slips_of_a_file_are_told_at_once_and_the_rest_of_it_is_read(
    text: str, codes: list[str], data: dict[str, str | None]
) -> None:
    document = read_yaml(text.encode(), "a.yaml")
    assert [one.code for one in document.faults] == codes
    assert document.data == data


def test_an_escape_in_two_parts_is_one_letter() -> None:
    assert read_yaml(b'a: "va\\u030ar"\n', "a.yaml").data == {"a": "v\u00e5r"}


def test_a_comment_on_a_line_of_its_own_or_after_a_space_is_a_comment() -> None:
    assert read_yaml(b"# merk\na: b # merk\nc: # merk\n  - d\n", "a.yaml").data == {"a": "b", "c": ["d"]}


def test_both_lines_of_a_key_that_stands_twice_are_named() -> None:
    (one,) = read_markdown(b"---\na: 1\nb: 2\na: 3\n---\n", "a.md").faults
    assert (one.mark, dict(one.values)) == (Mark(4, 1, 2), {"key": "a", "first": 2})


def test_all_strange_characters_of_a_file_are_told_at_once() -> None:
    assert _codes("a: \x07\nb: \u202e\nc: \x08\n") == ["S103", "S104", "S103"]


def test_fields_without_an_end_are_told() -> None:
    with pytest.raises(Faults) as raised:
        read_markdown(b"---\ntittel: A\n", "a.md")
    assert raised.value.problems[0].code == "S105"


def test_too_large_fields_or_bodies_are_told() -> None:
    for content in (b"---\na: " + b"b" * FRONT_MATTER_BYTES + b"\n---\n", b"a" * (FRONT_MATTER_BYTES + BODY_BYTES + 1)):
        with pytest.raises(Faults) as raised:
            read_markdown(content, "a.md")
        (one,) = raised.value.problems
        size, limit = (int(str(dict(one.values)[name])) for name in ("size", "limit"))
        assert one.code == "S102" and size > limit


HOSTILE = [
    b"[" * 10_000_000,
    b"a: " + b"[" * 60_000,
    b"a: " + b"{a: " * 20_000,
    b"- " * 50_000,
    b"".join(b"%s- a\n" % (b" " * depth) for depth in range(0, 600)),
    b"a: {<<: {b: c}}",
    b"? " * 50_000,
    b'a: "' + b"\\x41" * 200_000 + b'"\n- b',
    b"a:\n" + b"  - b\n" * 20_000,
]
"""What takes for ever where a reader is careless; the seconds are for benchmarks/slow_texts.py"""


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda value: value[:8].decode())
def test_hostile_input_is_one_problem(hostile: bytes) -> None:
    assert len(_codes(hostile)) == 1


def test_names_that_stand_for_ever_more_are_told_field_by_field() -> None:
    hostile = b"a: &a [x, x, x]\n" + b"".join(b"%c: &%c [*%c, *%c]\n" % (n + 1, n + 1, n, n) for n in range(97, 120))
    assert set(_codes(hostile)) == {"S120"}


_PIECES = st.sampled_from(
    [
        *"abæø\u00a0\t\n\n:-?[]{}&*!|>'\"%@`#,~\\0.\r",
        ": ",
        "- ",
        "\n  ",
        "---\n",
        "...\n",
        "<<",
        "\\u",
        "\u2028",
        "\x85",
        "\x00",
    ]
)
_TEXTS = st.lists(_PIECES, max_size=40).map("".join)


@given(st.one_of(st.binary(max_size=200), _TEXTS.map(str.encode)))
def test_whatever_a_data_file_holds_is_read_or_told(content: bytes) -> None:
    with contextlib.suppress(Faults):
        read_yaml(content, "a.yaml")


@given(st.one_of(st.binary(max_size=200), _TEXTS.map(str.encode)))
def test_whatever_a_markdown_file_holds_is_read_or_told(content: bytes) -> None:
    with contextlib.suppress(Faults):
        read_markdown(b"---\n" + content + b"\n---\n" + content, "a.md")


@given(st.text(st.characters(exclude_categories=()) | st.sampled_from("\ud800\udfff\x00\x1b\u202e"), max_size=4))
def test_no_escape_brings_in_what_a_file_may_not_hold(text: str) -> None:
    with contextlib.suppress(Faults):
        document = read_yaml(json.dumps({"a": text}).encode(), "a.yaml")
        found = document.data.get("a", "")
        assert isinstance(found, str)
        assert ("a" in document.data) is not bool(document.faults)
        assert not list(strange_in(found))


@given(_TEXTS)
def test_a_mark_of_a_problem_stands_within_the_file(text: str) -> None:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for one in _faults(text.encode()):
        assert one.mark.line <= len(lines)
        assert one.mark.column <= len(lines[one.mark.line - 1]) + 1


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Cn", "Co", "Zl", "Zp"]), max_size=60))
def test_text_in_quotation_marks_arrives_as_it_was_written(text: str) -> None:
    quoted = "'" + text.replace("'", "''") + "'"
    assert read_yaml(f"a: {quoted}".encode(), "a.yaml").data == {"a": unicodedata.normalize("NFC", text)}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Tekst.\n---\na: b\n---\n", "S106"),
        ("# Vann er borte\n---\nalvor: fare\n---\nTekst.\n", "S106"),
        ("Vann er borte\n=====\n---\nalvor: fare\n---\nTekst.\n", "S106"),
        ("# Vann\n\n---\n\ngjelder:\n  - sfo\n- b\n# merk\n----\nTekst.\n", "S106"),
        ("\n\n---\nalvor: fare\n---\nTekst.\n", "S106"),
        ("alvor: fare\n\ntittel: Vann\n---\nTekst.\n", "S107"),
        (" ---\nalvor: fare\n---\nTekst.\n", "S108"),
        ("- - -\nalvor: fare\n---\nTekst.\n", "S108"),
        ("\u2013\u2013\nalvor: fare\n\u2013\u2013\nTekst.\n", "S108"),
        ("---\nalvor: fare\n\u2014-\nTekst.\n", "S108"),
        ("\u2014--\nalvor: fare\n\u2014--\n\nTekst.\n", "S108"),
        ("-\u2013\nalvor: fare\n---\n", "S108"),
        ("\u2e3b\nalvor: fare\n---\n", "S108"),
        ("***\nalvor: fare\n***\n\nTekst.\n", "S108"),
        ("* * *\nalvor: fare\n", "S108"),
        ("___\nalvor: fare\n___\n", "S108"),
        ("=====\nalvor: fare\n=====\n\nTekst.\n", "S108"),
        ("---\nalvor: fare\n\u2014--\n\nTekst.\n", "S108"),
        ("---\nalvor: fare\n***\n\nTekst.\n", "S108"),
        ("```\n---\nalvor: fare\n---\n\nTekst.\n```\n", "S190"),
        ("\n```yaml\n---\nalvor: fare\n---\n", "S190"),
    ],
)
def test_fields_that_would_be_read_as_text_are_told(text: str, code: str) -> None:
    with pytest.raises(Faults) as raised:
        read_markdown(text.encode(), "a.md")
    assert [one.code for one in raised.value.problems] == [code]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# Vann\n\n---\n\nTekst.\n\n---\n",
        "# Vann\n\nTekst.\n\n---\n\nmerk: dette\n\n---\n",
        "# Vann\n\n---\n\nMerk: dette er en setning.\n\nOg en til.\n\n---\n",
        "Merk: dette er en tekst\n\nMed mer.\n\n---\n",
        "Telefon: 62 87 40 00\n",
        "# Vann\n\n---\n",
        "***\n\nTekst.\n\n***\n",
        "Vann\n====\nalvor: fare\n====\n",
        "```\nalvor: fare\n```\n",
    ],
)
def test_rules_in_a_text_are_an_authors_own(text: str) -> None:
    assert read_markdown(text.encode(), "a.md").body == text


_HEAD = "---\ntittel: Flom\ntype: krise\n---\n\nDra opp.\n"


@pytest.mark.parametrize(
    "body",
    [
        f"Tekst.\n\n{_HEAD}",
        f"Tekst.\n{_HEAD}",
        f"Tekst.\n\n---\n\nMer.\n\n{_HEAD}",
        f"```\n{_HEAD}```\n\n{_HEAD}",
        "Tekst.\n\n---\ntittel: Flom\n---\n",
        "Tekst.\n\n---\nTittel: Flom\nType: krise\n\u2014--\n",
        "Tekst.\n\n---\ngjelder:\n  - sfo\n---\n",
        "Tekst.\n\n---\nslutet: i dag\nstartet: i går\n---\n",
    ],
)
def test_the_fields_of_another_text_are_found_where_they_begin(body: str) -> None:
    found = fields_of_another_text(body, 4, "a.md", {"gjelder", "type"})
    assert found is not None
    at = max(body.rfind("---\n", 0, body.rfind(word)) for word in ("ittel", "gjelder", "slutet") if word in body)
    assert (found.code, found.mark.line) == ("S191", 4 + body.count("\n", 0, at))


@pytest.mark.parametrize(
    "body",
    [
        "",
        "Tekst.\n\n---\n\nMer.\n\n---\n",
        "Tekst.\n\n---\n\ngjelder: oss\n\n---\n",
        "Tekst.\n\n---\nSted: Torget\nTid: klokka 18\n---\n",
        "Tekst.\n\n---\nOverskrift\n---\nMer.\n",
        "Overskrift\n---\nmerk: dette\n---\n",
        "Overskrift\n---\ntype: dette er en setning.\n\n---\n",
        "---\ntype: dette\nog en linje til\n---\n",
        f"```\n{_HEAD}```\n",
        f"~~~yaml\n```\n{_HEAD}~~~\n",
        f"    {_HEAD}".replace("\n", "\n    "),
        "| a | b |\n|---|---|\n| type: | c |\n",
    ],
)
def test_rules_and_headings_and_code_are_no_fields_of_another_text(body: str) -> None:
    assert fields_of_another_text(body, 4, "a.md", {"gjelder", "type"}) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<<<<<<< HEAD\na\n=======\nb\n>>>>>>> gren", [("S140", (1, 3, 5))]),
        ("<<<<<<< HEAD\r\na\r\n=======\r\nb\r\n>>>>>>>", [("S140", (1, 3, 5))]),
        ("<<<<<<< a\n||||||| b\n=======\n>>>>>>> c", [("S141", (1, 2, 3, 4))]),
        ("Tekst.\n<<<<<<< HEAD\n", [("S142", (2,))]),
        ("a\n<<<<<<< HEAD\nb\n<<<<<<< HEAD\n=======\n>>>>>>> c", [("S142", (2,)), ("S140", (4, 5, 6))]),
        (
            "<<<<<<< a\n=======\n>>>>>>> b\nTekst.\n<<<<<<< a\n=======\n>>>>>>> b",
            [("S140", (1, 2, 3)), ("S140", (5, 6, 7))],
        ),
    ],
)
def test_each_conflict_that_git_left_is_one_problem(text: str, found: list[tuple[str, object]]) -> None:
    with pytest.raises(Faults) as fault:
        decoded(text.encode(), "a.md", 1000)
    assert [(one.code, dict(one.values)["lines"]) for one in fault.value.problems] == found


@pytest.mark.parametrize(
    "text",
    ["Tittel\n=======\n\nTekst.\n", ">>>>>>> Svar på et svar\n", "Ring <<<<<<< nå\n", "<<<<<<<<<<<<\n", "|||||||\n"],
)
def test_signs_that_git_did_not_set_are_no_conflict(text: str) -> None:
    assert decoded(text.encode(), "a.md", 1000) == text
