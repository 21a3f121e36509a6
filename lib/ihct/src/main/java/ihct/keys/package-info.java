/** Sets and tables of 64-bit keys, by which tracks, artists and recordings are told apart. */
package ihct.keys;
