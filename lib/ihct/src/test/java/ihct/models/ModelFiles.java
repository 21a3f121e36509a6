package ihct.models;

import ihct.hierarchy.Ihct;
import ihct.io.Sha256;
import ihct.models.baseline.LinearDiscriminant;
import ihct.models.baseline.MajorityClass;
import ihct.models.baseline.NearestCentroid;
import ihct.models.baseline.RandomGuess;
import ihct.models.boosting.BoostedTrees;
import ihct.models.forest.EntropyTree;
import ihct.models.forest.ExtraTrees;
import ihct.models.forest.GenreForest;
import ihct.models.networks.Dense;
import ihct.models.networks.PathGru;
import ihct.models.networks.Rnn;
import ihct.models.networks.RnnSiblings;
import ihct.models.networks.StackNet;
import ihct.models.networks.TierHeads;
import ihct.models.networks.TreeSoftmax;
import ihct.songs.Songs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** A model of every kind, its file, and files that somebody has tampered with. */
final class ModelFiles {

  static final Songs SONGS = SongClouds.gaussian(7, 60, 3, 2, 1);

  /** O = 3, and most child indices do not exist. */
  static final Ihct TREE =
      Ihct.ofTiers(
          new int[][] {{0, 0, 0, 0, 0, 1, 1}, {0, 0, 1, 1, 2, 3, 3}, {0, 1, 2, 3, 4, 5, 6}});

  /** Bytes before the numbers of an array. */
  static final int HEADER = 128;

  private static final TrainingOptions SHORT = TrainingOptions.of(1, 16, 0.01, 5);
  private static final TrainingOptions SMALL_FOREST = Trainings.forest(3, 4, 2, 2, -9);

  private ModelFiles() {}

  /** Networks that are the paper's in nothing. */
  private static TrainingOptions shaped(FeatureEncoding encoding) {
    return Trainings.network(encoding, 6, 40, 0.3, 0.1, RateSchedule.COSINE).over(SHORT);
  }

  /** Every kind. */
  enum Kind {
    RANDOM(RandomGuess.fit(SONGS, 7)),
    MAJORITY(MajorityClass.fit(SONGS)),
    CENTROID(NearestCentroid.fit(SONGS)),
    LDA(LinearDiscriminant.fit(SONGS, SHORT)),
    TREE(EntropyTree.fit(SONGS, 5)),
    FOREST(GenreForest.fit(SONGS, SMALL_FOREST)),
    WEIGHTED_FOREST(
        GenreForest.fit(SONGS, SMALL_FOREST.with(ClassWeights.OPTION, ClassWeights.SQRT))),
    EXTRA_TREES(ExtraTrees.fit(SONGS, Trainings.extra(3, 4, 2, 2, -9))),
    BOOSTING(BoostedTrees.fit(SONGS, SONGS, Trainings.boosting(3, 2, 0.1))),
    DENSE(Dense.fit(Training.of(SONGS, SONGS).with(SHORT))),
    STACKNET(StackNet.fit(Training.of(SONGS, SONGS).with(ModelFiles.TREE).with(SHORT))),
    RNN(Rnn.fit(Training.of(SONGS, SONGS).with(ModelFiles.TREE).with(SHORT))),
    TIER_HEADS(TierHeads.fit(Training.of(SONGS, SONGS).with(ModelFiles.TREE).with(SHORT))),
    TREE_SOFTMAX(TreeSoftmax.fit(Training.of(SONGS, SONGS).with(ModelFiles.TREE).with(SHORT))),
    TREE_SOFTMAX_OF_BINS(
        TreeSoftmax.fit(
            Training.of(SONGS, SONGS)
                .with(ModelFiles.TREE)
                .with(shaped(FeatureEncoding.QUANTILES)))),
    DENSE_OF_BINS(Dense.fit(Training.of(SONGS, SONGS).with(shaped(FeatureEncoding.QUANTILES)))),
    STACKNET_OF_BINS(
        StackNet.fit(
            Training.of(SONGS, SONGS)
                .with(ModelFiles.TREE)
                .with(shaped(FeatureEncoding.QUANTILES)))),
    RNN_OF_RANKS(
        Rnn.fit(
            Training.of(SONGS, SONGS)
                .with(ModelFiles.TREE)
                .with(shaped(FeatureEncoding.RANK_GAUSS)))),
    RNN_SIBLINGS(RnnSiblings.fit(Training.of(SONGS, SONGS).with(ModelFiles.TREE).with(SHORT))),
    RNN_ORDERED(Rnn.fitOrdered(Training.of(SONGS, SONGS).with(ModelFiles.TREE).with(SHORT))),
    PATH_GRU(
        PathGru.fit(
            Training.of(SONGS, SONGS)
                .with(ModelFiles.TREE)
                .with(shaped(FeatureEncoding.QUANTILES))));

    final SavableClassifier model;

    Kind(SavableClassifier model) {
      this.model = model;
    }

    SavableClassifier load(Path file) throws IOException {
      try (ModelReader in = ModelReader.open(file)) {
        return load(in, ModelFiles.TREE);
      }
    }

    SavableClassifier load(ModelReader in, Ihct tree) throws IOException {
      return (SavableClassifier) Kinds.of(model.kind()).load(in, tree);
    }

    Path write(Path folder) throws IOException {
      Path file = folder.resolve(model.kind() + ".zip");
      ModelWriter.write(file, model, Map.of("owner.json", "{\"genres\":[]}"));
      return file;
    }
  }

  /** The entries of a file, by name, in their order. */
  static Map<String, byte[]> entries(Path file) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    }
    return entries;
  }

  /** The same model in the format before .npy: arrays without headers, and other names. */
  static void toFormat2(Path file) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries(file)
        .forEach(
            (name, bytes) -> {
              if (name.equals(ModelWriter.SETTINGS)) {
                String json = new String(bytes, StandardCharsets.UTF_8);
                bytes =
                    json.replace("\"format\" : 3", "\"format\" : 2")
                        .getBytes(StandardCharsets.UTF_8);
              } else if (name.endsWith(ModelWriter.NPY)) {
                String header = new String(bytes, 0, HEADER, StandardCharsets.ISO_8859_1);
                String suffix =
                    header.contains("'<i4'") ? ".i32" : header.contains("'<f4'") ? ".f32" : ".f64";
                name = name.replace(ModelWriter.NPY, suffix);
                bytes = Arrays.copyOfRange(bytes, HEADER, bytes.length);
              }
              entries.put(name, bytes);
            });
    write(file, entries);
  }

  /** Writes entries with the checksums that they have now. */
  static void write(Path file, Map<String, byte[]> entries) throws IOException {
    StringBuilder sums = new StringBuilder();
    entries.forEach(
        (name, bytes) -> {
          if (!name.equals(ModelWriter.SUMS)) {
            String sum = Sha256.of(bytes);
            sums.append(sum).append("  ").append(name).append('\n');
          }
        });
    entries.put(ModelWriter.SUMS, sums.toString().getBytes(StandardCharsets.UTF_8));
    Files.write(file, zip(entries, ZipEntry.STORED));
  }

  /** A zip archive of entries. */
  static byte[] zip(Map<String, byte[]> entries, int method) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> each : entries.entrySet()) {
        ZipEntry entry = new ZipEntry(each.getKey());
        entry.setMethod(method);
        if (method == ZipEntry.STORED) {
          CRC32 crc = new CRC32();
          crc.update(each.getValue());
          entry.setCrc(crc.getValue());
          entry.setSize(each.getValue().length);
        }
        zip.putNextEntry(entry);
        zip.write(each.getValue());
      }
    }
    return bytes.toByteArray();
  }
}
