"""A notebook open in the classic Notebook (version 6), driven as a reader would."""

import browser

_READY = """
  const notebook = window.Jupyter && Jupyter.notebook;
  return Boolean(notebook && notebook._fully_loaded && notebook.kernel
      && notebook.kernel.is_connected());
"""
_RUN_ALL = """
  window.finished = false;
  document.querySelector("#run_all_cells a").click();
  // The kernel answers in order: its answer to this comes after all cells are done.
  Jupyter.notebook.kernel.kernel_info(() => { window.finished = true; });
"""
_FAILURES = """
  return Jupyter.notebook.get_cells().flatMap(c => c.output_area ? c.output_area.outputs : [])
      .filter(o => o.output_type === "error").map(o => o.ename + ": " + o.evalue);
"""
_REPLACE = """
  const cell = Jupyter.notebook.get_cells()
      .find(c => (c.metadata.tags || []).includes("parameters"));
  const text = cell.get_text();
  cell.set_text(text.replace(arguments[0], arguments[1]));
  return text !== cell.get_text();
"""
_FIGURES = """
  return Jupyter.notebook.get_cells().filter(c => c.cell_type === "code"
      && c.get_text().includes(arguments[0])).flatMap(
          c => [...c.element[0].querySelectorAll(".js-plotly-plot")]);
"""
_CONTROLS = """
  return Jupyter.notebook.get_cells().filter(c => c.cell_type === "code"
      && c.get_text().includes(arguments[0])).flatMap(
          c => [...c.element[0].querySelectorAll(arguments[1])]);
"""
# A figure that is being drawn anew has no layout yet, and its element may be gone a moment later.
_TITLE = _FIGURES.replace("return", "const [figure] =", 1) + """
  return figure?.layout?.title?.text ?? "";
"""
_STATE = """
  const notebook = Jupyter.notebook;
  return notebook.kernel.info_reply.status === "ok" && [notebook.trusted, notebook.dirty];
"""
_TEXTS = """
  const texts = [...document.querySelectorAll(".text_cell_render")];
  return [document.querySelectorAll(".MathJax").length, texts.map(e => e.innerText).join("\\n")];
"""


class Notebook:
    """What a reader does; the scripts say how this front end is asked to."""

    path = "notebooks"
    ready, run_all_cells, failed, replace, figures_of = _READY, _RUN_ALL, _FAILURES, _REPLACE, _FIGURES

    def __init__(self, driver, address, token, name):
        self.driver = driver
        driver.get(f"{address}{self.path}/{name}?token={token}")
        browser.wait(driver, lambda d: d.execute_script(self.ready), "the notebook did not open")

    def state(self):
        """Whether it is trusted, and whether it has changes, once its kernel is there."""
        return browser.wait(self.driver, lambda driver: driver.execute_script(_STATE), "no kernel")

    def texts(self):
        """How many formulas are set, and all that the text cells show."""
        return self.driver.execute_script(_TEXTS)

    def run_all(self):
        self.driver.execute_script(self.run_all_cells)
        browser.wait(self.driver, lambda d: d.execute_script("return window.finished"),
                     "cells did not finish")

    def failures(self):
        return self.driver.execute_script(self.failed)

    def change_parameter(self, old, new):
        return self.driver.execute_script(self.replace, old, new)

    def figures(self, code):
        """The interactive figures below the cells that hold this code."""
        return self.driver.execute_script(self.figures_of, code)

    def controls(self, code, selector):
        """What is to be moved below the cells that hold this code, once it is there."""
        return browser.wait(
            self.driver, lambda driver: driver.execute_script(_CONTROLS, code, selector),
            f"no {selector} below {code}")

    def title(self, code):
        """The title of the first of them, empty where there is none yet."""
        return self.driver.execute_script(_TITLE, code)

    def picture(self, code):
        """How much the first of them shows on the screen, and the data that it draws."""
        browser.wait(self.driver, lambda d: self.figures(code), f"no figure of {code}")
        figure = self.figures(code)[0]
        data = self.driver.execute_script("return JSON.stringify(arguments[0].data)", figure)
        return browser.ink(figure), data
