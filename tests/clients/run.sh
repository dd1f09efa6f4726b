#!/usr/bin/env bash
# Opens what the crate exports with the clients that others use: pyam, primap2, jsonschema.
#
# The clients are installed into target/clients. Where there is no fitting Python, or no package index
# that answers, nothing is checked, and the last line says so. Ends with a line of counts; fails if a
# check fails.
set -euo pipefail
cd "$(dirname "$0")/../.."

place=target/clients
packages=tests/clients/requirements.txt

skip() {
    printf 'clients: 0 passed, 0 failed, 1 skipped (%s)\n' "$1"
    exit 0
}

fits() {
    "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info[:2] not in [(3, 11), (3, 12)])' 2> /dev/null
}

python=
for candidate in python3 python3.11 python3.12; do
    if fits "$candidate"; then
        python=$candidate
        break
    fi
done
[ -n "$python" ] || skip "no Python 3.11 or 3.12 with venv"

mkdir -p "$place"
pip() {
    "$place/venv/bin/python" -m pip --disable-pip-version-check install --quiet --no-deps \
        --timeout 20 --retries 2 "$@"
}

# An environment that is complete says what it was made of.
if ! cmp -s "$packages" "$place/made-of.txt"; then
    rm -rf "$place/venv" "$place/made-of.txt"
    "$python" -m venv "$place/venv"
    if ! pip -r "$packages"; then
        # An index that has this one package answers, so the list is what is wrong.
        pip "$(grep '^jsonschema==' "$packages")" || skip "no package index answers"
        printf 'clients: 0 passed, 1 failed, 0 skipped (the clients cannot be installed)\n'
        exit 1
    fi
    cp "$packages" "$place/made-of.txt"
fi

rm -rf "$place/exports"
cargo run --quiet --all-features --example exchange -- "$place/exports" > "$place/exports.txt"
# Clients cache where they lie; a cache of an earlier environment elsewhere would lead nowhere.
export XDG_CACHE_HOME="$PWD/$place/cache"
exec "$place/venv/bin/python" tests/clients/check.py "$place/exports"
