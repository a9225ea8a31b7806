#!/bin/sh
# The browser tests drive the system's own browser. Is there one that starts? If not, install it
# where that needs no password, else say how.

works() {
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        # Asked for its version: Ubuntu has a chromium-browser that only says "install the snap".
        "$name" --version >/dev/null 2>&1 && return 0
    done
    return 1
}

works && exit 0

if [ "$(id -u)" = 0 ]; then
    as_root=
elif sudo -n true 2>/dev/null; then
    as_root=sudo
else
    as_root=no
fi

if [ "$as_root" != no ] && command -v apt-get >/dev/null; then
    echo 'Installing Chromium for the browser tests'
    export DEBIAN_FRONTEND=noninteractive
    $as_root apt-get update -q && $as_root apt-get install -q -y chromium
    works && exit 0
fi

cat >&2 <<'SAY'
The browser tests need Chromium or Google Chrome, and none was found. Install it, on Debian:
    sudo apt-get install chromium
On Ubuntu:
    sudo snap install chromium
Then run make test again.
SAY
exit 1
