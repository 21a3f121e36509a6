/**
 * Agglomerative clustering: distances between points, the four linkage rules, and the dendrogram
 * they build, with its cuts, cophenetic distances and Newick text. Leaves are numbered 0…n−1 and
 * merges n…2n−2, as SciPy numbers them. Distances and heights are doubles. This package needs the
 * JDK alone.
 */
package ihct.linkage;
