/**
 * Sets and tables of 64-bit keys, by which tracks, artists and recordings are told apart; and names
 * that somebody may have meant.
 */
package ihct.keys;
