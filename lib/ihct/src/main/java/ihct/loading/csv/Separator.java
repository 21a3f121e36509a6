package ihct.loading.csv;

/** The characters that tables in use put between cells. */
enum Separator {
  /** As the name of CSV has it. */
  COMMA(',', "commas"),
  /** Spreadsheets where the comma is the decimal mark. */
  SEMICOLON(';', "semicolons"),
  /** TSV, and "Unicode text" of spreadsheets. */
  TAB('\t', "tabs"),
  /** Databases. */
  PIPE('|', "vertical bars");

  private final char character;
  private final String words;

  Separator(char character, String words) {
    this.character = character;
    this.words = words;
  }

  byte character() {
    return (byte) character;
  }

  String words() {
    return words;
  }

  /** As it is written in a line {@code sep=;}. */
  String written() {
    return this == TAB ? "\\t" : String.valueOf(character);
  }
}
