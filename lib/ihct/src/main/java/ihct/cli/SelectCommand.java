package ihct.cli;

import ihct.data.DataSettings;
import ihct.data.Hands;
import ihct.data.SelectedSongs;
import ihct.files.Target;
import ihct.loading.LoadingOptions;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Selects songs from many files, in this process; another jar's command can let others do it. */
@Command(
    name = "select",
    customSynopsis = "ihct select --data FILE|DIR... [OPTIONS] --out FILE",
    sortOptions = false,
    description = {
      "Copies the songs that are kept of many files, or of folders of files, to one, as CSV,"
          + " packed if its name ends in .gz.",
      "Read by the same options, it gives the same rows as all of them. Records must have ids, and"
          + " files the same columns. Of a track all records are copied, so that all its genres"
          + " are known, and a genre may have more rows there than --max-per-genre."
    },
    footerHeading = "%nExample:%n",
    footer =
        "  ihct select --data part-*.parquet --id track_id --max-per-genre 200 --out songs.csv.gz")
public class SelectCommand extends Subcommand {

  @Mixin private DataOptions data;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The new file; an earlier one is replaced.")
  private Path out;

  @Mixin private JsonOption json;

  @Override
  public Integer call() throws IOException {
    json.check();
    DataSettings settings = data.settings(LoadingOptions.paper());
    if (settings.isSimulated() || settings.isParted()) {
      throw new IllegalArgumentException(
          "Songs are selected from files of --data alone; leave out simulated songs and files to test on.");
    }
    Target.requireFile(out);
    SelectedSongs selected = select(settings, Hands.here(listener()));
    json.tell(this, selected.lines(), selected.json());
    return Main.SUCCESS;
  }

  /** Does it. */
  protected SelectedSongs select(DataSettings settings, Hands hands) throws IOException {
    return SelectedSongs.write(settings, out, hands, listener());
  }
}
