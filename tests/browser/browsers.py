"""Which of the system's browsers is driven, by tests and by what is measured; make/chromium.sh looks for the same."""

from __future__ import annotations

import shutil

# The shell without windows first: what it shows is the same, in a quarter of the time.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def found() -> str | None:
    """Return where the browser is, if there is one."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)
