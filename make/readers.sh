#!/bin/sh
# The tests of the whole read our feeds and calendars with other people's programs, from the system's own packages.
# Are they here? If not, install them where that needs no password. Exit code 3: they are not, and cannot be.

works() {
    for name in newsboat sfeed sfeed_update curl khal; do
        command -v "$name" >/dev/null || return 1
    done
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
    echo 'Installing readers of feeds and calendars for the tests of the whole'
    export DEBIAN_FRONTEND=noninteractive
    # Without a mirror it is to say so soon.
    soon='-o Acquire::http::Timeout=20 -o Acquire::https::Timeout=20 -o Acquire::Retries=1'
    # shellcheck disable=SC2086
    $as_root apt-get $soon update -q && $as_root apt-get $soon install -q -y newsboat sfeed curl khal
    works && exit 0
fi

cat >&2 <<'SAY'
The tests of the whole need newsboat, sfeed, curl and khal, and not all of them were found. Install them, on Debian and Ubuntu:
    sudo apt-get install newsboat sfeed curl khal
Then run make test-system again.
SAY
exit 3
