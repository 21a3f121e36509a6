/**
 * What figures are drawn with: marks between axes, scales, labels and colours, and the one writer
 * of SVG. Users call {@code ihct.plots}.
 */
package ihct.plots.draw;
