"""Golden values and derivatives of the losses, computed with mpmath at 60 digits, printed to 36.

    python3 golden.py > golden.tsv

Written from the formulas of the papers, not from our code. Every error and parameter is exact in
float32, so one table serves float32 and float64.
"""

import mpmath
from mpmath import mpf

mpmath.mp.dps = 60


def l1(x):
    return x, mpf(1)


def l2(x):
    return x * x / 2, x


def smooth_l1(t):
    return lambda x: (x * x / (2 * t), x / t) if x < t else (x - t / 2, mpf(1))


def wing(w, e):
    c = w - w * mpmath.log(1 + w / e)
    return lambda x: (w * mpmath.log(1 + x / e), w / (e + x)) if x < w else (x - c, mpf(1))


def rectified_wing(r, w, e):
    c = w - w * mpmath.log(1 + (w - r) / e)

    def f(x):
        if x < r:
            return mpf(0), mpf(0)
        if x < w:
            return w * mpmath.log(1 + (x - r) / e), w / (e + x - r)
        return x - c, mpf(1)

    return f


def soft_wing(o1, o2, e):
    b = o1 - o2 * mpmath.log(1 + o1 / e)
    return lambda x: (x, mpf(1)) if x < o1 else (o2 * mpmath.log(1 + x / e) + b, o2 / (e + x))


FAMILY = [
    ("l1", l1, []),
    ("l2", l2, []),
    *[(f"smooth-l1(threshold={t})", smooth_l1(mpf(t)), [t]) for t in (1, 0.25, 12)],
    *[
        (f"wing(w={w},epsilon={e})", wing(mpf(w), mpf(e)), [w])
        for w, e in ((10, 2), (15, 3), (4, 0.5), (14, 0.5), (0.15625, 0.03125), (1, 128), (0.5, 4))
    ],
    *[
        (f"rectified-wing(r={r},w={w},epsilon={e})", rectified_wing(mpf(r), mpf(w), mpf(e)), [r, w])
        for r, w, e in ((0.5, 10, 2), (0.25, 4, 0.5), (2, 15, 3))
    ],
    *[
        (f"soft-wing(omega1={a},omega2={b},epsilon={e})", soft_wing(mpf(a), mpf(b), mpf(e)), [a])
        for a, b, e in ((2, 20, 0.5), (0.5, 5, 2))
    ],
]

COMMON = [0.0, 2.0**-30, 2.0**-10, 0.125, 0.5, 1.0, 3.0, 7.75, 25.0, 100.0, 4096.0, 1048576.0]


def digits(value):
    return mpmath.nstr(value, 36, min_fixed=-6, max_fixed=40)


print("# " + __doc__.strip().splitlines()[0])
print("# mpmath", mpmath.__version__)
print("loss\terror\tvalue\tderivative")
for line, f, joins in FAMILY:
    errors = set(COMMON)
    for j in joins:
        errors |= {j - 2.0**-8, float(j), j + 2.0**-8} if j > 0.02 else {float(j)}
    for x in sorted(errors):
        value, slope = f(mpf(x))
        slope = mpf(0) if x == 0 else slope
        print(f"{line}\t{x!r}\t{digits(value)}\t{digits(slope)}")
