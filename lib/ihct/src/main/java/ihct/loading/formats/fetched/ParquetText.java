package ihct.loading.formats.fetched;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.NanoTime;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/** Values of a Parquet file as text: plain ones as CSV has them, lists and records as JSON. */
final class ParquetText {

  /** The Julian day of 1970-01-01. */
  private static final int EPOCH = 2_440_588;

  private ParquetText() {}

  /** The text of a field, empty if it holds nothing. */
  static String cell(Group group, int field) {
    Type type = group.getType().getType(field);
    if (type.isRepetition(Type.Repetition.REPEATED)) {
      StringBuilder json = new StringBuilder();
      list(json, group, field);
      return json.toString();
    }
    if (group.getFieldRepetitionCount(field) == 0) {
      return "";
    }
    if (type.isPrimitive()) {
      return plain(group, field, 0);
    }
    StringBuilder json = new StringBuilder();
    value(json, group, field, 0);
    return json.toString();
  }

  private static void list(StringBuilder json, Group group, int field) {
    json.append('[');
    for (int i = 0; i < group.getFieldRepetitionCount(field); i++) {
      json.append(i == 0 ? "" : ", ");
      value(json, group, field, i);
    }
    json.append(']');
  }

  private static void value(StringBuilder json, Group group, int field, int index) {
    Type type = group.getType().getType(field);
    if (type.isPrimitive()) {
      boolean bare =
          switch (type.asPrimitiveType().getPrimitiveTypeName()) {
            case BINARY, FIXED_LEN_BYTE_ARRAY, INT96 -> false;
            default -> type.getLogicalTypeAnnotation() == null;
          };
      String plain = plain(group, field, index);
      json.append(bare ? plain : quoted(plain));
      return;
    }
    Group inner = group.getGroup(field, index);
    GroupType record = inner.getType();
    boolean isList =
        record.getLogicalTypeAnnotation() instanceof LogicalTypeAnnotation.ListLogicalTypeAnnotation
            && record.getFieldCount() == 1;
    if (isList) {
      elements(json, inner);
    } else {
      json.append('{');
      for (int i = 0; i < record.getFieldCount(); i++) {
        json.append(i == 0 ? "" : ", ").append(quoted(record.getFieldName(i))).append(": ");
        valueOrNull(json, inner, i);
      }
      json.append('}');
    }
  }

  /** A list's group repeats its elements, or groups that hold one element each. */
  private static void elements(StringBuilder json, Group list) {
    Type repeated = list.getType().getType(0);
    if (repeated.isPrimitive() || repeated.asGroupType().getFieldCount() != 1) {
      list(json, list, 0);
      return;
    }
    json.append('[');
    for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
      json.append(i == 0 ? "" : ", ");
      valueOrNull(json, list.getGroup(0, i), 0);
    }
    json.append(']');
  }

  private static void valueOrNull(StringBuilder json, Group group, int field) {
    if (group.getType().getType(field).isRepetition(Type.Repetition.REPEATED)) {
      list(json, group, field);
    } else if (group.getFieldRepetitionCount(field) == 0) {
      json.append("null");
    } else {
      value(json, group, field, 0);
    }
  }

  private static String plain(Group group, int field, int index) {
    PrimitiveType type = group.getType().getType(field).asPrimitiveType();
    return switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> String.valueOf(group.getBoolean(field, index));
      case INT32 -> type.stringifier().stringify(group.getInteger(field, index));
      case INT64 -> type.stringifier().stringify(group.getLong(field, index));
      case FLOAT -> String.valueOf(group.getFloat(field, index));
      case DOUBLE -> String.valueOf(group.getDouble(field, index));
      case INT96 -> time(NanoTime.fromBinary(group.getInt96(field, index)));
      case BINARY, FIXED_LEN_BYTE_ARRAY -> bytes(type, group.getBinary(field, index));
    };
  }

  private static String time(NanoTime time) {
    return LocalDateTime.of(
            LocalDate.ofEpochDay(time.getJulianDay() - EPOCH),
            LocalTime.ofNanoOfDay(time.getTimeOfDayNanos()))
        .toString();
  }

  private static String bytes(PrimitiveType type, Binary value) {
    if (type.getLogicalTypeAnnotation() != null) {
      return type.stringifier().stringify(value);
    }
    String text = value.toStringUsingUTF8(); // older writers do not say that it is one
    return text.indexOf('\uFFFD') < 0 ? text : "(%d bytes)".formatted(value.length());
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ') {
        json.append("\\u%04x".formatted((int) c));
      } else {
        json.append(c == '"' || c == '\\' ? "\\" : "").append(c);
      }
    }
    return json.append('"').toString();
  }
}
