package ihct.loading.csv;

/** Says what to do with a text that is not UTF-8. */
final class OtherEncoding {

  /** The bytes that Windows-1252 leaves undefined; iconv refuses them. */
  private static final String UNDEFINED = "\u0081\u008d\u008f\u0090\u009d";

  private OtherEncoding() {}

  /**
   * Advises by the first bytes of the text, so many of them; the command that unpacks the file is
   * empty if it is not packed.
   *
   * <p>Nothing was read before it, not even the names, unless {@code isBehind} a line.
   *
   * <p>Windows-1252 is Latin-1 wherever that has letters, and has quotes, dashes and the euro where
   * Latin-1 has control characters that no name means: to take it for Latin-1 would lose them. It
   * cannot be told from other encodings of one byte, so the names should be looked at. Where most
   * is UTF-8, converting all would spoil what is right.
   */
  static String advice(byte[] bytes, int length, String unpack, boolean isBehind) {
    int sequences = 0;
    int malformed = 0;
    boolean undefined = false;
    int at = Utf8.malformed(bytes, 0, length);
    int from = 0;
    while (at < length) {
      sequences += at - from - Utf8.chars(bytes, from, at);
      malformed++;
      undefined |= UNDEFINED.indexOf(bytes[at] & 0xff) >= 0;
      from = at + 1;
      at = Utf8.malformed(bytes, from, length);
    }
    sequences += length - from - Utf8.chars(bytes, from, length);
    String after = (isBehind ? "the text after this line" : "the line of names") + " is not UTF-8";
    if (sequences > malformed) {
      return after
          + ", but most is: its lines are of several encodings. Mend them, or leave out what is not"
          + " UTF-8: "
          + command("iconv -c -f UTF-8 -t UTF-8", unpack);
    }
    return undefined
        ? after
            + ", nor is it Windows-1252. Find out what it is (perhaps MACINTOSH, CP437, SHIFT_JIS or"
            + " GB18030), and convert it: "
            + command("iconv -f ENCODING -t UTF-8", unpack)
        : after
            + ". Convert it: "
            + command("iconv -f CP1252 -t UTF-8", unpack)
            + ", and look at the names.";
  }

  private static String command(String convert, String unpack) {
    return unpack.isEmpty() ? convert + " FILE > NEW" : unpack + " | " + convert + " > NEW";
  }
}
