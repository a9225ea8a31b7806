"""Private data: what is found stops the build or is left out, is masked wherever it is told, and can be waived."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from site_builder import build
from site_builder.identity_numbers import numbers_in, sign_of
from site_builder.options import FORMATS
from site_builder.problems import as_text
from site_builder.rendering.pictures import probed
from site_builder.summary import in_part
from site_builder.text.messages import catalogue
from tests.commands import run
from tests.invented_numbers import invented, written
from tests.support import NOW, SMALL_SETTINGS, built, checked, read_all, text_of
from tests.support import written as with_files

NUMBER = invented("010190")
OTHER = invented("010190", individual=200)
HALVES = (NUMBER[:6], NUMBER[6:])
PAGE = "---\ntittel: Om oss\n---\n\nSkriv nummeret slik: {number}.\n"
WAIVER = "eksempel:\n  fil: content/pages/om.md\n  tekst: {text}\n  kjennetegn: " + sign_of(NUMBER) + "\n"
WAIVER += "  grunn: Et oppdiktet nummer.\n"
APART = f"Nummeret er [{NUMBER[:6]}][a] {NUMBER[6:]}.\n\n[a]: https://eksempel.example/\n"
"""What no source has in one piece, and people read as one"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a small site with a number in a page, in groups of six and five."""
    return with_files(tmp_path, {"content/pages/om.md": PAGE.format(number=written(NUMBER, " "))})


def _codes(outcome: build.Outcome) -> list[str]:
    return [one.code for one in outcome.problems]


def _kept_going(root: Path) -> build.Outcome:
    return build.build(build.Request(root, root / "output", NOW, keeps_going=True))


def _digits(text: str) -> str:
    return "".join(one for one in text if one.isdigit())


# --- what becomes of it ---------------------------------------------------------------------------


def test_nothing_is_written_while_a_number_stands(site: Path) -> None:
    outcome = build.build(build.Request(site, site / "output", NOW))
    assert _codes(outcome) == ["P601"]
    assert outcome.written is None
    assert not (site / "output").exists()


def test_in_a_hurry_the_page_is_left_out_and_the_number_is_nowhere(site: Path) -> None:
    outcome = _kept_going(site)
    assert outcome.left_out == ("content/pages/om.md",)
    files = read_all(site / "output")
    assert files
    assert "om/index.html" not in files
    assert not any(NUMBER[6:].encode() in content for content in files.values())


def test_in_a_hurry_a_crisis_gets_through_with_its_number_masked(site: Path) -> None:
    crisis = f"# Kok vannet i Lia\n\nRing om {NUMBER}. Kok vannet.\n"
    with_files(site, {"content/notices/2026-02-17-krise-vann.md": crisis})
    outcome = _kept_going(site)
    assert outcome.plain == ("content/notices/2026-02-17-krise-vann.md",)
    page = (site / "output/aktuelt/2026-02-17-krise-vann/index.html").read_text(encoding="utf-8")
    assert "Ring om 0181xxxxxxx. Kok vannet." in page
    assert not any(NUMBER[6:].encode() in content for content in read_all(site / "output").values())


def test_in_a_hurry_a_translation_with_a_number_is_left_out_and_its_original_stays(tmp_path: Path) -> None:
    root = with_files(
        tmp_path,
        {
            "content/site.yaml": f"{SMALL_SETTINGS}språk: [nb, en]\n",
            "content/pages/om.md": "---\ntittel: Om oss\n---\n\nVi holder til her.\n",
            "content/pages/om.en.md": f"---\ntittel: About us\n---\n\nWe are here, {NUMBER}.\n",
        },
    )
    _kept_going(root)
    files = read_all(root / "output")
    assert b"Vi holder til her." in files["om/index.html"]
    assert not any(NUMBER[6:].encode() in content for content in files.values())


def test_a_number_that_no_source_has_in_one_piece_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    root = with_files(
        tmp_path,
        {"content/pages/om.md": f"---\ntittel: Om oss\n---\n\n{APART}"},
    )
    outcome = build.build(build.Request(root, root / "output", NOW))
    assert [(one.code, one.path) for one in outcome.problems] == [("P604", "content/pages/om.md")]
    assert outcome.written is None
    # In a hurry, the page that has it is left out.
    assert _kept_going(root).left_out == ("content/pages/om.md",)
    assert not (root / "output/om").exists()


