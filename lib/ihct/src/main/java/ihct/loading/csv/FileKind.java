package ihct.loading.csv;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A kind of file that is no table in text, told by its first bytes and never by its name.
 *
 * @param name what it is, or what it holds
 * @param advice how to make a CSV file of it, if possible with one command; FILE stands for it and
 *     NEW for the CSV file
 * @param opensGzip whether the command takes such a file gzipped, too
 */
record FileKind(String name, String advice, boolean opensGzip) {

  /** So much of a file is looked at. */
  private static final int LOOK = 1 << 12;

  /** Bytes, as chars, at some place of a file that is no text, and the kind they tell. */
  private record Magic(int at, String bytes, FileKind kind) {}

  /** How a text that is no table starts, and its kind. */
  private record Start(Pattern pattern, FileKind kind) {}

  static final FileKind EXCEL = kind("an Excel workbook", pandas("read_excel", "openpyxl"));

  static final FileKind PARQUET = kind("a Parquet file", pandas("read_parquet", "pyarrow"));

  static final FileKind OPEN_DOCUMENT =
      kind("an OpenDocument spreadsheet", pandas("read_excel", "odfpy"));

  static final FileKind OFFICE =
      kind(
          "a text document or slides of an office program",
          "Copy its table into a spreadsheet program and save that as CSV");

  static final FileKind NUMPY_ARCHIVE =
      kind(
          "an archive of NumPy arrays (.npz)",
          "Write one as CSV, here the first: "
              + python(
                  "import numpy, pandas; a = numpy.load('FILE');"
                      + " pandas.DataFrame(a[a.files[0]]).to_csv('NEW', index=False)")
              + " (which needs pandas)");

  private static final FileKind OLD_EXCEL =
      kind("an old Excel workbook (.xls)", pandas("read_excel", "xlrd"));

  /** What stands in every old Word document. */
  private static final String WORD_DOCUMENT = "W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t";

  private static final FileKind PICKLE =
      kind(
          "a Python pickle",
          pandas("read_pickle", "") + ". Only if you trust who made it: a pickle can run any code");

  private static final FileKind R_OBJECT =
      new FileKind(
          "an object of R (.rds)",
          command("Rscript -e \"write.csv(readRDS('FILE'), 'NEW', row.names = FALSE)\""),
          true);

  private static final FileKind R_WORKSPACE =
      new FileKind(
          "a workspace of R (.RData)",
          command("Rscript -e \"write.csv(get(load('FILE')[1]), 'NEW', row.names = FALSE)\""),
          true);

  private static final FileKind SOUND =
      kind("sound", "Its features must be measured first; name the table that holds them");

  private static final FileKind IMAGE = kind("an image", "Name the table that it was made of");

  private static final FileKind UNKNOWN =
      kind("binary data of a kind that is not known here", "Perhaps this names it: file FILE");

  private static final FileKind WEB_PAGE =
      kind(
          "a web page",
          "The link led to a page about the file, or to a sign-in. Fetch the file itself (on GitHub"
              + " the address of its Raw button): curl -L -o NEW ADDRESS");

  private static final FileKind JSON =
      kind(
          "JSON",
          command(
              jsonRows(
                  "r = json.load(f); r = r if isinstance(r, list) else next((v for v in r.values()"
                      + " if isinstance(v, list)), [r])")));

