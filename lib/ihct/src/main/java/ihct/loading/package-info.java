/**
 * From published CSV files, or from simulation, to numbers that a model can learn from. Readers
 * find the schema of a file by its header and count every row they leave out; {@link
 * ihct.songs.Songs} holds what is kept. Splits go by hash, so that rows added later move nobody,
 * and z-scores use the moments of the training part alone. This package knows none of the others.
 */
package ihct.loading;