CRISIS = "content/notices/2026-02-17-krise-vann.md"


@pytest.mark.parametrize(
    "text",
    [
        "Ring Ola, født **{}** {}.",
        "Ring Ola, født {}\u200d{}.",
        "Ring Ola, født {}\n{}.",
        "Ring Ola, født {}\\\n{}.",
        "Ring Ola, født [{}](https://eksempel.example/) {}.",
        "Ring Ola, født {}&nbsp;{}.",
        "Ring Ola, født {}%20{}.",
    ],
)
def test_in_a_hurry_no_number_of_a_crisis_gets_through_however_it_is_written(tmp_path: Path, text: str) -> None:
    written_so = text.format(NUMBER[:6], NUMBER[6:])
    crisis = f"---\ntittel: Kok vannet\ngjelder: alle\n---\n\nKok vannet. {written_so}\n"
    outcome = _kept_going(with_files(tmp_path, {CRISIS: crisis}))
    assert outcome.plain == (CRISIS,)
    files = read_all(tmp_path / "output")
    assert b"Kok vannet." in files["aktuelt/2026-02-17-krise-vann/index.html"]
    for path, content in files.items():
        assert NUMBER[6:].encode() not in content, path


# --- pictures ----------------------------------------------------------------------------------------


def _jpeg(**options: object) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (900, 600)).save(file, "JPEG", **options)
    return file.getvalue()


def _exif(tag: int, value: str | bytes) -> bytes:
    exif = Image.Exif()
    exif[tag] = value
    return _jpeg(exif=exif)


def _png_with_packed_text() -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_itxt("Description", f"Skjema {NUMBER}", zip=True)
    file = io.BytesIO()
    Image.new("RGB", (900, 600)).save(file, "PNG", pnginfo=info)
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        _exif(0x010E, f"Skjema {NUMBER}"),
        _exif(0x9C9C, f"Skjema {NUMBER}\0".encode("utf-16-le")),
        _jpeg(comment=f"Skjema {NUMBER}".encode()),
        _jpeg(xmp=f"<x:xmpmeta>{NUMBER}</x:xmpmeta>".encode()),
        _png_with_packed_text(),
    ],
    ids=["exif", "exif-utf-16", "comment", "xmp", "png"],
)
def test_a_number_in_what_a_picture_says_about_itself_is_found(content: bytes) -> None:
    assert probed(content).identity_number == "0181xxxxxxx"


def test_a_picture_that_says_nothing_has_no_number() -> None:
    assert probed(_jpeg()).identity_number == ""


def test_what_a_picture_was_found_to_hold_is_known_without_looking_again(site: Path) -> None:
    (site / "content/pages/om.md").unlink()
    record = "skole:\n  fil: skole.jpg\n  alt: Et skjema.\n  foto: Eksempel kommune\n"
    waiver = "skole:\n  fil: content/images/skole.jpg\n  tekst: 0181xxxxxxx\n  grunn: Oppdiktet.\n"
    waiver += f"  kjennetegn: {sign_of(NUMBER)}\n"
    with_files(site, {"content/images.yaml": record, "content/waivers.yaml": waiver})
    (site / "content/images").mkdir()
    (site / "content/images/skole.jpg").write_bytes(_exif(0x010E, NUMBER))
    assert "P603" not in _codes(built(site, site / "output"))
    (site / "content/waivers.yaml").unlink()
    assert "P603" in _codes(checked(site))


# --- masks ---------------------------------------------------------------------------------------------


def _everywhere(site: Path) -> build.Outcome:
    """Return what is said of a site with a number in a file's name, a value that is wrong, and a long line."""
    with_files(
        site,
        {
            f"content/pages/{NUMBER}.md": "---\ntittel: Feil\n---\n\nTekst.\n",
            "content/notices/2026-02-17-drift-vann.md": f"---\ntittel: Vannet\nstarter: {NUMBER}\n---\n\nTekst.\n",
            f"content/{NUMBER}.txt": "Tekst.\n",
            "content/questions/lang.md": f"---\ntittel: Lang\nsvart: x\n---\n\n{'Ord ' * 25}{NUMBER} {'ord ' * 40}\n",
        },
    )
    return checked(site)


