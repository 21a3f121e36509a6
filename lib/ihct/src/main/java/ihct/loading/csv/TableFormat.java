package ihct.loading.csv;

/** Files whose rows are not lines of text that a separator cuts into cells. */
public enum TableFormat {
  /** A record in each line, or a list of records. */
  JSON,
  /** A workbook of Excel, .xlsx. */
  EXCEL,
  /** Columns of Apache Parquet. */
  PARQUET,
}
