#!/bin/sh
# Installs the programs that the slow tests drive, where that is possible without asking: as root, with apt-get.
# Elsewhere the tests that need them are skipped, and say which program is missing.
set -eu
here=$(dirname "$0")
missing=""
command -v nginx >/dev/null 2>&1 || missing="$missing nginx-light"
command -v virtuoso-t >/dev/null 2>&1 || missing="$missing virtuoso-opensource-7"
command -v chromium >/dev/null 2>&1 || missing="$missing chromium fonts-dejavu-core"
command -v npm >/dev/null 2>&1 || missing="$missing npm"
if [ -z "$missing" ]; then
    :
elif [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
else
    echo "not installed:$missing; the tests that need them are skipped" >&2
fi
# axe-core judges the pages in the browser. It is no program but a script, so it stays in this folder.
if [ ! -f "$here/programs/node_modules/axe-core/axe.min.js" ] && command -v npm >/dev/null 2>&1; then
    npm install --silent --no-save --no-package-lock --prefix "$here/programs" axe-core@4 ||
        echo "not installed: axe-core; the tests that need it are skipped" >&2
fi
