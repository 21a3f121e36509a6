"""Writes scipy-linkage.txt: what SciPy says about 60 random points.

Run with SciPy 1.10.1 and NumPy 1.24.2: python3 make_golden.py > scipy-linkage.txt
Blocks of lines, numbers with 17 digits:
  points N D              then N rows of D coordinates
  linkage RULE METRIC C   then N-1 rows "left right height size"; C = cophenetic correlation
  Given a CSV of genre means as an argument, only the correlations are written, one line each:
  RULE METRIC C
"""

import csv
import sys

import numpy as np
from scipy.cluster.hierarchy import cophenet, linkage
from scipy.spatial.distance import pdist

RULES = {"COMPLETE": "complete", "WPGMA": "weighted", "UPGMA": "average", "WARD": "ward",
         "SINGLE": "single"}
METRICS = {"EUCLIDEAN": "euclidean", "COSINE": "cosine"}
FEATURES = (
    "duration_ms popularity acousticness danceability energy instrumentalness "
    "liveness loudness speechiness tempo valence"
).split()


def digits(row):
    return " ".join(f"{x:.17g}" for x in row)


def figures(points):
    for metric, metric_name in METRICS.items():
        distances = pdist(points, metric_name)
        for rule, rule_name in RULES.items():
            merges = linkage(distances, rule_name)
            yield rule, metric, cophenet(merges, distances)[0], merges


if len(sys.argv) > 1:
    with open(sys.argv[1], newline="", encoding="utf-8") as file:
        rows = np.array([[float(r[f]) for f in FEATURES] for r in csv.DictReader(file)])
    z = (rows - rows.mean(axis=0)) / rows.std(axis=0)
    for rule, metric, correlation, _ in figures(z):
        print(rule, metric, f"{correlation:.17g}")
else:
    points = np.random.default_rng(7).normal(size=(60, 5))
    print("points", *points.shape)
    for row in points:
        print(digits(row))
    for rule, metric, correlation, merges in figures(points):
        print("linkage", rule, metric, f"{correlation:.17g}")
        for row in merges:
            print(digits(row))
