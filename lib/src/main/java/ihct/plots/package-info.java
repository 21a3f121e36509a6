/**
 * Figures for notebooks: lines, points, bars, histograms, heat maps and trees.
 *
 * <p>Every figure has three forms, made from the same numbers: Plotly's JSON for front ends that
 * draw it interactively, an SVG picture drawn here for all others, and a table of the numbers as
 * text. There is no HTML among them: exporters and web views prefer it to the picture and then
 * strip its scripts, which leaves a blank.
 *
 * <p>Tablesaw's figures are shown alike by {@link ihct.plots.TablesawFigure}. Ours are not made
 * with Tablesaw, which writes JavaScript for a page of its own, and knows neither sunburst nor
 * icicle nor trees.
 */
package ihct.plots;
