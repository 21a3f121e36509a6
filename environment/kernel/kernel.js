// The classic Notebook (version 6) loads this together with the kernel, and shows figures
// interactively from then on. It needs no network: plotly.js lies beside this file. Other front ends
// bring a renderer of their own, or show the picture that every figure carries.
define(["base/js/namespace", "notebook/js/outputarea"], (Jupyter, outputArea) => {
  const TYPE = "application/vnd.plotly.v1+json";
  const OutputArea = outputArea.OutputArea;

  /** Shows a figure; called by the notebook with the output area as "this". */
  function append(figure, metadata, element) {
    const place = this.create_output_subarea(metadata, "output_plotly", TYPE);
    this.keyboard_manager.register_events(place);
    element.append(place);
    const config = { displaylogo: false, responsive: true, ...figure.config };
    // Of an animation there are frames as well as data and layout.
    window.Plotly.newPlot(place[0], { ...figure, config });
    return place;
  }

  /** Outputs that were there before this file appear as pictures; show them anew. */
  function showAgain(cell) {
    const outputs = cell.output_area ? cell.output_area.toJSON() : [];
    if (outputs.some((output) => output.data && TYPE in output.data)) {
      cell.output_area.clear_output(false, true);
      cell.output_area.fromJSON(outputs, cell.metadata);
    }
  }

  function register() {
    // Safe, also in a notebook that is not trusted: a figure is data and runs nothing.
    OutputArea.prototype.register_mime_type(TYPE, append, { safe: true, index: 0 });
    Jupyter.notebook.get_cells().forEach(showAgain);
  }

  /**
   * The notebook notes the version of Java that its kernel has, and calls that an unsaved change. It
   * is none of the reader's: if it is the only one so far, the notebook is as it was saved.
   */
  function expectVersion() {
    const { notebook } = Jupyter;
    if (notebook.dirty) {
      return;
    }
    let changes = 0;
    const count = (_, { value }) => (changes += value ? 1 : 0);
    notebook.events.on("set_dirty.Notebook", count);
    notebook.events.one("kernel_ready.Kernel", () => {
      notebook.events.off("set_dirty.Notebook", count);
      if (changes === 1) {
        notebook.set_dirty(false);
      }
    });
  }

  return {
    onload() {
      expectVersion();
      const kernel = encodeURIComponent(Jupyter.notebook.kernel_selector.current_selection);
      const library = `${Jupyter.notebook.base_url}kernelspecs/${kernel}/plotly.min.js`;
      // Without the library nothing is registered, and the pictures stay.
      requirejs([library], register, () => console.log(`No ${library}: figures stay pictures.`));
    },
  };
});
