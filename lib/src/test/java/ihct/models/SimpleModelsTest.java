package ihct.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.loading.Songs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every model that is not a network. */
class SimpleModelsTest {

  private static final ForestOptions SMALL_FOREST = new ForestOptions(4, 5, 2, 1, 3);

  /** How a model is loaded. */
  interface Loader {
    GenreClassifier load(Path folder) throws IOException;
  }

  /** The models under test. */
  enum Model {
    RANDOM("random.bin", songs -> RandomGuess.fit(songs, 7), RandomGuess::load),
    MAJORITY("majority.bin", MajorityClass::fit, MajorityClass::load),
    CENTROID("centroid.bin", NearestCentroid::fit, NearestCentroid::load),
    TREE("tree.bin", songs -> DecisionTree.fit(songs, 5), DecisionTree::load),
    FOREST("forest.bin", songs -> RandomForest.fit(songs, SMALL_FOREST), RandomForest::load);

    private final String file;
    private final Function<Songs, GenreClassifier> fit;
    private final Loader loader;

    Model(String file, Function<Songs, GenreClassifier> fit, Loader loader) {
      this.file = file;
      this.fit = fit;
      this.loader = loader;
    }
  }

  private final Songs songs = SongClouds.gaussian(7, 300, 3, 2, 1);

  @ParameterizedTest
  @EnumSource
  void probabilitiesSumToOne(Model model) {
    float[] probabilities = SongClouds.probabilities(model.fit.apply(songs), songs);
    for (int row = 0; row < songs.size(); row++) {
      double sum = 0;
      for (int c = 0; c < 7; c++) {
        float p = probabilities[row * 7 + c];
        assertTrue(p >= 0 && p <= 1, () -> "probability " + p);
        sum += p;
      }
      assertEquals(1, sum, 1e-6, "seven floats, each rounded by at most 6e-8");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSongAloneGetsTheProbabilitiesItGetsInABatch(Model model) {
    GenreClassifier fitted = model.fit.apply(songs);
    float[] together = SongClouds.probabilities(fitted, songs);
    float[] alone = SongClouds.probabilities(fitted, songs.rows(new int[] {123}));
    assertArrayEquals(alone, Arrays.copyOfRange(together, 123 * 7, 124 * 7));
  }

  @ParameterizedTest
  @EnumSource
  void savedAndLoadedModelAnswersAlike(Model model, @TempDir Path folder) throws IOException {
    GenreClassifier fitted = model.fit.apply(songs);
    fitted.save(folder);
    GenreClassifier loaded = model.loader.load(folder);
    assertEquals(7, loaded.classes());
    assertEquals(fitted.parameters(), loaded.parameters());
    assertArrayEquals(
        SongClouds.probabilities(fitted, songs), SongClouds.probabilities(loaded, songs));
  }

  @ParameterizedTest
  @EnumSource
  void missingFileIsNamed(Model model, @TempDir Path folder) {
    assertRefused(model, folder, "There is no saved model at " + folder.resolve(model.file));
  }

  @ParameterizedTest
  @EnumSource
  void foreignFileIsRefused(Model model, @TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve(model.file), "PK\3\4 something else entirely");
    assertRefused(model, folder, "it starts with \"PK?? som\" instead of \"IHCT");
  }

  @ParameterizedTest
  @EnumSource
  void laterFormatVersionIsRefused(Model model, @TempDir Path folder) throws IOException {
    edit(model, folder, bytes -> bytes.putInt(8, 2));
    assertRefused(model, folder, "has format version 2; this program reads version 1.");
  }

  @ParameterizedTest
  @EnumSource
  void everyTruncatedFileIsRefused(Model model, @TempDir Path folder) throws IOException {
    Path file = folder.resolve(model.file);
    model.fit.apply(songs).save(folder);
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length += 1 + whole.length / 100) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertRefused(model, folder, "is not a readable model");
    }
  }

  @ParameterizedTest
  @EnumSource
  void bytesBehindTheModelAreRefused(Model model, @TempDir Path folder) throws IOException {
    model.fit.apply(songs).save(folder);
    Path file = folder.resolve(model.file);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length + 3));
    assertRefused(model, folder, "3 bytes follow the model's end");
  }

  @ParameterizedTest
  @EnumSource
  void absurdCountIsRefusedBeforeMemoryIsTaken(Model model, @TempDir Path folder)
      throws IOException {
    edit(model, folder, bytes -> bytes.putInt(12, -1));
    assertRefused(model, folder, "must be between 1 and");
  }

  @ParameterizedTest
  @EnumSource
  void shortBatchIsRefusedWithBothLengths(Model model) {
    GenreClassifier fitted = model.fit.apply(songs);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> fitted.probabilities(new float[5], 2, new float[14]))
            .getMessage();
    assertEquals("2 songs of 3 features need 6 floats; the batch holds 5.", message);
    message =
        assertThrows(
                IllegalArgumentException.class,
                () -> fitted.probabilities(new float[6], 2, new float[13]))
            .getMessage();
    assertEquals(
        "Probabilities of 2 songs over 7 genres need 14 floats; the target holds 13.", message);
  }

  @ParameterizedTest
  @EnumSource
  void nothingCanBeLearntFromNoSongs(Model model) {
    Songs none = songs.rows(new int[0]);
    String message =
        assertThrows(IllegalArgumentException.class, () -> model.fit.apply(none)).getMessage();
    assertTrue(message.startsWith("There is no song to learn from"), message);
  }

  /** Saves a model and changes its bytes. */
  private void edit(Model model, Path folder, Consumer<ByteBuffer> change) throws IOException {
    model.fit.apply(songs).save(folder);
    Path file = folder.resolve(model.file);
    byte[] bytes = Files.readAllBytes(file);
    change.accept(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
    Files.write(file, bytes);
  }

  private static void assertRefused(Model model, Path folder, String text) {
    String message = assertThrows(IOException.class, () -> model.loader.load(folder)).getMessage();
    assertTrue(message.contains(text), message);
  }
}
