"""What other tools take for the workloads of benches/workloads, on the same inputs.

    python peers.py list                    names of what can be run
    python peers.py NAME FOLDER             one line of JSON: least time in ms, and results

FOLDER is what `cargo bench --bench workloads -- --write FOLDER` wrote. Each tool gets its inputs in
the structure that suits it before the clock starts.
"""

import json
import pathlib
import sys
import time

import numpy as np

PLACES, YEARS, LINES, GASES, SECTORS = 98, 34, 120, 3, 8
GWP = np.array([1.0, 28.0, 265.0])
PEERS = {}


def peer(workload):
    """Registers a function that prepares inputs and gives back what is timed and what it found."""

    def register(function):
        PEERS[function.__name__] = (workload, function)
        return function

    return register


class Inputs:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)

    def integers(self, name, *shape):
        return np.fromfile(self.folder / f"{name}.i64", "<i8").reshape(shape or -1)

    def floats(self, name, *shape):
        return np.fromfile(self.folder / f"{name}.f64", "<f8").reshape(shape or -1)

    def flags(self, name, *shape):
        return self.integers(name, *shape).astype(bool)

    def sector_starts(self):
        sectors = self.integers("sectors")
        return np.flatnonzero(np.diff(sectors, prepend=-1))

    def account(self):
        """Amounts, base units in a unit, and kg for each gas (year, line, gas)."""
        amounts = self.integers("activities", PLACES, YEARS, LINES) / 1e3
        units = self.integers("units") / 10
        factors = self.integers("factors", GASES, YEARS, LINES) / 1e6
        return amounts, units, np.ascontiguousarray(np.moveaxis(factors, 0, 2))


def total(tonnes):
    return {"total": float(np.sum(tonnes))}


# The account: tonnes of CO2e by place, year and sector.


@peer("account")
def account_numpy_fused(inputs):
    """CO2e alone: the gases are added up in the factor, before the amounts are looked at."""
    amounts, units, factors = inputs.account()
    starts = inputs.sector_starts()

    def run():
        co2e = factors @ GWP * units / 1000
        return np.add.reduceat(amounts * co2e, starts, axis=2)

    return run, total


@peer("account")
def account_numpy_per_gas(inputs):
    """The mass of each gas of each line."""
    amounts, units, factors = inputs.account()
    starts = inputs.sector_starts()

    def run():
        masses = (amounts * units)[..., None] * factors
        return np.add.reduceat(masses @ GWP / 1000, starts, axis=2)

    return run, total


@peer("account")
def account_numba(inputs):
    """A compiled loop: sums for each gas and sector."""
    import numba

    amounts, units, factors = inputs.account()
    sectors = inputs.integers("sectors")

    @numba.njit
    def sums(amounts, units, factors, sectors, gwp):
        places, years, lines = amounts.shape
        gases = np.zeros((places, years, SECTORS, GASES))
        tonnes = np.zeros((places, years, SECTORS))
        for place in range(places):
            for year in range(years):
                for line in range(lines):
                    amount = amounts[place, year, line] * units[line]
                    for gas in range(GASES):
                        gases[place, year, sectors[line], gas] += amount * factors[year, line, gas]
                for sector in range(SECTORS):
                    for gas in range(GASES):
                        tonnes[place, year, sector] += gases[place, year, sector, gas] * gwp[gas] / 1000
        return gases, tonnes

    return (lambda: sums(amounts, units, factors, sectors, GWP)[1]), total


def account_columns(inputs):
    """The same as long tables with names, as columns."""
    amounts, units, factors = inputs.account()
    places = [f"M{place:03}" for place in range(PLACES)]
    lines = [f"L{line:03}" for line in range(LINES)]
    years = np.arange(1990, 1990 + YEARS)
    activities = {
        "place": np.repeat(places, YEARS * LINES),
        "year": np.tile(np.repeat(years, LINES), PLACES),
        "line": np.tile(lines, PLACES * YEARS),
        "amount": amounts.ravel(),
    }
    kilograms = {
        "year": np.repeat(years, LINES * GASES),
        "line": np.tile(np.repeat(lines, GASES), YEARS),
        "gas": np.tile(["CO2", "CH4", "N2O"], YEARS * LINES),
        "kg": factors.ravel(),
    }
    sectors = {"line": lines, "sector": [f"S{sector}" for sector in inputs.integers("sectors")], "unit": units}
    return activities, kilograms, sectors, {"gas": ["CO2", "CH4", "N2O"], "gwp": GWP}


