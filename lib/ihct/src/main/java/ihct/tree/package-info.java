/** Trees over genres: what they are made from, their controls, their files. */
package ihct.tree;
