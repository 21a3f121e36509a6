package ihct.loading;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes workbooks as Office Open XML has them (ECMA-376), part by part. */
final class Workbooks {

  private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  private static final String RELATION =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";

  private Workbooks() {}

  /** A number in a cell. */
  static String number(String written) {
    return "<c><v>%s</v></c>".formatted(written);
  }

  /** A text in a cell. */
  static String text(String text) {
    return "<c t=\"inlineStr\"><is><t>%s</t></is></c>"
        .formatted(text.replace("&", "&amp;").replace("<", "&lt;"));
  }

  /** A row of cells, counted from 1; those without a reference follow one another. */
  static String row(int number, String... cells) {
    return "<row r=\"%d\">%s</row>".formatted(number, String.join("", cells));
  }

  /**
   * A workbook of sheets called "s1", "s2", …, each given by its rows; the second cell style is a
   * date.
   */
  static Path write(Path file, String... sheets) throws IOException {
    StringBuilder listed = new StringBuilder();
    StringBuilder relations = new StringBuilder();
    StringBuilder types = new StringBuilder();
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (int i = 1; i <= sheets.length; i++) {
        put(
            zip,
            "xl/worksheets/sheet%d.xml".formatted(i),
            "<worksheet xmlns=\"%s\"><sheetData>%s</sheetData></worksheet>"
                .formatted(MAIN, sheets[i - 1]));
        listed.append("<sheet name=\"s%1$d\" sheetId=\"%1$d\" r:id=\"r%1$d\"/>".formatted(i));
        relations.append(relation("r" + i, "worksheet", "worksheets/sheet%d.xml".formatted(i)));
        types.append(type("/xl/worksheets/sheet%d.xml".formatted(i), "worksheet"));
      }
      put(
          zip,
          "xl/workbook.xml",
          "<workbook xmlns=\"%s\" xmlns:r=\"%s\"><sheets>%s</sheets></workbook>"
              .formatted(MAIN, RELATION, listed));
      put(
          zip,
          "xl/styles.xml",
          "<styleSheet xmlns=\"%s\"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
              .formatted(MAIN));
      put(
          zip,
          "xl/_rels/workbook.xml.rels",
          relations(relations + relation("st", "styles", "styles.xml")));
      put(zip, "_rels/.rels", relations(relation("r1", "officeDocument", "xl/workbook.xml")));
      put(
          zip,
          "[Content_Types].xml",
          "<Types xmlns=\"%scontent-types\">%s</Types>"
              .formatted(
                  PACKAGE,
                  "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                      + types
                      + type("/xl/workbook.xml", "sheet.main")
                      + type("/xl/styles.xml", "styles")));
    }
    return file;
  }

  private static String relations(String all) {
    return "<Relationships xmlns=\"%srelationships\">%s</Relationships>".formatted(PACKAGE, all);
  }

  private static String relation(String id, String type, String target) {
    return "<Relationship Id=\"%s\" Type=\"%s/%s\" Target=\"%s\"/>"
        .formatted(id, RELATION, type, target);
  }

  private static String type(String part, String type) {
    return "<Override PartName=\"%s\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.%s+xml\"/>"
        .formatted(part, type);
  }

  private static void put(ZipOutputStream zip, String name, String xml) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(xml.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }
}
