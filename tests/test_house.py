"""Types of values: what of an author's text they take, and what they make of it."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from pydantic_core import PydanticCustomError

from site_builder.content_types import house
from site_builder.content_types.web_addresses import OldAddress, SiteAddress
from tests.support import INVALID, built, copy_of


def _made(kind: object, text: str) -> object:
    return get_args(kind)[1].make(text)


def _code(kind: object, text: str) -> str:
    with pytest.raises(PydanticCustomError) as raised:
        _made(kind, text)
    return raised.value.type


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("/no/barnehage/", "/no/barnehage/"),
        ("/no/barnehage", "/no/barnehage/"),
        ("/barnehage.html", "/barnehage.html"),
        ("/Barnehage.HTM", "/Barnehage.HTM"),
        ("/no/v1.2/", "/no/v1.2/"),
        ("/før/", "/før/"),
        ("/f%C3%B8r/", "/før/"),
        ("/fo\u0308r", "/f\u00f6r/"),
        ("/barnehage%20og%20skole/", "/barnehage og skole/"),
        ("/artikkel,1(2)/", "/artikkel,1(2)/"),
        ("/innbygger/assets/", "/innbygger/assets/"),
        ("/apier/", "/apier/"),
    ],
)
def test_an_old_address_is_taken_as_editors_find_it(written: str, address: str) -> None:
    assert _made(OldAddress, written) == address


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("/", "D221"),
        ("//vond.example/", "D221"),
        ("no/barnehage/", "D221"),
        ("https://www.kommune.example/barnehage/", "D221"),
        ("/../etc/", "D221"),
        ("/a/%2e%2e/b/", "D221"),
        ("/a%2F%2Fb/", "D221"),
        ("/.git/", "D221"),
        ("/a%00/", "D221"),
        ("/a\\b/", "D221"),
        ("/f%F8r/", "D221"),
        ("/\u202ea/", "D221"),
        ("/" + "a" * 201 + "/", "F163"),
        ("/" + "å" * 101 + "/", "F163"),
        ("/skript.js", "D242"),
        ("/stil.css", "D242"),
        ("/kart.xml", "D242"),
        ("/barnehage.aspx", "D242"),
        ("/artikkel.php", "D242"),
        ("/artikkel.html?id=3", "D242"),
        ("/barnehage?id=3", "D242"),
        ("/assets/", "D243"),
        ("/assets", "D243"),
        ("/ASSETS/a.html", "D243"),
        ("/feeds/alt.html", "D243"),
        ("/embed/tjenester/", "D243"),
        ("/api/v1/", "D243"),
        ("/kalender/", "D243"),
        ("/%61ssets/a/", "D243"),
    ],
)
def test_an_old_address_that_no_page_can_answer_is_told(written: str, code: str) -> None:
    assert _code(OldAddress, written) == code


def test_an_old_address_with_norwegian_letters_is_answered(tmp_path: Path) -> None:
    site = copy_of(INVALID / "bad_old_address", tmp_path / "site")
    service = site / "content/services/barnehageplass.md"
    text = service.read_text(encoding="utf-8")
    service.write_text(text.replace("https://www.eksempel.example/barnehage/", "/f%C3%B8r/"), encoding="utf-8")
    built(site, tmp_path / "out")
    page = (tmp_path / "out/før/index.html").read_text(encoding="utf-8")
    assert 'content="0; url=/tjenester/barnehageplass/"' in page


def test_an_id_that_no_disk_takes_for_a_name_is_told() -> None:
    assert _made(house.Slug, "a" * 200) == "a" * 200
    assert _code(house.Slug, "a" * 201) == "F162"


@pytest.mark.parametrize("written", ["https://a.example/?b", "https://a.example/#b", "https://a.example/b'c/"])
def test_a_sites_address_takes_paths_after_it(written: str) -> None:
    assert _code(SiteAddress, written) == "D241"


@pytest.mark.parametrize("written", ["https://a.example//a/", "https://a.example/../a/", "https://a.example/a/./"])
def test_a_sites_address_has_no_folders_that_browsers_take_away(written: str) -> None:
    assert _code(SiteAddress, written) == "X470"


@pytest.mark.parametrize("written", ["https://a.example:99999/", "https://a.example:a/"])
def test_an_address_with_a_port_that_no_computer_has_is_none(written: str) -> None:
    assert _code(SiteAddress, written) == "D208"


@pytest.mark.parametrize("written", ["https://alt.kommune.example", "http://kommune.example:8080/alt/"])
def test_a_sites_address_may_have_a_port_and_a_path(written: str) -> None:
    assert _made(SiteAddress, written) == written


@pytest.mark.parametrize("text", ["3145", "3 145 kr", "kr. 3145,-", "3145 kroner", "Kroner 3145,00"])
def test_an_amount_is_read_however_kroner_is_written(text: str) -> None:
    assert house.amount(text) == 3145
