"""Runs the crate and its peers in turn and prints ratios: python compare.py EXECUTABLE FOLDER [ROUNDS]

Every round runs each once, so that all see the same machine; of each the least time counts. Results
have to agree: sums to nine digits, those of random draws within five standard errors.
"""

import json
import math
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ONE_CORE = {
    name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "POLARS_MAX_THREADS", "NUMBA_NUM_THREADS")
}
DRAWS = {"monte-carlo-10k": 10_000, "monte-carlo-100k": 100_000}


def run(command):
    # Settings of the machine that choose kernels by hand would slow the peers.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("OPENBLAS")}
    done = subprocess.run(command, capture_output=True, text=True, env=environment | ONE_CORE)
    if done.returncode:
        return None, (done.stderr.strip().splitlines() or ["no message"])[-1]
    return json.loads(done.stdout.strip().splitlines()[-1]), None


def agree(workload, ours, theirs):
    for key, value in theirs.items():
        own = float(ours[key])
        allowed = 1e-9 * abs(own)
        if workload in DRAWS:
            # A percentile is less certain than a mean; bw2calc draws 500 times.
            count = 500 if set(theirs) == {"mean", "sd"} else DRAWS[workload]
            wide = {"mean": 1.0, "sd": 1.5, "median": 1.3, "low": 3.0, "high": 3.5}[key]
            allowed = 5 * wide * float(ours["sd"]) * math.sqrt(1 / count + 1 / DRAWS[workload])
        if not abs(own - value) <= allowed:
            return f"{key}: {own} here, {value} there"
    return "equal"


def main():
    executable, folder = sys.argv[1:3]
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    peers = [line.split() for line in subprocess.run([sys.executable, HERE / "peers.py", "list"], capture_output=True, text=True, check=True).stdout.splitlines()]
    workloads = list(dict.fromkeys(workload for workload, _ in peers))
    least, results, problems = {}, {}, {}

    def note(name, found, problem):
        if problem:
            problems[name] = problem
        else:
            least[name] = min(least.get(name, math.inf), found["ms"])
            results[name] = found["results"]

    for round_ in range(rounds):
        print(f"round {round_ + 1} of {rounds}", file=sys.stderr)
        for workload in workloads:
            note(workload, *run([executable, "--time", workload]))
            for name in (name for of, name in peers if of == workload and name not in problems):
                slow = least.get(name, 0) > 5000
                if not (slow and round_ > 0):
                    note(name, *run([sys.executable, HERE / "peers.py", name, folder]))

    print("| workload | tool | ms | times the crate | results |\n|---|---|---|---|---|")
    unequal = False
    for workload in workloads:
        own = least[workload]
        print(f"| {workload} | climate-account | {own:.3g} | 1 | checked |")
        for name in (name for of, name in peers if of == workload):
            if name in problems:
                print(f"| | {name} | skipped: {problems[name]} | | |")
                continue
            verdict = agree(workload, results[workload], results[name])
            unequal |= verdict != "equal"
            print(f"| | {name} | {least[name]:.3g} | {least[name] / own:.2f} | {verdict} |")
    sys.exit(1 if unequal else 0)


if __name__ == "__main__":
    main()
