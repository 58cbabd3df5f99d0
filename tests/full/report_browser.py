"""Reports in headless Chromium: drawn without an error, read by hovering, in both themes, with their data
as CSV and as a table, on a phone, a tablet and a desk; colours far enough apart.

    report_browser.py REPORT.html [PICTURES]          of a run; with a folder, leaves a picture of each
                                                      width and theme
    report_browser.py --other PAGE.html [PICTURES]    of a comparison, a sweep, a study or a load test
"""

import base64
import csv
import io
import itertools
import json
import pathlib
import re
import sys
import tempfile
import time

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By

WIDTHS = (390, 820, 1440)
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         "--hide-scrollbars", "--force-color-profile=srgb")


def demand(truth, what):
    if not truth:
        sys.exit(f"FAILED: {what}")


def browser(scratch):
    options = Options()
    for flag in FLAGS + (f"--user-data-dir={scratch}/profile",):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)
    driver.execute_cdp_cmd("Page.setDownloadBehavior",
                           {"behavior": "allow", "downloadPath": f"{scratch}/downloads"})
    return driver


def open_page(driver, address, width, theme):
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {
        "features": [{"name": "prefers-color-scheme", "value": theme}]})
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
        "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500})
    driver.get(address)
    for _ in range(300):
        if driver.execute_script("return Array.from(document.querySelectorAll('canvas')).every(Chart.getChart)"):
            return
        time.sleep(0.1)
    demand(False, "charts are not drawn within 30 s")


def check_nothing_said(driver):
    said = driver.get_log("browser")
    demand(not said, f"the console says {said}")


def check_nothing_loaded(driver):
    for entry in driver.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            url = message["params"]["request"]["url"]
            demand(url.startswith(("file:", "blob:", "data:", "chrome:")), f"the page asks for {url}")


# What stands beside a chart's canvas is drawn: no pixel of it can be read otherwise.
DRAWN = """
return Array.from(document.querySelectorAll('figure canvas')).map(canvas => {
  const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
  const seen = new Set();
  for (let i = 0; i < data.length; i += 4) {
    if (data[i + 3] > 200) seen.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
  }
  return [canvas.closest('figure').id, seen.size];
});"""


def check_layout(driver, width, charts=15):
    wide = driver.execute_script("return document.documentElement.scrollWidth")
    demand(wide <= width, f"the page is {wide} wide on a screen of {width}")
    drawn = driver.execute_script(DRAWN)
    demand(len(drawn) >= charts, f"{len(drawn)} charts")
    for figure, colours in drawn:
        demand(colours > 2, f"{figure} is empty at {width}")
    texts = driver.execute_script("""
      return Array.from(document.querySelectorAll('h1, h2, .lead, .tile b, .tile span, figcaption, .note'))
        .filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.textContent)""")
    demand(not texts, f"cut off at {width}: {texts}")


def picture(driver, folder, width, theme, name="report"):
    height = driver.execute_script("return document.documentElement.scrollHeight")
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
        "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500})
    time.sleep(0.5)
    shot = driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})
    (folder / f"{name}-{width}-{theme}.png").write_bytes(base64.b64decode(shot["data"]))


def tooltip_of(driver, figure, across):
    """What hovering at a share of a chart's width shows."""
    canvas = driver.find_element(By.CSS_SELECTOR, f"#{figure} canvas")
    driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", canvas)
    size = canvas.size
    ActionChains(driver).move_to_element_with_offset(
        canvas, int(size["width"] * (across - 0.5)), int(size["height"] * 0.1)).perform()
    return driver.execute_script("""
      const shown = Chart.getChart(arguments[0]).tooltip;
      return {opacity: shown.opacity, title: shown.title, body: shown.body.map(one => one.lines[0])}""", canvas)


def check_hover(driver):
    shown = tooltip_of(driver, "chart-jobs", 0.8)
    demand(shown["opacity"] > 0, "hovering shows nothing")
    demand(re.search(r"\d{1,2} \w{3} \d{4}", shown["title"][0]), f"no date: {shown}")
    data = json.loads(driver.find_element(By.CSS_SELECTOR, "#chart-jobs script").get_attribute("textContent"))
    index = driver.execute_script(
        "return Chart.getChart(document.querySelector('#chart-jobs canvas')).tooltip.dataPoints[0].dataIndex")
    for series, line in zip(data["series"], shown["body"]):
        exact = f"{series['name']}: {series['values'][index]:,}"
        demand(exact in line, f"'{line}' has no '{exact}'")


def check_theme(driver, charts=15):
    colour = "return getComputedStyle(document.body).backgroundColor"
    before = driver.execute_script(colour)
    button = driver.find_element(By.ID, "theme")
    button.click()
    demand(driver.execute_script(colour) != before, "the theme does not change")
    check_layout(driver, 1440, charts)
    button.click()
    demand(driver.execute_script(colour) == before, "the theme does not change back")


def check_csv(driver, scratch):
    link = driver.find_element(By.CSS_SELECTOR, "#chart-jobs .csv")
    driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", link)
    link.click()
    file = pathlib.Path(scratch, "downloads", "jobs.csv")
    for _ in range(100):
        if file.exists():
            break
        time.sleep(0.1)
    demand(file.exists(), "no jobs.csv comes")
    rows = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8"))))
    demand(rows[0] == ["date", "posted", "filled"], f"heading {rows[0]}")
    data = json.loads(driver.find_element(By.CSS_SELECTOR, "#chart-jobs script").get_attribute("textContent"))
    demand([int(row[1]) for row in rows[1:]] == data["series"][0]["values"], "jobs.csv has other values")
    demand(re.fullmatch(r"\d{4}-\d\d-\d\d", rows[1][0]), f"date {rows[1][0]}")


