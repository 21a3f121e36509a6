package ihct.loading.schema;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where in a record of one file the parts of a song stand.
 *
 * @param schema what the table is called
 * @param features what the columns of numbers are called
 * @param logged the features whose logarithm is taken, by their place among them
 * @param categories the columns of categories
 * @param label the genre's column, or {@link #NONE}
 * @param form how its cells hold genres in such tables, where they leave that open
 * @param track the column of the track's identity, or {@link #NONE}
 * @param artist the column of the artist or group, or {@link #NONE}
 * @param title the column of the track's title, or {@link #NONE}
 * @param artistName the column that names the artists, or {@link #NONE}
 * @param part the column of a published split, or {@link #NONE}
 * @param separators characters that end the first artist's name
 * @param hierarchy the columns of names above the genre, coarse to fine: those of the known tree
 *     without the genre's own, or that of coarse labels; {@link #NONE} in the place of one that a
 *     file without genres lacks
 * @param mapping our names and the headers found for them, in order
 * @param notes what a reader of the report must be told
 */
public record Columns(
    String schema,
    List<String> features,
    List<Integer> featureColumns,
    Set<Integer> logged,
    List<Integer> categories,
    int label,
    LabelForm form,
    int track,
    int artist,
    int title,
    int artistName,
    int part,
    String separators,
    List<Integer> hierarchy,
    Map<String, String> mapping,
    List<String> notes) {

  public static final int NONE = -1;
}
