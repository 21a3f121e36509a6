/**
 * Songs in memory: their numbers and genres, how they are split and scaled, the means of their
 * genres.
 */
package ihct.songs;
