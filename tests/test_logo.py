"""The coat of arms or logo: where it stands, and that nothing is there without one."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from PIL import Image

from tests.support import FULL, SMALL_SETTINGS, built, read_all, written

RECORD = 'vapen:\n  fil: vapen.png\n  alt: Et våpen.\n  foto: "Tegning: Eksempel kommune"\n'


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("full")
    built(FULL, out)
    return read_all(out)


def _logo_of(page: str) -> tuple[str, int, int]:
    found = re.search(r'<a class="brand"[^>]*><img src="/mini/([^"]+)" width="(\d+)" height="(\d+)" alt="">Små', page)
    assert found is not None
    return found[1], int(found[2]), int(found[3])


def test_the_logo_stands_before_the_name_and_has_its_room_and_no_text_of_its_own(files: dict[str, bytes]) -> None:
    address, width, height = _logo_of(files["index.html"].decode())
    assert (width, height) == (29, 36)
    with Image.open(io.BytesIO(files[address])) as picture:
        assert picture.format == "PNG"
        assert picture.size == (2 * width, 2 * height)
    assert len(files[address]) < 4000


def test_what_can_be_seen_through_is_white(files: dict[str, bytes]) -> None:
    address, _, _ = _logo_of(files["index.html"].decode())
    with Image.open(io.BytesIO(files[address])) as picture:
        assert picture.convert("RGB").getpixel((0, picture.height - 1)) == (255, 255, 255)


def test_the_logo_is_the_icon_of_pages_in_a_square(files: dict[str, bytes]) -> None:
    found = re.search(r'<link rel="icon" href="/mini/([^"]+)">', files["index.html"].decode())
    assert found is not None
    with Image.open(io.BytesIO(files[found[1]])) as picture:
        assert picture.size == (64, 64)


def test_the_logo_stands_on_the_sheet_of_a_crisis_whose_policy_lets_it(files: dict[str, bytes]) -> None:
    sheet = files["aktuelt/krise-vann-vika/ark/index.html"].decode()
    assert f'<img src="/mini/{_logo_of(files["index.html"].decode())[0]}"' in sheet
    assert "img-src 'self' data:" in sheet


def test_an_embed_has_the_icon_and_no_logo(files: dict[str, bytes]) -> None:
    assert b'class="brand"' not in files["embed/index.html"]


def test_a_card_has_the_logo_at_the_end_of_its_band(tmp_path: Path) -> None:
    def corner(name: str, settings: str) -> tuple[object, ...]:
        root = written(tmp_path / name, {"content/site.yaml": settings, "content/images.yaml": RECORD})
        (root / "content/images").mkdir()
        (root / "content/images/vapen.png").write_bytes((FULL / "content/images/vapen.png").read_bytes())
        built(root, tmp_path / f"{name}-out")
        made = read_all(tmp_path / f"{name}-out")
        page = made["index.html"].decode()
        found = re.search(r'property="og:image" content="https://alt.eksempel.example/([^"]+)"', page)
        assert found is not None
        with Image.open(io.BytesIO(made[found[1]])) as picture:
            colour = picture.convert("RGB").getpixel((1200 - 72 - 2, 630 - 18))
            return (colour, "<img" in page)

    accent = (0x1F, 0x4E, 0x79)
    assert corner("without", SMALL_SETTINGS) == (accent, False)
    assert corner("with", f"{SMALL_SETTINGS}logo: vapen\n") == ((255, 255, 255), True)