@pytest.mark.parametrize("format_", ["text", *FORMATS])
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_no_format_shows_a_number(site: Path, format_: str, language: str) -> None:
    outcome, words = _everywhere(site), catalogue(language)
    said = (
        as_text(outcome.problems, outcome.sources, words)
        if format_ == "text"
        else FORMATS[format_](outcome.problems, words)
    )
    assert len(outcome.problems) > 5
    assert "0181xx" in said
    for length in range(6, 12):
        assert NUMBER[:length] not in said
    assert NUMBER[6:] not in said


def test_the_line_is_masked_and_marked_where_the_number_stands(site: Path) -> None:
    said = text_of(checked(site))
    assert "    5 | Skriv nummeret slik: 0181xx xxxxx.\n      |                      ^^^^^^^^^^^^\n" in said


def test_what_is_left_out_is_named_with_its_number_masked(site: Path) -> None:
    with_files(site, {f"content/pages/{NUMBER}.md": "---\ntittel: Vedtak\n---\n\nTekst.\n"})
    said = in_part(_kept_going(site), catalogue("nb"))
    assert "content/pages/0181xxxxxxx.md" in said
    assert NUMBER not in said


def test_a_private_telephone_is_hidden_in_every_excerpt_of_its_line(site: Path) -> None:
    text = (
        "---\ntittel: Om oss\n---\n\nSønnen har allergi, ring 400 00 000 og 400 00 010. Se [oss](side:finnes-ikke).\n"
    )
    with_files(site, {"content/pages/om.md": text})
    outcome = checked(site)
    assert _codes(outcome) == ["P606", "P606", "R407"]
    for format_ in FORMATS.values():
        assert "400" not in format_(outcome.problems, catalogue("nb"))
    assert "400" not in text_of(outcome)


SAID = (
    *("check", "check --format json", "check --format github", "check --fix", "build --keep-going", "next-change"),
    *("list --future --drafts --expired --unconfirmed --questions", "list --unconfirmed --format json"),
    *("report", "report --format json", "report --access-log log.txt", "report --out report.html"),
    *("digest", "digest --out digest.html", "poster --out poster.html", "find Nummer", "share 2026-02-17-krise-vann"),
)


@pytest.mark.parametrize("apart", ["\u200d", "** "])
def test_no_command_says_a_number_that_stands_in_a_title(tmp_path: Path, apart: str) -> None:
    number = apart.join(HALVES)
    page = f"---\ntittel: 'Nummer **{number} i tittelen'\n---\n\nTekst.\n"
    crisis = f"---\ntittel: 'Kok vannet, {number}'\n---\n\nKok vannet.\n"
    visit = (
        f'1.2.3.4 - - [17/Feb/2026:10:00:00 +0100] "GET /embed/om/ HTTP/1.1" 200 1 "https://{NUMBER}.example/" "M"\n'
    )
    files = {"content/pages/om.md": page, CRISIS: crisis, "content/questions/q.md": page, "log.txt": visit * 20}
    root = with_files(tmp_path, files)
    for command in SAID:
        now = () if command.startswith("find") else ("--now", NOW.isoformat())
        said = run(*command.split(), *now, cwd=root)
        assert "Traceback" not in said.stderr, command
        assert said.stdout or said.stderr, command
        assert NUMBER[6:] not in said.stdout + said.stderr, command
    for path in root.glob("*.html"):
        assert NUMBER[6:] not in path.read_text(encoding="utf-8"), path


# --- waivers ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["0181xx xxxxx", '"Skriv nummeret slik: 0181xx xxxxx."', '"nummeret  slik: 0181xx xxxxx"']
)
def test_a_line_with_a_reason_is_waived_and_published(site: Path, text: str) -> None:
    with_files(site, {"content/waivers.yaml": WAIVER.format(text=text)})
    assert _codes(built(site, site / "output")) == []
    assert written(NUMBER, " ") in (site / "output/om/index.html").read_text(encoding="utf-8")


