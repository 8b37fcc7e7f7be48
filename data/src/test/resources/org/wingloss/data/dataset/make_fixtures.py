"""Makes the MATLAB fixtures of AflwTest and CofwTest with tools that share no code with ours.

Needs numpy, scipy and h5py: python3 make_fixtures.py. All numbers are made up.
"""

import os

import h5py
import numpy as np
import scipy.io

HERE = os.path.dirname(os.path.abspath(__file__))


def aflw():
    """Four faces of three pictures; face r (from 1) has x = 100 r + i and y = 10 r + i / 2."""
    rows = np.arange(1, 5)[:, None]
    i = np.arange(19)[None, :]
    names = np.empty((4, 1), dtype=object)
    names[:, 0] = ["0/a.jpg", "0/b.jpg", "2/c.jpg", "0/a.jpg"]
    mask = np.ones((4, 19))
    mask[0, 4] = 0
    bbox = np.array([[90, 130, 5, 30], [195, 235, 15, 45], [295, 335, 25, 65], [395, 435, 35, 75]])
    scipy.io.savemat(
        os.path.join(HERE, "AFLWinfo_release.mat"),
        {
            "data": np.hstack([100.0 * rows + i, 10.0 * rows + i / 2]),
            "bbox": bbox.astype(float),
            "mask_new": mask,
            "nameList": names,
            "ra": np.array([[3, 1, 4, 2]], dtype=float),
            "unrelated": np.zeros((3, 3)),
        },
        do_compression=True,
    )


def cofw():
    """A colour and a grey face; face r has x = 10 r + i, y = 20 r + i (1-based), landmark r covered."""
    path = os.path.join(HERE, "COFW_train_color.mat")
    with h5py.File(path, "w", userblock_size=512) as f:
        phis = np.zeros((87, 2))
        for r in range(2):
            phis[:29, r] = 10 * (r + 1) + np.arange(29)
            phis[29:58, r] = 20 * (r + 1) + np.arange(29)
            phis[58 + r, r] = 1
        f.create_dataset("phisTr", data=phis, compression="gzip", chunks=(87, 2))
        f.create_dataset("bboxesTr", data=np.array([[3.0, 4.0], [5.0, 6.0], [30.0, 40.0], [50.0, 60.0]]))
        # A MATLAB picture of 2 rows, 3 columns and 3 planes is 3 x 3 x 2 here: plane, column, row.
        colour = np.arange(18, dtype=np.uint8).reshape(3, 3, 2) * 10 + 80
        grey = np.array([[1, 2], [3, 250]], dtype=np.uint8)
        refs = f.create_group("#refs#")
        refs.create_dataset("a", data=colour, compression="gzip", chunks=(3, 3, 2))
        refs.create_dataset("b", data=grey)
        cells = f.create_dataset("IsTr", (1, 2), dtype=h5py.ref_dtype)
        cells[0, 0] = refs["a"].ref
        cells[0, 1] = refs["b"].ref
    with open(path, "r+b") as f:
        f.write(b"MATLAB 7.3 MAT-file, made by make_fixtures.py".ljust(124) + b"\x00\x02IM")


aflw()
cofw()
