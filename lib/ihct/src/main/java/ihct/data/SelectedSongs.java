package ihct.data;

import com.fasterxml.jackson.databind.JsonNode;
import ihct.files.Json;
import ihct.files.RunListener;
import ihct.io.Sha256;
import ihct.io.UnwritableException;
import ihct.io.WholeFile;
import ihct.loading.LabelMode;
import ihct.loading.LoadingOptions;
import ihct.loading.Reason;
import ihct.loading.SongSelection;
import ihct.loading.csv.MalformedDataException;
import ihct.loading.csv.Text;
import ihct.loading.schema.Words;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A file of the songs that are kept of many, larger than one machine reads. Commands that read it
 * by the same options find what they would find in all the files.
 */
public final class SelectedSongs {

  private final List<SongSelection.Offer> offers;
  private final SongSelection.Choice choice;
  private final long copied;
  private final DataReport report;

  private SelectedSongs(
      List<SongSelection.Offer> offers,
      SongSelection.Choice choice,
      long copied,
      DataReport report) {
    this.offers = offers;
    this.choice = choice;
    this.copied = copied;
    this.report = report;
  }

  /**
   * Selects songs and writes them, as CSV; packed if the file's name ends in .gz.
   *
   * @param settings files, or folders with nothing else; one row per (track, genre), and a cap
   * @param hands do the reading, a file each
   * @throws IllegalArgumentException if a setting needs to see all rows at once, or the new file
   *     would be read otherwise than those that it comes from; nothing is written then
   */
  public static SelectedSongs write(
      DataSettings settings, Path out, Hands hands, RunListener listener) throws IOException {
    requireSelectable(settings.options());
    List<Path> files = filesOf(settings.files());
    requireOther(files, out);
    LoadingOptions options = SongSelection.named(files, settings.options());
    String told = Json.line(settings.with(any -> options));
    List<String> paths = files.stream().map(Path::toString).toList();
    SongSelection selection = new SongSelection(options);
    hands.each(
        "Looking through songs, %d of %d files",
        IntStream.range(0, files.size()).boxed().toList(),
        number -> SongSelection.offer(number, Path.of(paths.get(number)), options(told)),
        selection::add);
    SongSelection.Choice choice = selection.choose();
    List<SongSelection.Offer> offers = selection.offers();
    SongSelection.Copied[] copies = new SongSelection.Copied[files.size()];
    hands.each(
        "Copying songs, %d of %d files",
        offers.stream().map(SongSelection.Offer::file).toList(),
        file -> SongSelection.copy(file, choice, options(told)),
        copied -> copies[copied.number()] = copied);
    SongData songs = replace(out, selection.header(), copies, choice, options, listener);
    Stream.concat(
            offers.stream().flatMap(offer -> offer.notes().stream()),
            Stream.of(copies).flatMap(copied -> copied.notes().stream()))
        .distinct()
        .filter(note -> !songs.report().notes().contains(note))
        .forEach(listener::note);
    return new SelectedSongs(
        offers,
        choice,
        Stream.of(copies).mapToLong(SongSelection.Copied::records).sum(),
        DataReport.of(songs, listener));
  }