def test_the_lines_that_the_message_shows_waive_it_once_they_have_a_reason(site: Path) -> None:
    (found,) = checked(site).problems
    hint = catalogue("nb").hint(found)
    lines = hint.partition("hvorfor:\n")[2]
    with_files(site, {"content/waivers.yaml": f"{lines} Et oppdiktet nummer.\n"})
    assert _codes(checked(site)) == []


def test_the_lines_of_several_messages_can_be_pasted_into_one_file(site: Path) -> None:
    with_files(
        site, {"content/pages/om.md": PAGE.format(number=f"{NUMBER} og {OTHER}, eller ring 41 23 45 67 om sykdom")}
    )
    words = catalogue("nb")
    found = checked(site).problems
    pasted = [words.hint(one).partition("hvorfor:\n")[2] for one in found]
    assert [one.split(":")[0] for one in pasted] == ["fritak", "fritak-2", "fritak-3"]
    with_files(site, {"content/waivers.yaml": "\n".join(f"{one} Et oppdiktet nummer." for one in pasted) + "\n"})
    assert _codes(checked(site)) == []


def test_a_waiver_without_a_reason_waives_nothing(site: Path) -> None:
    text = WAIVER.format(text="0181xx xxxxx").replace("  grunn: Et oppdiktet nummer.\n", "")
    with_files(site, {"content/waivers.yaml": text})
    found = checked(site).problems
    assert [(one.path, one.code) for one in found] == [
        ("content/pages/om.md", "P601"),
        ("content/waivers.yaml", "F101"),
    ]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("pages/om.md", "pages/annen.md"),
        lambda text: text.replace("0181xx", "0281xx"),
        lambda text: text.replace("0181xx xxxxx", '"Skriv slik: 0181xx xxxxx"'),
        lambda text: text.replace("0181xx xxxxx", "Skriv nummeret slik"),
    ],
    ids=["file", "number", "line", "no number"],
)
def test_a_waiver_is_for_one_line_and_one_that_is_for_nothing_is_told(site: Path, change: Callable[[str], str]) -> None:
    with_files(site, {"content/waivers.yaml": change(WAIVER.format(text="0181xx xxxxx"))})
    assert sorted(_codes(checked(site))) == ["P601", "P608"]


def test_a_waiver_of_a_line_does_not_waive_another_number_in_it(site: Path) -> None:
    page = PAGE.format(number=f"{written(NUMBER, ' ')} eller {invented('310599')}")
    with_files(site, {"content/pages/om.md": page, "content/waivers.yaml": WAIVER.format(text="0181xx xxxxx")})
    assert _codes(checked(site)) == ["P601"]


def test_a_built_file_is_waived_by_its_own_path_and_told_when_that_is_for_nothing(tmp_path: Path) -> None:
    page = f"---\ntittel: Om oss\n---\n\n{APART}"
    waiver = WAIVER.replace("content/pages/om.md", "output/om/index.html").format(text='"0181xx</a> xxxxx"')
    root = with_files(tmp_path, {"content/pages/om.md": page, "content/waivers.yaml": waiver})
    assert _codes(built(root, root / "output")) == []
    with_files(root, {"content/pages/om.md": "---\ntittel: Om oss\n---\n\nVi holder til her.\n"})
    assert _codes(checked(root)) == ["P608"]


def test_what_is_put_together_in_a_hurry_is_masked_where_it_is_written_and_made_anew_each_time(tmp_path: Path) -> None:
    # What is sent of a crisis has its title and its text in one line.
    crisis = f"# Ring om {HALVES[0]}\n\n{HALVES[1]} er nummeret. Kok vannet.\n"
    root = with_files(tmp_path, {"content/notices/2026-02-17-krise-vann.md": crisis})
    first = _kept_going(root)
    assert set(_codes(first)) == {"P604"}
    texts = {path: content.decode("utf-8", "replace") for path, content in read_all(root / "output").items()}
    assert not [path for path, text in texts.items() if list(numbers_in(text))]
    fit = [one for one in first.rendered if "xxxxx" in texts[one.as_posix()]]
    assert fit
    again = _kept_going(root)
    assert _codes(again) == _codes(first)
    assert set(fit) <= set(again.rendered)


