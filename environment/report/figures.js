// Draws every figure of the page. Where one cannot be drawn, its picture stays.
for (const figure of document.querySelectorAll("figure.plot")) {
  const data = figure.querySelector("script[type='application/json']");
  if (!data) {
    continue;
  }
  const picture = figure.querySelector("img");
  const place = document.createElement("div");
  figure.insertBefore(place, data);
  const { data: traces, layout, config } = JSON.parse(data.textContent);
  Plotly.newPlot(place, traces, layout, { displaylogo: false, responsive: true, ...config }).then(
    () => {
      if (picture) {
        picture.hidden = true;
      }
      figure.dataset.drawn = "yes";
    },
    (problem) => {
      place.remove();
      figure.dataset.drawn = String(problem);
    },
  );
}
