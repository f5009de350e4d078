import { availableParallelism, loadavg } from "node:os";
import { clusterTemplates } from "@deepsec/engine";
import type { Browser } from "playwright-core";
import { startApiService } from "../support/api-service.ts";
import { openPage, startBrowser } from "../support/browser.ts";
import { startWebService } from "../support/web-service.ts";
import { MadeGraph, someOccurrences } from "./graph/made-graph.ts";
import { seeded } from "../support/seeded.ts";
import { someTemplates } from "./linkage/some-templates.ts";

/** Leaves of a tree of 10,000 clusters, and of one of 20,000, which is what the picture is made for. */
const LEAVES = 5_000;
const LEAVES_OF_PICTURE = 10_000;
const LOOKS = 5;
const LINES = 1_000_000;

/** What is there when a person can use the page. */
const VIEWS = [
  { name: "Home", path: "/", sign: "main dl dd" },
  { name: "Map", path: "/clusters", sign: "main tbody tr" },
  { name: "Tree", path: "/tree", sign: '[role="treegrid"] [role="row"][aria-level]' },
];

/**
 * What a person waits for, in a real Chromium on the built page: first useful paint of each view, from an interaction to the
 * next paint, frames while the cut is dragged over the whole tree, and how much script comes first. 10,000 clusters over a million lines.
 *
 * @param asked - the parts to measure: looks, script, interactions, drag; none is all.
 */
export async function bench(asked: readonly string[]): Promise<void> {
  const isAsked = (name: string): boolean => asked.length === 0 || asked.includes(name);
  const graph = await MadeGraph.start();
  const browser = await startBrowser();
  try {
    const parts = Object.entries(PARTS).filter(([name]) => isAsked(name));
    if (parts.length > 0) {
      await withPage(graph, LEAVES, async (url) => {
        for (const [, measure] of parts) await measure(browser, url);
      });
    }
    if (isAsked("drag")) await withPage(graph, LEAVES_OF_PICTURE, (url) => drag(browser, url));
  } finally {
    await browser.close();
    await graph.neo4j.stop();
  }
  const [load = 0] = loadavg();
  console.log(`load ${load.toFixed(1)} on ${availableParallelism()} processors`);
}

/** The page over a graph of its own, with so many leaves and no fewer than a million lines. */
async function withPage(
  graph: MadeGraph,
  leaves: number,
  measure: (url: string) => Promise<void>,
): Promise<void> {
  const templates = someTemplates(leaves);
  // One transaction of the small database that tests start has room for the hours of 5,000 kinds.
  const occurrences = someOccurrences(templates).filter((_, i) => i % Math.ceil(leaves / LEAVES) === 0);
  const said = occurrences.reduce((sum, { lineCount }) => sum + lineCount, 0);
  const factor = Math.ceil(LINES / said);
  await graph.clear();
  await graph.save(
    templates,
    clusterTemplates(templates),
    occurrences.map((each) => ({ ...each, count: each.count * factor, lineCount: each.lineCount * factor })),
  );
  console.log(
    `${2 * leaves - 1} clusters, ${said * factor} lines; milliseconds, looks: median and worst of ${LOOKS}`,
  );
  const api = await startApiService(graph.neo4j, { schedule: "0 0 1 1 *" });
  try {
    const web = await startWebService(api.url);
    try {
      await measure(web.url);
    } finally {
      await web.stop();
    }
  } finally {
    await api.end("SIGTERM");
  }
}

const PARTS = { looks, script, interactions };

async function looks(browser: Browser, url: string): Promise<void> {
  for (const view of VIEWS) await firstLooks(browser, url, view);
}

/** From the address to the first paint that has what the view is for; nothing is cached. */
async function firstLooks(browser: Browser, url: string, view: (typeof VIEWS)[number]): Promise<void> {
  const times: number[] = [];
  for (let look = 0; look < LOOKS; look += 1) {
    const { page } = await openPage(browser, url);
    const startedMs = performance.now();
    await page.goto(view.path);
    await page.locator(view.sign).first().waitFor();
    await page.evaluate(nextPaint);
    times.push(performance.now() - startedMs);
    await page.context().close();
  }
  report(`first useful paint of ${view.name}`, times, 1_500);
}

