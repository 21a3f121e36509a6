"""A notebook open in JupyterLab 4, driven as a reader would."""

import classic

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


class Notebook(classic.Notebook):

    path = "lab/tree"
    ready, run_all_cells, failed, replace, figures_of = _READY, _RUN_ALL, _FAILURES, _REPLACE, _FIGURES
