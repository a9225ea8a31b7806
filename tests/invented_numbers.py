"""Identity numbers of nobody: Skatteetaten's invented people have 80 added to the month, NAV's and hospitals' 40."""

from __future__ import annotations


def invented(date: str, individual: int = 100, remainder: int = 0, month: int = 80) -> str:
    """Return the first number of an invented person born on a day (`ddmmyy`) from an individual number on.

    `remainder` is what is to be left of the first sum: 0 by today's rule, 1 to 3 from 2032 on.
    """
    day = f"{date[:2]}{int(date[2:4]) + month:02d}{date[4:]}"
    while True:
        begun = f"{day}{individual:03d}"
        first = (remainder - sum(int(a) * b for a, b in zip(begun, (3, 7, 6, 1, 8, 9, 4, 5, 2), strict=True))) % 11
        whole = f"{begun}{first}"
        second = -sum(int(a) * b for a, b in zip(whole, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2), strict=False)) % 11
        # A check digit of ten discards the number.
        if first < 10 and second < 10:
            return f"{whole}{second}"
        individual += 1


def written(number: str, between: str, groups: tuple[int, ...] = (6, 5)) -> str:
    """Return a number with something between its groups of digits."""
    parts = []
    for length in groups:
        parts.append(number[:length])
        number = number[length:]
    return between.join(parts)