def test_a_number_whose_waiver_is_gone_is_told_of_again_though_its_page_is_as_it_was(tmp_path: Path) -> None:
    page = f"---\ntittel: Om oss\n---\n\n{APART}"
    waiver = WAIVER.replace("content/pages/om.md", "output/om/index.html").format(text="0181xx xxxxx")
    root = with_files(tmp_path, {"content/pages/om.md": page, "content/waivers.yaml": waiver})
    assert _codes(built(root, root / "output")) == []
    (root / "content/waivers.yaml").unlink()
    assert _codes(build.build(build.Request(root, root / "output", NOW))) == ["P604"]


def test_a_waiver_of_one_file_is_for_no_number_of_another(site: Path) -> None:
    other = f"---\ntittel: Annen\n---\n\n{APART.replace(NUMBER[6:], OTHER[6:])}"
    files = {"content/waivers.yaml": WAIVER.format(text="0181xx xxxxx"), "content/pages/annen.md": other}
    outcome = build.build(build.Request(with_files(site, files), site / "output", NOW))
    assert [(one.code, one.path) for one in outcome.problems] == [("P604", "content/pages/annen.md")]
    assert outcome.written is None


def test_a_waiver_of_a_line_is_for_no_other_number_that_looks_like_it_masked(site: Path) -> None:
    page = PAGE.format(number=written(NUMBER, " ")) + f"\nSkriv nummeret slik: {written(OTHER, ' ')}.\n"
    with_files(site, {"content/pages/om.md": page, "content/waivers.yaml": WAIVER.format(text="0181xx xxxxx")})
    assert [(one.code, one.mark.line) for one in checked(site).problems] == [("P601", 7)]


def test_a_waiver_without_the_sign_of_its_number_is_told_what_to_write(site: Path) -> None:
    old = "\n".join(line for line in WAIVER.format(text="0181xx xxxxx").split("\n") if "kjennetegn" not in line)
    with_files(site, {"content/waivers.yaml": old})
    said = text_of(checked(site))
    assert f"kjennetegn: {sign_of(NUMBER)}" in said
    assert "P608" in said


@pytest.mark.parametrize(
    "fields",
    ["tittel: >-\n  Nummer {}\n  {}\n", "tittel: Nummer {}\n  {}\n", "tittel: Om\nkort: |\n  Nummer {}\n  {}\n"],
)
def test_a_number_over_two_lines_is_one_error_where_it_stands(tmp_path: Path, fields: str) -> None:
    root = with_files(tmp_path, {"content/pages/om.md": f"---\n{fields.format(*HALVES)}---\n\nTekst.\n"})
    outcome = build.build(build.Request(root, root / "output", NOW))
    (found,) = [one for one in outcome.problems if one.code.startswith("P6")]
    assert (found.code, found.path) == ("P601", "content/pages/om.md")
    said = text_of(outcome)
    assert NUMBER[6:] not in said
    assert "0181xx" in said
    lines = catalogue("nb").hint(found).partition("hvorfor:\n")[2]
    with_files(root, {"content/waivers.yaml": f"{lines} Et oppdiktet nummer.\n"})
    assert not [one for one in checked(root).problems if one.code.startswith("P6")]


def test_a_number_in_many_built_files_is_told_once_of_the_page_it_belongs_to(tmp_path: Path) -> None:
    page = f"---\ntittel: Om oss\n---\n\n{APART}"
    outcome = build.build(build.Request(with_files(tmp_path, {"content/pages/om.md": page}), tmp_path / "output", NOW))
    assert [(one.code, one.path) for one in outcome.problems if one.code == "P604"] == [("P604", "content/pages/om.md")]
    assert dict(outcome.problems[0].values)["target"] == "output/om/index.html"


def test_the_lines_to_paste_are_in_the_sites_own_spelling(site: Path) -> None:
    settings = (site / "content/site.yaml").read_text(encoding="utf-8")
    with_files(site, {"content/site.yaml": f"{settings}feltnavn: en\n"})
    (found,) = [one for one in checked(site).problems if one.code == "P601"]
    assert "\n  file: content/pages/om.md\n  text: " in catalogue("en").hint(found)


def test_programs_get_the_mask_too(site: Path) -> None:
    (row,) = json.loads(FORMATS["json"](checked(site).problems, catalogue("nb")))
    assert row["code"] == "P601"
    assert "0181xx xxxxx" in row["message"]
    assert _digits(row["message"]) == "0181"
