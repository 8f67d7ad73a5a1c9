// Looks at pages of `plex-pin summarize --html` in headless Chromium, at two widths and in both themes, and checks what
// must be true whatever the fonts are. Needs no package: it speaks to Chromium by a pipe.
//
//     node tests/screenshots/check.mjs CHROMIUM PAGE…

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const WIDTHS = [420, 1280];
const THEMES = ["light", "dark"];

// Starts Chromium; returns a function that sends a command, and one that ends it.
function start(program) {
  const profile = mkdtempSync(join(tmpdir(), "plex-pin-page-"));
  const options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"];
  const browser = spawn(program, [...options, `--user-data-dir=${profile}`, "--remote-debugging-pipe"], {
    stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
  });
  const waiting = new Map();
  const fail = (why) => waiting.forEach(({ reject }) => reject(new Error(why)));
  const ended = new Promise((done) => browser.on("exit", done));
  browser.on("error", (error) => fail(error.message));
  ended.then(() => fail("Chromium ended"));
  browser.stdio[3].on("error", () => fail("Chromium cannot be reached"));
  let rest = "";
  browser.stdio[4].setEncoding("utf8").on("data", (text) => {
    const messages = (rest + text).split("\0");
    rest = messages.pop();
    for (const { id, result, error } of messages.map((it) => JSON.parse(it))) {
      const { resolve, reject } = waiting.get(id) ?? {};
      waiting.delete(id);
      if (error) reject?.(new Error(error.message));
      else resolve?.(result);
    }
  });
  let last = 0;
  const send = (method, params = {}, sessionId = undefined) =>
    new Promise((resolve, reject) => {
      waiting.set(++last, { resolve, reject });
      browser.stdio[3].write(`${JSON.stringify({ id: last, method, params, sessionId })}\0`);
    });
  const end = async () => {
    browser.kill();
    await ended;
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  return { send, end };
}

// Runs in the page. Returns what is wrong with it, and how much was looked at.
function look(theme) {
  const wrong = [];
  const name = (element) => `${element.tagName.toLowerCase()}${element.className ? `.${element.className.baseVal ?? element.className}` : ""}`;
  const root = document.documentElement;
  if (root.scrollWidth > window.innerWidth) wrong.push(`the page is ${root.scrollWidth} wide in a window of ${window.innerWidth}`);

  // Colours of the sRGB space as numbers, by a canvas, whatever notation the style sheet has.
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const colour = (text) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = text;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const over = ([r, g, b, a], below) => [r, g, b].map((it, index) => (it * a + below[index] * (255 - a)) / 255);
  const background = (element) =>
    element ? over(colour(getComputedStyle(element).backgroundColor), background(element.parentElement)) : [255, 255, 255];
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((it) => it / 255).map((it) => (it <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  const brightness = luminance(background(document.body));
  if (theme === "dark" ? brightness > 0.2 : brightness < 0.8) wrong.push(`${theme}: the background has luminance ${brightness}`);

  // What may scroll sideways, so that wide tables fit.
  const scrolls = (element) => element && (["auto", "scroll"].includes(getComputedStyle(element).overflowX) ? element : scrolls(element.parentElement));
  const seen = new Map();
  let texts = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const element = node.parentElement;
    if (!node.data.trim() || ["STYLE", "TITLE", "DESC"].includes(element.tagName.toUpperCase())) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    const isSkip = element.closest(".skip");
    // Text for screen readers alone has a box of one pixel.
    const parent = element.getBoundingClientRect();
    if (isSkip || (parent.width <= 1 && parent.height <= 1)) continue;
    texts += 1;
    const style = getComputedStyle(element);
    if (box.width === 0 || box.height === 0) wrong.push(`no box for "${node.data}" in ${name(element)}`);
    if ((box.right > window.innerWidth + 1 || box.left < -1) && !scrolls(element)) wrong.push(`"${node.data}" in ${name(element)} leaves the window`);
    if (Number.parseFloat(style.fontSize) < 10) wrong.push(`"${node.data}" has ${style.fontSize}`);
    const shown = `${name(element)} ${style.color} ${name(element.parentElement)}`;
    if (!seen.has(shown)) {
      const below = background(element);
      const ratio = contrast(over(colour(element instanceof SVGElement ? style.fill : style.color), below), below);
      seen.set(shown, ratio);
      if (ratio < 4.5) wrong.push(`contrast ${ratio.toFixed(2)} of "${node.data}" in ${name(element)}`);
    }
  }

  const sections = [...document.querySelectorAll("main section")];
  const links = [...document.querySelectorAll("nav a")].map((it) => it.getAttribute("href"));
  for (const [index, section] of sections.entries()) {
    const title = section.querySelector("h2");
    if (links[index] !== `#${title?.id}` || section.getAttribute("aria-labelledby") !== title.id) wrong.push(`no link to section ${index}`);
    const table = section.querySelector("table");
    const box = table?.getBoundingClientRect();
    if (!box || box.width < 100 || box.height < 20) wrong.push(`no table in "${title.textContent}"`);
    // A keyboard must reach what scrolls.
    const wide = table && scrolls(table.parentElement);
    if (wide && wide.scrollWidth > wide.clientWidth && wide.tabIndex < 0) wrong.push(`no key scrolls the table of "${title.textContent}"`);
    for (const row of table?.rows ?? []) {
      if (![...row.cells].some((cell) => cell.tagName === "TH" && cell.scope)) wrong.push(`a row of "${title.textContent}" has no heading`);
    }
  }
  const charts = [...document.querySelectorAll("figure svg, svg[role=img]")];
  for (const chart of charts) {
    const box = chart.getBoundingClientRect();
    if (box.width < 1 || box.height < 1) wrong.push("a chart of no size");
    if (!chart.getAttribute("aria-label")?.trim() && chart.getAttribute("aria-hidden") !== "true") wrong.push("a chart without a text");
    if (!chart.closest("section")?.querySelector("table")) wrong.push("a chart without a table");
  }
  const scripts = document.querySelectorAll("script, link, img, iframe, [src]").length;
  if (scripts > 0) wrong.push(`${scripts} elements that load or run something`);
  if (links.length !== sections.length || sections.length < 5) wrong.push(`${sections.length} sections, ${links.length} links`);
  return { wrong, sections: sections.length, charts: charts.length, texts };
}

const [program, ...pages] = process.argv.slice(2);
const { send, end } = start(program);
let failed = pages.length === 0;
try {
  const { targetId } = await send("Target.createTarget", { url: "about:blank" });
  const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true });
  const ask = (method, params) => send(method, params, sessionId);
  const evaluate = async (expression) => {
    const { result, exceptionDetails } = await ask("Runtime.evaluate", { expression, returnByValue: true, awaitPromise: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };
  for (const page of pages) {
    for (const width of WIDTHS) {
      for (const theme of THEMES) {
        await ask("Emulation.setDeviceMetricsOverride", { width, height: 900, deviceScaleFactor: 1, mobile: false });
        await ask("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: theme }] });
        const url = pathToFileURL(resolve(page)).href;
        await ask("Page.navigate", { url });
        while (!(await evaluate(`location.href === ${JSON.stringify(url)} && document.readyState === "complete"`))) {
          await new Promise((done) => setTimeout(done, 20));
        }
        const { wrong, sections, charts, texts } = await evaluate(`(${look})(${JSON.stringify(theme)})`);
        failed ||= wrong.length > 0 || texts < 50;
        console.log(`${page}, ${width} wide, ${theme}: ${sections} sections, ${charts} charts, ${texts} texts, ${wrong.length} faults`);
        for (const it of wrong.slice(0, 20)) console.log(`  ${it}`);
      }
    }
  }
} finally {
  await end();
}
process.exit(failed ? 1 : 0);
