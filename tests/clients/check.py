"""Opens the exports of a directory with their clients and compares sums with those of the crate.

A warning of a client is a failure, once it has been imported. Sums that the clients make of doubles
are compared to the gram, sums of decimals digit by digit.
"""

import csv
import json
import logging
import math
import sys
import traceback
import warnings
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

# What the clients say of their own libraries when they are imported is none of our business.
warnings.simplefilter("ignore")

import jsonschema
import loguru
import pandas
import primap2
import primap2.pm2io
import pyam

warnings.simplefilter("error")
# What libraries tell each other's authors is not about what is read.
for kind in [DeprecationWarning, PendingDeprecationWarning, FutureWarning, ResourceWarning]:
    warnings.simplefilter("ignore", kind)

DIRECTORY = Path(sys.argv[1])
PASSED, FAILED = [], []
MESSAGES = []


class Listener(logging.Handler):
    """Keeps what the clients log as a warning."""

    def emit(self, record):
        MESSAGES.append(record.getMessage())


logging.getLogger().addHandler(Listener(level=logging.WARNING))
logging.getLogger("pyam").addHandler(Listener(level=logging.WARNING))
loguru.logger.remove()
loguru.logger.add(lambda message: MESSAGES.append(str(message)), level="WARNING")


def check(function):
    """Runs a check and counts it."""
    MESSAGES.clear()
    try:
        function()
        assert not MESSAGES, f"the client warns: {MESSAGES}"
        PASSED.append(function.__name__)
        print(f"passed: {function.__doc__}")
    except Exception:
        FAILED.append(function.__name__)
        print(f"FAILED: {function.__doc__}")
        traceback.print_exc()
    return function


