/** Reading text as records and cells: compression, encodings, separators, quotes, numbers. */
package ihct.loading.csv;
