/** How the cells of a label hold genres: as one name each, or as lists of some form. */
package ihct.loading.labels;
