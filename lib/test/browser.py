"""Headless Chromium for tests, without any way to the network."""

import contextlib
import io
import json

from PIL import Image
from selenium import webdriver
from selenium.common.exceptions import TimeoutException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

SECONDS = 60

# Texts with less contrast than the 4.5 : 1 that WCAG 2 asks for.
_FAINT = """
  const light = (color) => {
    const [r, g, b] = color.match(/[0-9.]+/g).map(v => v / 255)
        .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const back = (e) => {
    const color = getComputedStyle(e).backgroundColor;
    return color.endsWith(", 0)") ? back(e.parentElement) : color;
  };
  const faint = (e) => {
    const [a, b] = [getComputedStyle(e).color, back(e)].map(light);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 4.5;
  };
  return [...document.querySelectorAll("p, td, th, h2, summary, a[href], .highlight span, .source pre, .stdout, mark")]
      .filter(e => e.innerText && e.innerText.trim() && !e.matches(".anchor-link") && faint(e))
      .map(e => e.className + " " + e.innerText);
"""


@contextlib.contextmanager
def chromium(javascript=True):
    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage",
                     "--window-size=1280,1600", "--hide-scrollbars",
                     # Nothing but this machine can be reached.
                     "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    if not javascript:
        options.add_experimental_option(
            "prefs", {"profile.managed_default_content_settings.javascript": 2})
    driver = webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)
    try:
        yield driver
    finally:
        driver.quit()


def wait(driver, condition, what):
    return WebDriverWait(driver, SECONDS).until(condition, what)


def screen(driver, width, scheme):
    """A screen so wide, on a light or dark system."""
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
        "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False})
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {
        "features": [{"name": "prefers-color-scheme", "value": scheme}]})


def faint(driver):
    """The texts of a page that are hard to read."""
    return driver.execute_script(_FAINT)


def figures(driver):
    """The figures of a page, each of which is drawn as it comes into view."""
    found = driver.find_elements(By.CSS_SELECTOR, "figure.plot")
    for figure in found:
        _show(figure)
        wait(driver, lambda d: figure.get_attribute("data-drawn"), "undrawn figure")
    return found


def _show(element):
    element.parent.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)


def requested(driver):
    """Every address that the page asked for since the last call, other than the page's own data."""
    messages = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]
    urls = [m["params"]["request"]["url"] for m in messages
            if m["method"] == "Network.requestWillBeSent"]
    return [url for url in urls if not url.startswith(("data:", "blob:"))]


def picture(element):
    """What an element looks like on the screen."""
    _show(element)
    return Image.open(io.BytesIO(element.screenshot_as_png)).convert("RGB")


def cut(element):
    """Whether something is drawn up to an element's upper or lower edge."""
    shot = picture(element)
    rows = [shot.crop((0, y, shot.width, y + 1)) for y in (0, shot.height - 1)]
    return any(len(row.getcolors(row.width)) > 1 for row in rows)


def ink(element):
    """The share of an element's pixels that are not of its most frequent colour.

    What has just come into view may not be painted yet, so that a blank picture is taken again.
    """
    with contextlib.suppress(TimeoutException):
        return WebDriverWait(element.parent, SECONDS).until(lambda _: _ink(picture(element)))
    return 0


def _ink(shot):
    pixels = shot.width * shot.height
    most = max(count for count, _ in shot.getcolors(maxcolors=pixels))
    return 1 - most / pixels
