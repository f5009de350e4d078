"""Prints scipy-reference.json: what SciPy makes of distances that linkage.test.ts makes in the same way.

python scipy-reference.py > scipy-reference.json   (made with SciPy 1.17.1)
"""

import json

import numpy as np
from scipy.cluster.hierarchy import cophenet, linkage

METHODS = ["single", "complete", "average", "weighted", "ward"]


def distances(n):
    seed, values = n, []
    for _ in range(n * (n - 1) // 2):
        seed = (seed * 1664525 + 1013904223) % 2**32
        values.append(seed / 2**32)
    return np.array(values)


cases = []
for n in (2, 3, 7, 40, 90):
    for method in METHODS:
        d = distances(n)
        z = linkage(d, method)
        case = {
            "n": n,
            "method": method,
            "left": z[:, 0].astype(int).tolist(),
            "right": z[:, 1].astype(int).tolist(),
            "size": z[:, 3].astype(int).tolist(),
            "mergeHeight": [round(h, 9) for h in z[:, 2].tolist()],
            "copheneticCorrelation": round(float(cophenet(z, d)[0]), 9) if n > 2 else None,
        }
        cases.append(case)
print(json.dumps({"cases": cases}))
