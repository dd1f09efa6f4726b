"""Writes kernel.csv: elementary functions to 106 bits, as a double and the double of what is left.

    python3 kernel.py > kernel.csv        (needs mpmath)

Columns: function, bits of x, bits of the nearest double of f(x), bits of the double of the rest.
"""
import random
import struct

import mpmath as mp

mp.mp.dps = 80
random.seed(8)


def bits(x):
    return format(struct.unpack(">Q", struct.pack(">d", float(x)))[0], "016x")


def emit(name, x, value):
    head = float(value)
    print(name, bits(x), bits(head), bits(value - mp.mpf(head)), sep=",")


def log_uniform(low, high):
    return 10.0 ** random.uniform(low, high)


def probability(x):
    return mp.erfc(-mp.mpf(x) / mp.sqrt(2)) / 2


def quantile(p):
    p = mp.mpf(p)
    tail = min(p, 1 - p)
    if tail == mp.mpf("0.5"):
        return mp.mpf(0)
    # On the logarithm, which is nearly a parabola.
    x = -mp.sqrt(-2 * mp.log(tail)) * mp.mpf("0.9")
    for _ in range(100):
        slope = mp.exp(-x * x / 2) / mp.sqrt(2 * mp.pi) / probability(x)
        step = (mp.log(probability(x)) - mp.log(tail)) / slope
        x -= step
        if abs(step) < mp.mpf(10) ** -60:
            break
    else:
        raise ArithmeticError(p)
    return x if p < mp.mpf("0.5") else -x


for _ in range(300):
    x = random.uniform(-700, 709)
    emit("exp", x, mp.exp(mp.mpf(x)))
for _ in range(300):
    x = random.uniform(-2, 2)
    emit("exp", x, mp.exp(mp.mpf(x)))
for _ in range(300):
    x = log_uniform(-307, 308)
    emit("ln", x, mp.log(mp.mpf(x)))
for _ in range(300):
    x = random.uniform(0.5, 2)
    emit("ln", x, mp.log(mp.mpf(x)))
for _ in range(400):
    x = random.random()
    emit("sine", x, mp.sin(2 * mp.pi * mp.mpf(x)))
    emit("cosine", x, mp.cos(2 * mp.pi * mp.mpf(x)))
for _ in range(300):
    x = random.random()
    emit("quantile", x, quantile(x))
for _ in range(300):
    x = log_uniform(-300, -1)
    emit("quantile", x, quantile(x))
for _ in range(300):
    x = random.uniform(-4, 4)
    emit("probability", x, probability(x))
for _ in range(200):
    x = random.uniform(-37, 8)
    emit("probability", x, probability(x))
