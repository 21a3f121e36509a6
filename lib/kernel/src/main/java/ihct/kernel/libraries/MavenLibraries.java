package ihct.kernel.libraries;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.Runtimes;
import ihct.io.LibraryFinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.DependencyNode;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactDescriptorException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.resolution.DependencyResult;
import org.eclipse.aether.util.artifact.JavaScopes;
import org.eclipse.aether.util.filter.DependencyFilterUtils;

/** Finds libraries by their Maven coordinates: in the local cache, else on the network. */
public final class MavenLibraries implements LibraryFinder {

  /** Jars beside a library's own, for people; others hold code of the machine. */
  private static final List<String> CODE_TO_READ = List.of("sources", "javadoc");

  /** As Ivy writes a library. */
  private static final Pattern IVY = Pattern.compile("([^#;:]+)#([^#;:]+);(.+)");

  private static final Pattern URL = Pattern.compile("(?:https?|file):/.+");

  private final ContextOverrides settings;

  /** Where libraries are looked for, besides what the settings name. */
  private final List<RemoteRepository> added = new ArrayList<>();

  /** Heeds the reader's Maven settings. */
  public MavenLibraries() {
    this(ContextOverrides.create().withUserSettings(true).build());
  }

  MavenLibraries(ContextOverrides settings) {
    this.settings = settings;
  }

  /** Looks there as well from now on; another of that name is forgotten. */
  public void addRepository(String name, String url) {
    added.removeIf(each -> each.getId().equals(name));
    added.add(repository(name, url));
  }

  private static RemoteRepository repository(String name, String url) {
    if (!URL.matcher(url).matches()) {
      throw new IllegalArgumentException(
          url + " is not the address of a repository, such as https://repo1.maven.org/maven2/.");
    }
    return new RemoteRepository.Builder(name, "default", url).build();
  }

  /** Finds jars, with those that they need in turn; in this repository too, unless it is empty. */
  public List<Path> resolve(List<String> coordinates, String from) {
    return resolve(coordinates, from, () -> {});
  }

  @Override
  public List<Path> find(String coordinates, Runnable beforeFetching) {
    return resolve(List.of(coordinates), "", beforeFetching);
  }

  /** The same, and tells before it looks on the network. */
  public List<Path> resolve(List<String> coordinates, String from, Runnable beforeFetching) {
    CollectRequest wanted = new CollectRequest();
    wanted.setDependencies(coordinates.stream().map(MavenLibraries::dependency).toList());
    wanted.setRepositories(new ArrayList<>(added));
    if (!from.isEmpty()) {
      wanted.addRepository(repository(from.replaceAll("\\W+", "-"), from));
    }
    try {
      return findFromCacheFirst(wanted, null, beforeFetching);
    } catch (DependencyResolutionException e) {
      wanted.getDependencies().forEach(each -> refusePomAlone(each.getArtifact(), wanted));
      throw new IllegalArgumentException(notFound(String.join(", ", coordinates), e), e);
    }
  }

  /** Finds the jars that a project needs to run, by its POM. */
  public List<Path> ofProject(Path pom) {
    CollectRequest wanted = new CollectRequest();
    wanted.setRoot(new Dependency(LocalProject.ARTIFACT, JavaScopes.RUNTIME));
    wanted.setRepositories(new ArrayList<>(added));
    try {
      List<Path> found = findFromCacheFirst(wanted, new LocalProject(pom), () -> {});
      if (found.isEmpty()) {
        throw new IllegalArgumentException("No library is named that is needed to run.");
      }
      return found;
    } catch (DependencyResolutionException e) {
      throw new IllegalArgumentException(
          isOfReading(e)
              ? "The POM cannot be read: " + reason(e)
              : notFound("What the POM names", e),
          e);
    }
  }

  /** The same by the text of a POM, or of parts of one: dependencies and repositories. */
  public List<Path> ofProject(String xml) throws IOException {
    Path pom = Files.createTempFile("cell", ".pom");
    try {
      Files.writeString(pom, LocalProject.whole(xml));
      return ofProject(pom);
    } finally {
      Files.delete(pom);
    }
  }

  private static boolean isOfReading(Throwable e) {
    return e instanceof ArtifactDescriptorException descriptor
        ? descriptor.getResult().getArtifact().equals(LocalProject.ARTIFACT)
        : e.getCause() != null && isOfReading(e.getCause());
  }

  private static String notFound(String what, Exception e) {
    return ("%s is not in the local Maven cache, and could not be downloaded: %s\nCheck the"
            + " coordinates; without a network, connect once, or copy the jar here and use"
            + " %%jars.")
        .formatted(what, reason(e));
  }

  private static Dependency dependency(String written) {
    String coordinates = IVY.matcher(written).replaceFirst("$1:$2:$3");
    try {
      String[] parts = coordinates.split(":", -1);
      if (parts.length < 3) {
        throw new IllegalArgumentException("a part is missing");
      }
      // the version is the last part; a type and a classifier may stand before it, as in Ivy's form
      return new Dependency(new DefaultArtifact(coordinates), JavaScopes.RUNTIME);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          written + " is not GROUP:ARTIFACT:VERSION, such as org.jsoup:jsoup:1.21.2.", e);
    }
  }

  private List<Path> findFromCacheFirst(
      CollectRequest wanted, LocalProject project, Runnable beforeFetching)
      throws DependencyResolutionException {
    try {
      return find(wanted, project, settings.toBuilder().offline(true).build());
    } catch (DependencyResolutionException notInCache) {
      beforeFetching.run();
      return find(wanted, project, settings);
    }
  }

  private static List<Path> find(
      CollectRequest wanted, LocalProject project, ContextOverrides settings)
      throws DependencyResolutionException {
    try (Context context = Runtimes.INSTANCE.getRuntime().create(settings)) {
      RepositorySystem system = context.repositorySystem();
      RepositorySystemSession session =
          project == null
              ? context.repositorySystemSession()
              : project.in(context.repositorySystemSession());
      List<RemoteRepository> all = new ArrayList<>(context.remoteRepositories());
      all.addAll(system.newResolutionRepositories(session, wanted.getRepositories()));
      CollectRequest collected =
          new CollectRequest(wanted.getRoot(), wanted.getDependencies(), all);
      DependencyRequest request =
          new DependencyRequest(
              collected, DependencyFilterUtils.classpathFilter(JavaScopes.RUNTIME));
      DependencyResult result = system.resolveDependencies(session, request);
      if (project == null) {
        result.getRoot().getChildren().forEach(MavenLibraries::refuseEmpty);
      }
      return result.getArtifactResults().stream()
          .map(ArtifactResult::getArtifact)
          .filter(artifact -> !artifact.getExtension().equals("pom"))
          .map(artifact -> artifact.getFile().toPath())
          .toList();
    }
  }

  /** What is published without a jar is a list of versions, or of libraries. */
  private void refusePomAlone(Artifact artifact, CollectRequest asked) {
    Artifact pom =
        new DefaultArtifact(
            artifact.getGroupId(), artifact.getArtifactId(), "pom", artifact.getVersion());
    CollectRequest wanted = new CollectRequest();
    wanted.setDependencies(List.of(new Dependency(pom, JavaScopes.RUNTIME)));
    wanted.setRepositories(asked.getRepositories());
    try {
      find(wanted, null, settings);
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