def rows(name):
    with open(DIRECTORY / name, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def number(text):
    return Decimal(text) if text else Decimal(0)


def same(found, expected):
    """Whether a double of tonnes is the exact number to the gram, which no publication prints."""
    return abs(Decimal(repr(float(found))) - expected) < Decimal("0.0000005")


def read(found, text):
    """Whether a double is what was written; pandas rounds beyond 15 digits in its own way."""
    digits = len(text.lstrip("-0.").replace(".", ""))
    return found == float(text) if digits <= 15 else math.isclose(found, float(text), rel_tol=1e-15)


def sums(dataset):
    """The sums of the crate: by scenario, place, year and quantity."""
    return {
        (row["scenario"], row["place"], row["year"], row["quantity"]): Decimal(row["value"])
        for row in rows("sums.csv")
        if row["dataset"] == dataset
    }


# IAMC ------------------------------------------------------------------------------------------

LABELS = {
    "co2": "CO2", "ch4-fossil": "CH4 (fossil)", "ch4-non-fossil": "CH4 (non-fossil)", "n2o": "N2O",
    "hfc-134a": "HFC134a",
}
KYOTO = {
    "midtjylland": "Emissions|Kyoto Gases (as published: Klimaregnskabet)",
    "town": "Emissions|Kyoto Gases (AR5-GWP100)",
}


def iamc(dataset):
    written = rows(f"{dataset}_iamc_long.csv")
    long = pyam.IamDataFrame(DIRECTORY / f"{dataset}_iamc_long.csv")
    wide = pyam.IamDataFrame(DIRECTORY / f"{dataset}_iamc_wide.csv")
    assert len(long) == len(written) > 0
    assert long.equals(wide), "long and wide differ"
    index = ["model", "scenario", "region", "variable", "unit", "year"]
    values = long.data.set_index(index)["value"].to_dict()
    for row in written:
        key = tuple(row[name] for name in index[:-1]) + (int(row["year"]),)
        assert read(values[key], row["value"]), row
    for variable in long.variable:
        if any(
            other.startswith(variable + "|") for other in long.variable
        ):
            difference = long.check_aggregate(variable, rtol=1e-12, atol=1e-9)
            assert difference is None, difference
    expected = sums(dataset)
    assert expected
    compared = 0
    for (scenario, place, year, quantity), value in expected.items():
        if quantity != "co2e" and quantity not in LABELS:
            continue
        top = KYOTO[dataset] if quantity == "co2e" else f"Emissions|{LABELS[quantity]}"
        one = {"scenario": scenario, "region": place, "year": int(year)}
        data = long.filter(**one).data
        if data.empty:
            continue
        assert same(data[data.variable == top].value.sum(), value), (top, place, year)
        parts = data[data.variable.str.startswith(top + "|")]
        parts = parts[parts.variable.str.count("\\|") == top.count("|") + 1]
        assert same(parts.value.sum(), value), (top, place, year)
        compared += 1
    return long, compared


@check
def iamc_region():
    """pyam opens the region, long and wide; levels and sums agree"""
    frame, compared = iamc("midtjylland")
    assert compared == 20 * 6
    assert "Læsø" in frame.region
    forest = frame.filter(region="Læsø", variable="*|Landbrug").data
    assert (forest.value < 0).all() and len(forest) == 6


@check
def iamc_town():
    """pyam opens two scenarios of a municipality by gas; levels and sums agree"""
    frame, compared = iamc("town")
    assert frame.scenario == ["Plan", "Reference"]
    assert compared == 2 * 13 * 6, compared
    assert frame.require_data(variable=KYOTO["town"], year=list(range(2023, 2036))) is None


@check
def iamc_units():
    """pyam converts the units"""
    frame = pyam.IamDataFrame(DIRECTORY / "town_iamc_wide.csv")
    for unit in ["CO2", "CH4", "N2O", "HFC134a", "CO2-equiv"]:
        part = frame.filter(unit=f"t {unit}/yr")
        assert not part.empty, unit
        large = part.convert_unit(f"t {unit}/yr", to=f"Mt {unit}/yr")
        assert abs(large.data.value.sum() * 1e6 - part.data.value.sum()) < 1e-3, unit


# PRIMAP2 ---------------------------------------------------------------------------------------

ENTITIES = {"co2": "CO2", "n2o": "N2O", "hfc-134a": "HFC134a"}
CO2E = {"midtjylland": "CO2E_as_published__Klimaregnskabet", "town": "KYOTOGHG (AR5GWP100)"}
PART = "part (climate-account)"


def dataset_of(name):
    table = primap2.pm2io.read_interchange_format(DIRECTORY / f"{name}.yaml")
    dataset = primap2.pm2io.from_interchange_format(table)
    dataset.pr.ensure_valid()
    return dataset


def summed(array):
    """The sum over all but place and year; a cell without a number is none."""
    rest = [name for name in array.dims if name not in ("area (place)", "time")]
    return array.pint.dequantify().sum(dim=rest, skipna=True)


def primap(name):
    dataset = dataset_of(name)
    compared = 0
    for (scenario, place, year, quantity), value in sums(name).items():
        entity = CO2E[name] if quantity == "co2e" else ENTITIES.get(quantity)
        if scenario not in ("Historie", "Plan") or entity is None or year not in YEARS[name]:
            continue
        counted = dataset[entity].loc[{PART: "counted"}]
        found = summed(counted).loc[{"area (place)": place, "time": f"{year}-01-01"}]
        assert same(float(found), value), (entity, place, year, float(found), value)
        compared += 1
    return dataset, compared


YEARS = {"midtjylland": [str(year) for year in range(2018, 2024)], "town": ["2023"]}


@check
def primap_region():
    """primap2 opens the region; sums agree"""
    _, compared = primap("midtjylland")
    assert compared == 20 * 6


@check
def primap_town():
    """primap2 opens a municipality by gas; sums agree, memo items stand apart"""
    dataset, compared = primap("town")
    assert compared == 4
    assert set(dataset[PART].values) == {"counted", "biogenic", "credit"}
    methane = summed(dataset["CH4"].loc[{PART: "counted"}]).item()
    expected = sums("town")
    origins = [expected["Plan", "Example", "2023", f"ch4-{origin}"] for origin in ("fossil", "non-fossil")]
    assert same(methane, sum(origins))


@check
def primap_gwp():
    """primap2 makes the same CO2e of the gases by its own GWP table"""
    dataset = dataset_of("town")
    total = 0.0
    for entity in ["CO2", "CH4", "N2O", "HFC134a"]:
        counted = dataset[entity].loc[{PART: "counted"}]
        co2e = counted.pr.convert_to_gwp("AR5GWP100", "t CO2 / yr") if entity != "CO2" else counted
        total += summed(co2e).item()
    assert same(total, sums("town")["Plan", "Example", "2023", "co2e"]), total


# GPC, GCoM, tidy -------------------------------------------------------------------------------

TOTAL = "total [t CO2e, AR5 GWP100]"


@check
def gpc():
    """the 54 rows add up to the levels of the crate; keys stand where there is no number"""
    table = rows("town_gpc.csv")
    lines = [row for row in table if row["kind"] == "row"]
    assert len(lines) == 54 and len({row["gpc_ref"] for row in lines}) == 54
    levels = {row["gpc_ref"]: number(row[TOTAL]) for row in table if row["kind"] == "total"}
    expected = {key[3]: value for key, value in sums("town").items() if key[0] == "Account"}
    assert levels == expected and len(levels) == 4, (levels, expected)
    for row in table:
        groups = [name for name in row if name.endswith("[t CO2e, AR5 GWP100]") and name != TOTAL]
        assert sum(number(row[name]) for name in groups) == number(row[TOTAL]), row
        assert not (row["notation_key"] and row[TOTAL]), row
    keys = {row["gpc_ref"]: row["notation_key"] for row in lines if row["notation_key"]}
    assert keys == {"I.1.3": "NE", "II.1.2": "IE (I.1.2)", "II.2.1": "NO"}
    entries = defaultdict(Decimal)
    for row in rows("town_ciris.csv"):
        entries[row["gpc_ref"]] += number(row[TOTAL])
    for row in lines:
        assert entries[row["gpc_ref"]] == number(row[TOTAL]), row


@check
def gcom():
    """the Common Reporting Framework adds up to BASIC+"""
    table = rows("town_gcom_crf.csv")
    columns = [f"{name} [t CO2e, AR5 GWP100]" for name in ("direct", "indirect", "outside")]
    of = lambda row: sum(number(row[name]) for name in columns)
    total = next(of(row) for row in table if row["code"] == "total")
    parts = sum(of(row) for row in table if row["in_total"] == "yes" and row["code"] != "total")
    assert total == parts == sums("town")["Account", "Example", "2023", "BASIC+"], (total, parts)


@check
def tidy():
    """pandas opens tidy files; sums agree digit by digit"""
    for dataset in ["midtjylland", "town"]:
        frame = pandas.read_csv(
            DIRECTORY / f"{dataset}_tidy.csv", dtype=str, keep_default_na=False, encoding="utf-8"
        )
        frame = frame[(frame.memo == "") & (frame.value != "")]
        found = defaultdict(Decimal)
        for row in frame.itertuples():
            quantity = row.gas if row.quantity == "emission" else "co2e"
            found[row.place, row.year, quantity] += Decimal(row.value)
        expected = {
            key[1:]: value
            for key, value in sums(dataset).items()
            if key[0] in ("Historie", "Plan") and key[2] in YEARS[dataset]
        }
        for key, value in expected.items():
            assert found[key] == value, (key, found[key], value)
        assert len(expected) in (20 * 6, 6)


# JSON ------------------------------------------------------------------------------------------


@check
def documents():
    """the JSON Schema is one, and takes what the crate writes"""
    schema = json.loads((DIRECTORY / "account.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for dataset in ["midtjylland", "town"]:
        document = json.loads((DIRECTORY / f"{dataset}.json").read_text(encoding="utf-8"))
        validator.validate(document)
        grams = defaultdict(Decimal)
        for line in document["lines"]:
            if "memo" not in line["activity"]:
                for gas, value in line["emissions"]["masses"]:
                    grams[gas] += Decimal(value)
        for total in document["totals"]:
            expected = sums(dataset)[
                "Plan" if dataset == "town" else "Historie", total["place"], str(total["year"]), "co2e"
            ]
            assert Decimal(total["net_co2e"]["grams"]) == expected * 10**6
        if dataset == "town":
            expected = sums(dataset)["Plan", "Example", "2023", "co2"]
            assert grams["co2"] == expected * 10**6


@check
def bad_documents():
    """the JSON Schema refuses what is not a document"""
    schema = json.loads((DIRECTORY / "account.schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    text = (DIRECTORY / "town.json").read_text(encoding="utf-8")

    def float_value(document):
        document["lines"][0]["activity"]["cell"]["amount"]["value"] = 60.5

    def two_cells(document):
        document["lines"][0]["activity"]["cell"]["keys"] = "NO"

    def unknown_key(document):
        document["lines"][0]["activity"]["cell"] = {"keys": "XX"}

    def no_source(document):
        del document["lines"][0]["activity"]["source"]

    def unknown_field(document):
        document["totals"][0]["grand"] = {}

    def other_document(document):
        document["document"] = "climate-account/account/2"

    def no_gas(document):
        document["lines"][0]["emissions"]["masses"][0] = ["5"]

    changes = [float_value, two_cells, unknown_key, no_source, unknown_field, other_document, no_gas]
    for change in changes:
        document = json.loads(text)
        change(document)
        assert not validator.is_valid(document), change.__name__


print(f"clients: {len(PASSED)} passed, {len(FAILED)} failed, 0 skipped")
sys.exit(bool(FAILED))
