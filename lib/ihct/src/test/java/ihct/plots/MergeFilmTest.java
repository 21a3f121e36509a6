package ihct.plots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ihct.linkage.Dendrogram;
import ihct.linkage.Metric;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MergeFilmTest {

  private static MergeFilm film(List<String> names) {
    return new MergeFilm("Six", Trees.sixPoints(), names, "m");
  }

  /** The six points merge at 1, 4, 6, 13 and 21. */
  @Test
  void everyMergeIsAFrameAndAStepOfTheSlider() {
    JsonNode figure = new ObjectMapper().valueToTree(film(Trees.SIX_NAMES).plotly());
    assertEquals(5, figure.at("/frames").size());
    JsonNode steps = figure.at("/layout/sliders/0/steps");
    assertEquals(5, steps.size());
    assertEquals("merge 1 of 5: 3 m and 4 m, at 1", steps.at("/0/label").asText());
    assertEquals(
        "merge 5 of 5: 3 m, 4 m … (3) and 8 m, 14 m … (3), at 21", steps.at("/4/label").asText());
    for (int i = 0; i < 5; i++) {
      JsonNode frame = figure.at("/frames/" + i);
      assertEquals(frame.get("name"), steps.get(i).at("/args/0/0"));
      assertEquals(figure.at("/data").size(), frame.get("data").size(), "traces are replaced");
      assertEquals(i + 1, frame.at("/data/2/x").size(), "a point for each merge so far");
    }
    assertEquals(6, figure.at("/frames/2/data/1/x/1").asDouble(), "the newest merge is at 6");
  }

  @Test
  void pictureShowsTheMergeInTheMiddleAndTextAll() {
    MergeFilm film = film(Trees.SIX_NAMES);
    String svg = FigureGalleryTest.svg(film.mimeBundle());
    assertTrue(svg.contains("merge 3 of 5: 8 m and 14 m, at 6"), svg);
    assertEquals(1 + 1 + 5, film.toString().lines().count(), film::toString);
  }

  @Test
  void namesStayTextAndOneLeafIsDrawn() {
    List<String> names = new ArrayList<>(Trees.SIX_NAMES);
    names.set(1, Gallery.HOSTILE);
    assertTrue(!film(names).plotly().toString().contains("<img"), "escaped for Plotly");
    TreePlots.merging("One", Dendrogram.of(List.of()), List.of("alone"), Metric.COSINE)
        .mimeBundle();
  }
}
