package ihct.loading.formats.fetched;

import ihct.loading.csv.MalformedDataException;
import ihct.loading.formats.TableRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.HadoopParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * The rows of a Parquet file. A field of a record within is a column {@code outer.inner}; numbers
 * and dates are as CSV would have them, and a list is one in JSON, of genres for example.
 */
public final class ParquetRows implements TableRows {

  private static final CompressionCodec GZIP = new GzipCodec();

  private static final Set<CompressionCodecName> READABLE =
      EnumSet.of(
          CompressionCodecName.UNCOMPRESSED,
          CompressionCodecName.SNAPPY,
          CompressionCodecName.GZIP,
          CompressionCodecName.ZSTD);

  private final Path path;
  private final ParquetFileReader file;
  private final MessageColumnIO columns;
  private final MessageType schema;
  private final List<String> names = new ArrayList<>();

  /** For each column, the fields that lead to it. */
  private final List<int[]> places = new ArrayList<>();

  private RecordReader<Group> group;
  private long left;
  private long row;

  /** Opens a file. */
  public ParquetRows(Path path) throws IOException {
    this.path = path;
    ParquetReadOptions options =
        ParquetReadOptions.builder()
            .withCodecFactory(codecs())
            .usePageChecksumVerification()
            .build();
    try {
      file = ParquetFileReader.open(new LocalInputFile(path), options);
      schema = file.getFileMetaData().getSchema();
      columns = new ColumnIOFactory(file.getFileMetaData().getCreatedBy()).getColumnIO(schema);
      find(schema, "", new int[0]);
      requireReadable();
    } catch (MalformedDataException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw broken(e);
    }
  }

  private static CodecFactory codecs() {
    return new CodecFactory(new HadoopParquetConfiguration(), 0) {
      @Override
      protected CompressionCodec getCodec(CompressionCodecName name) {
        return name == CompressionCodecName.GZIP ? GZIP : super.getCodec(name);
      }
    };
  }

  private void find(GroupType record, String outer, int[] way) {
    for (int field = 0; field < record.getFieldCount(); field++) {
      Type type = record.getType(field);
      int[] place = Arrays.copyOf(way, way.length + 1);
      place[way.length] = field;
      boolean isRecord =
          !type.isPrimitive()
              && type.getLogicalTypeAnnotation() == null
              && !type.isRepetition(Type.Repetition.REPEATED);
      if (isRecord) {
        find(type.asGroupType(), outer + type.getName() + ".", place);
      } else {
        names.add(outer + type.getName());
        places.add(place);
      }
    }
  }

  private void requireReadable() throws MalformedDataException {
    for (BlockMetaData block : file.getFooter().getBlocks()) {
      for (ColumnChunkMetaData column : block.getColumns()) {
        if (!READABLE.contains(column.getCodec())) {
          throw new MalformedDataException(
              path,
              0,
              column.getPath().toDotString(),
              "the column is packed by %s, which is not read here. Write the file with snappy, gzip or zstd."
                  .formatted(column.getCodec()));
        }
      }
    }
  }

  @Override
  public List<String> names() {
    return List.copyOf(names);
  }

  @Override
  public List<String> next() throws IOException {
    try {
      while (left == 0) {
        PageReadStore pages = file.readNextRowGroup();
        if (pages == null) {
          return null;
        }
        left = pages.getRowCount();
        group = columns.getRecordReader(pages, new GroupRecordConverter(schema));
      }
      left--;
      row++;
      Group record = group.read();
      List<String> cells = new ArrayList<>(places.size());
      places.forEach(place -> cells.add(cell(record, place)));
      return cells;
    } catch (IOException | RuntimeException e) {
      throw broken(e);
    }
  }

  private static String cell(Group record, int[] place) {
    Group inner = record;
    for (int i = 0; i < place.length - 1; i++) {
      if (inner.getFieldRepetitionCount(place[i]) == 0) {
        return "";
      }
      inner = inner.getGroup(place[i], 0);
    }
    return ParquetText.cell(inner, place[place.length - 1]);
  }

  private MalformedDataException broken(Exception e) {
    String why =
        Objects.requireNonNullElse(e.getMessage(), e.toString())
            .replaceFirst("^\\S+@\\w+ is", "it is");
    return new MalformedDataException(
        path, row, "the file is cut off or broken here (%s). Fetch it again.".formatted(why));
  }

  @Override
  public long line() {
    return row;
  }

  @Override
  public String words() {
    return "Parquet";
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
