#!/bin/sh
# Installs the programs that the slow tests drive, where that is possible without asking: as root, with apt-get.
# Elsewhere the tests that need them are skipped, and say which program is missing.
set -eu
missing=""
command -v nginx >/dev/null 2>&1 || missing="$missing nginx-light"
command -v virtuoso-t >/dev/null 2>&1 || missing="$missing virtuoso-opensource-7"
command -v javac >/dev/null 2>&1 || missing="$missing default-jdk-headless"
[ -e /usr/share/java/jena-core.jar ] || missing="$missing libapache-jena-java"
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
else
    echo "not installed:$missing; the tests that need them are skipped" >&2
fi