  private static final List<Magic> MAGIC =
      List.of(
          magic("PAR1", PARQUET),
          magic("ARROW1", kind("an Arrow or Feather file", pandas("read_feather", "pyarrow"))),
          magic("FEA1", kind("a Feather file", pandas("read_feather", "pyarrow"))),
          magic(
              "\u00ff\u00ff\u00ff\u00ff",
              kind(
                  "a stream of Arrow tables",
                  frame(
                      "pyarrow.ipc",
                      "pyarrow.ipc.open_stream(open('FILE', 'rb')).read_pandas()",
                      "pandas and pyarrow"))),
          magic("ORC", kind("an ORC file", pandas("read_orc", "pyarrow"))),
          magic(
              "Obj\u0001",
              kind(
                  "an Avro file",
                  frame(
                      "fastavro, pandas",
                      "pandas.DataFrame(list(fastavro.reader(open('FILE', 'rb'))))",
                      "pandas and fastavro"))),
          magic(
              "SQLite format 3\0",
              kind(
                  "an SQLite database",
                  "Write one of its tables (sqlite3 FILE .tables lists them) as CSV: "
                      + python(
                          "import csv, sqlite3; r = sqlite3.connect('FILE').execute('SELECT * FROM TABLE');"
                              + " w = csv.writer(open('NEW', 'w', encoding='utf-8', newline=''));"
                              + " w.writerow(d[0] for d in r.description); w.writerows(r)"))),
          magic("\u0089HDF\r\n\u001a\n", kind("an HDF5 file", pandas("read_hdf", "tables"))),
          magic(
              "\u0093NUMPY",
              kind(
                  "a NumPy array (.npy)",
                  frame("numpy, pandas", "pandas.DataFrame(numpy.load('FILE'))", "pandas"))),
          magic("\u0080\u0002", PICKLE),
          magic("\u0080\u0003", PICKLE),
          magic("\u0080\u0004", PICKLE),
          magic("\u0080\u0005", PICKLE),
          magic("X\n\0\0", R_OBJECT),
          magic("B\n\2\0", R_OBJECT),
          magic("B\n\3\0", R_OBJECT),
          magic("RDX", R_WORKSPACE),
          magic("RDB", R_WORKSPACE),
          magic("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1", OLD_EXCEL),
          magic("<stata_dta>", kind("a Stata file", pandas("read_stata", ""))),
          magic(
              "MATLAB ",
              kind(
                  "a MATLAB file",
                  "See what is in it: "
                      + python("import scipy.io; print(scipy.io.whosmat('FILE'))")
                      + ", and write that as CSV")),
          magic("PK\3\4", archive("a zip archive", "unzip FILE")),
          magic("7z\u00bc\u00af\u0027\u001c", archive("a 7z archive", "7z x FILE")),
          magic("Rar!\u001a\u0007", archive("a RAR archive", "unrar x FILE")),
          new Magic(257, "ustar", new FileKind("a tar archive", unpack("tar -xf FILE"), true)),
          magic("\u001f\u008b", packed("gzip", "gunzip -c FILE")),
          magic("\u001f\u009d", packed("compress", "gunzip -c FILE")),
          magic("BZh", packed("bzip2", "bunzip2 -c FILE")),
          magic("\u00fd7zXZ\0", packed("xz", "xz -dc FILE")),
          magic("]\0\0", packed("lzma", "xz --format=lzma -dc FILE")),
          magic("\u0028\u00b5\u002f\u00fd", packed("zstd", "zstd -dc FILE")),
          magic("\u0004\"M\u0018", packed("lz4", "lz4 -dc FILE")),
          magic("%PDF-", kind("a PDF document", command("pdftotext -layout FILE NEW"))),
          magic("ID3", SOUND),
          magic("\u00ff\u00fb", SOUND),
          magic("fLaC", SOUND),
          magic("OggS", SOUND),
          magic("RIFF", SOUND),
          magic("\u0089PNG", IMAGE),
          magic("\u00ff\u00d8\u00ff", IMAGE));

  private static final List<Start> STARTS =
      List.of(
          start(
              "\\{\\s*\"[^\"]*\"\\s*:\\s*\\{",
              kind(
                  "JSON, column by column",
                  pandas(
                      "read_json", "", ", dtype=False, convert_dates=False, precise_float=True"))),
          start("\\{\\s*[\"}]|\\[\\s*[\\[{\"\\]]", JSON),
          start(
              "[-+]?[\\d.]+([eE][-+]?\\d+)?([ \\t]+\\d+:[-+\\d.eE]+){2,}[ \\t]*(#[^\\n\\r]*)?[\\n\\r]",
              kind(
                  "a sparse table of LIBSVM (svmlight)",
                  command(
                      python(
                          "r = [l.split('#')[0].split() for l in open('FILE')];"
                              + " r = [(l[0], dict(c.split(':') for c in l[1:])) for l in r if l];"
                              + " n = 1 + max(int(k) for y, x in r for k in x); w = open('NEW', 'w');"
                              + " print('class', *('f%d' % i for i in range(n)), sep=',', file=w);"
                              + " [print(y, *(x.get(str(i), 0) for i in range(n)), sep=',', file=w)"
                              + " for y, x in r]")))),
          start(
              "version https://(git-lfs|hawser)\\.github\\.com/spec",
              kind(
                  "a Git LFS pointer in place of the file",
                  "In its repository: git lfs pull --include FILE")),
          start(
              "/annex/objects/|(\\.\\./)*\\.git/annex/objects/",
              kind(
                  "a git-annex pointer in place of the file",
                  "In its repository: git annex get FILE")),
          start(
              "<\\?xml[^>]*>\\s*<\\?mso-application",
              kind("an Excel workbook in XML", "Save it as CSV in a spreadsheet program")),
          start(
              "(<\\?xml[^>]*>\\s*)?(<!--.*?-->\\s*)*<(!doctype\\s+html|html|head|body|script)\\b",
              WEB_PAGE),
          start(
              "<table\\b",
              kind(
                  "a table in HTML",
                  frame("pandas", "pandas.read_html('FILE')[0]", "pandas and lxml"))),
          start(
              "<(\\?xml|!doctype|!--|svg)\\b",
              kind("an XML document", "Save its table as CSV in the program that it is from")),
          start("A\\n[23]\\n\\d+\\n", R_OBJECT),
          start("RDA[23]\\nA\\n", R_WORKSPACE));

