"""Writes number.csv, operations of the `number` module with their expected results, and big.csv,
the same for whole numbers of any size.

The results come from fractions, not from the crate. A number is representable if and only if, for
some scale from -400 to 400, it is an integer of magnitude below 2^127 times 10^-scale.

Run: python3 tests/oracle/number.py
"""

import csv
import random
import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

LIMIT = 2**127
SCALE_LIMIT = 400
DECIMAL_LIMIT = 2**96
TEXT_LIMIT = 512
MODES = ["half-even", "half-away-from-zero", "towards-zero", "away-from-zero", "floor", "ceiling"]

random.seed(20240607)
rows = []


# Numbers


def number(text):
    return Fraction(Decimal(text))


def normalised(value):
    """Mantissa and scale without trailing zeros, or None for a number that is not decimal."""
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return None
    scale = max(twos, fives)
    mantissa = int(value * 10**scale)
    while mantissa != 0 and mantissa % 10 == 0:
        mantissa, scale = mantissa // 10, scale - 1
    return mantissa, scale


def fits(value):
    if value == 0:
        return True
    mantissa, scale = normalised(value)
    if scale < -SCALE_LIMIT:
        mantissa, scale = mantissa * 10 ** (-SCALE_LIMIT - scale), -SCALE_LIMIT
    return scale <= SCALE_LIMIT and abs(mantissa) < LIMIT


def text(value):
    mantissa, scale = normalised(value)
    sign, digits = "-" if mantissa < 0 else "", str(abs(mantissa))
    if mantissa == 0:
        return "0"
    if scale <= 0:
        return sign + digits + "0" * -scale
    digits = digits.rjust(scale + 1, "0")
    return f"{sign}{digits[:-scale]}.{digits[-scale:]}"


def result(value):
    return text(value) if fits(value) else "overflow"


# Rounding


def round_integer(value, mode):
    down = value.numerator // value.denominator
    if value == down:
        return down
    if mode == "floor":
        return down
    if mode == "ceiling":
        return down + 1
    if mode == "towards-zero":
        return down if value > 0 else down + 1
    if mode == "away-from-zero":
        return down + 1 if value > 0 else down
    half = value - down - Fraction(1, 2)
    if half != 0:
        return down + 1 if half > 0 else down
    if mode == "half-even":
        return down if down % 2 == 0 else down + 1
    return down + 1 if value > 0 else down


def exponent(value):
    """The e with 10^e <= |value| < 10^(e+1)."""
    value, e = abs(value), 0
    while value >= 10:
        value, e = value / 10, e + 1
    while value < 1:
        value, e = value * 10, e - 1
    return e


def rounded(value, mode, kind, count):
    """The rounded number, or an error; an inexact one has to fit with all the digits asked for."""
    if kind == "decimals" and abs(count) > 100 or kind == "significant" and not 1 <= count <= 36:
        return "out_of_range"
    if value == 0:
        return Fraction(0)
    decimals = count if kind == "decimals" else count - 1 - exponent(value)
    shift = Fraction(10) ** decimals
    integer = round_integer(value * shift, mode)
    if (integer != value * shift and abs(integer) >= LIMIT) or not fits(integer / shift):
        return "overflow"
    return integer / shift


def or_text(value):
    return value if isinstance(value, str) else text(value)


# Rows


def emit(operation, arguments, expected):
    rows.append((operation, arguments, expected))


def add(a, b):
    emit("add", f"{a} {b}", result(number(a) + number(b)))


def sub(a, b):
    emit("sub", f"{a} {b}", result(number(a) - number(b)))


def mul(a, b):
    emit("mul", f"{a} {b}", result(number(a) * number(b)))


def compare(a, b):
    left, right = number(a), number(b)
    emit("compare", f"{a} {b}", "less" if left < right else "greater" if left > right else "equal")


def divide(a, b, mode, kind, count):
    arguments = f"{a};{b};{mode};{kind};{count}"
    if number(b) == 0:
        emit("divide", arguments, "division_by_zero")
    else:
        emit("divide", arguments, or_text(rounded(number(a) / number(b), mode, kind, count)))


def terminating(a, b):
    if number(b) == 0:
        expected = "none"
    else:
        value = number(a) / number(b)
        expected = text(value) if normalised(value) and fits(value) else "none"
    emit("terminating", f"{a} {b}", expected)


