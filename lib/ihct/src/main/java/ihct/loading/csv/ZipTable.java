package ihct.loading.csv;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Finds the table in a zip archive, and tells archives that are documents of other programs. */
final class ZipTable {

  private ZipTable() {}

  /** Whether an archive is a workbook that can be read. */
  static boolean isWorkbook(ZipFile zip) {
    return zip.getEntry("xl/workbook.xml") != null;
  }

  /** Names the document that an archive is, by what is in it. */
  static Optional<FileKind> kind(ZipFile zip) {
    List<String> names = zip.stream().map(ZipEntry::getName).toList();
    if (starts(names, "xl/")) {
      return Optional.of(FileKind.EXCEL);
    }
    if (starts(names, "word/") || starts(names, "ppt/")) {
      return Optional.of(FileKind.OFFICE);
    }
    if (names.contains("mimetype") && names.contains("content.xml")) {
      return Optional.of(FileKind.OPEN_DOCUMENT);
    }
    boolean arrays = !names.isEmpty() && names.stream().allMatch(name -> name.endsWith(".npy"));
    return arrays ? Optional.of(FileKind.NUMPY_ARCHIVE) : Optional.empty();
  }

  private static boolean starts(List<String> names, String folder) {
    return names.stream().anyMatch(name -> name.startsWith(folder));
  }

  /**
   * Finds the table: the only .csv file; or without one the only text table by name; or the only
   * file, which may turn out to be one.
   *
   * @throws MalformedDataException if there is none or more than one
   */
  static ZipEntry find(Path path, ZipFile zip) throws MalformedDataException {
    List<? extends ZipEntry> files = zip.stream().filter(ZipTable::isFile).toList();
    List<? extends ZipEntry> tables = named(files, ".csv");
    tables =
        tables.isEmpty()
            ? named(files, ".tsv", ".tab", ".txt", ".arff", ".jsonl", ".ndjson", ".json")
            : tables;
    tables = tables.isEmpty() && files.size() == 1 ? files : tables;
    if (tables.size() == 1) {
      return tables.get(0);
    }
    throw new MalformedDataException(path, notOne(zip, tables));
  }

  private static boolean isFile(ZipEntry entry) {
    // macOS adds a hidden twin "__MACOSX/._songs.csv" that holds no table.
    return !entry.isDirectory() && !leaf(entry).startsWith(".");
  }

  private static String leaf(ZipEntry entry) {
    return entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
  }

  private static List<? extends ZipEntry> named(List<? extends ZipEntry> files, String... endings) {
    return files.stream()
        .filter(
            file ->
                List.of(endings).stream().anyMatch(leaf(file).toLowerCase(Locale.ROOT)::endsWith))
        .toList();
  }

  private static String notOne(ZipFile zip, List<? extends ZipEntry> tables) {
    if (tables.isEmpty()) {
      List<String> names = zip.stream().map(ZipEntry::getName).limit(10).toList();
      return "the archive holds no .csv file; it holds " + names + ".";
    }
    List<String> names = tables.stream().map(ZipEntry::getName).toList();
    return "the archive holds %d tables: %s. Unpack the one you mean and name it."
        .formatted(names.size(), String.join(", ", names));
  }
}
