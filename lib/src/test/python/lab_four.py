"""A notebook open in JupyterLab 4, driven as a reader would."""

import browser

# Lab shows its objects to scripts when it is started so.
OPTION = "--LabApp.expose_app_in_browser=True"

_READY = """
  const app = window.jupyterapp;
  const session = app && app.shell.currentWidget && app.shell.currentWidget.sessionContext;
  return Boolean(session && session.isReady && session.session && session.session.kernel
      && session.session.kernel.status === "idle");
"""
_RUN_ALL = """
  window.finished = false;
  window.jupyterapp.commands.execute("notebook:run-all-cells").then(
      () => { window.finished = true; });
"""
_CELLS = "[...window.jupyterapp.shell.currentWidget.content.widgets]"
_FAILURES = f"""
  return {_CELLS}.flatMap(c => c.model.type === "code" ? c.model.outputs.toJSON() : [])
      .filter(o => o.output_type === "error").map(o => o.ename + ": " + o.evalue);
"""
_REPLACE = f"""
  const cell = {_CELLS}.find(c => (c.model.getMetadata("tags") || []).includes("parameters"));
  const text = cell.model.sharedModel.getSource();
  cell.model.sharedModel.setSource(text.replace(arguments[0], arguments[1]));
  return text !== cell.model.sharedModel.getSource();
"""
# Lab draws only what is in sight.
_FIGURES = f"""
  const found = {_CELLS}.filter(c => c.model.type === "code"
      && c.model.sharedModel.getSource().includes(arguments[0]));
  window.jupyterapp.shell.currentWidget.content.scrollToItem({_CELLS}.indexOf(found[0]));
  return found.flatMap(c => [...c.node.querySelectorAll(".js-plotly-plot")]);
"""


class Notebook:

    def __init__(self, driver, address, token, name):
        self.driver = driver
        driver.get(f"{address}lab/tree/{name}?token={token}")
        browser.wait(driver, lambda d: d.execute_script(_READY), "the notebook did not open")

    def run_all(self):
        self.driver.execute_script(_RUN_ALL)
        browser.wait(self.driver, lambda d: d.execute_script("return window.finished"),
                     "cells did not finish")

    def failures(self):
        return self.driver.execute_script(_FAILURES)

    def change_parameter(self, old, new):
        return self.driver.execute_script(_REPLACE, old, new)

    def figures(self, code):
        """The interactive figures below the cells that hold this code."""
        return self.driver.execute_script(_FIGURES, code)

    def picture(self, code):
        """How much the first of them shows on the screen, and the data that it draws."""
        browser.wait(self.driver, lambda d: self.figures(code), f"no figure of {code}")
        figure = self.figures(code)[0]
        data = self.driver.execute_script("return JSON.stringify(arguments[0].data)", figure)
        return browser.ink(figure), data