def check_first_csv(driver, scratch):
    """The data of a page's first chart, whatever it shows."""
    figure = driver.find_element(By.CSS_SELECTOR, "figure[id]")
    link = figure.find_element(By.CSS_SELECTOR, ".csv")
    driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", link)
    link.click()
    file = pathlib.Path(scratch, "downloads", link.get_attribute("download"))
    for _ in range(100):
        if file.exists():
            break
        time.sleep(0.1)
    demand(file.exists(), f"no {file.name} comes")
    rows = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8"))))[1:]
    values = json.loads(figure.find_element(By.CSS_SELECTOR, "script").get_attribute("textContent"))["series"][0]["values"]
    demand([float(row[1]) if row[1] else None for row in rows] == values, f"{file.name} has other values")


def check_table(driver):
    summary = driver.find_element(By.CSS_SELECTOR, "#chart-jobs summary")
    summary.click()
    rows = driver.find_elements(By.CSS_SELECTOR, "#chart-jobs details tbody tr")
    demand(len(rows) > 20, f"{len(rows)} rows of data")
    summary.click()


def check_print(driver):
    page = base64.b64decode(driver.execute_cdp_cmd("Page.printToPDF", {"printBackground": False})["data"])
    demand(page.startswith(b"%PDF") and len(page) > 50_000, f"a print of {len(page)} bytes")


# -- colours ----------------------------------------------------------------------------------------

# Machado, Oliveira & Fernandes 2009, severity 1: linear RGB as seen without L, M or S cones.
BLINDNESS = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def linear(colour):
    parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    return [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]


def luminance(rgb):
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]


def contrast(a, b):
    light, dark = sorted((luminance(linear(a)), luminance(linear(b))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lab(rgb):
    x = (0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2]) / 0.9505
    y = luminance(rgb)
    z = (0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2]) / 1.089
    f = [t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (max(0, x), max(0, y), max(0, z))]
    return 116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])


def distance(a, b, matrix):
    seen = [[sum(m * c for m, c in zip(row, linear(colour))) for row in matrix] for colour in (a, b)]
    return sum((p - q) ** 2 for p, q in zip(lab(seen[0]), lab(seen[1]))) ** 0.5


def check_colours(driver, theme):
    style = lambda name: driver.execute_script(
        f"return getComputedStyle(document.documentElement).getPropertyValue('{name}').trim()")
    for ground in ("--card", "--page"):
        for text in ("--ink", "--soft", "--accent", "--good", "--bad"):
            ratio = contrast(style(text), style(ground))
            demand(ratio >= 4.5, f"{theme}: {text} on {ground} has {ratio:.2f} to 1 (WCAG AA: 4.5)")
    lines = [style(f"--c{i}") for i in range(1, 9)]
    for line in lines:
        ratio = contrast(line, style("--card"))
        demand(ratio >= 3, f"{theme}: a line of {line} has {ratio:.2f} to 1 (WCAG AA: 3)")
    for (kind, matrix), (a, b) in itertools.product(BLINDNESS.items(), itertools.combinations(lines[:4], 2)):
        apart = distance(a, b, matrix)
        demand(apart >= 15, f"{theme}: {a} and {b} are {apart:.0f} apart to {kind} eyes")


def check_every_width(driver, page, pictures, charts, name):
    for width, theme in itertools.product(WIDTHS, ("light", "dark")):
        open_page(driver, page.as_uri(), width, theme)
        check_layout(driver, width, charts)
        check_colours(driver, theme)
        if pictures:
            picture(driver, pictures, width, theme, name)


def check_other(page, pictures):
    """Each chart has at least one value that hovering shows, whatever its kind."""
    with tempfile.TemporaryDirectory() as scratch:
        driver = browser(scratch)
        try:
            check_every_width(driver, page, pictures, 1, page.parent.name)
            open_page(driver, page.as_uri(), 1440, "light")
            figures = driver.execute_script(
                "return Array.from(document.querySelectorAll('figure[id]')).map(one => one.id)")
            for figure in figures:
                shown = [tooltip_of(driver, figure, across) for across in (0.3, 0.5, 0.7, 0.9)]
                demand(any(one["opacity"] > 0 and one["body"] for one in shown), f"hovering on {figure} shows nothing")
            check_theme(driver, 1)
            check_first_csv(driver, scratch)
            check_nothing_said(driver)
            check_nothing_loaded(driver)
        finally:
            driver.quit()
    print(f"{page.parent.name}/{page.name}: {len(figures)} charts, {page.stat().st_size / 1e6:.2f} MB")


def check_run(report, pictures):
    with tempfile.TemporaryDirectory() as scratch:
        driver = browser(scratch)
        try:
            check_every_width(driver, report, pictures, 15, "report")
            open_page(driver, report.as_uri(), 1440, "light")
            check_hover(driver)
            paint = driver.execute_script(
                "return performance.getEntriesByName('first-contentful-paint').map(one => one.startTime)")
            check_theme(driver)
            check_csv(driver, scratch)
            check_table(driver)
            check_print(driver)
            check_nothing_said(driver)
            check_nothing_loaded(driver)
        finally:
            driver.quit()
    print(f"{report.name}: {report.stat().st_size / 1e6:.2f} MB, first paint {round(paint[0]) if paint else '-'} ms")


def main():
    other = sys.argv[1] == "--other"
    page = pathlib.Path(sys.argv[1 + other]).resolve()
    pictures = pathlib.Path(sys.argv[2 + other]) if len(sys.argv) > 2 + other else None
    (check_other if other else check_run)(page, pictures)


if __name__ == "__main__":
    main()
