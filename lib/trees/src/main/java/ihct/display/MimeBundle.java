package ihct.display;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The forms of one value, by MIME type. A front end shows the richest form it knows.
 *
 * <p>Text forms ({@code text/plain}, {@code text/html}, {@code image/svg+xml}) are strings. JSON
 * forms ({@code application/….v1+json}) are trees of {@code Map<String, Object>}, {@code List},
 * {@code String}, {@code Number}, {@code Boolean} and null, as Jupyter wants objects there and not
 * their text.
 *
 * @param forms MIME type → form, in the order of their addition; unmodifiable
 */
public record MimeBundle(Map<String, Object> forms) {

  /** The MIME type of plain text. */
  public static final String TEXT = "text/plain";

  /** The MIME type of HTML. */
  public static final String HTML = "text/html";

  /** The MIME type of vector graphics. */
  public static final String SVG = "image/svg+xml";

  /** The MIME type of Plotly figures. */
  public static final String PLOTLY = "application/vnd.plotly.v1+json";

  /** Copies the forms and checks that there is plain text among them. */
  public MimeBundle {
    forms = Collections.unmodifiableMap(new LinkedHashMap<>(forms));
    if (!(forms.get(TEXT) instanceof String)) {
      throw new IllegalArgumentException(
          "A bundle needs text/plain, as a String; it has: " + forms.keySet());
    }
  }

  /** Starts a bundle. */
  public static MimeBundle ofText(String text) {
    return new MimeBundle(Map.of(TEXT, text));
  }

  /**
   * {@return a bundle with another form as well, of a type such as {@link #SVG}: a string, or a
   * tree for JSON types}
   */
  public MimeBundle with(String mimeType, Object form) {
    Map<String, Object> more = new LinkedHashMap<>(forms);
    more.put(mimeType, form);
    return new MimeBundle(more);
  }

  /**
   * Adds a picture, as the one form of it that every front end and exporter shows: an image in
   * HTML. They disagree about {@code image/svg+xml}: nbconvert 6 strips its shapes, JupyterLab and
   * the classic Notebook hide it until a notebook is trusted, web views leave black boxes. An image
   * runs no script, so all of them let it pass.
   *
   * @param description what a reader who cannot see it is told; one line
   * @param svg the picture, an SVG document that needs no other file
   * @return a bundle with {@code text/html} as well
   */
  public MimeBundle withPicture(String description, String svg) {
    String alt = Escape.xml(description);
    String code = Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8));
    return with(HTML, "<img alt=\"" + alt + "\" src=\"data:" + SVG + ";base64," + code + "\">\n");
  }

  /**
   * {@return the forms by type as JSON can have them: it has no word for what is not a number or
   * infinite, and figures make a gap of null}
   */
  public Map<String, Object> json() {
    Map<String, Object> copy = new LinkedHashMap<>();
    forms.forEach((type, form) -> copy.put(type, json(form)));
    return copy;
  }

  private static Object json(Object form) {
    if (form instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      map.forEach((key, value) -> copy.put(key, json(value)));
      return copy;
    }
    if (form instanceof List<?> list) {
      List<Object> copy = new ArrayList<>(list.size());
      list.forEach(value -> copy.add(json(value)));
      return copy;
    }
    boolean gap = form instanceof Number number && !Double.isFinite(number.doubleValue());
    return gap ? null : form;
  }

  /** {@return the plain text} */
  public String text() {
    return (String) forms.get(TEXT);
  }
}