def rounding(a, mode, kind, count):
    emit("round", f"{a};{mode};{kind};{count}", or_text(rounded(number(a), mode, kind, count)))


def to_decimal(a):
    value = number(a)
    mantissa, scale = normalised(value)
    if scale < 0:
        mantissa, scale = int(value), 0
    emit("to_decimal", a, text(value) if abs(mantissa) < DECIMAL_LIMIT and scale <= 28 else "inexact")


FORMATS = {"point": (".", ""), "danish": (",", "."), "english": (".", ",")}


def parse(form, source):
    mark, thousands = FORMATS[form]
    groups = rf"|\d{{1,3}}(?:{re.escape(thousands)}\d{{3}})+" if thousands else ""
    pattern = rf"([-+\u2212]?)(\d+{groups})(?:{re.escape(mark)}(\d+))?(?:[eE]([-+]?\d+))?"
    trimmed = source.strip()
    found = re.fullmatch(pattern, trimmed, re.ASCII)
    if trimmed == "":
        expected = "missing_value"
    elif len(trimmed.encode()) > TEXT_LIMIT:
        expected = "inexact"
    elif not found or not -(2**15) <= int(found[4] or 0) < 2**15:
        expected = "invalid_number"
    else:
        digits = found[2].replace(thousands, "") + (found[3] or "")
        value = Fraction(int(digits)) * Fraction(10) ** (int(found[4] or 0) - len(found[3] or ""))
        if found[1] in ("-", "\u2212"):
            value = -value
        expected = text(value) if fits(value) else "inexact"
    emit("parse", f"{form};{source}", expected)


def total(terms):
    emit("sum", " ".join(terms), result(sum(map(number, terms), Fraction(0))))


def interpolate(t0, a, t1, b, year, mode, kind, count):
    arguments = f"{t0} {a};{t1} {b};{year};{mode};{kind};{count}"
    if t0 == t1 or not min(t0, t1) <= year <= max(t0, t1):
        expected = "out_of_range"
    else:
        value = (number(a) * (t1 - year) + number(b) * (year - t0)) / (t1 - t0)
        exact = normalised(value) and fits(value)
        expected = text(value) if exact else or_text(rounded(value, mode, kind, count))
    emit("interpolate", arguments, expected)


