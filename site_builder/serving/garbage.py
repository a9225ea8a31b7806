"""When this program looks for garbage: a look through all that a site is takes as long as to read it, and comes when
somebody waits, where Python chooses."""

from __future__ import annotations

import gc

SELDOM = 1000
"""How many collections of what is younger go before one of everything that Python itself decides on"""


def collect() -> None:
    """Collect all there is now, and leave what is no garbage out of the next looks."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    young, older, _ = gc.get_threshold()
    gc.set_threshold(young, older, SELDOM)