@peer("account")
def account_polars(inputs):
    import polars

    names = {
        "place": [f"M{place:03}" for place in range(PLACES)],
        "line": [f"L{line:03}" for line in range(LINES)],
        "sector": [f"S{sector}" for sector in range(SECTORS)],
        "gas": ["CO2", "CH4", "N2O"],
    }

    def table(columns):
        frame = polars.DataFrame({name: list(values) if name in names else values for name, values in columns.items()})
        return frame.with_columns(polars.col(name).cast(polars.Enum(names[name])) for name in columns if name in names).lazy()

    activities, kilograms, sectors, gwp = map(table, account_columns(inputs))
    tonnes = polars.col("amount") * polars.col("unit") * polars.col("kg") * polars.col("gwp") / 1000

    def run():
        joined = activities.join(sectors, on="line").join(kilograms, on=["line", "year"]).join(gwp, on="gas")
        sums = joined.with_columns(tonnes.alias("t")).group_by("place", "year", "sector").agg(polars.col("t").sum())
        return sums.collect()

    return run, lambda frame: total(frame["t"].to_numpy())


@peer("account")
def account_pandas(inputs):
    import pandas

    def table(columns):
        frame = pandas.DataFrame(columns)
        for name in ("place", "line", "sector", "gas"):
            if name in frame:
                frame[name] = frame[name].astype("category")
        return frame

    activities, kilograms, sectors, gwp = map(table, account_columns(inputs))

    def run():
        joined = activities.merge(sectors, on="line").merge(kilograms, on=["line", "year"]).merge(gwp, on="gas")
        joined["t"] = joined["amount"] * joined["unit"] * joined["kg"] * joined["gwp"] / 1000
        return joined.groupby(["place", "year", "sector"], observed=True)["t"].sum()

    return run, total


# Monte Carlo: mean, standard deviation and percentiles of the total and of each sector.


def draws(inputs, count, block):
    means, spreads = inputs.floats("means"), inputs.floats("deviations")
    deviations = inputs.floats("variations") * means
    modes, lows, highs = inputs.floats("modes"), inputs.floats("lows"), inputs.floats("highs")
    factor_spreads = inputs.floats("factor_deviations")
    is_log, is_triangle = inputs.flags("lognormal"), inputs.flags("triangular")
    factor_of, starts = inputs.integers("factor_of"), inputs.sector_starts()

    def some(random, size):
        amounts = np.empty((size, LINES))
        log, normal = np.flatnonzero(is_log), np.flatnonzero(~is_log)
        amounts[:, log] = random.lognormal(np.log(means[log]), np.log(spreads[log]), (size, len(log)))
        amounts[:, normal] = random.normal(means[normal], deviations[normal], (size, len(normal)))
        factors = np.empty((size, len(modes)))
        three, log = np.flatnonzero(is_triangle), np.flatnonzero(~is_triangle)
        factors[:, three] = random.triangular(lows[three], modes[three], highs[three], (size, len(three)))
        factors[:, log] = random.lognormal(np.log(modes[log]), np.log(factor_spreads[log]), (size, len(log)))
        return np.add.reduceat(amounts * factors[:, factor_of], starts, axis=1)

    def run():
        random = np.random.default_rng(1)
        sizes = [min(block, count - first) for first in range(0, count, block)]
        sectors = np.concatenate([some(random, size) for size in sizes])
        outputs = np.column_stack([sectors.sum(axis=1), sectors])
        return outputs.mean(axis=0), outputs.std(axis=0, ddof=1), np.percentile(outputs, [2.5, 50, 97.5], axis=0)

    def results(found):
        mean, deviation, (low, median, high) = found
        return {"mean": mean[0], "sd": deviation[0], "low": low[0], "median": median[0], "high": high[0]}

    return run, results


@peer("monte-carlo-10k")
def monte_carlo_10k_numpy(inputs):
    return draws(inputs, 10_000, 4096)


