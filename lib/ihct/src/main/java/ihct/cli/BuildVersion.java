package ihct.cli;

import ihct.files.Build;
import picocli.CommandLine.IVersionProvider;

/** Answers {@code --version}. */
final class BuildVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {"ihct " + Build.version() + ", Java " + Build.java()};
  }
}
