// Draws every figure of the page, when it comes near. Where one cannot be drawn, its picture stays.
const NARROWEST = 560; // where there is less room, the figure is drawn so wide, and then made smaller
const BELOW = { orientation: "h", x: 0.5, xanchor: "center", y: 0, yref: "container", yanchor: "bottom" };
const IDLE = ["select2d", "lasso2d"]; // nothing is done with selected points

// Draws a figure, or draws it anew where the room for it has changed.
function fit(figure, { traces, layout, config, frames }) {
  const [place, drawing] = figure.querySelectorAll("div");
  const width = Math.min(layout.width, Math.max(figure.clientWidth, NARROWEST));
  const scale = Math.min(1, figure.clientWidth / width);
  const legend = scale < 1 ? BELOW : (layout.legend ?? {}); // beside, it would take half the width
  place.style.height = `${layout.height * scale}px`;
  drawing.style = `width: ${width}px; height: ${layout.height}px; transform: scale(${scale})`;
  // The bar would cover a small figure's title, and stays where nothing can hover.
  const bar = scale < 1 || matchMedia("(hover: none)").matches ? { displayModeBar: false } : {};
  return drawing.layout
    ? Plotly.relayout(drawing, { width, legend })
    : Plotly.newPlot(drawing, {
        data: traces,
        layout: { ...layout, width, legend },
        config: { displaylogo: false, modeBarButtonsToRemove: IDLE, ...bar, ...config },
        frames, // of an animation
      });
}

// Draws a figure that was not drawn yet.
function draw(figure) {
  const data = figure.querySelector("script[type='application/json']");
  const picture = figure.querySelector("img");
  const place = document.createElement("div");
  place.append(document.createElement("div"));
  figure.insertBefore(place, data);
  const { data: traces, layout, config, frames } = JSON.parse(data.textContent);
  const drawn = { traces, layout: { width: 720, height: 450, ...layout }, config, frames };
  fit(figure, drawn).then(
    () => {
      if (picture) {
        picture.hidden = true;
      }
      figure.dataset.drawn = "yes";
      addEventListener("resize", () => fit(figure, drawn));
    },
    (problem) => {
      place.remove();
      figure.dataset.drawn = String(problem);
    },
  );
}

// All at once would hold up small machines for seconds: each when it is a screen away.
const near = new IntersectionObserver((changes) => {
  for (const { target } of changes.filter((change) => change.isIntersecting)) {
    near.unobserve(target);
    draw(target);
  }
}, { rootMargin: "100%" });
document.querySelectorAll("figure.plot > script").forEach((data) => near.observe(data.parentElement));
