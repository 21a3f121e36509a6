// JupyterLab 4 and Notebook 7 load this as an extension that was built beforehand, and show figures
// interactively from then on. It needs no network: plotly.js lies beside this file.
(() => {
  const NAME = "ihct-figures";
  const TYPE = "application/vnd.plotly.v1+json";
  const folder = new URL(".", document.currentScript.src);
  let shared;
  let library;

  /** Loads plotly.js with the first figure. */
  function plotly() {
    library ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL("plotly.min.js", folder).href;
      script.onload = () => resolve(window.Plotly);
      script.onerror = () => reject(new Error(`${script.src} cannot be loaded`));
      document.head.append(script);
    });
    return library;
  }

  /** Takes the front end's own class of widgets, whatever its version. */
  async function widgetClass() {
    const [version] = Object.values(shared["@lumino/widgets"]);
    return (await version.get())().Widget;
  }

  async function extension() {
    const Widget = await widgetClass();

    class FigureWidget extends Widget {
      async renderModel(model) {
        const figure = model.data[TYPE]; // data, layout and, of an animation, frames
        const config = { displaylogo: false, responsive: true, ...figure.config };
        const Plotly = await plotly();
        await Plotly.react(this.node, { ...figure, config });
      }

      onResize() {
        if (window.Plotly && this.node.classList.contains("js-plotly-plot")) {
          window.Plotly.Plots.resize(this.node);
        }
      }
    }

    return {
      id: `${NAME}:plugin`,
      // Safe, also in a notebook that is not trusted: a figure is data and runs nothing.
      rendererFactory: {
        safe: true,
        mimeTypes: [TYPE],
        createRenderer: () => new FigureWidget(),
      },
      rank: 1,
      dataType: "json",
    };
  }

  window._JUPYTERLAB ??= {};
  window._JUPYTERLAB[NAME] = {
    init(scope) {
      shared = scope;
    },
    async get() {
      const plugin = await extension();
      return () => plugin;
    },
  };
})();
