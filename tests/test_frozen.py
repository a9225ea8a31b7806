"""The text digests are made of: equal for equal views only, and only frozen plain values are taken."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from site_builder.rendering.frozen import frozen


@dataclass(frozen=True, slots=True)
class View:
    title: str
    rows: tuple[object, ...] = ()


@dataclass
class Loose:
    title: str


def test_equal_views_have_equal_texts() -> None:
    assert frozen(View("a", (1, None, True))) == frozen(View("a", (1, None, True)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (View("a"), View("b")),
        (View("a", ("b", "c")), View("a", ("b,c",))),
        (View("a", (1,)), View("a", ("1",))),
        (View("a", (True,)), View("a", (1,))),
        (View("a", (None,)), View("a", ("None",))),
        (View("a", (("b",),)), View("a", ("b",))),
    ],
)
def test_different_views_have_different_texts(one: View, other: View) -> None:
    assert frozen(one) != frozen(other)


@pytest.mark.parametrize("value", [["a"], {"a": 1}, {1}, Loose("a"), object()])
def test_what_can_change_may_not_stand_in_a_view(value: object) -> None:
    with pytest.raises(TypeError):
        frozen(View("a", (value,)))