def allocate(whole, decimals, weights):
    value, shares = number(whole), [(key, number(weight)) for key, weight in weights]
    arguments = f"{whole};{decimals};" + " ".join(f"{key}={weight}" for key, weight in weights)
    if any(weight < 0 for _, weight in shares):
        return emit("allocate", arguments, "negative_weight")
    if sum(weight for _, weight in shares) == 0:
        return emit("allocate", arguments, "out_of_range")
    scale = max(decimals, normalised(value)[1])
    unit = Fraction(10) ** -scale
    exact = [abs(value) * weight / sum(w for _, w in shares) for _, weight in shares]
    parts = [share // unit * unit for share in exact]
    missing = int((abs(value) - sum(parts)) / unit)
    order = sorted(range(len(parts)), key=lambda i: (parts[i] - exact[i], shares[i][0]))
    for i in order[:missing]:
        parts[i] += unit
    sign = -1 if value < 0 else 1
    assert sum(parts) == abs(value)
    emit("allocate", arguments, " ".join(text(sign * part) for part in parts))


def round_to_sum(decimals, terms):
    values, unit = [number(term) for term in terms], Fraction(10) ** -decimals
    whole = round_integer(sum(values, Fraction(0)) / unit, "half-even") * unit
    parts = [value // unit * unit for value in values]
    missing = int((whole - sum(parts)) / unit)
    order = sorted(range(len(parts)), key=lambda i: (parts[i] - values[i], i))
    for i in order[:missing]:
        parts[i] += unit
    assert sum(parts) == whole
    expected = " ".join(map(text, parts)) + ";" + text(whole)
    emit("round_to_sum", f"{decimals};" + " ".join(terms), expected)


# Operands


def some(digits, low=0, high=12):
    """A random number of at most so many digits."""
    mantissa = random.randrange(10 ** random.randint(1, digits))
    sign = random.choice(["", "", "-"])
    return sign + text(Fraction(mantissa, 10 ** random.randint(low, high)))


def some_positive(digits):
    return text(max(abs(number(some(digits))), Fraction(1, 1000)))


NINES_28 = "9" * 28
NINES_38 = "9" * 38
MAX = str(LIMIT - 1)
DECIMAL_MAX = str(DECIMAL_LIMIT - 1)
SMALL_28 = "0." + "0" * 27 + "1"
EDGES = [
    "0", "-0", "0.000", "1", "-1", "1.0", "1.00", "-1.50", "0.1", "10", "1e28", "1e37", "1e38",
    "1e39", "-1e39", "1e-28", "1e-38", "1e-39", "1e100", "1e-100", "1e400", "-1e400", "1e-400",
    "5e-400", NINES_28, "-" + NINES_28, NINES_38, "-" + NINES_38, MAX, "-" + MAX, DECIMAL_MAX,
    SMALL_28, "1" + "0" * 38, "1" + "0" * 37 + "1", "0.45359237", "1312278.3", "19.2611",
]


def all_pairs(count):
    pairs = [(a, b) for a in EDGES for b in EDGES]
    return random.sample(pairs, count)


def write_arithmetic():
    for operation in (add, sub, mul, compare):
        for a, b in all_pairs(60):
            operation(a, b)
        for _ in range(40):
            operation(some(28), some(28))
        for _ in range(10):
            operation(some(9), some(9))
    # Sums that only fit once their trailing zeros are gone, or whose operands only align beyond 38
    # digits.
    add("1" + "0" * 37 + "1", NINES_38)
    add("2e38", "-" + NINES_38)
    add("-2e38", NINES_38)
    add("3e38", "-" + MAX)
    add("4e38", "-" + MAX)
    add(MAX, "3")
    add(MAX, "1")
    add("-" + MAX, "-1")
    add("-" + MAX, "-3")
    add("1e400", "-1e-400")
    sub(MAX, "-" + MAX)
    sub("1e400", "1e400")
    sub("1e38", "1e-1")
    sub("1e37", "1e-1")
    # 2^a x 5^b: digits that vanish as trailing zeros.
    mul(str(2**100), str(5**50))
    mul(str(2**126), str(5**54))
    mul(str(5**54), "-" + str(2**126))
    mul(str(3 * 2**90), str(7 * 5**40))
    mul(str(2**64), str(2**63))
    mul("-" + str(2**64), str(2**63))
    mul("1e-200", "1e-200")
    mul("1e-200", "1e-201")
    mul("10e-200", "1e-201")
    mul("1e200", "1e200")
    mul("1e200", "1e201")
    mul("1e-400", "1e400")
    mul("0", "1e400")
    for a, b in [("1.0", "1.00"), ("0", "-0"), ("1e38", "1" + "0" * 38), ("1e-400", "0"),
                 ("-1e400", "-1e-400"), ("1e400", MAX), (MAX, "1e39"), ("2e38", MAX),
                 ("-2e38", "-" + MAX), ("170141183460469231731687303715884105728", MAX[:-1] + "7")]:
        if fits(number(a)) and fits(number(b)):
            compare(a, b)


def write_division():
    for mode in MODES:
        for a, b in [("10", "3"), ("-10", "3"), ("2", "-3"), ("-1", "-8"), ("1", "8"), ("5", "2"),
                     ("-5", "2"), ("999.6", "1"), ("10197584", "1313596"), (NINES_38, "7"),
                     ("1", NINES_38), (MAX, "1e-3"), ("1e-400", "3"), ("0", "7")]:
            divide(a, b, mode, "decimals", random.choice([-2, 0, 1, 3, 12]))
            divide(a, b, mode, "significant", random.choice([1, 3, 28, 36]))
        for _ in range(12):
            divide(some(20), some_positive(20), mode, "decimals", random.randint(-6, 14))
            divide(some(38, 0, 40), some_positive(30), mode, "significant", random.randint(1, 36))
    # Ten times the rest of these leaves 128 bits.
    wide = 16 * 10**37 + 10
    for part in [2, 5, 10]:
        divide(str(wide // part), str(wide), "towards-zero", "decimals", 1)
        divide(str(wide // 10 * 7), str(-wide), "half-even", "decimals", 1)
        divide(str(wide // part + 1), str(wide), "away-from-zero", "significant", 36)
    half_even = MODES[0]
    divide("1", "0", half_even, "decimals", 2)
    divide("0", "0.00", half_even, "decimals", 2)
    divide("1", "3", half_even, "decimals", 101)
    divide("1", "3", half_even, "decimals", -101)
    divide("1", "3", half_even, "significant", 0)
    divide("1", "3", half_even, "significant", 37)
    divide("1", "3", half_even, "decimals", 38)
    divide("1", "3", half_even, "decimals", 39)
    divide("2", "3", half_even, "decimals", 38)
    divide("1", "4", half_even, "decimals", 100)
    divide("1e-400", "3", half_even, "significant", 5)
    divide("1e400", "1e-400", half_even, "decimals", 0)
    divide("1e-400", "1e400", "away-from-zero", "decimals", 100)
    divide(MAX, "0.5", half_even, "decimals", 0)
    for a, b in [("1", "8"), ("1", "3"), ("9", "3.6"), ("1", "3.6"), ("6", "0.75"), ("0", "7"), ("1", "0"),
                 ("1", "1e400"), ("1e-400", "10"), ("1e-400", "0.1"), (NINES_38, "9"), (NINES_38, "8"),
                 ("1", str(2**38)), ("1", str(2**126)), ("-1", str(5**54)), (str(-(2**73)), str(5**54)),
                 (str(-(2**73)), str(-(5**54))), (str(2**73), str(-(5**54))), (str(2**72), str(5**54)),
                 ("-21", "-14"), ("1000", "0.001"), (MAX, MAX), ("-" + MAX, MAX)]:
        terminating(a, b)
    for _ in range(30):
        product = number(some(14)) * number(some(12))
        terminating(text(product), some_positive(6))


def write_rounding():
    values = ["2.5", "-2.5", "3.5", "0.5", "-0.5", "1.5", "2.4999", "2.5001", "-2.5001", "9.99",
              "-9.99", "9.95", "0.04", "0.05", "-0.05", "12500", "13500", "49", "50", "51", "-50",
              "0", "1e-390", "-1e-390", NINES_38, "999999.5"]
    for mode in MODES:
        for value in values:
            kind, count = random.choice(
                [("decimals", 0), ("decimals", 1), ("decimals", -1), ("decimals", -2),
                 ("decimals", -3), ("significant", 1), ("significant", 2), ("significant", 6)]
            )
            rounding(value, mode, kind, count)
        for value, kind, count in [("2.5", "decimals", 0), ("-2.5", "decimals", 0), ("9.99", "decimals", 1),
                                   ("0.5", "decimals", 0), ("99.5", "significant", 2), ("-50", "decimals", -2),
                                   ("12500", "decimals", -3), (MAX, "decimals", -38), (MAX, "decimals", -39)]:
            rounding(value, mode, kind, count)
    # Exact numbers do not change, however many decimals the rule allows.
    for value in ["1", "12345", "0.1", MAX, "1e38", "1e-28", "-1.50", "1e400"]:
        for count in [0, 1, 28, 38, 100]:
            rounding(value, "half-even", "decimals", count)
        rounding(value, "half-even", "significant", 36)
    rounding("1", "half-even", "decimals", 101)
    rounding("1", "half-even", "significant", 0)


def write_decimal():
    for value in EDGES:
        to_decimal(value)
    for value in [SMALL_28, "0." + "0" * 28 + "1", "1e-29", "10e-29", "7e28", "8e28", "-" + DECIMAL_MAX,
                  str(DECIMAL_LIMIT), "1." + "0" * 30, "1." + "0" * 27 + "1", "-0.5", "79228162514264337593543950335.0",
                  "7.9228162514264337593543950335", "79228162514264337593543950336e1"]:
        to_decimal(value)
    for _ in range(20):
        to_decimal(some(31, 0, 30))


def write_parse():
    for source in ["0", "-0", "-0.00", "+1", "\u22123.5", "1.50", " 12 ", "\t7", "\u00a08", "1e3", "1E3", "1e+3", "25e-3",
                   "-1.5e-2", "1e400", "1e401", "10e400", "1e-400", "1e-401", "10e-401", "0e999", "1e32767",
                   "1e32768", "0e99999", "1e", "e5", "1e1.5", "1e\u22125", "", " ", "-", "+", "--1", "+-1", "-+1", ".5", "5.",
                   ".", "1.2.3", "1,5", "1,234.5", "1 234", "1_000", "12a", "a12", "NaN", "inf", "-inf", "0x10",
                   "5%", "\u0661\u0662", "\uff11", "1\u2009000", "\u00e6", "\u221e", "1.5\u20ac", NINES_28, NINES_38, MAX, "-" + MAX,
                   str(LIMIT), "-" + str(LIMIT), "9" * 39, "1" + "0" * 38, "1" + "0" * 39, "1" + "0" * 400, "1" + "0" * 401,
                   "17" + "0" * 200, "1" + "0" * 200 + "1", "0" * 200 + "7", "0." + "0" * 399 + "1", "0." + "0" * 400 + "1",
                   "0." + "0" * 200 + "12", "1." + "0" * 300, "1." + "0" * 300 + "1", "0" * 512, "0" * 513, MAX + "0" * 400,
                   "0." + NINES_38, "0.1" + NINES_38, "1e-38", DECIMAL_MAX, SMALL_28]:
        parse("point", source)
    for source in ["1.234.567,8", "1234567,8", "1.234", "12,5", "12.5", "1.2345", "12.34.567", "1234.567", ".234",
                   "1..234", "1.234.", "-1.000,00", "1,5e3", "1.5e3", "0,", ",5", "1,2,3", "1,234.5", "\u2212999.999", "1.00\u00e6"]:
        parse("danish", source)
        parse("english", source.translate(str.maketrans(",.", ".,")))


def write_sums():
    total([])
    total(["0.1", "2000000", "-0.1"])
    total([MAX, MAX, "-" + MAX])
    total([MAX, "1"])
    total([MAX, MAX, MAX, "-" + MAX, "-" + MAX])
    total(["-" + MAX, "-" + MAX, "-" + MAX])
    total(["1" + "0" * 37 + "1", NINES_38])
    total(["1e400", "1e-400", "-1e400"])
    total(["1e400", "1e-400"])
    total(["2e38", "-" + NINES_38])
    total([MAX, "0.5", "-" + MAX, "0.25"])
    total([MAX, MAX, "0.5", "-" + MAX, "-" + MAX])
    total(["5e37"] * 20)
    total([MAX] * 10)
    total(["-" + MAX] * 10 + ["1e39"])
    total(["1e-30", "1e30", "-1e30", "-1e-30"])
    total(["1e50", "-1e49", "-9e49"])
    for count in [1, 2, 3, 5, 10, 20]:
        for _ in range(6):
            total([some(18) for _ in range(count)])
            total([some(36, 0, 36) for _ in range(count)])


def write_interpolation():
    half_even = MODES[0]
    for year in range(2018, 2024):
        interpolate(2018, "100", 2023, "130", year, half_even, "significant", 28)
        interpolate(2023, "-1.5", 2018, "7.25", year, half_even, "decimals", 2)
    for year in (1990, 1991, 1996, 1997):
        for mode in MODES:
            interpolate(1990, "1", 1997, "-2", year, mode, "decimals", 3)
    interpolate(2020, "1", 2020, "1", 2020, half_even, "decimals", 3)
    interpolate(2020, "1", 2030, "2", 2031, half_even, "decimals", 3)
    interpolate(2020, "1", 2030, "2", 2019, half_even, "decimals", 3)
    interpolate(-(2**63), "1", 2**63 - 1, "2", 0, half_even, "significant", 10)
    for _ in range(25):
        first, length = random.randint(1980, 2030), random.randint(1, 40)
        year = first + random.randint(0, length)
        interpolate(first, some(15), first + length, some(15), year, random.choice(MODES), "significant", 28)


def write_allocation():
    equal = [("a", "1"), ("b", "1"), ("c", "1")]
    for whole in ["100", "-100", "1", "-1", "2", "0", "-0", "0.01", "100.5", "1e6"]:
        for decimals in (0, 1, -2):
            allocate(whole, decimals, equal)
    allocate("1", 0, equal[::-1])
    allocate("-2", 0, equal[::-1])
    allocate("10", 0, [("a", "0"), ("b", "3"), ("c", "0"), ("d", "4")])
    allocate("10", 2, [("z", "0.1"), ("y", "0.10"), ("x", "0.100")])
    allocate("12345", 0, [("a", "1e6"), ("b", "1e-6")])
    allocate("5", 0, [("a", "-2"), ("b", "3")])
    allocate("5", 0, [("a", "0"), ("b", "0.0")])
    allocate("5", 0, [])
    allocate("5", 28, [("a", "1"), ("b", "2")])
    allocate("1e-28", 0, [("a", "1"), ("b", "2")])
    for _ in range(25):
        keys = random.sample("abcdefghijklmnopqrstuvwxyz", random.randint(1, 8))
        weights = [(key, random.choice(["0", "1", "2", "2.5", text(abs(number(some(9))))])) for key in keys]
        allocate(some(10, 0, 3), random.randint(0, 6), weights)


def write_tables():
    round_to_sum(0, ["19.0", "16.9", "16.7", "11.9", "9.4", "4.9", "21.2"])
    round_to_sum(0, ["-1.5", "2.5", "0.4"])
    round_to_sum(0, ["0.5", "0.5", "0.5"])
    round_to_sum(0, ["-0.5", "-0.5", "-0.5"])
    round_to_sum(1, ["0.05", "0.05"])
    round_to_sum(-3, ["1499", "1501", "500", "500"])
    round_to_sum(2, [])
    round_to_sum(10, ["1e30", "-1e30", "0.1"])
    round_to_sum(100, ["1", "2"])
    for _ in range(30):
        count = random.randint(1, 12)
        round_to_sum(random.randint(-2, 3), [some(8, 0, 5) for _ in range(count)])


write_arithmetic()
write_division()
write_rounding()
write_decimal()
write_parse()
write_sums()
write_interpolation()
write_allocation()
write_tables()

with open(Path(__file__).with_name("number.csv"), "w", newline="", encoding="utf-8") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["operation", "arguments", "expected"])
    writer.writerows(rows)

counts = {}
for operation, _, _ in rows:
    counts[operation] = counts.get(operation, 0) + 1
print(len(rows), counts)


# Whole numbers of any size


def write_big():
    random.seed(20261125)

    def toward_zero(a, b):
        quotient = abs(a) // abs(b)
        quotient = -quotient if (a < 0) != (b < 0) else quotient
        return quotient, a - quotient * b

    def gcd(a, b):
        while b:
            a, b = b, a % b
        return abs(a)

    def quotient(a, b):
        if b == 0:
            return "none"
        value = Fraction(a, b)
        if normalised(value) and fits(value):
            return text(value)
        near = rounded(value, MODES[0], "significant", 28)
        return "none" if near == "overflow" else text(near)

    edges = [0, 1, -1, 9, 10, 2**32 - 1, 2**32, -(2**32), 2**64 - 1, 2**64, 2**127, -(2**127), 2**128 - 1, 2**128,
             10**38, 10**76 + 1, 2**256 - 2**128, 2**96 - 2**64 + 1]
    pairs = [(a, b) for a in edges for b in edges if random.random() < 0.25]
    # Divisors whose first limb is just full: the estimate of a digit is then furthest off.
    pairs += [(2**128 - 2**64 + 3, 2**96 - 2**32 - 1), (2**127 * 2**64, 2**127 + 2**32 - 1),
              (2**160 - 2**64, 2**96 - 1), ((2**31) * 2**96 + 2**64 - 1, (2**31) * 2**32 + 1)]
    for _ in range(60):
        a, b = random.getrandbits(random.randint(1, 900)), random.getrandbits(random.randint(1, 500))
        pairs.append((a * random.choice([1, -1]), b * random.choice([1, -1])))
    for _ in range(20):
        b, c = random.getrandbits(random.randint(30, 300)) + 1, random.getrandbits(random.randint(30, 300))
        pairs += [(b * c, b), (b * c - 1, b), (b * c + 1, -b), (b * 2**40, c * 2**37 + 2**37)]
    lines = []
    for a, b in pairs:
        lines.append(("plus", a, b, a + b))
        lines.append(("minus", a, b, a - b))
        lines.append(("times", a, b, a * b))
        lines.append(("divided_by", a, b, "none" if b == 0 else "{} {}".format(*toward_zero(a, b))))
        lines.append(("common_divisor", a, b, gcd(a, b)))
        lines.append(("quotient", a, b, quotient(a, b)))
    lines = random.sample(lines, 600)
    with open(Path(__file__).with_name("big.csv"), "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["operation", "left", "right", "expected"])
        writer.writerows(lines)


write_big()
