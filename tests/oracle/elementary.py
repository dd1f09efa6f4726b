"""Writes elementary.csv: exp, ln and powers with 35 digits, from Python's decimal module.

Run: python3 tests/oracle/elementary.py
"""

import csv
import random
from decimal import Decimal, getcontext
from pathlib import Path

getcontext().prec = 60
random.seed(20261125)


def text(value):
    return f"{value:.34E}".replace("E", "e")


def number(low, high, digits):
    return Decimal(str(round(random.uniform(low, high), digits)))


rows = []
for value in ["0", "1", "-1", "-0.185", "-0.09", "0.5", "-700", "860", "1e-30", "-1e-12", "2.302585093"]:
    rows.append(("exp", value, "", text(Decimal(value).exp())))
for _ in range(120):
    value = number(-60, 60, random.randint(0, 14))
    rows.append(("exp", f"{value:f}", "", text(value.exp())))
for value in ["1", "2", "10", "0.5", "1.5", "1.0000000001", "9.9999", "1e-300", "123456789012345678901234567890"]:
    rows.append(("ln", value, "", text(Decimal(value).ln())))
for _ in range(120):
    value = number(0.0001, 3, 12) * Decimal(10) ** random.randint(-20, 20)
    rows.append(("ln", f"{value:f}", "", text(value.ln())))
for base, exponent in [("600", "0.75"), ("16", "0.75"), ("0.6", "1.097"), ("2", "-1"), ("81", "0.25")]:
    rows.append(("power", base, exponent, text(Decimal(base) ** Decimal(exponent))))
for _ in range(120):
    base, exponent = number(0.001, 1000, 6), number(-3, 3, 3)
    rows.append(("power", f"{base:f}", f"{exponent:f}", text(base**exponent)))

with open(Path(__file__).parent / "elementary.csv", "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["operation", "left", "right", "result"])
    writer.writerows(rows)
