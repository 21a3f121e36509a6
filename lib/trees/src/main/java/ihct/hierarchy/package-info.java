/**
 * The inferred hierarchical classification tree (IHCT): the tiers chosen from a dendrogram, or
 * given by known labels, with the path from the root to every leaf. Tiers are numbered 1…I from the
 * top, as in the paper, and the last tier always has one cluster per class. Clusters are numbered
 * by their first leaf. This package needs the JDK and the dendrogram alone.
 */
package ihct.hierarchy;
