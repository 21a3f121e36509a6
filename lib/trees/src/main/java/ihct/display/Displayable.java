package ihct.display;

/**
 * A value that can show itself as more than text. Its {@code toString} is what front ends without
 * any of the richer forms print, so it must carry the same facts.
 */
public interface Displayable {

  /** {@return the value's forms; {@code text/plain} is always among them} */
  MimeBundle mimeBundle();
}
