#!/usr/bin/env bash
# Draws have the committed bits in debug and release and for this machine's own instructions; with
# `all`, also under Miri (with its own rounding of platform functions, and big-endian), and on wasm32,
# which takes minutes. What the toolchain lacks is skipped with a word.
set -euo pipefail
cd "$(dirname "$0")/bits"

passed=0
skipped=0
has() { "$@" >/dev/null 2>&1; }
run() { # what, then a command
    printf '%-28s' "bits, $1:"
    shift
    "$@"
    passed=$((passed + 1))
}
skip() {
    printf '%-28sskipped: %s\n' "bits, $1:" "$2"
    skipped=$((skipped + 1))
}

run debug cargo run --quiet
run release cargo run --quiet --release
RUSTFLAGS="-C target-cpu=native" run "release, native" cargo run --quiet --release --target-dir target/native

wasm=wasm32-wasip1
if [ "${1:-}" != all ]; then
    skip miri "tests/bits.sh all"
    skip "$wasm" "tests/bits.sh all"
else
    if has cargo +nightly miri --version; then
        for target in "" s390x-unknown-linux-gnu; do
            MIRIFLAGS="-Zmiri-seed=7" run "miri ${target:-this machine}" \
                cargo +nightly miri run --quiet ${target:+--target "$target"}
        done
    else
        skip miri "rustup component add miri rust-src --toolchain nightly"
    fi
    if [ -d "$(rustc --print sysroot)/lib/rustlib/$wasm" ] && has node --version; then
        cargo build --quiet --release --target "$wasm"
        run "$wasm" node --no-warnings -e '
            const { WASI } = require("wasi");
            const wasi = new WASI({ version: "preview1" });
            const bytes = require("fs").readFileSync(process.argv[1]);
            WebAssembly.instantiate(bytes, wasi.getImportObject())
                .then(({ instance }) => process.exit(wasi.start(instance)));
        ' "target/$wasm/release/climate-account-bits.wasm"
    else
        skip "$wasm" "rustup target add $wasm, and node to run it"
    fi
fi
echo "bits: $passed passed, 0 failed, $skipped skipped"
