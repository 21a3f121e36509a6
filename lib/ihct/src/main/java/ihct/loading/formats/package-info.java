/** Tables that are no text to be cut into cells: records in JSON, workbooks, Parquet. */
package ihct.loading.formats;