  /** The files of folders are in them, but for those that other programs hide. */
  private static List<Path> filesOf(List<String> paths) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String each : paths) {
      Path path = Path.of(each);
      if (!Files.isDirectory(path)) {
        files.add(path);
        continue;
      }
      try (Stream<Path> within = Files.list(path)) {
        List<Path> found =
            within
                .filter(file -> !file.getFileName().toString().matches("[._].*"))
                .sorted()
                .toList();
        if (found.isEmpty()) {
          throw new IllegalArgumentException(path + " is a folder without files.");
        }
        for (Path file : found) {
          if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(
                "%s is %s; name the files one by one, or the folders that hold nothing else."
                    .formatted(
                        file, Files.isDirectory(file) ? "a folder" : "no file that can be read"));
          }
        }
        files.addAll(found);
      }
    }
    return files;
  }

  private static LoadingOptions options(String told) throws IOException {
    return Json.parse(told, DataSettings.class).options();
  }

  private static void requireSelectable(LoadingOptions options) {
    Map<String, Boolean> unfit =
        Map.of(
            "--label single",
            options.labels() == LabelMode.SINGLE,
            "--hierarchy",
            !options.hierarchy().isEmpty(),
            "--coarse-label",
            options.coarseLabel() != null,
            "--categories",
            !options.categories().isEmpty());
    List<String> given = unfit.keySet().stream().filter(unfit::get).sorted().toList();
    if (!given.isEmpty()) {
      throw new IllegalArgumentException(
          "%s goes by all rows at once. Leave it out here, and say it when the new file is read."
              .formatted(given.get(0)));
    }
    if (options.maxPerGenre() == LoadingOptions.NO_CAP) {
      throw new IllegalArgumentException(
          "A selection keeps some songs of each genre. Say how many at most: --max-per-genre.");
    }
  }

  private static void requireOther(List<Path> files, Path out) throws IOException {
    Path beside = out.resolveSibling(out.getFileName() + WholeFile.FRESH);
    for (Path taken : List.of(out, beside)) {
      if (!Files.exists(taken)) {
        continue;
      }
      if (!Files.isRegularFile(taken)) {
        throw new IllegalArgumentException(
            taken + " is no file but a pipe or device; name a file for --out.");
      }
      for (Path file : files) {
        if (Files.exists(file) && Files.isSameFile(file, taken)) {
          throw new IllegalArgumentException(
              "%s is one of the files to select from; name another --out.".formatted(taken));
        }
      }
    }
  }

  /** Puts the new file in its place, once it is known to be read as the others are. */
  private static SongData replace(
      Path out,
      String header,
      SongSelection.Copied[] copies,
      SongSelection.Choice choice,
      LoadingOptions options,
      RunListener listener)
      throws IOException {
    Path folder = out.toAbsolutePath().getParent();
    Path draft = Files.createTempFile(folder, ".selected-", null);
    try {
      boolean isPacked = out.toString().endsWith(".gz");
      String written;
      try (OutputStream file = Files.newOutputStream(draft);
          OutputStream bytes = isPacked ? new GZIPOutputStream(file) : file) {
        written = write(bytes, header, copies);
      } catch (IOException e) {
        throw UnwritableException.of(out, e);
      }
      requireSame(draft, out, written, choice, options);
      WholeFile.replace(out, bytes -> Files.copy(draft, bytes));
    } finally {
      Files.delete(draft);
    }
    return SongData.load(DataSettings.files(List.of(out)).with(any -> options), listener);
  }

  /** Selects from the new file alone, which must give all of it, cell by cell. */
  private static void requireSame(
      Path draft, Path out, String written, SongSelection.Choice choice, LoadingOptions options)
      throws IOException {
    String reason;
    try {
      SongSelection selection = new SongSelection(options);
      SongSelection.Offer offer = SongSelection.offer(0, draft, options);
      selection.add(offer);
      SongSelection.Choice again = selection.choose();
      SongSelection.Copied copied = SongSelection.copy(offer.file(), again, options);
      String read =
          write(
              OutputStream.nullOutputStream(),
              selection.header(),
              new SongSelection.Copied[] {copied});
      if (again.digest() == choice.digest() && read.equals(written)) {
        return;
      }
      Stream<String> lost = offer.leftOut().values().stream().map(SongSelection.Unusable::first);
      Stream<String> units =
          again.digest() == choice.digest() ? copied.notes().stream() : Stream.of();
      reason =
          Stream.concat(lost, units)
              .findFirst()
              .orElse("Its labels are; --label-form says how they are meant.");
    } catch (MalformedDataException e) {
      reason = e.getMessage();
    }
    throw new IllegalArgumentException(
        "What is selected would be read otherwise than in the files that it comes from, so %s is not written. %s"
            .formatted(out, reason.replace(draft.toString(), out.toString())));
  }

  /** Writes all; answers with its fingerprint. */
  private static String write(OutputStream to, String header, SongSelection.Copied[] copies)
      throws IOException {
    MessageDigest digest = Sha256.begin();
    OutputStream rows = new DigestOutputStream(to, digest);
    rows.write(header.getBytes(StandardCharsets.UTF_8));
    for (SongSelection.Copied copied : copies) {
      new GZIPInputStream(new ByteArrayInputStream(copied.rows())).transferTo(rows);
    }
    return Sha256.end(digest);
  }

  /** {@return the same as {@link #lines} for a program, as JSON} */
  public String json() throws IOException {
    return Json.pretty(
        new Content(
            offers.size(),
            records(),
            copied,
            choice.tracks().length,
            readable() - copied,
            Json.node(report.json())));
  }

  /** What is told of a selection: counts, and what {@code data} tells of the new file. */
  private record Content(
      int files, long recordsRead, long copied, int ids, long ofOtherIds, JsonNode data) {}

  private long records() {
    return offers.stream().mapToLong(SongSelection.Offer::records).sum();
  }

  private long readable() {
    return offers.stream().mapToLong(offer -> offer.file().readable()).sum();
  }

  /** {@return what was read and what of it was copied, and then what the new file holds} */
  public List<String> lines() {
    long unlabelled = 0;
    Map<Reason, Long> leftOut = new EnumMap<>(Reason.class);
    Map<Reason, String> first = new EnumMap<>(Reason.class);
    for (SongSelection.Offer offer : offers) {
      unlabelled += offer.unlabelled();
      offer
          .leftOut()
          .forEach(
              (why, some) -> {
                leftOut.merge(why, (long) some.rows(), Long::sum);
                first.putIfAbsent(why, some.first());
              });
    }
    Words words = report.words();
    List<String> lines = new ArrayList<>();
    lines.add(
        Text.format(
            "selected from %,d %s: %,d records read, %,d copied, those of %,d ids",
            offers.size(),
            Text.noun(offers.size(), "files"),
            records(),
            copied,
            choice.tracks().length));
    leftOut.forEach(
        (why, rows) ->
            lines.add(
                Text.format(
                    "  left out, %s: %,d, first %s", why.words(words), rows, first.get(why))));
    lines.add(Text.format("  left out, of other ids: %,d", readable() - copied));
    if (unlabelled > 0) {
      lines.add(Text.format(words.in("  without a genre: %,d"), unlabelled));
    }
    if (choice.tooFew() > 0) {
      lines.add(
          Text.format(
              words.in("  genres with too few tracks: %,d of %,d"),
              choice.tooFew(),
              choice.tooFew() + choice.genres()));
    }
    lines.addAll(report.lines());
    return lines;
  }
}
