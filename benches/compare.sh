#!/usr/bin/env bash
# Runs the workloads here and in other tools on one core in turn, and prints ratios.
# Needs python3 with venv, and the network once. Usage: benches/compare.sh [ROUNDS] [FOLDER]
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-5}
folder=${2:-target/compare}
mkdir -p "$folder"

if [ ! -x "$folder/venv/bin/python" ]; then
    python3 -m venv "$folder/venv"
    "$folder/venv/bin/pip" install --quiet numpy numba pandas polars
    # Life-cycle software has many dependencies; without it that row is skipped.
    "$folder/venv/bin/pip" install --quiet bw2calc bw_processing ||
        echo "bw2calc did not install; its row is skipped" >&2
fi

executable=$(cargo bench --bench workloads --no-run 2>&1 | tee /dev/stderr |
    sed -n 's/.*Executable.*(\(.*\))$/\1/p' | tail -n 1)
"$executable" --write "$folder/inputs"
"$folder/venv/bin/python" benches/peers/compare.py "$executable" "$folder/inputs" "$rounds"
