#!/bin/sh
# Installs the programs that the slow tests drive, where that is possible without asking: Debian's packages as
# root, with apt-get, and what comes from npm into .programs/. Elsewhere the tests that need them are skipped,
# and say which program is missing.
set -eu
cd "$(dirname "$0")/.."
missing=""
command -v curl >/dev/null 2>&1 || missing="$missing curl"
command -v nginx >/dev/null 2>&1 || missing="$missing nginx-light"
command -v virtuoso-t >/dev/null 2>&1 || missing="$missing virtuoso-opensource-7"
command -v javac >/dev/null 2>&1 || missing="$missing default-jdk-headless"
[ -e /usr/share/java/jena-shacl.jar ] || missing="$missing libapache-jena-java"
command -v chromium >/dev/null 2>&1 || missing="$missing chromium fonts-dejavu-core"
command -v npm >/dev/null 2>&1 || missing="$missing nodejs npm"
if [ -n "$missing" ]; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        apt-get update -qq
        # shellcheck disable=SC2086
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
    else
        echo "not installed:$missing; the tests that need them are skipped" >&2
    fi
fi
# axe-core judges the pages in the browser, ldes-client follows the feed. A later Comunica wants a later Node.js
# than Debian has.
modules=.programs/node_modules
programs="axe-core@4 @comunica/query-sparql@4.4.1 ldes-client@0.3.0"
installed() { [ -e $modules/axe-core ] && [ -e $modules/.bin/comunica-sparql ] && [ -e $modules/.bin/ldes-client ]; }
if ! installed && command -v npm >/dev/null 2>&1; then
    # shellcheck disable=SC2086
    npm install --prefix .programs --silent --no-audit --no-fund $programs ||
        echo "not installed: $programs; the tests that need them are skipped" >&2
fi
