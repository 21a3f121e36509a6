package ihct.io;

import java.nio.file.Path;
import java.util.List;

/**
 * Finds libraries that are no part of the product. Whoever can is a service: the notebooks' kernel
 * is, so that what needs a library need not know the kernel.
 */
public interface LibraryFinder {

  /**
   * Finds the jars of a library and of those that it needs in turn.
   *
   * @param coordinates Maven's, {@code group:artifact:version}
   * @param beforeFetching is called if they are not here and the network is asked
   * @return jar files
   * @throws IllegalArgumentException if they are not here and cannot be fetched
   */
  List<Path> find(String coordinates, Runnable beforeFetching);
}
