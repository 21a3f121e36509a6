package ihct.kernel.cells;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.Runtimes;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.DependencyNode;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.resolution.DependencyResult;
import org.eclipse.aether.util.artifact.JavaScopes;
import org.eclipse.aether.util.filter.DependencyFilterUtils;

/** Finds libraries by their Maven coordinates: in the local cache, else on the network. */
final class MavenLibraries {

  /** Jars beside a library's own, for people; others hold code of the machine. */
  private static final List<String> CODE_TO_READ = List.of("sources", "javadoc");

  private MavenLibraries() {}

  /** Finds jars, with those that they need in turn. The reader's Maven settings apply. */
  static List<Path> resolve(List<String> coordinates) {
    return resolve(coordinates, ContextOverrides.create().withUserSettings(true).build());
  }

  /** Finds jars with other settings than the reader's. */
  static List<Path> resolve(List<String> coordinates, ContextOverrides settings) {
    List<Dependency> wanted = coordinates.stream().map(MavenLibraries::dependency).toList();
    try {
      return find(wanted, settings.toBuilder().offline(true).build());
    } catch (DependencyResolutionException notInCache) {
      try {
        return find(wanted, settings);
      } catch (DependencyResolutionException e) {
        wanted.forEach(each -> refusePomAlone(each.getArtifact(), settings));
        throw new IllegalArgumentException(
            ("%s is not in the local Maven cache, and could not be downloaded: %s\nCheck the"
                    + " coordinates; without a network, connect once, or copy the jar here and use"
                    + " %%jars.")
                .formatted(String.join(", ", coordinates), reason(e)),
            e);
      }
    }
  }

  private static Dependency dependency(String coordinates) {
    try {
      String[] parts = coordinates.split(":", -1);
      if (parts.length < 3) {
        throw new IllegalArgumentException("a part is missing");
      }
      // the version is the last part; a type and a classifier may stand before it, as in Ivy's form
      return new Dependency(new DefaultArtifact(coordinates), JavaScopes.RUNTIME);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          coordinates + " is not GROUP:ARTIFACT:VERSION, such as org.jsoup:jsoup:1.21.2.", e);
    }
  }

  private static List<Path> find(List<Dependency> wanted, ContextOverrides settings)
      throws DependencyResolutionException {
    try (Context context = Runtimes.INSTANCE.getRuntime().create(settings)) {
      CollectRequest all = new CollectRequest(wanted, null, context.remoteRepositories());
      DependencyRequest request =
          new DependencyRequest(all, DependencyFilterUtils.classpathFilter(JavaScopes.RUNTIME));
      DependencyResult result =
          context
              .repositorySystem()
              .resolveDependencies(context.repositorySystemSession(), request);
      result.getRoot().getChildren().forEach(MavenLibraries::refuseEmpty);
      return result.getArtifactResults().stream()
          .map(ArtifactResult::getArtifact)
          .filter(artifact -> !artifact.getExtension().equals("pom"))
          .map(artifact -> artifact.getFile().toPath())
          .toList();
    }
  }

  /** What is published without a jar is a list of versions, or of libraries. */
  private static void refusePomAlone(Artifact artifact, ContextOverrides settings) {
    Artifact pom =
        new DefaultArtifact(
            artifact.getGroupId(), artifact.getArtifactId(), "pom", artifact.getVersion());
    try {
      find(List.of(new Dependency(pom, JavaScopes.RUNTIME)), settings);
    } catch (DependencyResolutionException e) {
      return; // it is not known at all, or something else is missing
    }
  }

  /** Some libraries are nothing but a list of others, which is fine if they come with it. */
  private static void refuseEmpty(DependencyNode wanted) {
    Artifact artifact = wanted.getArtifact();
    boolean isNative =
        !artifact.getClassifier().isEmpty() && !CODE_TO_READ.contains(artifact.getClassifier());
    if (isNative || bringsClasses(wanted)) {
      return;
    }
    throw new IllegalArgumentException(
        artifact.getExtension().equals("pom")
            ? artifact
                + " holds no classes: it is a list of versions (a BOM), or a parent of libraries. Name the"
                + " library that you need."
            : artifact
                + " holds no classes, and needs no library that does. Name the library that you need;"
                + " for a jar of other files use %classpath FILE.jar.");
  }

  private static boolean bringsClasses(DependencyNode node) {
    Artifact artifact = node.getArtifact();
    return artifact.getFile() != null
            && !artifact.getExtension().equals("pom")
            && JarFiles.holdsClasses(artifact.getFile().toPath())
        || node.getChildren().stream().anyMatch(MavenLibraries::bringsClasses);
  }

  /** The innermost reason is the one to act on. */
  private static String reason(Throwable e) {
    Throwable innermost = e;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    return innermost.getMessage() == null ? innermost.toString() : innermost.getMessage();
  }
}