@peer("monte-carlo-100k")
def monte_carlo_100k_numpy(inputs):
    return draws(inputs, 100_000, 4096)


@peer("monte-carlo-10k")
def monte_carlo_10k_bw2calc(inputs):
    """Life-cycle framing, total alone: factors emit, lines take from factors, one account takes the
    lines. Timed are 500 draws, counted as if they were 10,000."""
    import bw2calc
    import bw_processing

    means, modes = inputs.floats("means"), inputs.floats("modes")
    spreads, factor_spreads = inputs.floats("deviations"), inputs.floats("factor_deviations")
    deviations, factor_of = inputs.floats("variations") * means, inputs.integers("factor_of")
    fields = ("uncertainty_type", "loc", "scale", "shape", "minimum", "maximum", "negative")
    nothing = dict.fromkeys(fields, np.nan) | {"uncertainty_type": 0, "negative": False}

    def law(**given):
        return tuple((nothing | given)[field] for field in fields)

    def lognormal(median, spread):
        return law(uncertainty_type=2, loc=np.log(median), scale=np.log(spread))

    account, first_line, first_factor, gas = 1, 1000, 2000, 3000
    technosphere, biosphere = [((account, account), 1.0, False, law(loc=1.0))], []
    for factor, mode in enumerate(modes):
        node = first_factor + factor
        technosphere.append(((node, node), 1.0, False, law(loc=1.0)))
        if inputs.flags("triangular")[factor]:
            low, high = inputs.floats("lows")[factor], inputs.floats("highs")[factor]
            spread = law(uncertainty_type=5, loc=mode, minimum=low, maximum=high)
        else:
            spread = lognormal(mode, factor_spreads[factor])
        biosphere.append(((gas, node), mode, False, spread))
    for line, mean in enumerate(means):
        node = first_line + line
        technosphere.append(((node, node), 1.0, False, law(loc=1.0)))
        technosphere.append(((node, account), 1.0, True, law(loc=1.0)))
        if inputs.flags("lognormal")[line]:
            spread = lognormal(mean, spreads[line])
        else:
            spread = law(uncertainty_type=3, loc=mean, scale=deviations[line])
        technosphere.append(((first_factor + factor_of[line], node), mean, True, spread))

    package = bw_processing.create_datapackage()
    for matrix, rows in (("technosphere_matrix", technosphere), ("biosphere_matrix", biosphere)):
        indices, values, flips, laws = zip(*rows)
        package.add_persistent_vector(
            matrix=matrix,
            indices_array=np.array(list(indices), dtype=bw_processing.INDICES_DTYPE),
            data_array=np.array(values),
            flip_array=np.array(flips),
            distributions_array=np.array(list(laws), dtype=bw_processing.UNCERTAINTY_DTYPE),
        )
    package.add_persistent_vector(
        matrix="characterization_matrix",
        indices_array=np.array([(gas, gas)], dtype=bw_processing.INDICES_DTYPE),
        data_array=np.array([1.0]),
    )
    lca = bw2calc.LCA(demand={account: 1}, data_objs=[package], use_distributions=True, seed_override=1)
    lca.lci()
    lca.lcia()

    def run():
        scores = []
        for _ in range(500):
            next(lca)
            scores.append(lca.score)
        return np.array(scores)

    run.scale = 10_000 / 500
    return run, lambda scores: {"mean": scores.mean(), "sd": scores.std(ddof=1)}


# Scenarios: paths, sums of years and gaps to two targets of 1000 packages.


def plan(inputs):
    years = np.arange(30)
    start, decline = inputs.floats("start"), inputs.floats("decline")
    base = start[:, None] * (1.0 - decline[:, None] * years)
    begins, lengths = inputs.integers("begins"), inputs.integers("lengths")
    progress = np.clip((years - begins[:, None] + 1) / lengths[:, None], 0.0, 1.0)
    left = 1.0 - inputs.floats("reductions")[:, None] * progress
    return base, left, inputs.flags("touched", 40, LINES), inputs.flags("packages", 1000, 40)


def outputs(tonnes, targets):
    return tonnes, tonnes.sum(axis=1), tonnes[:, 9] - targets[0], tonnes[:, 24] - targets[1]


