/** What every command reads and writes: JSON, CSV, whole files, names, progress. */
package ihct.files;
