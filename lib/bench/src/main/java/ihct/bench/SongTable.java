package ihct.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a made table of songs of any size in the form of the published set of 114 genres: the same
 * 21 columns, names with commas and quotes and in several scripts, numbers with as many digits.
 *
 * <p>A fifth of the rows repeat a track under another genre, a few repeat it under the same one, a
 * few have no names or lack a feature. The table depends on the number of rows and the seed alone.
 * Rows are written one by one; nothing is held.
 */
final class SongTable {

  private static final String HEADER =
      ",track_id,artists,album_name,track_name,popularity,duration_ms,explicit,danceability,energy,"
          + "key,loudness,mode,speechiness,acousticness,instrumentalness,liveness,valence,tempo,"
          + "time_signature,track_genre\n";

  private static final int GENRES = 114;
  private static final int ID_LENGTH = 22;
  private static final String ID_DIGITS =
      "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

  private static final List<List<String>> WORDS =
      List.of(
          List.of("Love", "The Night", "of", "Blue", "Summer", "Remastered", "Rain", "Acoustic"),
          List.of("Corazón", "Señora", "Coração", "Café", "Björk", "Für Elise", "Forró", "L'été"),
          List.of("Ночь", "Весна", "Сердце", "Дорога", "Луна"),
          List.of("夜に駆ける", "春の歌", "月光", "東京"),
          List.of("사랑", "봄날", "밤", "\uD83C\uDFB5"),
          List.of("حب", "ليل", "قمر"));

  private final Writer out;
  private final int rows;
  private final long seed;

  private SongTable(Writer out, int rows, long seed) {
    this.out = out;
    this.rows = rows;
    this.seed = seed;
  }

  /**
   * Writes a table of at least 1 row, all of which depends on the seed; gzipped if the name ends in
   * {@code .gz}. About 165 bytes a row before packing.
   */
  static void write(Path file, int rows, long seed) throws IOException {
    OutputStream bytes = Files.newOutputStream(file);
    try (Writer out = new BufferedWriter(text(file, bytes))) {
      new SongTable(out, rows, seed).write();
    }
  }

  private static Writer text(Path file, OutputStream bytes) throws IOException {
    boolean packed = file.toString().endsWith(".gz");
    return new OutputStreamWriter(
        packed ? new GZIPOutputStream(bytes, 1 << 16) : bytes, StandardCharsets.UTF_8);
  }

  private void write() throws IOException {
    out.write(HEADER);
    SplittableRandom random = new SplittableRandom(seed);
    for (int row = 0; row < rows; row++) {
      row(row, trackOf(row, random), random);
    }
  }

  /** The number of a row's track: mostly a new one, sometimes that of a row before. */
  private static int trackOf(int row, SplittableRandom random) {
    double draw = random.nextDouble();
    if (row == 0 || draw >= 0.204) {
      return row;
    }
    return draw < 0.004 ? row - 1 : random.nextInt(row);
  }

  private void row(int row, int track, SplittableRandom random) throws IOException {
    StringBuilder line = new StringBuilder().append(row).append(',');
    boolean nameless = random.nextInt(50_000) == 0;
    boolean broken = random.nextInt(20_000) == 0;
    // Split, since streams of near seeds would be the same numbers shifted.
    SplittableRandom own = new SplittableRandom(seed + track).split();
    for (int i = 0; i < ID_LENGTH; i++) {
      line.append(ID_DIGITS.charAt(own.nextInt(ID_DIGITS.length())));
    }
    String artists = artists(own);
    String album = title(own);
    String name = own.nextInt(4) == 0 ? album : title(own);
    line.append(nameless ? ",,," : "," + artists + "," + album + "," + name);
    line.append(',').append(own.nextInt(101)).append(',').append(30_000 + own.nextInt(400_000));
    line.append(own.nextInt(12) == 0 ? ",True," : ",False,").append(share(own, 3)).append(',');
    line.append(share(own, own.nextInt(5) == 0 ? 4 : 3)).append(',').append(own.nextInt(12));
    line.append(",-").append(number(own.nextInt(1_000, 30_000), 3)).append(',');
    line.append(own.nextInt(2)).append(',').append(share(own, 4)).append(',').append(tiny(own));
    line.append(',').append(own.nextInt(3) == 0 ? "0.0" : tiny(own)).append(',');
    line.append(share(own, 4)).append(',').append(share(own, 3)).append(',');
    line.append(broken ? "" : number(own.nextInt(60_000, 200_000), 3)).append(',');
    line.append(own.nextInt(3, 6)).append(",genre-").append((long) row * GENRES / rows);
    out.append(line.append('\n'));
  }

  /** One to three artists; few have many songs. */
  private static String artists(SplittableRandom own) {
    StringBuilder names = new StringBuilder();
    int count = 1 + Math.max(0, own.nextInt(6) - 3);
    for (int i = 0; i < count; i++) {
      int artist = (int) (60_000 * own.nextDouble() * own.nextDouble());
      SplittableRandom name = new SplittableRandom(artist).split();
      names.append(i == 0 ? "" : ";").append(words(name, 1)).append(' ').append(artist);
    }
    return quoted(names.toString());
  }

  private static String title(SplittableRandom own) {
    String title = words(own, 1 + own.nextInt(4));
    return switch (own.nextInt(16)) {
      case 0, 1 -> quoted(title + ", Pt. " + own.nextInt(1, 4));
      case 2 -> quoted(title + " (From \"" + words(own, 2) + "\")");
      default -> quoted(title);
    };
  }

  private static String words(SplittableRandom random, int count) {
    List<String> script = WORDS.get(Math.max(0, random.nextInt(12) - 6));
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : " ").append(script.get(random.nextInt(script.size())));
    }
    return text.toString();
  }

  private static String quoted(String text) {
    return text.indexOf(',') < 0 && text.indexOf('"') < 0
        ? text
        : '"' + text.replace("\"", "\"\"") + '"';
  }

  /** A share of 1 with so many decimals at most. */
  private static String share(SplittableRandom random, int decimals) {
    return number(random.nextInt((int) Math.pow(10, decimals)), decimals);
  }

  /** Three digits anywhere between a millionth and 1, as Python writes them. */
  private static String tiny(SplittableRandom random) {
    int digits = random.nextInt(100, 1000);
    int zeros = random.nextInt(6);
    return zeros < 4 ? number(digits, 3 + zeros) : number(digits, 2) + "e-0" + (1 + zeros);
  }

  private static String number(int digits, int decimals) {
    BigDecimal value = BigDecimal.valueOf(digits, decimals).stripTrailingZeros();
    return value.scale() <= 0 ? value.toPlainString() + ".0" : value.toPlainString();
  }
}
