#!/usr/bin/env bash
# Draws have the committed bits in debug and release, for this machine's own instructions, under Miri
# (with its own rounding of platform functions, and big-endian), and on wasm32. What the toolchain
# lacks is skipped with a word.
set -euo pipefail
cd "$(dirname "$0")/bits"

has() { "$@" >/dev/null 2>&1; }
say() { printf '%-28s' "bits, $1:"; }

say debug; cargo run --quiet
say release; cargo run --quiet --release
say "release, native"; RUSTFLAGS="-C target-cpu=native" cargo run --quiet --release --target-dir target/native

if has cargo +nightly miri --version; then
    for target in "" s390x-unknown-linux-gnu; do
        say "miri ${target:-this machine}"
        MIRIFLAGS="-Zmiri-seed=7" cargo +nightly miri run --quiet ${target:+--target "$target"} 2>target/miri.txt ||
            { cat target/miri.txt; exit 1; }
    done
else
    say miri; echo "skipped: rustup component add miri rust-src --toolchain nightly"
fi

wasm=wasm32-wasip1
if [ -d "$(rustc --print sysroot)/lib/rustlib/$wasm" ] && has node --version; then
    say "$wasm"
    cargo build --quiet --release --target "$wasm"
    node --no-warnings -e '
        const { WASI } = require("wasi");
        const wasi = new WASI({ version: "preview1" });
        const bytes = require("fs").readFileSync(process.argv[1]);
        WebAssembly.instantiate(bytes, wasi.getImportObject())
            .then(({ instance }) => process.exit(wasi.start(instance)));
    ' "target/$wasm/release/climate-account-bits.wasm"
else
    say "$wasm"; echo "skipped: rustup target add $wasm, and node to run it"
fi
