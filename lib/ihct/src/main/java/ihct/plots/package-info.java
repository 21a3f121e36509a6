/**
 * Figures for notebooks: trees, estimates with intervals, and trainings; and Tablesaw tables made
 * row by row ({@link ihct.plots.Rows}).
 *
 * <p>Every figure has three forms, made from the same numbers: Plotly's JSON for front ends that
 * draw it interactively, a picture drawn here for all others (SVG, as an image in HTML), and a
 * table of the numbers as text. There is no script among them: exporters and web views strip it,
 * which leaves a blank.
 *
 * <p>Histograms, scatter plots, bars, boxes, lines and heat maps are made with Tablesaw, whose
 * tables and figures are shown alike, as the last expression of a cell ({@link
 * ihct.plots.TablesawDisplay}; {@link ihct.plots.TablesawFigure} tells them in other kernels, too).
 * Tablesaw knows no intervals, neither sunburst nor icicle, and no trees.
 */
package ihct.plots;
