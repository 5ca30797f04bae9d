#!/bin/sh
# tools/venv.sh requirements/<lock>.txt: makes .venv if there is no working one, and installs the lock into it.
#
# Only Python 3.11+ may be taken for granted. Debian and Ubuntu ship it without ensurepip (`python3 -m venv` fails) and
# with a pip that refuses to install outside a virtual environment, hence the three roads below.
# Planerka itself is not installed: `python -m bot` and the tests run on the tree as it lies. So the lock needs no build
# backend, nothing is built, and an edited file is the file that runs.
set -eu

venv=.venv
lock=$1

works() {
    "$venv/bin/python" -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

# Newest first. aiogram refuses 3.15, so a newer Python must not hide an older one that serves.
pythons() {
    for name in python3.14 python3.13 python3.12 python3.11 python3 python; do
        if "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null; then echo "$name"; fi
    done
}

by_ensurepip() {
    for python in $(pythons); do
        if "$python" -c 'import ensurepip, venv' 2>/dev/null; then "$python" -m venv --clear "$venv" && return; fi
    done
    return 1
}

# Debian's pip does install when it is pointed at a virtual environment.
by_system_pip() {
    for python in $(pythons); do
        if "$python" -c 'import pip, venv' 2>/dev/null; then
            "$python" -m venv --clear --without-pip "$venv" &&
                "$python" -m pip --quiet --python "$venv/bin/python" install pip && return
        fi
    done
    return 1
}

# Root in a container, as a rule: nobody there to ask, and nobody else's system.
by_apt() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
    echo "This Python cannot make virtual environments: installing python3-venv"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq && apt-get install -qq --yes --no-install-recommends python3-venv >/dev/null && by_ensurepip
}

if ! works; then
    if [ -z "$(pythons)" ]; then
        echo "Planerka needs Python 3.11, 3.12, 3.13 or 3.14; install one of them and run make again." >&2
        exit 1
    fi
    if ! { by_ensurepip || by_system_pip || by_apt; }; then
        echo "This Python cannot make virtual environments. Type: sudo apt-get install python3-venv   then run make again." >&2
        exit 1
    fi
fi

echo "Installing $lock into $venv"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes --requirement "$lock"
