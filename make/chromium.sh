#!/bin/sh
# The browser tests drive the system's own browser. Is there one that starts? If not, install it where that needs no
# password, else say how. The shell without windows takes a quarter of the time: where CI can have it, it is installed
# even beside another.

works() {
    for name in "$@"; do
        # Asked for its version: Ubuntu has a chromium-browser that only says "install the snap".
        "$name" --version >/dev/null 2>&1 && return 0
    done
    return 1
}

shell=chromium-headless-shell
any="$shell chromium chromium-browser google-chrome google-chrome-stable"

works $shell && exit 0
# shellcheck disable=SC2086
[ -z "${CI:-}" ] && works $any && exit 0

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
    # Without a mirror it is to say so soon.
    soon='-o Acquire::http::Timeout=20 -o Acquire::https::Timeout=20 -o Acquire::Retries=1'
    # shellcheck disable=SC2086
    {
        $as_root apt-get $soon update -q
        $as_root apt-get $soon install -q -y $shell || works $any || $as_root apt-get $soon install -q -y chromium
    }
fi
# shellcheck disable=SC2086
works $any && exit 0

cat >&2 <<'SAY'
The browser tests need Chromium or Google Chrome, and none was found. Install it, on Debian:
    sudo apt-get install chromium-headless-shell
On Ubuntu:
    sudo snap install chromium
Then run make test again.
SAY
exit 1
