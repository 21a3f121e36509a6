"""Starts the kernel, runs a cell and draws a figure; prints what the doctor reads."""

import base64
import re
import sys
import time
from xml.etree import ElementTree

from jupyter_client.manager import start_new_kernel

_SECONDS = 60
_FIGURE = (
    'ihct.plots.Charts.line(ihct.plots.PlotAxis.of("step", "count"), '
    'ihct.plots.PlotAxis.of("value", "1"), '
    'ihct.plots.Series.of("probe", new double[] {1, 3, 2}))'
)


def fact(state, what, text):
    print(state, what, " ".join(str(text).split()), sep="\t", flush=True)


def result(client, code):
    """What the cell's last expression shows, or the error."""
    shown = {}

    def keep(message):
        content = message["content"]
        if message["msg_type"] in ("execute_result", "display_data"):
            shown.update(content["data"])
        elif message["msg_type"] == "error":
            shown["error"] = f"{content['ename']}: {content['evalue']}"

    client.execute_interactive(code, timeout=_SECONDS, output_hook=keep)
    return shown


def cell(client, start):
    shown = result(client, "1 + 1")
    if shown.get("text/plain") == "2":
        fact("ok", "cell", f"1 + 1 gave 2, {time.monotonic() - start:.1f} s after the kernel's start")
    else:
        fact("wrong", "cell", f"1 + 1 gave {shown}. Start environment/lab and look at its messages.")


def limit(client):
    shown = result(client, "Runtime.getRuntime().maxMemory()").get("text/plain", "")
    if shown.isdigit():
        fact("ok", "limit", f"cells may fill {int(shown) / 2**30:.1f} GiB with Java objects, as "
             'environment/kernel/kernel.options says; IHCT_KERNEL_OPTIONS="-Xmx4g" changes it')


def figure(client):
    shown = result(client, _FIGURE)
    traces = shown.get("application/vnd.plotly.v1+json", {}).get("data", [])
    picture = re.search('src="data:image/svg[+]xml;base64,([^"]+)"', shown.get("text/html", ""))
    if traces and picture and "text/plain" in shown:
        shapes = sum(1 for _ in ElementTree.fromstring(base64.b64decode(picture[1])).iter()) - 1
        fact("ok", "figure", f"drawn for plotly.js ({len(traces)} trace) and as a picture "
             f"({shapes} elements)")
    else:
        fact("wrong", "figure", f"a line chart gave {shown.get('error', sorted(shown))}.")


def main():
    start = time.monotonic()
    try:
        manager, client = start_new_kernel(startup_timeout=_SECONDS, kernel_name="java")
    except Exception as problem:  # whatever it is, it is what the user has to know
        fact("wrong", "cell", f"the kernel did not start: {problem}")
        return
    try:
        cell(client, start)
        limit(client)
        figure(client)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    main()
