"""Distances and linkage by SciPy, or SciPy's distances and fastcluster's linkage."""

import numpy
import scipy
from scipy.cluster import hierarchy
from scipy.spatial.distance import pdist

from side import Side

METHODS = {"complete": "complete", "wpgma": "weighted", "upgma": "average", "single": "single"}
PAIRS = 1000


def read(file):
    n, d = numpy.fromfile(file, dtype="<i4", count=2)
    return numpy.fromfile(file, dtype="<f8", offset=8).reshape(n, d)


def generator():
    """ISO C's example, as in MergeProof."""
    state = 1
    while True:
        state = (state * 1103515245 + 12345) % (1 << 31)
        yield state >> 10


def prove(side, merges):
    leaves = len(merges) + 1
    parent = numpy.zeros(2 * leaves - 1, dtype=int)
    height = numpy.zeros(2 * leaves - 1)
    height[leaves:] = merges[:, 2]
    for i, (left, right) in enumerate(merges[:, :2].astype(int)):
        parent[left] = parent[right] = leaves + i
    points = generator()
    meetings = []
    for _ in range(PAIRS):
        a, b = next(points) % leaves, next(points) % leaves
        while a != b:
            if a < b:
                a = parent[a]
            else:
                b = parent[b]
        meetings.append(float(height[a]))
    side.proof["sum of heights"] = [float(height.sum())]
    side.proof["cophenetic distances"] = meetings


def main():
    side = Side()
    side.version(numpy, scipy)
    if side.settings["peer"] == "fastcluster":
        import fastcluster
        side.version(fastcluster)
        linkage = fastcluster.linkage
    else:
        linkage = hierarchy.linkage
    points = read(side.settings["points"])
    method = METHODS[side.settings["rule"]]
    linkage(pdist(points[:side.number("warm")]), method)
    side.items = len(points)
    for _ in range(side.number("runs")):
        merges = None  # two results at a time would double the peak
        merges = side.timed(lambda: linkage(pdist(points), method))
    prove(side, merges)
    side.print()


main()