async function script(browser: Browser, url: string): Promise<void> {
  for (const { name, path } of VIEWS) {
    const { page } = await openPage(browser, url);
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    const scripts = new Set<string>();
    let bytes = 0;
    session.on("Network.responseReceived", ({ requestId, type }) => {
      if (type === "Script") scripts.add(requestId);
    });
    session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      if (scripts.has(requestId)) bytes += encodedDataLength;
    });
    await page.goto(path, { waitUntil: "networkidle" }).catch(() => page.waitForTimeout(3_000));
    console.log(
      `script of the first load of ${name}: ${(bytes / 1000).toFixed(0)} kB compressed (target 350)`,
    );
    await page.context().close();
  }
}

/** Moves in the outline by key, and the cut by its slider: from the event to the next paint, as Event Timing counts it. */
async function interactions(browser: Browser, url: string): Promise<void> {
  const { page } = await openPage(browser, url);
  await page.addInitScript(() => {
    const durations: Record<number, number> = {};
    Object.assign(window, { durations });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { interactionId } = entry as PerformanceEventTiming;
        if (interactionId > 0)
          durations[interactionId] = Math.max(durations[interactionId] ?? 0, entry.duration);
      }
    }).observe({ type: "event", durationThreshold: 16, buffered: true } as PerformanceObserverInit);
  });
  await page.goto("/tree?cut=1000");
  const grid = page.getByRole("treegrid");
  await grid.locator('[role="row"][aria-level]').first().waitFor();
  await grid.focus();
  await page.keyboard.press("Home");
  const random = seeded(3);
  for (let step = 0; step < 60; step += 1) {
    const key =
      ["ArrowDown", "ArrowDown", "ArrowRight", "ArrowLeft", "PageDown"][Math.floor(random() * 5)] ?? "";
    await page.keyboard.press(key);
    await page.waitForTimeout(60);
  }
  await page.getByRole("slider").first().focus();
  for (let step = 0; step < 30; step += 1) {
    await page.keyboard.press(step % 2 === 0 ? "ArrowRight" : "ArrowLeft");
    await page.waitForTimeout(60);
  }
  const measured = await page.evaluate(() =>
    Object.values((window as unknown as { durations: Record<number, number> }).durations),
  );
  // What took less than 16 ms is not reported by the browser, so this is the worst part of them.
  report(`interaction to next paint, ${measured.length} of 91 above 16 ms`, measured, 200, 0.95);
  await page.context().close();
}

/**
 * Drags the cut line over the whole tree and back. A frame is all that the page's thread does from one move of the hand to the
 * next paint: its own processor time, so that other programs on the machine do not count.
 */
async function drag(browser: Browser, url: string): Promise<void> {
  const { page } = await openPage(browser, url);
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.setTimeDomain", { timeDomain: "threadTicks" });
  await session.send("Performance.enable");
  await page.goto(`/tree?cut=${LEAVES_OF_PICTURE}&zoom=fit`);
  const handle = page.locator('[role="slider"][aria-valuemin="1"]');
  await handle.waitFor();
  await page.waitForTimeout(2_000);
  const box = await handle.boundingBox();
  if (box === null) return;
  const taskSeconds = async (): Promise<number> => {
    const { metrics } = await session.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0;
  };
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  const frames: number[] = [];
  const counts: string[] = [];
  for (let step = 1; step <= 120; step += 1) {
    const part = step <= 60 ? step / 60 : (120 - step) / 60;
    const before = await taskSeconds();
    await page.mouse.move(x - part * 300, y);
    await page.evaluate(nextPaint);
    frames.push(1_000 * ((await taskSeconds()) - before));
    if (step % 15 === 0) counts.push((await handle.getAttribute("aria-valuenow")) ?? "");
  }
  await page.mouse.up();
  console.log(`clusters at the cut on the way: ${counts.join(" ")}`);
  report(`frame while dragging the cut over ${LEAVES_OF_PICTURE} kinds`, frames, 16, 0.95);
  await page.context().close();
}

function nextPaint(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
}

function report(what: string, values: readonly number[], target: number, share = 0.5): void {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (part: number): string => (sorted[Math.ceil(part * sorted.length) - 1] ?? 0).toFixed(0);
  const name = share === 0.5 ? `median ${at(0.5)}` : `median ${at(0.5)} p95 ${at(0.95)}`;
  console.log(`${what}: ${name} worst ${at(1)} (target ${target})`);
}
