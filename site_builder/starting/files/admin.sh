#!/bin/sh
# The editor for the browser, where the settings turn it on. In CI npm is installed where it can be and is not there; if
# the editor cannot be had, that is said, and what is to be published is published without it.

grep -qE '^(nettredigering|web_editor):' content/site.yaml || exit 0

if [ -n "${CI:-}" ] && [ "$(id -u)" = 0 ] && ! command -v npm >/dev/null && command -v apt-get >/dev/null; then
    export DEBIAN_FRONTEND=noninteractive
    # Without a mirror it is to say so soon.
    soon='-o Acquire::http::Timeout=20 -o Acquire::https::Timeout=20 -o Acquire::Retries=1'
    # shellcheck disable=SC2086
    apt-get $soon update -q && apt-get $soon install -q -y --no-install-recommends npm
fi
site-builder admin || test -n "${CI:-}"
