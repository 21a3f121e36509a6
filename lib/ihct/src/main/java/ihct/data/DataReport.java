package ihct.data;

import com.fasterxml.jackson.annotation.JsonInclude;
import ihct.files.Json;
import ihct.files.RunListener;
import ihct.loading.LoadingReport;
import ihct.loading.LoadingReport.FileRead;
import ihct.loading.schema.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a data set holds, what of it is used, and what each split would let through. */
public final class DataReport {

  private final SongData dataset;
  private final List<SplitFacts> splits;

  private DataReport(SongData dataset, List<SplitFacts> splits) {
    this.dataset = dataset;
    this.splits = splits;
  }

  /** Loads songs and tries every split on them. */
  public static DataReport of(DataSettings settings, RunListener listener) throws IOException {
    return of(SongData.load(settings, listener), listener);
  }

  static DataReport of(SongData dataset, RunListener listener) {
    listener.stage("Measuring the leak of each split");
    return new DataReport(dataset, SplitFacts.of(dataset));
  }

  Words words() {
    return dataset.words();
  }

  /** {@return the report as lines of plain text} */
  public List<String> lines() {
    List<String> lines = new ArrayList<>(dataset.reportLines());
    Words words = dataset.words();
    splits.forEach(split -> lines.add(split.line(words)));
    if (!dataset.songs().hasArtists() && !dataset.songs().isParted()) {
      lines.add(words.in("split by artist: not possible, as the data name no artists"));
    }
    return lines;
  }

  /** {@return the report for a program, as JSON} */
  public String json() throws IOException {
    List<FileFacts> files = dataset.report().files().stream().map(FileFacts::of).toList();
    List<LeftOutFacts> leftOut =
        dataset.report().leftOut().entrySet().stream()
            .map(
                entry ->
                    new LeftOutFacts(
                        entry.getKey().words(dataset.words()),
                        entry.getValue().rows(),
                        entry.getValue().first().toString()))
            .toList();
    return Json.pretty(
        new Content(
            dataset.source(),
            files.isEmpty(),
            dataset.sha256(),
            dataset.songs().features(),
            files,
            dataset.rowsRead(),
            leftOut,
            dataset.report().coarseRows(),
            SongFacts.of(dataset.report()),
            splits));
  }

  private record Content(
      String data,
      boolean simulated,
      String dataSha256,
      List<String> features,
      List<FileFacts> files,
      int rowsRead,
      List<LeftOutFacts> leftOut,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Integer> coarseRows,
      SongFacts kept,
      List<SplitFacts> splits) {}

  private record LeftOutFacts(String reason, int rows, String first) {}

  private record FileFacts(
      String path,
      String sha256,
      String schema,
      Map<String, String> columns,
      int records,
      List<String> notes) {

    static FileFacts of(FileRead file) {
      return new FileFacts(
          file.path().toString(),
          file.sha256(),
          file.schema(),
          file.mapping(),
          file.records(),
          file.notes());
    }
  }

  /** The kept songs in a few numbers. */
  record SongFacts(
      int rows,
      int tracks,
      int genres,
      int minPerGenre,
      double medianPerGenre,
      int maxPerGenre,
      double severalGenres,
      double ceiling) {

    static SongFacts of(LoadingReport report) {
      return new SongFacts(
          report.rowsKept(),
          report.tracks(),
          report.genres(),
          report.minPerGenre(),
          report.medianPerGenre(),
          report.maxPerGenre(),
          report.severalGenres(),
          report.ceiling());
    }
  }
}
