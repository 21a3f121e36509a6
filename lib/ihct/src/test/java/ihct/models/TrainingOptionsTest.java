package ihct.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import ihct.models.encode.SongEncoding;
import ihct.models.forest.GenreForest;
import ihct.models.networks.TierHeads;
import ihct.models.train.Networks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Options of trainings, and the one list of them. */
class TrainingOptionsTest {

  private static final String GUEST = "guest-of-options-test";

  /** A value for every option that is not the usual one. */
  private static final TrainingOptions UNUSUAL = unusual();

  private static TrainingOptions unusual() {
    TrainingOptions all = TrainingOptions.paper();
    for (Option<?> option : Kinds.options()) {
      all = unusual(all, option);
    }
    return all;
  }

  private static <T> TrainingOptions unusual(TrainingOptions all, Option<T> option) {
    for (Object candidate : candidates(option.usual())) {
      try {
        T value = option.read(candidate);
        if (!value.equals(option.usual())) {
          return all.with(option, value);
        }
      } catch (IllegalArgumentException e) {
        continue; // out of its range
      }
    }
    throw new AssertionError(option + " has no second value.");
  }

  private static List<?> candidates(Object usual) {
    if (usual instanceof Enum<?> constant) {
      List<?> all = new ArrayList<>(List.of(constant.getDeclaringClass().getEnumConstants()));
      Collections.reverse(all);
      return all;
    }
    return usual instanceof Double number
        ? List.of(number + 0.25, number / 2)
        : usual instanceof Boolean ? List.of(true) : List.of(usual + "1", 1);
  }

  /** Heeds an option of its own. */
  private record Guest(List<Option<?>> options) implements Kind {

    @Override
    public String name() {
      return GUEST;
    }

    @Override
    public GenreClassifier fit(Training training) {
      throw new AssertionError("It is not trained here.");
    }
  }

  @AfterEach
  void forget() {
    Kinds.remove(GUEST);
  }

  @Test
  void everyOptionHasItsNameTextAndRange() {
    Set<String> names = new HashSet<>();
    for (Option<?> option : Kinds.options()) {
      assertTrue(names.add(option.name()) && names.add("json " + option.jsonName()));
      assertTrue(option.help().matches("[A-Z].{10,}\\."), option.help());
      assertEquals(option.isFlag(), option.label().isEmpty(), option.name());
      assertEquals(option.usual(), option.read(option.json(option.usual())));
    }
  }

  @Test
  void whatIsNotSaidIsAsUsual() {
    TrainingOptions paper = TrainingOptions.paper();
    assertEquals(30, paper.epochs());
    assertEquals(1024, paper.batch());
    assertEquals(0.001, paper.learningRate());
    assertEquals(1, paper.seed());
    assertEquals(PaperSettings.HIDDEN_UNITS, paper.get(Networks.WIDTH));
    assertEquals(PaperSettings.DROPOUT, paper.get(Networks.DROPOUT));
    assertEquals(FeatureEncoding.NONE, paper.get(SongEncoding.ENCODING));
    assertEquals(PaperSettings.TREE_DEPTH, paper.get(GenreForest.DEPTH));
    assertTrue(paper.byName().isEmpty());
    assertTrue(paper.complete().unusual().isEmpty());
  }

  @Test
  void optionsAreReadAsTheyWereWritten() throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    for (TrainingOptions options :
        List.of(UNUSUAL, TrainingOptions.paper(), TrainingOptions.paper().complete())) {
      String json = mapper.writeValueAsString(options);
      assertEquals(options, mapper.readValue(json, TrainingOptions.class), json);
    }
    assertEquals(
        "{\"forestDepth\":\"none\"}",
        mapper.writeValueAsString(
            TrainingOptions.paper().with(GenreForest.DEPTH, GenreForest.NO_LIMIT)));
  }

  @Test
  void namesOfEarlierVersionsAreRead() {
    assertEquals(
        TrainingOptions.paper().with(Networks.RATE, RateSchedule.COSINE),
        TrainingOptions.of(Map.of("schedule", "cosine")));
    assertEquals(
        TrainingOptions.paper().with(GenreForest.LEAF, 4),
        TrainingOptions.of(Map.of("forestLeastSongs", 4)));
  }

  @Test
  void unknownNamesAreToldWithTheNearest() {
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> TrainingOptions.of(Map.of("tierWeigth", 0.5)))
            .getMessage();
    assertTrue(message.startsWith("\"tierWeigth\" is not known here; known are epochs, "), message);
    assertTrue(message.endsWith(" Nearest: \"tierWeight\"."), message);
  }

  @Test
  void whatIsSaidGoesOverWhatOthersSay() {
    TrainingOptions wide = TrainingOptions.paper().with(Networks.WIDTH, 512);
    TrainingOptions usual = TrainingOptions.paper().with(Networks.WIDTH, 256);
    assertNotEquals(TrainingOptions.paper(), usual);
    assertEquals(256, usual.over(wide).get(Networks.WIDTH));
    assertEquals(512, TrainingOptions.paper().over(wide).get(Networks.WIDTH));
    assertTrue(usual.unusual().isEmpty());
    assertEquals(Map.of("units", 512), wide.unusual());
  }

  @Test
  void completeOptionsSayAllThatHaveAnEffect() {
    TrainingOptions paper = TrainingOptions.paper().complete();
    assertTrue(paper.says(TierHeads.TIER_WEIGHT));
    assertFalse(paper.says(SongEncoding.BINS), "There are no quantiles.");
    assertTrue(UNUSUAL.complete().says(SongEncoding.BINS));
    assertEquals(paper, paper.complete());
    assertEquals(
        Set.of(
            "seed",
            "forestTrees",
            "forestDepth",
            "forestFeatures",
            "forestLeaf",
            "classWeights",
            "coarseWeight",
            "coarsePlaces",
            "gaussianPrior"),
        UNUSUAL.complete(GenreForest.KIND.options()).byName().keySet());
  }

  @Test
  void anOptionOfAGuestIsKnownWithItsKind() {
    Option<Integer> votes = Option.integer("votes", 3).atLeast(1).says("N", "Songs that vote");
    assertThrows(IllegalArgumentException.class, () -> TrainingOptions.of(Map.of("votes", 5)));
    Kinds.add(new Guest(List.of(votes)));
    TrainingOptions five = TrainingOptions.of(Map.of("votes", 5));
    assertEquals(5, five.get(votes));
    assertEquals(5, five.complete().get(votes));
    assertTrue(TrainingOptions.paper().complete().says(votes));
  }

  @Test
  void aGuestMayHeedOursAndMayNotTakeItsName() {
    Kinds.add(new Guest(List.of(TrainingOptions.EPOCHS, Networks.WIDTH)));
    Kinds.options();
    Option<Integer> other = Option.integer("epochs", 3).says("N", "Other passes");
    String message =
        assertThrows(IllegalArgumentException.class, () -> Kinds.add(new Guest(List.of(other))))
            .getMessage();
    assertTrue(message.contains("declares an option --epochs, and there is another"), message);
    assertEquals(List.of(TrainingOptions.EPOCHS, Networks.WIDTH), Kinds.of(GUEST).options());
  }
}
