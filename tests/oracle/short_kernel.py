"""Prints the coefficients of the short polynomials that draws are made of, and their largest errors.

    python3 short_kernel.py        (needs mpmath)

Each is the interpolation at Chebyshev nodes, which is nearly the best polynomial of its degree.
"""
import mpmath as mp

mp.mp.dps = 50


def interpolate(function, low, high, count):
    nodes = [(low + high) / 2 + (high - low) / 2 * mp.cos(mp.pi * (2 * i + 1) / (2 * count)) for i in range(count)]
    matrix = mp.matrix(count, count)
    for row, node in enumerate(nodes):
        for column in range(count):
            matrix[row, column] = node**column
    return list(mp.lu_solve(matrix, mp.matrix([function(node) for node in nodes])))


def polynomial(coefficients, x):
    return mp.polyval(list(reversed(coefficients)), x)


def show(name, coefficients, error):
    print(f"{name}: largest error {mp.nstr(error, 3)}")
    for coefficient in coefficients:
        print(f"    {float(coefficient)!r},")


def largest(error, low, high):
    return max(abs(error(low + (high - low) * i / 1000)) for i in range(1001))


half = mp.log(2) / 2
c = interpolate(mp.exp, -half, half, 9)
show("exp(x), |x| <= ln(2)/2, relative", c, largest(lambda x: polynomial(c, x) / mp.exp(x) - 1, -half, half))

widest = ((mp.sqrt(2) - 1) / (mp.sqrt(2) + 1)) ** 2
rest = lambda t: (2 * mp.atanh(mp.sqrt(t)) / mp.sqrt(t) - 2) / t
c = interpolate(rest, mp.mpf(0), widest, 4)
show(
    "(ln((1+s)/(1-s)) - 2 s) / s^3 in s^2, relative error of the logarithm",
    c,
    largest(lambda t: t * (polynomial(c, t) - rest(t)) / 2 if t > 0 else mp.mpf(0), mp.mpf(0), widest),
)

eighth = mp.mpf(1) / 64
sine = lambda t: mp.sin(2 * mp.pi * mp.sqrt(t)) / mp.sqrt(t)
c = interpolate(sine, mp.mpf(0), eighth, 5)
show("sin(2 pi x) / x in x^2, |x| <= 1/8, relative", c, largest(lambda t: polynomial(c, t) / sine(t) - 1 if t > 0 else mp.mpf(0), mp.mpf(0), eighth))
cosine = lambda t: mp.cos(2 * mp.pi * mp.sqrt(t))
c = interpolate(cosine, mp.mpf(0), eighth, 5)
show("cos(2 pi x) in x^2, |x| <= 1/8, relative", c, largest(lambda t: polynomial(c, t) / cosine(t) - 1, mp.mpf(0), eighth))
