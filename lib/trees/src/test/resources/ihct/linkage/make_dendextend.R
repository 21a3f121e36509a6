# Prints what dendextend says of two trees of eight points: their orders of leaves, cophenetic
# correlation, Baker's gamma, entanglement, the distance of Robinson and Foulds.
#
# Made with dendextend 1.16.0 (Debian: r-cran-dendextend): Rscript make_dendextend.R

suppressMessages(library(dendextend))
x <- matrix(c(0.1, 0.9, 1.7, 4.2, 4.9, 7.7, 8.1, 12.5, 3, 1, 4, 1.5, 9, 2, 6, 5), ncol = 2)
rownames(x) <- 0:7
a <- as.dendrogram(hclust(dist(x), "complete"))
b <- as.dendrogram(hclust(dist(x), "single"))
cat(labels(a), "\n")
cat(labels(b), "\n")
cat(sprintf("%.15g\n", c(cor_cophenetic(a, b), cor_bakers_gamma(a, b), entanglement(a, b))))
cat(dist.dendlist(dendlist(a, b)), "\n")
