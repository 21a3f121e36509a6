package ihct.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.models.networks.Dense;
import ihct.models.networks.Rnn;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The one list of kinds. */
class KindsTest {

  private static final String GUEST = "guest-of-kinds-test";

  /** Says of every song that it is of the first genre. */
  private record Guest(String name) implements Kind {

    @Override
    public GenreClassifier fit(Training training) {
      int classes = training.songs().genres().size();
      return new GenreClassifier() {
        @Override
        public int classes() {
          return classes;
        }

        @Override
        public void probabilities(float[] songs, int rows, float[] probabilities) {
          for (int row = 0; row < rows; row++) {
            probabilities[row * classes] = 1;
          }
        }
      };
    }
  }

  @AfterEach
  void forget() {
    Kinds.remove(GUEST);
  }

  @Test
  void thoseOfThePaperStandFirstAndAreTrainedUnlessOthersAreNamed() {
    assertEquals(
        List.of("random", "majority", "centroid", "tree", "forest", "dense", "stacknet", "rnn"),
        Kinds.usual().stream().map(Kind::name).toList());
    assertEquals(Kinds.all().subList(0, 8), Kinds.usual());
  }

  /** The one in the list is made by its class name, the other is the model's constant. */
  @Test
  void aKindIsEqualToThatOfTheList() {
    assertEquals(Dense.KIND, Kinds.of("dense"));
    assertEquals(Rnn.ORDERED, Kinds.of(" RNN-ordered "));
    assertEquals(Rnn.KIND, Kinds.ofResult("rnn-greedy"));
  }

  @Test
  void unknownNamesAreToldWithTheNearest() {
    refuses(
        "Model \"dence\" is not known; choose one of "
            + String.join(", ", Kinds.names())
            + ". Nearest: \"dense\".",
        () -> Kinds.of("dence"));
    String message =
        assertThrows(IllegalArgumentException.class, () -> Kinds.ofResult("rnn-greed"))
            .getMessage();
    assertTrue(message.endsWith("Nearest: \"rnn-greedy\"."), message);
  }

  @Test
  void anAddedKindIsKnownAndMayBeAddedAgain() {
    int ours = Kinds.all().size();
    Kind first = new Guest(GUEST);
    Kinds.add(first);
    assertSame(first, Kinds.of(GUEST));
    Kind second = new Guest(GUEST);
    Kinds.add(second);
    assertSame(second, Kinds.of(GUEST));
    assertEquals(ours + 1, Kinds.all().size());
    assertTrue(Kinds.paperTop1(GUEST).isEmpty());
    assertTrue(Kinds.order().compare("rnn-ordered", GUEST) < 0);
    assertTrue(Kinds.order().compare(GUEST, "of no kind") < 0);
  }

  @Test
  void aNameOfOursIsNotGivenTwice() {
    for (String name : List.of("dense", "rnn-greedy")) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> Kinds.add(new Guest(name)))
              .getMessage();
      assertTrue(message.startsWith("Two kinds of models have results called \"" + name), message);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "My model", "../dense", "a--b", "-a"})
  void aNameMustServeForFiles(String name) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Kinds.add(new Guest(name))).getMessage();
    assertTrue(message.contains("is no name for a kind of model"), message);
  }

  @Test
  void aKindHasADecodingOfItsName() {
    Kind kind =
        new Kind() {
          @Override
          public String name() {
            return GUEST;
          }

          @Override
          public GenreClassifier fit(Training training) {
            return null;
          }

          @Override
          public Map<String, UnaryOperator<GenreClassifier>> decodings() {
            return Map.of("other", UnaryOperator.identity());
          }
        };
    String message =
        assertThrows(IllegalArgumentException.class, () -> Kinds.add(kind)).getMessage();
    assertTrue(message.contains("has no decoding of its own name"), message);
  }

  /** A kind of no more than options. */
  private static Kind heeding(Supplier<List<Option<?>>> options) {
    return new Kind() {
      @Override
      public String name() {
        return GUEST;
      }

      @Override
      public GenreClassifier fit(Training training) {
        return null;
      }

      @Override
      public List<Option<?>> options() {
        return options.get();
      }
    };
  }

  @Test
  void whatAKindTellsOfItsOptionsMustHold() {
    Option<Integer> votes = Option.integer("votes", 0);
    Option<Integer> wrong = votes.atLeast(1);
    Map<Supplier<List<Option<?>>>, String> failures =
        Map.of(
            () -> List.of(wrong),
            "has an option that may not be what it usually is: votes = 0; it must be at least 1.",
            () -> List.of(Option.integer("votes", 1)),
            "makes its options anew whenever it is asked; keep them in constants.",
            () -> null,
            "cannot be used: asked for its names and options, it throws java.lang.NullPointerException",
            () -> {
              throw new IllegalStateException("not today");
            },
            "it throws java.lang.IllegalStateException: not today.");
    failures.forEach(
        (options, words) -> {
          String message =
              assertThrows(IllegalArgumentException.class, () -> Kinds.add(heeding(options)))
                  .getMessage();
          assertTrue(message.contains(words), message);
        });
    List<Option<?>> word = List.of(votes.atLeast(1).orWord("none", 0, "no votes"));
    Kinds.add(heeding(() -> word));
  }

  @Test
  void aKindHasAName() {
    refuses(
        "The kind of model " + Guest.class.getName() + " has no name.",
        () -> Kinds.add(new Guest(null)));
  }

  @Test
  void whoFollowsATreeIsToldIfThereIsNone() {
    Training training = Training.of(ModelFiles.SONGS, ModelFiles.SONGS);
    for (Kind kind : Kinds.all()) {
      if (kind.followsTree()) {
        refuses(
            "This model follows a tree; give the training one: Training.of(…).with(tree).",
            () -> kind.fit(training));
      }
    }
  }

  private static void refuses(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}
