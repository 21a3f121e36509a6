package ihct.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import eu.maveniverse.maven.mima.context.ContextOverrides;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    List<String> names =
        MavenLibraries.resolve(List.of("example:wanted:1"), settings()).stream()
            .map(path -> path.getFileName().toString())
            .sorted()
            .toList();
    assertEquals(List.of("needed-1.jar", "wanted-1.jar"), names);
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

  private String failure(String coordinates) {
    return assertThrows(
            IllegalArgumentException.class,
            () -> MavenLibraries.resolve(List.of(coordinates), settings()))
        .getMessage();
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

  private void publish(String name, String dependencies) throws IOException {
    Path place = Files.createDirectories(folder.resolve("shelf/example/" + name + "/1"));
    Files.writeString(
        place.resolve(name + "-1.pom"),
        "<project><modelVersion>4.0.0</modelVersion><groupId>example</groupId><artifactId>"
            + name
            + "</artifactId><version>1</version>"
            + dependencies
            + "</project>");
    Files.write(place.resolve(name + "-1.jar"), new byte[] {1});
  }

  private static String dependency(String name, String scope) {
    return "<dependency><groupId>example</groupId><artifactId>%s</artifactId><version>1</version><scope>%s</scope></dependency>"
        .formatted(name, scope);
  }
}
