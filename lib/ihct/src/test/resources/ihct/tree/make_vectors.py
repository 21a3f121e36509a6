"""Writes vectors of twelve classes in several forms, and SciPy's trees of them.

Made with SciPy 1.10.1 and NumPy 1.24.2: python3 make_vectors.py, in this folder.
"""

import numpy as np
from scipy.cluster.hierarchy import linkage

vectors = np.random.default_rng(1).normal(size=(12, 20)).astype("<f4")
np.save("vectors.npy", vectors)
np.save("vectors-f8-big-fortran.npy", np.asfortranarray(vectors.astype(">f8")))
ward = linkage(vectors.astype(float), "ward")
np.save("ward.npy", ward)
np.savetxt("ward.txt", ward)
