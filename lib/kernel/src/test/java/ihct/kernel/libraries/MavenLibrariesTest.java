package ihct.kernel.libraries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import eu.maveniverse.maven.mima.context.ContextOverrides;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.eclipse.aether.repository.RemoteRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a repository of files: no network. */
class MavenLibrariesTest {

  @TempDir Path folder;

  @BeforeEach
  void publish() throws IOException {
    publish("needed", "");
    publish("test-only", "");
    publish(
        "wanted",
        "<dependencies>"
            + dependency("needed", "compile")
            + dependency("test-only", "test")
            + "</dependencies>");
  }

  @Test
  void jarComesWithWhatItNeedsToRun() {
    assertEquals(
        List.of("needed-1.jar", "wanted-1.jar"),
        names(libraries().resolve(List.of("example:wanted:1"), "")));
  }

  @Test
  void missingLibraryIsNamedWithTheRepository() {
    String message = failure("example:nowhere:1");
    assertTrue(message.contains("example:nowhere:jar:1"), message);
    assertTrue(message.contains("shelf"), message);
    assertTrue(message.contains("%jars"), message);
  }

  @Test
  void missingDependencyIsNamed() throws IOException {
    publish("broken", "<dependencies>" + dependency("gone", "compile") + "</dependencies>");
    String message = failure("example:broken:1");
    assertTrue(message.contains("example:gone"), message);
  }

  @Test
  void wrongCoordinatesAreToldTheForm() {
    assertTrue(failure("wanted").contains("GROUP:ARTIFACT:VERSION"));
  }

  @Test
  void listsOfVersionsAreRefused() throws IOException {
    Path place = publish("versions", "<packaging>pom</packaging>");
    Files.delete(place.resolve("versions-1.jar"));
    for (String coordinates : List.of("example:versions:pom:1", "example:versions:1")) {
      String message = failure(coordinates);
      assertTrue(message.contains("example:versions:pom:1 holds no classes"), message);
      assertTrue(message.contains("BOM"), message);
    }
  }

  @Test
  void jarsWithoutClassesAreRefusedUnlessTheyBringSome() throws IOException {
    String needs = "<dependencies>" + dependency("needed", "compile") + "</dependencies>";
    jar(publish("starter", needs).resolve("starter-1.jar"), "META-INF/MANIFEST.MF");
    assertEquals(2, libraries().resolve(List.of("example:starter:1"), "").size());
    Path place = publish("empty", "");
    jar(place.resolve("empty-1.jar"), "data/songs.csv");
    String message = failure("example:empty:1");
    assertTrue(message.contains("example:empty:jar:1 holds no classes"), message);
    jar(place.resolve("empty-1-sources.jar"), "example/Some.java");
    assertTrue(failure("example:empty:jar:sources:1").contains("holds no classes"));
    jar(place.resolve("empty-1-linux-x86_64.jar"), "lib/libsome.so");
    String machine = "example:empty:jar:linux-x86_64:1";
    assertEquals(1, libraries().resolve(List.of(machine), "").size());
  }

  @Test
  void listsOfLibrariesBringThem() throws IOException {
    String needs = "<dependencies>" + dependency("needed", "compile") + "</dependencies>";
    publish("all", "<packaging>pom</packaging>" + needs);
    List<Path> found = libraries().resolve(List.of("example:all:pom:1"), "");
    assertEquals(
        List.of("needed-1.jar"),
        found.stream().map(each -> each.getFileName().toString()).toList());
  }

  @Test
  void librariesMayBeWrittenAsIvyDoes() {
    assertEquals(2, libraries().resolve(List.of("example#wanted;1"), "").size());
    assertTrue(failure("example#wanted").contains("example#wanted is not GROUP:ARTIFACT"));
  }

  @Test
  void addedRepositoriesAreLookedIn() throws IOException {
    Path other = folder.resolve("other");
    Files.createDirectories(other.resolve("example"));
    Files.move(folder.resolve("shelf/example/wanted"), other.resolve("example/wanted"));
    List<String> wanted = List.of("example:wanted:1");
    assertTrue(failure("example:wanted:1").contains("example:wanted"));
    MavenLibraries libraries = libraries();
    assertEquals(2, libraries.resolve(wanted, other.toUri().toString()).size());
    libraries.addRepository("other", other.toUri().toString());
    assertEquals(2, libraries.resolve(wanted, "").size());
  }

