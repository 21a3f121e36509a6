/**
 * Figures for notebooks: lines, points, bars, histograms, heat maps and trees; and Tablesaw tables
 * made row by row ({@link ihct.plots.Rows}).
 *
 * <p>Every figure has three forms, made from the same numbers: Plotly's JSON for front ends that
 * draw it interactively, a picture drawn here for all others (SVG, as an image in HTML), and a
 * table of the numbers as text. There is no script among them: exporters and web views strip it,
 * which leaves a blank.
 *
 * <p>Tablesaw's tables and figures are shown alike, as the last expression of a cell ({@link
 * ihct.plots.TablesawDisplay}). Our figures are not made with Tablesaw, which writes JavaScript for
 * a page of its own, and knows neither sunburst nor icicle nor trees.
 */
package ihct.plots;
