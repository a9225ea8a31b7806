"""Pictures: what one is, and the smaller ones made of it. Bytes in, bytes out; the only place that knows Pillow.

What is made holds pixels alone. A camera writes where and when, a phone whose it is, a program what was edited: none of
it is handed on.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import metadata
from typing import TYPE_CHECKING, Any

from site_builder.identity_numbers import Found, may_hold_numbers, numbers_in
from site_builder.model import Original
from site_builder.state import Probed

if TYPE_CHECKING:
    from PIL import Image

MOST_BYTES = 15 * 1024 * 1024
MOST_PIXELS = 40_000_000
"""40 megapixels are 160 MB once unpacked; a small file can hold many times that (a decompression bomb)"""
WIDEST_LOGO = 4
"""Times its height: a wider one leaves a telephone no room for the title"""
PALE = 200
"""Of 255, how light grey is: what has nothing darker has not 2:1 to white"""
_READ = ("JPEG", "PNG", "WEBP", "AVIF")
_GPS_IFD = 0x8825
"""The tag of Exif 3.0 (CIPA DC-008), 4.6.3, under which a camera writes where it was"""


class PictureFault(ValueError):
    """A file that cannot be taken for a picture. `code` is the problem's, `values` fill its sentence."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


@dataclass(frozen=True, slots=True)
class Kind:
    """A way to write pictures: Pillow's name of it, the ending, the media type, and how to write."""

    name: str
    ending: str
    media_type: str
    options: tuple[tuple[str, int | bool], ...]


JPEG = Kind("JPEG", "jpg", "image/jpeg", (("quality", 80), ("optimize", True), ("progressive", True)))
WEBP = Kind("WEBP", "webp", "image/webp", (("quality", 78), ("method", 6)))
AVIF = Kind("AVIF", "avif", "image/avif", (("quality", 60), ("speed", 6), ("max_threads", 1)))


@dataclass(frozen=True, slots=True)
class Fitted:
    """A picture to be: the whole of the original in a box of so many pixels, on white. PNG, since a coat of arms has
    sharp edges."""

    original: Original
    width: int
    height: int
    made_by: str


@dataclass(frozen=True, slots=True)
class Derived:
    """A picture to be: made of the original, so many pixels wide, written in one way."""

    original: Original
    width: int
    kind: Kind
    made_by: str


@cache
def version() -> str:
    """Return which Pillow makes pictures here, without importing it: another may make other bytes."""
    return metadata.version("pillow")


def probed(content: bytes) -> Probed:
    """Return what a file is as a picture, or the code of what is wrong with it."""
    try:
        with _opened(content) as picture:
            has_position = bool(picture.getexif().get_ifd(_GPS_IFD))
            picture.load()
            turned = _upright(picture)
            number = _identity_number(content, picture)
            number_and_sign = (number.masked, number.sign) if number else ("", "")
            return Probed(turned.width, turned.height, has_position, "", *number_and_sign)
    except PictureFault as fault:
        return Probed(fault=fault.code)


def _identity_number(content: bytes, picture: Image.Image) -> Found | None:
    """Return the first identity number in what the file says besides its pixels.

    Exif, XMP and comments stand in it as text, some with a zero for every other byte (UTF-16); PNG packs its own.
    """
    packed = (value.encode("utf-8", "replace") for value in picture.info.values() if isinstance(value, str))
    for text in (content.replace(b"\0", b""), *packed):
        if may_hold_numbers(text) and (found := next(numbers_in(text.decode("utf-8", "replace")), None)):
            return found
    return None


@lru_cache(maxsize=128)
def derive(wanted: Derived) -> bytes:
    """Return the picture; it is made once, whatever is built besides.

    Raises PictureFault where the file has changed since it was probed, and cannot be read.
    """
    from PIL import Image

    with _opened(_content(wanted.original)) as picture:
        upright = _upright(picture)
        height = max(1, round(upright.height * wanted.width / upright.width))
        plain = _on_white(upright)
        small = plain.resize((wanted.width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
        # Comments and colour profiles would come along with it.
        small.info.clear()
        file = io.BytesIO()
        small.save(file, wanted.kind.name, **dict(wanted.kind.options))
        return file.getvalue()


@lru_cache(maxsize=16)
def fit(wanted: Fitted) -> bytes:
    """Return the picture as PNG; what is not as wide or as high as its box stands in the middle of it.

    Raises PictureFault where the file has changed since it was probed, and cannot be read.
    """
    from PIL import Image, ImageOps

    with _opened(_content(wanted.original)) as picture:
        plain = _on_white(_upright(picture))
        small = ImageOps.pad(plain, (wanted.width, wanted.height), Image.Resampling.LANCZOS, color="white")
        small.info.clear()
        file = io.BytesIO()
        small.quantize(128, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
        return file.getvalue()


@lru_cache(maxsize=16)
def is_lost_on_white(original: Original) -> bool:
    """Return whether next to nothing of a picture is seen on white: one that was drawn white, for a dark ground."""
    try:
        with _opened(_content(original)) as picture:
            greys = _on_white(_upright(picture)).convert("L").histogram()
    except PictureFault:
        return False
    return not any(greys[:PALE])


def _content(original: Original) -> bytes:
    try:
        return original.read()
    except OSError:
        raise PictureFault("P105") from None


@contextmanager
def _opened(content: bytes) -> Iterator[Image.Image]:
    from PIL import Image, UnidentifiedImageError

    with warnings.catch_warnings():
        # Pillow only warns of what is somewhat too large.
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        warnings.filterwarnings("ignore", category=UserWarning)
        try:
            with Image.open(io.BytesIO(content), formats=_READ) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise PictureFault("P106")
                yield picture
        except PictureFault:
            raise
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            raise PictureFault("P106") from None
        except UnidentifiedImageError:
            raise PictureFault("P104") from None
        except (OSError, ValueError, SyntaxError, EOFError, MemoryError, TypeError, KeyError, IndexError):
            # What a damaged file makes of a decoder is no one exception.
            raise PictureFault("P105") from None


def _upright(picture: Image.Image) -> Image.Image:
    """Return it as it is to be seen: a camera that was held on its side says so in a tag."""
    from PIL import ImageOps

    return ImageOps.exif_transpose(picture)


def _on_white(picture: Image.Image) -> Image.Image:
    """Return it in plain colours: a drawing with no ground of its own would be dark on dark."""
    from PIL import Image

    picture = _in_srgb(picture)
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    ground = Image.new("RGBA", picture.size, "white")
    return Image.alpha_composite(ground, picture.convert("RGBA")).convert("RGB")


def _in_srgb(picture: Image.Image) -> Image.Image:
    """Return it in the colours of the web: phones write in others, which look dull where their profile is lost."""
    from PIL import ImageCms

    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in ("RGB", "CMYK"):
        return picture
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target: Any = ImageCms.createProfile("sRGB")
        found = ImageCms.profileToProfile(picture, source, target, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return picture
    return found or picture
