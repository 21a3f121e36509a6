/**
 * From published CSV files to numbers that a model can learn from. Readers find the schema of a
 * file by its header and count every row they leave out; {@link ihct.songs.Songs} holds what is
 * kept.
 */
package ihct.loading;
