"""Writes tree.npy and its kin: SciPy's tree of six points on a line, as NumPy saves it.

Made with SciPy 1.10.1 and NumPy 1.24.2: python3 make_npy.py, in this folder.
"""

import numpy as np
from scipy.cluster.hierarchy import linkage

tree = linkage(np.array([[0.0], [3], [4], [8], [14], [21]]), "complete")
np.save("tree.npy", tree)
np.save("tree-f4-big-fortran.npy", np.asfortranarray(tree.astype(">f4")))
np.save("tree-i4.npy", tree.astype("<i4"))
np.save("tree-i8-big.npy", tree.astype(">i8"))
with open("tree-format2.npy", "wb") as file:
    np.lib.format.write_array(file, tree, version=(2, 0))
