#!/usr/bin/env bash
# Counts the instructions of one run of the hot loops and compares them with benches/instructions.csv.
# Times depend on what else the machine does; these counts do not. Usage: benches/instructions.sh [--write]
set -euo pipefail
cd "$(dirname "$0")/.."
bounds=benches/instructions.csv

if ! command -v valgrind > /dev/null; then
    echo "SKIPPED: valgrind is not installed, no instructions were counted" >&2
    exit 0
fi

executable=$(cargo bench --bench workloads --no-run 2>&1 | tee /dev/stderr |
    sed -n 's/.*Executable.*(\(.*\))/\1/p' | tail -n 1)

# A run alone is the difference of three runs and one, halved: inputs and start-up cancel out.
collected() {
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$executable" --repeat "$1" "$2" 2>&1 |
        sed -n 's/.*Collected : *//p'
}

failed=0
result="workload,instructions"
while IFS=, read -r workload bound; do
    [ "$workload" = workload ] && continue
    one=$(collected "$workload" 1)
    three=$(collected "$workload" 3)
    found=$(((three - one) / 2))
    result+=$'\n'"$workload,$found"
    per_mille=$(((found - bound) * 1000 / bound))
    note=ok
    if [ "$per_mille" -gt 20 ]; then
        note="MORE than the bound and 2 %"
        failed=1
    elif [ "$per_mille" -lt -20 ]; then
        note="fewer: write the new bound"
    fi
    printf '%-18s %12d instructions, bound %12d (%+d per mille): %s\n' \
        "$workload" "$found" "$bound" "$per_mille" "$note"
done < "$bounds"

if [ "${1:-}" = --write ]; then
    printf '%s\n' "$result" > "$bounds"
    exit 0
fi
exit "$failed"
