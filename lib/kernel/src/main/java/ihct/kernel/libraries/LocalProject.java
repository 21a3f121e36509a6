package ihct.kernel.libraries;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.WorkspaceReader;
import org.eclipse.aether.repository.WorkspaceRepository;
import org.eclipse.aether.resolution.ArtifactDescriptorPolicy;

/**
 * A POM that is in no repository. Maven reads it as it reads those of libraries, with its parents,
 * properties and managed versions, and keeps no copy of it.
 *
 * @param pom its file
 */
record LocalProject(Path pom) implements WorkspaceReader {

  /** What the project is called, whatever its POM says. */
  static final Artifact ARTIFACT = new DefaultArtifact("notebook", "cell", "pom", "1");

  /** Makes a POM of what a page about a library tells to put into one. */
  static String whole(String xml) {
    if (xml.contains("<project")) {
      return xml.strip();
    }
    String parts = listed(listed(xml, "dependency", "dependencies"), "repository", "repositories");
    return """
        <project>
        <modelVersion>4.0.0</modelVersion>
        <groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version>
        %s
        </project>
        """
        .formatted(
            ARTIFACT.getGroupId(), ARTIFACT.getArtifactId(), ARTIFACT.getVersion(), parts.strip());
  }

  private static String listed(String xml, String one, String all) {
    return xml.contains("<" + all + ">")
        ? xml
        : xml.replaceFirst(
            "(?s)<%s>.*</%s>".formatted(one, one), "<%s>$0</%s>".formatted(all, all));
  }

  /** A session that knows the project, and does not pass over mistakes in it. */
  RepositorySystemSession in(RepositorySystemSession session) {
    ArtifactDescriptorPolicy others = session.getArtifactDescriptorPolicy();
    return new DefaultRepositorySystemSession(session)
        .setWorkspaceReader(this)
        .setArtifactDescriptorPolicy(
            (in, request) ->
                isThis(request.getArtifact())
                    ? ArtifactDescriptorPolicy.STRICT
                    : others.getPolicy(in, request));
  }

  private static boolean isThis(Artifact artifact) {
    return artifact.getGroupId().equals(ARTIFACT.getGroupId())
        && artifact.getArtifactId().equals(ARTIFACT.getArtifactId());
  }

  @Override
  public WorkspaceRepository getRepository() {
    return new WorkspaceRepository("notebook");
  }

  @Override
  public File findArtifact(Artifact artifact) {
    return isThis(artifact) ? pom.toFile() : null;
  }

  @Override
  public List<String> findVersions(Artifact artifact) {
    return List.of();
  }
}
