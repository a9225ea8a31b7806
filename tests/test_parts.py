"""Parts of others' sites in a page: a box that fetches nothing, a policy opened for one page and one host, a link."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest
from pydantic_core import PydanticCustomError

from site_builder.content_types.house import Height
from site_builder.content_types.page import Page
from site_builder.content_types.question import Question
from site_builder.content_types.service import Service
from site_builder.content_types.settings import Settings
from site_builder.content_types.web_addresses import Host, host_of, is_to_frame
from site_builder.outputs import parts, questions, views
from tests.support import DESK, FULL, SMALL_SETTINGS, built, copy_of, problems_text, read_all, small_site, written

ALLOWED = f"{SMALL_SETTINGS}innhold_fra: [billett.example]\n"
LINK = "kino:\n  tittel: Kjøp kinobillett\n  nettadresse: https://billett.example/kino\n  slag: tjeneste\n"
SHOWN = "# Om oss\n\n![](vis:kino)\n"
BOX = {"content/site.yaml": ALLOWED, "content/links.yaml": LINK, "content/pages/om.md": SHOWN}


def _body(root: Path, files: dict[str, str], now: datetime | None = None, *, absolute: bool = False) -> str:
    site = small_site(root, {**BOX, **files})
    site = site.at(now) if now else site
    (page,) = site.of(Page)
    return str(views.body_html(site, page, absolute=absolute))


def _made(kind: object, text: str) -> object:
    (house,) = kind.__metadata__  # type: ignore[attr-defined]
    return house.make(text)


def test_a_part_says_what_it_is_and_whose_and_has_a_plain_link_and_no_frame(tmp_path: Path) -> None:
    body = _body(tmp_path, {})
    assert "<iframe" not in body
    assert "<strong>Kjøp kinobillett</strong>" in body
    assert "Dette er fra billett.example, ikke fra oss." in body
    assert '<a href="https://billett.example/kino">Åpne på billett.example' in body


def test_what_needs_the_script_is_hidden_until_it_comes(tmp_path: Path) -> None:
    body = _body(tmp_path, {})
    assert re.findall(r"<(\w+)[^>]* hidden[^>]*>", body) == ["span", "span"]


def test_a_part_is_called_what_its_text_says(tmp_path: Path) -> None:
    body = _body(tmp_path, {"content/pages/om.md": "# Om oss\n\n![Billetter til filmkveld](show:kino)\n"})
    assert 'data-part="Billetter til filmkveld"' in body
    assert "kinobillett" not in body


def test_a_part_is_as_tall_as_its_link_says(tmp_path: Path) -> None:
    assert 'data-height="600"' in _body(tmp_path / "a", {})
    assert 'data-height="900"' in _body(tmp_path / "b", {"content/links.yaml": f"{LINK}  høyde: 900\n"})


def test_a_feed_has_a_plain_link(tmp_path: Path) -> None:
    body = _body(tmp_path, {}, absolute=True)
    assert body.strip() == '<p><a href="https://billett.example/kino">Kjøp kinobillett</a></p>'


def test_a_form_that_is_closed_is_not_shown_and_opens_no_policy(tmp_path: Path) -> None:
    link = {"content/links.yaml": f"{LINK}  åpner: 2026-01-01\n  stenger: 2026-01-31\n"}
    shown = "<p>Kjøp kinobillett (ikke åpen nå. Fristen var lørdag 31. januar 2026)</p>"
    assert _body(tmp_path, link).strip() == shown
    site = small_site(tmp_path, {**BOX, **link})
    assert parts.hosts_on(site, site.of(Page)[0]) == ()
    site = site.at(datetime(2026, 1, 10, tzinfo=UTC))
    assert parts.hosts_on(site, site.of(Page)[0]) == ("billett.example",)


def test_a_hostile_title_and_label_are_no_markup(tmp_path: Path) -> None:
    payload = "\"><img src=x onerror=alert(1)>'{{ 7*7 }}"
    link = LINK.replace("Kjøp kinobillett", f"'{payload.replace(chr(39), chr(39) * 2)}'")
    for number, files in enumerate(
        ({"content/links.yaml": link}, {"content/pages/om.md": f"# Om oss\n\n![{payload}](vis:kino)\n"})
    ):
        body = _body(tmp_path / str(number), files)
        assert "<img" not in body
        assert payload in unescape(body)


@pytest.mark.parametrize(
    ("address", "is_right"),
    [
        ("https://billett.example/kino?sal=1#a", True),
        ("https://Billett.Example/", True),
        ("http://billett.example/", False),
        ("https://billett.example:8443/", False),
        ("https://billett.example./", False),
        ("https://10.0.0.1/", False),
        ("https://[::1]/", False),
        ("https://:x@billett.example/", False),
    ],
)
def test_only_encrypted_addresses_at_a_named_host_are_framed(address: str, is_right: bool) -> None:
    assert is_to_frame(address) is is_right


def test_a_host_with_letters_of_its_own_is_named_as_a_policy_names_it() -> None:
    assert host_of("https://Smørbrød.example/") == "xn--smrbrd-cyad.example"


@pytest.mark.parametrize(
    "text",
    [
        *("*", "*.billett.example", "https://billett.example", "billett.example:443", "billett.example/a", "10.0.0.1"),
        *("kino", "billett.example; script-src *", "billett.example *", "'self'", "https:", ""),
    ],
)
def test_nothing_but_a_host_is_let_into_the_policy(text: str) -> None:
    with pytest.raises(PydanticCustomError):
        _made(Host, text)


@pytest.mark.parametrize("text", ["149", "2001", "100%", "-1", "600px", "", "٦٠٠"])
def test_a_height_is_some_pixels_of_a_screen(text: str) -> None:
    with pytest.raises(PydanticCustomError):
        _made(Height, text)


def test_the_policy_is_opened_on_the_page_that_shows_a_part_and_for_its_host_alone(full_town: Path) -> None:
    pages = {path: content.decode() for path, content in read_all(full_town).items() if path.endswith(".html")}
    opened = {path: re.findall(r"frame-src ([^;\"]*)", page) for path, page in pages.items() if "frame-src" in page}
    assert opened == {"steder/badet-ute/index.html": ["https://billett.example"]}
    scripts = {path for path, page in pages.items() if "klokka-og-del" in page}
    assert scripts == set(opened)


def test_an_embed_of_what_shows_a_part_has_the_plain_link_and_no_script_that_opens_it(full_town: Path) -> None:
    embed = (full_town / "embed/steder/badet-ute/index.html").read_text(encoding="utf-8")
    assert 'href="https://billett.example/badet"' in embed
    assert "frame-src" not in embed
    assert "klokka-og-del" not in embed


def test_a_second_host_is_asked_for_beside_the_first(tmp_path: Path) -> None:
    link = LINK + "skjema:\n  tittel: Fyll ut\n  nettadresse: https://skjema.example/\n"
    root = written(tmp_path, {**BOX, "content/links.yaml": link, "content/pages/to.md": "# To\n\n![](vis:skjema)\n"})
    assert "innhold_fra: [billett.example, skjema.example]" in problems_text(root)


def test_the_site_itself_is_no_part_whatever_its_settings_say(tmp_path: Path) -> None:
    settings = ALLOWED.replace("alt.eksempel.example/", "billett.example/")
    root = written(tmp_path, {**BOX, "content/site.yaml": settings, "content/contacts.yaml": DESK})
    text = problems_text(root)
    assert "feil[E103]" in text and "feil[E104]" in text


def test_hosts_are_kept_in_small_letters(tmp_path: Path) -> None:
    site = small_site(tmp_path, {**BOX, "content/site.yaml": ALLOWED.replace("billett.example", "Billett.Example")})
    assert site.one(Settings).parts_from == ("billett.example",)


KINO = {
    **BOX,
    "content/categories.yaml": "kultur:\n  tittel: Kultur\n",
    "content/services/kinoen.md": "---\ntittel: Kinoen\nkort: Kino.\nkategori: kultur\n---\n\n![](vis:kino)\n",
    "content/questions/billett.md": (
        "---\ntittel: Hvor kjøper jeg billett?\ngjelder: kinoen\nsvart: 2026-02-16\n---\n\n![](vis:kino)\n"
    ),
}


def test_an_answer_on_another_page_has_the_plain_link(tmp_path: Path) -> None:
    site = small_site(tmp_path, KINO)
    (asked,) = questions.asked_about(site, site.of(Service)[0])
    assert str(asked.answer).strip() == '<p><a href="https://billett.example/kino">Kjøp kinobillett</a></p>'
    assert questions.question_view(site.of(Question)[0], site).head.frames_from == ("billett.example",)


def test_a_service_and_a_question_that_show_a_part_have_the_script_that_opens_it(tmp_path: Path) -> None:
    built(written(tmp_path, KINO), tmp_path / "output")
    for page in ("tjenester/kinoen", "sporsmal/billett"):
        html = (tmp_path / "output" / page / "index.html").read_text(encoding="utf-8")
        assert "/assets/klokka-og-del." in html and "frame-src https://billett.example;" in html
        assert html.count("<script src=") == 1


def test_a_page_that_reckons_prices_and_shows_a_part_has_one_script_for_both(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    service = root / "content/services/barnehageplass.md"
    service.write_text(service.read_text(encoding="utf-8") + "\n![](vis:billetter)\n", encoding="utf-8")
    built(root, tmp_path / "out")
    page, embed = (
        (tmp_path / "out" / path / "index.html").read_text(encoding="utf-8")
        for path in ("tjenester/barnehageplass", "embed/tjenester/barnehageplass")
    )
    assert re.findall(r'<script src="/mini/assets/([a-z-]+)\.', page) == ["regn-ut-og-del"]
    assert re.findall(r'<script src="/mini/assets/([a-z-]+)\.', embed) == ["regn-ut"]
    assert "frame-src" not in embed