def scenario_results(found):
    return {"total": found[0].sum(), "last": found[1][-1]}


@peer("scenarios")
def scenarios_numpy(inputs):
    """Logarithms turn products of measures into one product of matrices."""
    base, left, touched, packages = plan(inputs)
    targets = inputs.floats("targets")

    def run():
        logs = np.log(np.where(touched[:, :, None], left[:, None, :], 1.0)).reshape(40, -1)
        kept = np.exp(packages.astype(float) @ logs).reshape(1000, LINES, 30)
        return outputs(np.einsum("slt,lt->st", kept, base), targets)

    return run, scenario_results


@peer("scenarios")
def scenarios_numba(inputs):
    import numba

    base, left, touched, packages = plan(inputs)
    targets = inputs.floats("targets")
    lines = np.flatnonzero(touched.ravel()) % LINES
    ends = np.cumsum(touched.sum(axis=1))

    @numba.njit
    def paths(base, left, lines, ends, packages):
        tonnes = np.zeros((len(packages), base.shape[1]))
        table = np.empty_like(base)
        for scenario in range(len(packages)):
            table[:] = base
            for measure in range(packages.shape[1]):
                if packages[scenario, measure]:
                    first = ends[measure - 1] if measure else 0
                    for at in range(first, ends[measure]):
                        for year in range(base.shape[1]):
                            table[lines[at], year] *= left[measure, year]
            for line in range(len(base)):
                for year in range(base.shape[1]):
                    tonnes[scenario, year] += table[line, year]
        return tonnes

    return (lambda: outputs(paths(base, left, lines, ends, packages), targets)), scenario_results


# The tree: sums of inner categories, and where reported values deviate.


def family(inputs):
    parents = inputs.integers("parents")
    inner = np.unique(parents[parents >= 0])
    leaves = np.setdiff1d(np.arange(len(parents)), inner)
    values = inputs.integers("leaves", PLACES, YEARS, len(leaves)).astype(float)
    reported = inputs.integers("reported", PLACES, YEARS, len(inner)).astype(float)
    return parents, inner, leaves, values, reported


def deviations(sums, reported):
    return sums, np.argwhere(np.abs(reported - sums) > 0.001 * np.abs(sums))


def tree_results(found):
    return {"total": found[0].sum(), "deviations": len(found[1])}


@peer("tree")
def tree_numpy(inputs):
    """One product with a matrix that says which leaf is below which category."""
    parents, inner, leaves, values, reported = family(inputs)
    below = np.zeros((len(leaves), len(inner)))
    for place, node in enumerate(leaves):
        while parents[node] >= 0:
            node = parents[node]
            below[place, np.searchsorted(inner, node)] = 1
    return (lambda: deviations(values @ below, reported)), tree_results


@peer("tree")
def tree_numpy_bottom_up(inputs):
    """Each node added to its parent, the deepest first."""
    parents, inner, leaves, values, reported = family(inputs)

    def run():
        nodes = np.zeros((len(parents), PLACES, YEARS))
        nodes[leaves] = np.moveaxis(values, 2, 0)
        for node in range(len(parents) - 1, 0, -1):  # parents stand before their children
            nodes[parents[node]] += nodes[node]
        return deviations(nodes[inner], np.moveaxis(reported, 2, 0))

    return run, tree_results


def main():
    if sys.argv[1] == "list":
        for name, (workload, _) in PEERS.items():
            print(workload, name)
        return
    run, results = PEERS[sys.argv[1]][1](Inputs(sys.argv[2]))
    found, least, begin = run(), np.inf, time.perf_counter()
    rounds = 0
    while rounds < 5 or (rounds < 1000 and time.perf_counter() - begin < 0.5):
        start = time.perf_counter()
        found = run()
        least = min(least, time.perf_counter() - start)
        rounds += 1
        if time.perf_counter() - begin > 20:
            break
    milliseconds = least * 1e3 * getattr(run, "scale", 1)
    numbers = {name: float(value) for name, value in results(found).items()}
    print(json.dumps({"name": sys.argv[1], "ms": milliseconds, "results": numbers}))


if __name__ == "__main__":
    main()