  @Test
  void projectsBringWhatTheyNeedToRun() throws IOException {
    String managed =
        "<dependencyManagement><dependencies>%s</dependencies></dependencyManagement>"
            .formatted(dependency("wanted", "compile"));
    Path parent = folder.resolve("pom.xml");
    String head = "<modelVersion>4.0.0</modelVersion><groupId>own</groupId>";
    Files.writeString(
        parent,
        "<project>%s<artifactId>parent</artifactId><version>7</version><packaging>pom</packaging>%s</project>"
            .formatted(head, managed));
    Path pom = Files.createDirectories(folder.resolve("module")).resolve("pom.xml");
    Files.writeString(
        pom,
        ("<project><modelVersion>4.0.0</modelVersion><parent><groupId>own</groupId>"
                + "<artifactId>parent</artifactId><version>7</version></parent>"
                + "<artifactId>module</artifactId><dependencies><dependency><groupId>example</groupId>"
                + "<artifactId>wanted</artifactId></dependency>%s</dependencies></project>")
            .formatted(dependency("test-only", "test")));
    assertEquals(List.of("needed-1.jar", "wanted-1.jar"), names(libraries().ofProject(pom)));
    assertTrue(Files.notExists(folder.resolve("cache/notebook")), "no copy of the POM is kept");
  }

  @Test
  void partsOfPomsAreEnough() throws IOException {
    String one = dependency("needed", "compile");
    String both = one + "\n" + dependency("wanted", "runtime");
    assertEquals(List.of("needed-1.jar"), names(libraries().ofProject(one)));
    for (String xml : List.of(both, "<dependencies>" + both + "</dependencies>")) {
      assertEquals(List.of("needed-1.jar", "wanted-1.jar"), names(libraries().ofProject(xml)));
    }
    Path other = folder.resolve("other");
    Files.move(folder.resolve("shelf"), other);
    String repository =
        "<repository><id>other</id><url>%s</url></repository>".formatted(other.toUri());
    Files.move(folder.resolve("cache"), folder.resolve("old"));
    assertEquals(List.of("needed-1.jar"), names(libraries().ofProject(repository + one)));
  }

  @Test
  void mistakesInPomsAreNamed() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> libraries().ofProject("<dependency><x>"))
            .getMessage();
    assertTrue(message.startsWith("The POM cannot be read: "), message);
    assertTrue(!message.contains("coordinates"), message);
  }

  private static List<String> names(List<Path> paths) {
    return paths.stream().map(each -> each.getFileName().toString()).sorted().toList();
  }

  private String failure(String coordinates) {
    return assertThrows(
            IllegalArgumentException.class, () -> libraries().resolve(List.of(coordinates), ""))
        .getMessage();
  }

  private MavenLibraries libraries() {
    return new MavenLibraries(settings());
  }

  private ContextOverrides settings() {
    RemoteRepository shelf =
        new RemoteRepository.Builder("shelf", "default", folder.resolve("shelf").toUri().toString())
            .build();
    return ContextOverrides.create()
        .withUserSettings(false)
        .withLocalRepositoryOverride(folder.resolve("cache"))
        .addRepositoriesOp(ContextOverrides.AddRepositoriesOp.REPLACE)
        .repositories(List.of(shelf))
        .build();
  }

  private Path publish(String name, String dependencies) throws IOException {
    Path place = Files.createDirectories(folder.resolve("shelf/example/" + name + "/1"));
    Files.writeString(
        place.resolve(name + "-1.pom"),
        "<project><modelVersion>4.0.0</modelVersion><groupId>example</groupId><artifactId>"
            + name
            + "</artifactId><version>1</version>"
            + dependencies
            + "</project>");
    jar(place.resolve(name + "-1.jar"), "example/" + name + "/Some.class");
    return place;
  }

  private static void jar(Path file, String entry) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry(entry));
    }
  }

  private static String dependency(String name, String scope) {
    return "<dependency><groupId>example</groupId><artifactId>%s</artifactId><version>1</version><scope>%s</scope></dependency>"
        .formatted(name, scope);
  }
}
