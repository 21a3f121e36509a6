package ihct.data;

import ihct.files.Json;
import ihct.files.RunListener;
import ihct.io.WholeFile;
import ihct.loading.LabelMode;
import ihct.loading.LoadingOptions;
import ihct.loading.Reason;
import ihct.loading.SongSelection;
import ihct.loading.csv.Text;
import ihct.loading.schema.Words;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
   * @throws IllegalArgumentException if a setting needs to see all rows at once
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
    WholeFile.replace(out, bytes -> write(bytes, out, selection.header(), copies));
    SongData songs = SongData.load(DataSettings.files(List.of(out)).with(any -> options), listener);
    if (songs.songs().size() != choice.rows()) {
      throw new IllegalArgumentException(
          "%s has %,d rows, and not the %,d that were chosen, as its labels are read otherwise than those of the files it comes from. Select anew, and say how: --label-form."
              .formatted(out, songs.songs().size(), choice.rows()));
    }
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
                .filter(Files::isRegularFile)
                .filter(file -> !file.getFileName().toString().matches("[._].*"))
                .sorted()
                .toList();
        if (found.isEmpty()) {
          throw new IllegalArgumentException(path + " is a folder without files.");
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
    for (Path file : files) {
      if (Files.exists(out) && Files.isSameFile(file, out)) {
        throw new IllegalArgumentException(
            "%s is one of the files to select from; name another --out.".formatted(out));
      }
    }
  }

  private static void write(
      OutputStream bytes, Path out, String header, SongSelection.Copied[] copies)
      throws IOException {
    try (OutputStream rows = out.toString().endsWith(".gz") ? new GZIPOutputStream(bytes) : bytes) {
      rows.write(header.getBytes(StandardCharsets.UTF_8));
      for (SongSelection.Copied copied : copies) {
        new GZIPInputStream(new ByteArrayInputStream(copied.rows())).transferTo(rows);
      }
    }
  }

  /** {@return what was read and what of it was copied, and then what the new file holds} */
  public List<String> lines() {
    long records = 0;
    long readable = 0;
    long unlabelled = 0;
    Map<Reason, Integer> leftOut = new EnumMap<>(Reason.class);
    Map<Reason, String> first = new EnumMap<>(Reason.class);
    for (SongSelection.Offer offer : offers) {
      records += offer.records();
      readable += offer.file().readable();
      unlabelled += offer.unlabelled();
      offer
          .leftOut()
          .forEach(
              (why, some) -> {
                leftOut.merge(why, some.rows(), Integer::sum);
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
            records,
            copied,
            choice.tracks().length));
    leftOut.forEach(
        (why, rows) ->
            lines.add(
                Text.format(
                    "  left out, %s: %,d, first %s", why.words(words), rows, first.get(why))));
    lines.add(Text.format("  left out, of other ids: %,d", readable - copied));
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
