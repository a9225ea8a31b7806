#!/bin/sh
# The tests of the web editor drive Decap CMS, and decap-server, which reaches a local Git; npm fetches both, once. Exit
# code 3: npm is not here and cannot be installed, or what it is to fetch cannot be fetched.

folder=tests/system/editor

has_npm() {
    command -v node >/dev/null && command -v npm >/dev/null
}

fetch() {
    # What a package brings to run when it is installed is not run.
    test -d $folder/node_modules/decap-server ||
        npm ci --silent --ignore-scripts --no-audit --no-fund --prefix $folder || return 1
    make --silent venv && .venv/bin/site-builder admin
}

if ! has_npm && command -v apt-get >/dev/null; then
    if [ "$(id -u)" = 0 ]; then
        as_root=
    elif sudo -n true 2>/dev/null; then
        as_root=sudo
    else
        as_root=no
    fi
    if [ "$as_root" != no ]; then
        echo 'Installing npm for the tests of the web editor'
        export DEBIAN_FRONTEND=noninteractive
        # Without a mirror it is to say so soon.
        soon='-o Acquire::http::Timeout=20 -o Acquire::https::Timeout=20 -o Acquire::Retries=1'
        # shellcheck disable=SC2086
        $as_root apt-get $soon update -q && $as_root apt-get $soon install -q -y --no-install-recommends npm
    fi
fi

has_npm && fetch && exit 0

cat >&2 <<'SAY'
The tests of the web editor need Node.js with npm, and what tests/system/editor/package-lock.json names. Install npm, on Debian
and Ubuntu:
    sudo apt-get install npm
Then run make test-editor again.
SAY
exit 3