  /** Names the kind of a file that is no table; empty if it may be one. */
  static Optional<FileKind> of(byte[] opening) {
    int length = Math.min(LOOK, opening.length);
    int controls = controls(opening, length);
    boolean malformed = Utf8.malformed(opening, 0, length) < (length < LOOK ? length : length - 3);
    if (controls > 0 || malformed) {
      String bytes = new String(opening, StandardCharsets.ISO_8859_1);
      for (Magic magic : MAGIC) {
        if (bytes.startsWith(magic.bytes(), magic.at())) {
          boolean word = magic.kind() == OLD_EXCEL && bytes.contains(WORD_DOCUMENT);
          return Optional.of(word ? OFFICE : magic.kind());
        }
      }
    }
    String text = new String(opening, 0, length, StandardCharsets.UTF_8).stripLeading();
    for (Start start : STARTS) {
      if (start.pattern().matcher(text).lookingAt()) {
        return Optional.of(start.kind());
      }
    }
    // Text has a stray control character at times; one byte of ten of packed data is one.
    return controls * (malformed ? 50 : 10) > length ? Optional.of(UNKNOWN) : Optional.empty();
  }

  private static int controls(byte[] bytes, int length) {
    int controls = 0;
    for (int i = 0; i < length; i++) {
      controls +=
          bytes[i] >= 0 && bytes[i] < ' ' && "\t\n\u000b\f\r\u001a\u001b".indexOf(bytes[i]) < 0
              ? 1
              : 0;
    }
    return controls;
  }

  private static Magic magic(String bytes, FileKind kind) {
    return new Magic(0, bytes, kind);
  }

  private static Start start(String pattern, FileKind kind) {
    return new Start(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.DOTALL), kind);
  }

  private static FileKind kind(String name, String advice) {
    return new FileKind(name, advice, false);
  }

  private static FileKind packed(String program, String command) {
    return kind("data packed by " + program, unpack(command + " > NEW"));
  }

  private static FileKind archive(String name, String command) {
    return kind(name, unpack(command));
  }

  private static String unpack(String command) {
    return "Unpack it: " + command;
  }

  private static String command(String command) {
    return "Make one of it: " + command;
  }

  private static String python(String program) {
    return "python3 -c \"" + program + "\"";
  }

  private static String pandas(String reader, String needed) {
    return pandas(reader, needed, "");
  }

  /** Reads by pandas. */
  private static String pandas(String reader, String needed, String arguments) {
    return frame(
        "pandas",
        "pandas.%s('FILE'%s)".formatted(reader, arguments),
        needed.isEmpty() ? "pandas" : "pandas and " + needed);
  }

  /** Writes a data frame of pandas. */
  private static String frame(String imports, String frame, String needed) {
    return command(python("import %s; %s.to_csv('NEW', index=False)".formatted(imports, frame)))
        + " (which needs %s)".formatted(needed);
  }

  /** Writes a list r of objects of a file f, perhaps with different keys. */
  private static String jsonRows(String rows) {
    return python(
        "import csv, json; f = open('FILE', encoding='utf-8-sig'); "
            + rows
            + "; w = csv.DictWriter(open('NEW', 'w', encoding='utf-8', newline=''),"
            + " list(dict.fromkeys(k for x in r for k in x))); w.writeheader(); w.writerows(r)");
  }
}
