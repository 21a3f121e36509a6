package ihct.study.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlanBuilderTest {

  /** {@link PlanTest#SMALL} in Java. */
  private static PlanBuilder small() {
    return Plan.of("small")
        .seeds(1, 2)
        .resamples(100)
        .reference("centroid")
        .data(
            "made",
            data ->
                data.simulated(6, 300, 1, 0.2)
                    .trees("inferred", "random")
                    .judge("planted", "shapes"))
        .tree("inferred", tree -> tree.linkage("ward"))
        .tree("random", tree -> tree.source("random"))
        .tree("planted", tree -> tree.source("columns"))
        .tree("shapes", tree -> tree.source("distributions").linkage("ward"))
        .arm("centroid", arm -> arm.model("centroid"))
        .arm(
            "forest",
            arm ->
                arm.model("forest")
                    .train(Map.of("forestTrees", 3))
                    .tune(List.of(Map.of("forestLeaf", 1), Map.of("forestLeaf", 20))))
        .arm("dense", arm -> arm.model("dense").train(Map.of("epochs", 2, "batch", 32)))
        .arm(
            "stacknet",
            arm ->
                arm.model("stacknet")
                    .trees("inferred", "random")
                    .train(Map.of("epochs", 1, "batch", 32)))
        .arm("pair", arm -> arm.ensemble("stacknet").members(2))
        .arm("both", arm -> arm.mixture("forest", "dense"))
        .ask("Is Dense ahead?", ask -> ask.on("made").arm("dense").against("centroid").target(50))
        .ask(
            "Which tree?",
            ask ->
                ask.on("made")
                    .arm("stacknet")
                    .tree("inferred")
                    .against("stacknet")
                    .againstTree("random"))
        .ask(
            "Sums?",
            ask ->
                ask.on("made")
                    .arm("dense")
                    .measure("inferred.sum@2")
                    .againstMeasure("inferred.argmax@2"))
        .ask(
            "Cost?",
            ask ->
                ask.on("made")
                    .arm("dense")
                    .measure("inferred.cost.distance.planted")
                    .againstMeasure("planted.distance@1")
                    .as("relative")
                    .atMost(100))
        .ask(
            "Too sure?",
            ask -> ask.on("made").arm("dense").measure("confidence").againstMeasure("top1"));
  }

  /** By its text a plan that has been run is found again. */
  @Test
  void orderInWhichOptionsAreToldChangesNoText() {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("epochs", 2);
    one.put("batch", 32);
    Map<String, Object> other = new LinkedHashMap<>();
    other.put("batch", 32);
    other.put("epochs", 2);
    assertEquals(textOf(one), textOf(other));
  }

  private static String textOf(Map<String, Object> options) {
    return PlanFile.text(
        Plan.of("two")
            .seeds(1)
            .reference("dense")
            .data("made", data -> data.simulated(6, 300, 1, 0.2).trees("inferred"))
            .tree("inferred", tree -> tree.linkage("ward"))
            .arm("dense", arm -> arm.model("dense").train(options).tune(List.of(options)))
            .build());
  }

  @Test
  void planInJavaIsThePlanInJson() {
    assertEquals(PlanFile.parse("small", PlanTest.SMALL), small().build());
  }

  static Stream<Path> plansOfTheRepository() throws IOException {
    return PlanTest.plansOfTheRepository();
  }

  @ParameterizedTest
  @MethodSource("plansOfTheRepository")
  void writtenPlanIsReadAsTheSame(Path file, @TempDir Path folder) throws IOException {
    Plan plan = PlanFile.read(file);
    Path copy = folder.resolve("copy.json");
    PlanFile.write(copy, plan);
    assertEquals(plan, PlanFile.read(copy));
  }

  @Test
  void armOnNoDataStaysOne() {
    Plan plan = small().arm("idle", arm -> arm.model("centroid").on()).build();
    assertEquals(List.of(), plan.arms().get("idle").on());
    assertEquals(plan, PlanFile.parse("text", PlanFile.text(plan)));
  }

  @Test
  void fieldsHaveTheNamesOfTheJson() {
    assertEquals(fields(PlanData.class), methods(PlanBuilder.Data.class));
    assertEquals(fields(PlanTree.class), methods(PlanBuilder.Tree.class));
    assertEquals(fields(PlanArm.class), methods(PlanBuilder.Arm.class));
    Set<String> ofQuestions = fields(Question.class);
    ofQuestions.remove("ask"); // it is the question's name here
    assertEquals(ofQuestions, methods(PlanBuilder.Ask.class));
  }

  private static Set<String> fields(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(PlanBuilderTest::inJson)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String inJson(RecordComponent component) {
    JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
    return named == null ? component.getName() : named.value();
  }

  private static Set<String> methods(Class<?> builder) {
    return Arrays.stream(builder.getDeclaredMethods())
        .filter(method -> method.getReturnType() == builder)
        .map(Method::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void refused(Consumer<PlanBuilder> step, String... words) {
    PlanBuilder plan = small();
    String message =
        assertThrows(IllegalArgumentException.class, () -> step.accept(plan)).getMessage();
    for (String word : words) {
      assertTrue(message.contains(word), message);
    }
    assertEquals(small().build(), plan.build(), "the plan is as it was before");
  }

  @Test
  void faultsAreToldWhereTheyAreMade() {
    refused(plan -> plan.tree("a/b", tree -> tree), "a/b", "letters");
    refused(plan -> plan.tree("inferred", tree -> tree), "\"inferred\" stands twice");
    refused(plan -> plan.tree("oak", tree -> tree.linkage("wart")), "wart", "complete");
    refused(plan -> plan.data("more", data -> data.trees("inferred")), "files or simulated");
    refused(plan -> plan.data("more", data -> data.files("a.csv").split("rows")), "rows", "artist");
    refused(
        plan -> plan.data("more", data -> data.files("a.csv").rows("all").trees("inferred")),
        "all",
        "single");
    refused(
        plan -> plan.data("more", data -> data.files("a.csv").minPerGenre(0).trees("inferred")),
        "min-per-genre = 0");
    refused(
        plan -> plan.data("more", data -> data.simulated(6, 300, 1, 7).trees("inferred")),
        "clarity = 7");
    refused(
        plan -> plan.data("more", data -> data.files("a.csv").trees("inferred", "inferred")),
        "tree \"inferred\" twice");
    refused(plan -> plan.arm("new", arm -> arm.model("centaur")), "centaur", "dense");
    refused(
        plan -> plan.arm("new", arm -> arm.model("stacknet").trees("random", "random")),
        "tree \"random\" twice");
    refused(
        plan -> plan.arm("new", arm -> arm.model("dense").on("made", "made")),
        "data \"made\" twice");
    refused(plan -> plan.arm("new", arm -> arm.model("dense").members(3)), "members", "ensemble");
    refused(
        plan -> plan.ask("Twice?", ask -> ask.on("made", "made").arm("dense").against("forest")),
        "data \"made\" twice");
    refused(plan -> plan.ask("Same?", ask -> ask.on("made").arm("dense")), "with itself");
    refused(plan -> plan.arm("new", arm -> arm.model("dense").trees("oak")), "oak");
    refused(
        plan -> plan.arm("new", arm -> arm.model("dense").train(Map.of("epoch", 3))),
        "Arm \"new\"",
        "\"epoch\" is not known here",
        "epochs");
    refused(
        plan -> plan.arm("new", arm -> arm.model("dense").train(Map.of("epochs", 1.5))),
        "Arm \"new\"",
        "whole number");
    refused(plan -> plan.arm("new", arm -> arm.mixture("dense", "later")), "later", "before it");
    refused(plan -> plan.ask("Who?", ask -> ask.on("made").arm("nobody")), "Who?", "nobody");
    refused(plan -> plan.ask("Where?", ask -> ask.on("home").arm("dense")), "Where?", "home");
    refused(plan -> plan.ask("What?", ask -> ask.arm("dense")), "with itself");
    assertThrows(IllegalArgumentException.class, () -> Plan.of("../small"));
    assertThrows(IllegalArgumentException.class, () -> Plan.of("empty").build());
    PlanBuilder treeless = small().data("more", data -> data.files("a.csv").trees("oak"));
    String message = assertThrows(IllegalArgumentException.class, treeless::build).getMessage();
    assertTrue(message.contains("oak"), message);
  }
}
