"""Pictures: what is made of one, what is never handed on, when it leaves, and the cards beside links."""

from __future__ import annotations

import hashlib
import io
import json
import re
import unicodedata
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

import pytest
from PIL import Image

from site_builder.build import Request, check
from site_builder.content_types.page import Page
from site_builder.content_types.pictures import Picture
from site_builder.loading import load
from site_builder.model import Original, Planned
from site_builder.outputs import cards, pictures
from site_builder.outputs.pages import page_view
from site_builder.rendering.cards import Card, draw
from site_builder.rendering.pictures import AVIF, JPEG, WEBP, Derived, Kind, PictureFault, derive, probed
from tests.support import NOW, built, read_all, small_site, written

GPS_IFD, ORIENTATION = 0x8825, 0x0112
SECRET = b"hemmelig-4711"
RECORD = "skole:\n  fil: skole.jpg\n  alt: Et rødt hus.\n  foto: Eksempel kommune\n"
ABOUT = "---\ntittel: Om oss\nbilder: skole\n---\n\nVi holder til her.\n"


def photo(width: int = 900, height: int = 600, **options: object) -> bytes:
    """Return a JPEG whose left half is red and whose right half is blue."""
    image = Image.new("RGB", (width, height), (220, 20, 20))
    image.paste((20, 20, 220), (width // 2, 0, width, height))
    file = io.BytesIO()
    image.save(file, "JPEG", **options)
    return file.getvalue()


def telltale() -> bytes:
    """Return a photo that says where and with what it was taken, by all the ways a JPEG has."""
    exif = Image.Exif()
    exif[0x010F] = SECRET.decode()
    exif[GPS_IFD] = {1: "N", 2: (60.0, 11.0, 30.0)}
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">' + SECRET + b"</x:xmpmeta>"
    return photo(exif=exif, comment=SECRET, xmp=xmp, icc_profile=SECRET)


def original(content: bytes) -> Original:
    found = probed(content)
    return Original("skole", hashlib.sha256(content).hexdigest(), found.width, found.height, lambda: content)


def site_with(root: Path, content: bytes, record: str = RECORD, page: str = ABOUT) -> Path:
    written(root, {"content/images.yaml": record, "content/pages/om.md": page})
    (root / "content/images").mkdir()
    (root / "content/images/skole.jpg").write_bytes(content)
    return root


# --- what is made of one --------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [JPEG, WEBP, AVIF], ids=lambda kind: kind.ending)
def test_nothing_but_pixels_is_handed_on(kind: Kind) -> None:
    content = telltale()
    assert SECRET in content
    assert probed(content).has_position
    made = derive(Derived(original(content), 400, kind, ""))
    assert SECRET not in made
    with Image.open(io.BytesIO(made)) as picture:
        assert picture.size == (400, 267)
        assert dict(picture.getexif()) == {}
        assert {"comment", "icc_profile", "xmp", "exif"}.isdisjoint(picture.info)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_name_with_our_letters_is_found_however_the_disk_spells_them(
    tmp_path: Path, form: Literal["NFC", "NFD"]
) -> None:
    root = site_with(tmp_path, photo(), RECORD.replace("skole.jpg", "skolegård.jpg"))
    name = unicodedata.normalize(form, "skolegård.jpg")
    (root / "content/images/skole.jpg").rename(root / "content/images" / name)
    assert check(Request(root, root / "output", NOW)).problems == ()
    built(root, root / "output")
    assert list((root / "output/assets").glob("skole-*.jpg"))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_camera_held_on_its_side_makes_an_upright_picture(orientation: int) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    content = photo(60, 40, exif=exif)
    found = probed(content)
    assert (found.width, found.height) == ((40, 60) if orientation > 4 else (60, 40))
    with Image.open(io.BytesIO(derive(Derived(original(content), found.width, JPEG, "")))) as picture:
        assert picture.size == (found.width, found.height)
        # Exif 3.0, 4.6.5.1.4: where the first row and column of what is stored are to be seen.
        red, blue = {
            1: ((9, 20), (50, 20)), 2: ((50, 20), (9, 20)), 3: ((50, 20), (9, 20)), 4: ((9, 20), (50, 20)),
            5: ((20, 9), (20, 50)), 6: ((20, 9), (20, 50)), 7: ((20, 50), (20, 9)), 8: ((20, 50), (20, 9)),
        }[orientation]  # fmt: skip
        for at, strongest in ((red, 0), (blue, 2)):
            colour = picture.getpixel(at)
            assert isinstance(colour, tuple)
            assert max(range(3), key=lambda channel: colour[channel]) == strongest


def test_a_drawing_without_a_ground_gets_a_white_one() -> None:
    file = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(file, "PNG")
    with Image.open(io.BytesIO(derive(Derived(original(file.getvalue()), 10, WEBP, "")))) as picture:
        assert picture.convert("RGB").getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_picture_of_any_kind_of_pixels_can_be_made_smaller(mode: str) -> None:
    file = io.BytesIO()
    Image.new(mode, (40, 20)).save(file, "PNG")
    with Image.open(io.BytesIO(derive(Derived(original(file.getvalue()), 20, JPEG, "")))) as picture:
        assert picture.size == (20, 10)


def test_a_small_file_with_very_many_pixels_is_refused_before_it_is_unpacked() -> None:
    file = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(file, "PNG")
    assert len(file.getvalue()) < 200_000
    assert probed(file.getvalue()).fault == "P106"


@pytest.mark.parametrize("length", [0, 2, 10, 200, 700, 1000, 1500, 2000])
def test_a_file_that_was_cut_short_is_a_fault_and_never_an_exception(length: int) -> None:
    content = photo()
    assert length < len(content)
    assert probed(content[:length]).fault in ("P104", "P105")


def test_a_drawing_that_is_a_program_is_no_picture_whatever_it_is_called() -> None:
    assert probed(b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>').fault == "P104"


# --- what is planned ------------------------------------------------------------------------------


def _planned(site_root: Path) -> dict[str, Planned]:
    site = load(site_root).site
    assert site is not None
    return {one.path.name: one for one in pictures.plan(site.at(NOW))}


def test_each_size_is_made_once_and_none_larger_than_it_came(tmp_path: Path) -> None:
    root = site_with(tmp_path, photo(1000, 500), page=ABOUT + "\n![](bilde:skole)\n")
    names = sorted(re.sub(r"\.\w{12}\.", ".", name) for name in _planned(root))
    assert names == [
        "skole-1000.jpg", "skole-1000.webp", "skole-400.webp", "skole-800.jpg", "skole-800.webp",
    ]  # fmt: skip


@pytest.mark.parametrize("width", [1599, 1600, 1601, 2400])
def test_a_picture_wider_than_any_size_claims_each_address_once(width: int, tmp_path: Path) -> None:
    root = site_with(tmp_path, photo(width, 100), page=ABOUT + "\n![](bilde:skole)\n")
    assert check(Request(root, root / "output", NOW)).problems == ()


def test_what_no_page_shows_is_not_made(tmp_path: Path) -> None:
    assert _planned(site_with(tmp_path, photo(), page="# Om oss\n\nVi holder til her.\n")) == {}


def test_a_name_says_what_a_picture_is_made_of_and_how(tmp_path: Path) -> None:
    first = set(_planned(site_with(tmp_path / "a", photo())))
    again = set(_planned(site_with(tmp_path / "b", photo())))
    other = set(_planned(site_with(tmp_path / "c", photo(quality=50))))
    assert first == again
    assert first.isdisjoint(other)


def test_the_file_as_it_came_is_published_nowhere(tmp_path: Path) -> None:
    content = telltale()
    root = site_with(tmp_path / "site", content)
    built(root, tmp_path / "out")
    files = read_all(tmp_path / "out")
    assert len([path for path in files if "/skole-" in path]) == 5
    assert [path for path, made in files.items() if made == content or SECRET in made] == []


def test_a_picture_that_was_made_is_not_made_again(tmp_path: Path) -> None:
    root = site_with(tmp_path / "site", photo())
    built(root, tmp_path / "out")
    (root / "content/pages/om.md").write_text(ABOUT.replace("her", "der"), encoding="utf-8")
    again = built(root, tmp_path / "out")
    assert {path.as_posix() for path in again.rendered} == {"om/index.html"}


def test_a_picture_that_somebody_takes_away_while_the_site_is_built_is_told_of(tmp_path: Path) -> None:
    root = site_with(tmp_path / "site", photo())
    loaded = load(root)
    assert loaded.site is not None
    (original,) = loaded.site.of(Original)
    (root / "content/images/skole.jpg").unlink()
    derive.cache_clear()
    with pytest.raises(PictureFault) as fault:
        derive(Derived(original, 400, JPEG, ""))
    assert fault.value.code == "P105"


def test_what_a_file_was_found_to_be_is_remembered_by_what_it_holds(tmp_path: Path) -> None:
    root = site_with(tmp_path / "site", telltale())
    first = built(root, tmp_path / "out")
    (state,) = (root / ".cache/site-builder").glob("*.json")
    (known,) = json.loads(state.read_text(encoding="utf-8"))["pictures"].values()
    assert known == [900, 600, True, "", "", ""]
    assert built(root, tmp_path / "out").problems == first.problems != ()


# --- what a page says -----------------------------------------------------------------------------


def test_a_figure_has_its_size_its_text_and_whose_it_is(tmp_path: Path) -> None:
    site = load(site_with(tmp_path, photo(), RECORD + "  bildetekst: Skolen <b>\n")).site
    assert site is not None
    (figure,) = page_view(site.of(Page)[0], site.at(NOW)).pictures
    shown = re.sub(r"\.\w{12}\.", ".", figure)
    assert shown == (
        '<figure><picture><source type="image/webp" srcset="/assets/skole-400.webp 400w, /assets/skole-800.webp 800w, '
        '/assets/skole-900.webp 900w" sizes="(min-width: 44rem) 42rem, 100vw"><img src="/assets/skole-800.jpg" '
        'width="800" height="533" alt="Et rødt hus." loading="lazy" decoding="async"></picture>'
        "<figcaption>Skolen &lt;b&gt; <small>Foto: Eksempel kommune</small></figcaption></figure>"
    )


def test_what_is_no_photograph_says_what_it_is(tmp_path: Path) -> None:
    record = RECORD.replace("Eksempel kommune", '"Tegning: Eksempel skole"')
    site = load(site_with(tmp_path, photo(), record)).site
    assert site is not None
    assert "<small>Tegning: Eksempel skole</small>" in page_view(site.of(Page)[0], site.at(NOW)).pictures[0]


def test_a_text_may_call_a_picture_something_else_where_it_shows_it(tmp_path: Path) -> None:
    page = "# Om oss\n\nFør.\n\n![Huset fra elva.](bilde:skole)\n\nEtter.\n"
    site = load(site_with(tmp_path, photo(), page=page)).site
    assert site is not None
    body = page_view(site.of(Page)[0], site.at(NOW)).body
    assert 'alt="Huset fra elva."' in body
    assert "<p><figure" not in body
    assert body.startswith("<p>Før.</p>") and body.endswith("<p>Etter.</p>\n")


def test_a_picture_is_no_part_of_what_a_text_is_in_short(tmp_path: Path) -> None:
    page = "# Om oss\n\n![Huset fra elva.](bilde:skole)\n\nVi holder til her.\n"
    site = load(site_with(tmp_path, photo(), page=page)).site
    assert site is not None
    assert page_view(site.of(Page)[0], site).head.description == "Vi holder til her."


# --- consent --------------------------------------------------------------------------------------


def test_a_picture_leaves_with_its_files_when_the_consent_ends(tmp_path: Path) -> None:
    record = RECORD + "  barn: ja\n  samtykke_til: 2026-02-28\n"
    root = site_with(tmp_path / "site", photo(), record, ABOUT + "\n![](bilde:skole)\n")
    end = datetime(2026, 2, 28, 23, tzinfo=UTC)
    for now, is_there in ((end - timedelta(seconds=1), True), (end, False)):
        outcome = built(root, tmp_path / "out", now)
        files = read_all(tmp_path / "out")
        page = files["om/index.html"].decode()
        assert any("/skole-" in path for path in files) is is_there
        assert page.count("<figure") == (2 if is_there else 0)
        assert [one.code for one in outcome.problems] == ([] if is_there else ["P116"])
        # Between builds the browser takes it away.
        assert page.count(f'<figure data-t="{_minutes(end)}">') == (2 if is_there else 0)


def _minutes(moment: datetime) -> str:
    number, digits = int(moment.timestamp()) // 60, ""
    while number:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits


def test_a_picture_that_somebody_may_take_back_goes_nowhere_that_nobody_can_fetch_it_from(tmp_path: Path) -> None:
    text = "---\ntittel: Nytt hus\nbilder: skole\n---\n\nHuset er rødt.\n\n![](bilde:skole)\n"
    for record, is_shared in ((RECORD, True), (RECORD + "  samtykke_til: 2026-12-31\n", False)):
        root = site_with(tmp_path / str(is_shared), photo(), record)
        (root / "content/notices").mkdir()
        (root / "content/notices/2026-02-16-nyhet-hus.md").write_text(text, encoding="utf-8")
        built(root, tmp_path / f"out-{is_shared}")
        files = read_all(tmp_path / f"out-{is_shared}")
        page = files["aktuelt/2026-02-16-nyhet-hus/index.html"].decode()
        assert page.count("<figure") == 2
        assert ("og:image" in page) is is_shared
        assert ("skole-" in files["feeds/alt.atom"].decode()) is is_shared


def test_the_day_of_consent_is_a_change_instant(tmp_path: Path) -> None:
    root = site_with(tmp_path, photo(), RECORD + "  samtykke_til: 2026-02-28\n")
    site = load(root).site
    assert site is not None
    assert site.next_change(NOW) == datetime(2026, 2, 28, 23, tzinfo=UTC)
    assert site.at(datetime(2026, 3, 1, tzinfo=UTC)).of(Picture) == ()


# --- cards ----------------------------------------------------------------------------------------


CARD = Card("Barnehage og skole", "Søk om barnehageplass", "Eksempel kommune", "#123c2d", "")


def _size(content: bytes) -> tuple[int, int]:
    with Image.open(io.BytesIO(content)) as picture:
        return picture.size


@pytest.mark.parametrize("title", ["SFO", "Ordet" * 40, "Mange ord " * 60, "Čálli đ ŋ š ŧ ž æ ø å", ""])
def test_a_card_has_room_for_any_title(title: str) -> None:
    made = draw(Card("Tjenester", title, "Kárášjoga gielda", "#123c2d", ""))
    assert _size(made) == (1200, 630)
    assert len(made) < 40_000
    with Image.open(io.BytesIO(made)) as picture:
        # Nothing is written on the margins.
        edge = picture.convert("RGB").crop((1200 - 60, 0, 1200, 630 - 140))
        assert edge.getcolors() == [(edge.width * edge.height, (255, 255, 255))]


@pytest.mark.parametrize("letter", "æøåÆØÅčđŋšŧžČĐŊŠŦŽáäöïéіїєґ–«»")
def test_the_typeface_has_every_letter_that_is_written_here(letter: str) -> None:
    def drawn(text: str) -> bytes:
        return draw(Card("", text, "", "#123c2d", ""))

    assert drawn(letter) not in (drawn("\uffff"), drawn(""))


def test_a_card_is_the_same_whenever_it_is_drawn() -> None:
    first = draw(CARD)
    draw.cache_clear()
    assert draw(CARD) == first


def test_home_service_areas_top_tasks_and_alerts_have_cards(tmp_path: Path) -> None:
    files = {
        "content/categories.yaml": "skole:\n  tittel: Skole\n",
        "content/links.yaml": "sok:\n  tittel: Søk\n  nettadresse: https://skjema.example/\n",
        "content/services/sfo.md": "---\ntittel: SFO\nkort: Etter skolen.\nkategori: skole\nsøk: sok\n---\n",
        "content/services/buss.md": "---\ntittel: Buss\nkort: Til skolen.\nkategori: skole\n---\n",
        "content/notices/2026-02-17-krise-vann.md": "# Kok vannet\n\nKok alt vann.\n",
        "content/notices/2026-02-16-nyhet-hus.md": "# Nytt hus\n\nHuset er rødt.\n",
    }
    built(written(tmp_path / "site", files), tmp_path / "out")
    made = read_all(tmp_path / "out")
    has_card = {}
    for path, content in made.items():
        if path.endswith(".html"):
            found = re.findall(r'og:image" content="https://alt.eksempel.example/([^"]+)"', content.decode())
            assert all(_size(made[one]) == (1200, 630) for one in found)
            has_card[path] = bool(found)
    assert sorted(path for path, there in has_card.items() if there) == [
        "aktuelt/2026-02-17-krise-vann/index.html", "index.html", "tema/skole/index.html", "tjenester/sfo/index.html",
    ]  # fmt: skip


def test_the_card_of_an_alert_is_there_before_there_is_one(tmp_path: Path) -> None:
    quiet = small_site(tmp_path / "a", {})
    grave = small_site(tmp_path / "b", {"content/notices/2026-02-17-krise-vann.md": "# Kok vannet\n\nKok alt vann.\n"})
    assert {one.path for one in cards.plan(grave)} == {one.path for one in cards.plan(quiet)}


def test_a_check_makes_no_picture_and_says_the_same(tmp_path: Path) -> None:
    root = site_with(tmp_path / "site", telltale())
    derive.cache_clear()
    draw.cache_clear()
    checked_ = check(Request(root, tmp_path / "out", NOW))
    assert (derive.cache_info().misses, draw.cache_info().misses) == (0, 0)
    made = built(root, tmp_path / "out")
    assert (checked_.problems, checked_.total) == (made.problems, made.total)
    assert derive.cache_info().misses == 5 and draw.cache_info().misses == 5
