package ihct.files;

/** Which build of the project runs, and on what. */
public final class Build {

  /** Set by the launcher to what {@code git describe} says. */
  private static final String VERSION_PROPERTY = "ihct.version";

  private Build() {}

  /** {@return the build: what git said when it was built, else the package's version} */
  public static String version() {
    String described = System.getProperty(VERSION_PROPERTY, "").strip();
    if (!described.isEmpty()) {
      return described;
    }
    String packaged = Build.class.getPackage().getImplementationVersion();
    return packaged == null ? "unpackaged" : packaged;
  }

  /** {@return Java's version and its virtual machine} */
  public static String java() {
    return "%s (%s)".formatted(Runtime.version(), System.getProperty("java.vm.name"));
  }
}
