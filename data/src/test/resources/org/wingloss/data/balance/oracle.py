"""Golden numbers of pose-based balancing, computed without our code (numpy only).

    python3 oracle.py synthetic.json                    draws shapes, writes them and what follows
    python3 oracle.py shapes.csv OUT.json               counts for a file of shapes (not the shapes)

The steps are those of MATLAB: procrustes(mean, shape) by singular value decomposition with
reflection 'best', pca by singular value decomposition of the centred matrix, an equal-width
histogram over [min, max], bins over [0, max] with both edges inclusive, round half away from zero.
"""

import hashlib
import json
import sys

import numpy as np


def procrustes(target, shape):
    """Rows are points; the shape moved onto the target (MATLAB: [~, Z] = procrustes(X, Y))."""
    mean_x, mean_y = target.mean(0), shape.mean(0)
    x0, y0 = target - mean_x, shape - mean_y
    norm_x, norm_y = np.sqrt((x0**2).sum()), np.sqrt((y0**2).sum())
    left, values, right_t = np.linalg.svd((x0 / norm_x).T @ (y0 / norm_y))
    rotation = right_t.T @ left.T
    return norm_x * values.sum() * (y0 / norm_y) @ rotation + mean_x


def balance(shapes, bins, component):
    """shapes: N x L x 2."""
    count, landmarks = shapes.shape[:2]
    mean0 = shapes.mean(0)
    aligned = np.stack([procrustes(mean0, s) for s in shapes])
    flat = aligned.transpose(0, 2, 1).reshape(count, 2 * landmarks)
    centred = flat - flat.mean(0)
    _, values, modes = np.linalg.svd(centred, full_matrices=False)
    size = np.abs(centred @ modes[component - 1])
    top = size.max()
    histogram = np.histogram(size, bins=bins, range=(size.min(), top))[0]
    counts, ratios, indices, closest = [], [], [], np.inf
    for k in range(bins):
        low, high = k * top / bins, top if k + 1 == bins else (k + 1) * top / bins
        members = np.flatnonzero((size >= low) & (size <= high))
        ratio = int(np.floor(histogram.max() / len(members) + 0.5)) if len(members) else 0
        counts.append(len(members))
        ratios.append(ratio)
        indices += list(np.tile(members, ratio))
        if k:
            closest = min(closest, np.abs(size - low).min())
    inner = size.min() + (top - size.min()) * np.arange(1, bins) / bins
    closest = min(closest, np.abs(size[:, None] - inner[None, :]).min())
    text = ",".join(str(int(i)) for i in indices)
    return {
        "bins": bins,
        "component": component,
        "explained": list((values**2 / (values**2).sum())[:5]),
        "coefficient-sizes": list(size[:5]),
        "closest-to-an-edge": closest,
        "histogram": [int(h) for h in histogram],
        "counts": counts,
        "ratios": ratios,
        "total": len(indices),
        "indices-sha256": hashlib.sha256(text.encode()).hexdigest(),
    }


def draw():
    """150 turned, nodding, placed copies of a made-up head of 12 points."""
    random = np.random.default_rng(20180618)
    around = np.array([-1.2, -0.7, 0.0, 0.7, 1.2, -0.5, 0.5, 0.0, -0.3, 0.3, -0.9, 0.9])
    height = np.array([10, 60, 85, 60, 10, -10, -10, 15, 40, 40, -30, -30.0])
    shapes = []
    for _ in range(150):
        yaw, pitch, roll = random.normal(0, 0.3), random.normal(0, 0.12), random.normal(0, 0.2)
        x, z = 70 * np.sin(around + yaw), 70 * np.cos(around + yaw)
        points = np.stack([x, height * np.cos(pitch) + z * np.sin(pitch)], 1)
        points += random.normal(0, 1.0, points.shape)
        turn = np.array([[np.cos(roll), np.sin(roll)], [-np.sin(roll), np.cos(roll)]])
        points = points @ turn * random.uniform(0.5, 2) + random.uniform(50, 400, 2)
        shapes.append(np.round(points, 2))
    return np.stack(shapes)


def read(path):
    rows = [line.rstrip("\n").split(",") for line in open(path)]
    first = rows[0].index("x0")
    return np.array([[float(v) for v in r[first:]] for r in rows[1:]]).reshape(len(rows) - 1, -1, 2)


if __name__ == "__main__":
    table = {"source": "oracle.py with numpy " + np.__version__ + ", float64"}
    if len(sys.argv) == 2:
        faces = draw()
        table["shapes"] = faces.transpose(0, 2, 1).reshape(len(faces), -1).tolist()
    else:
        faces = read(sys.argv[1])
    table["faces"] = len(faces)
    table["cases"] = [balance(faces, bins, component) for bins in (9, 17) for component in (1, 2)]
    with open(sys.argv[-1], "w") as out:
        out.write(json.dumps(table).replace('"cases"', '\n"cases"').replace('{"bins"', '\n{"bins"'))
        out.write("\n")
