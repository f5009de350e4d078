import { rename, writeFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askData } from "../support/api-client.ts";
import { startApiService, type ApiService } from "../support/api-service.ts";
import { openPage, startBrowser } from "../support/browser.ts";
import { eventually } from "../support/eventually.ts";
import { HOSTILE } from "../support/hostile-strings.ts";
import { LogFolder } from "../support/log-files.ts";
import { emptyGraph, startTestNeo4j, type TestNeo4j } from "../support/test-neo4j.ts";
import { startWebService, type WebService } from "../support/web-service.ts";

/** What the page of an attacker's text must never have in it; the page's own forms say no address to send to. */
const FOREIGN =
  "main :is(script, iframe, object, embed, img, video, form[action], base, meta, link, math), main :is([formaction], [onerror], [onload])";
const HOST = "<img src=x onerror=window.pwned='host'>";

let neo4j: TestNeo4j;
let logs: LogFolder;
let api: ApiService;
let web: WebService;
let browser: Browser;
let page: Page;
let complaints: string[];
const dialogs: string[] = [];

/** Each string three times: as a message, as a user name, as a path that was asked for. */
function hostileLines(): string {
  const lines = HOSTILE.flatMap((text, i) => {
    const time = new Date(Date.UTC(2026, 10, 20, 10, i)).toISOString();
    return [
      `${time} INFO app${i} - ${text}`,
      `${time} web1 sshd[${100 + i}]: Failed password for invalid user ${text} from 203.0.113.${i} port 4022 ssh2`,
      `203.0.113.${i} - - [20/Nov/2026:10:${String(i % 60).padStart(2, "0")}:00 +0000] "GET /${text} HTTP/1.1" 404 12 "-" "${text}"`,
    ];
  });
  return `${lines.join("\n")}\n`;
}

beforeAll(async () => {
  neo4j = await startTestNeo4j();
  await emptyGraph(neo4j);
  logs = await LogFolder.create();
  await writeFile(logs.file("plain.log"), hostileLines());
  await rename(logs.file("plain.log"), logs.file("<img src=x onerror=window.pwned='path'>.log"));
  api = await startApiService(neo4j, { schedule: "0 0 1 1 *", local: { sources: [logs.file("*.log")] } });
  await askData(api.url, "mutation { collectNow { phase lines } }");
  // Names of hosts come from a person's settings and are checked there; the page must not rely on that.
  await neo4j.driver.executeQuery("MATCH (h:Host) SET h.name = $name", { name: HOST }, { database: "neo4j" });
  web = await startWebService(api.url);
  browser = await startBrowser();
  ({ page, complaints } = await openPage(browser, web.url));
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      console.error(`CSP ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
});

afterAll(async () => {
  await browser?.close();
  await web?.stop();
  await api?.end("SIGTERM");
  await logs?.remove();
  await neo4j?.stop();
});

/** What of a page's text became more than text; null when nothing did. */
async function harmOf(path: string): Promise<object | null> {
  await page.goto(path);
  await page.locator("main h1").first().waitFor();
  await page.locator("main section, main table, main nav").first().waitFor();
  const found = await page.evaluate(
    (foreign) => ({
      pwned: (window as { pwned?: unknown }).pwned ?? null,
      foreign: [
        ...document.querySelectorAll(foreign),
        ...[...document.querySelectorAll("a")].filter(({ origin }) => origin !== location.origin),
      ].map((element) => element.outerHTML.slice(0, 200)),
    }),
    FOREIGN,
  );
  return found.pwned === null && found.foreign.length === 0 ? null : { path, ...found };
}

async function harmOfAll(paths: readonly string[]): Promise<object[]> {
  const harm: object[] = [];
  for (const path of paths) {
    const found = await harmOf(path);
    if (found !== null) harm.push(found);
  }
  return harm;
}

test("all lines are counted, whatever stands in them", async () => {
  const total = await eventually(
    "the last event is finished",
    async () => {
      await askData(api.url, "mutation { collectNow { phase } }");
      const { cut } = await askData<{ cut: { totalLines: string } }>(api.url, "{ cut { totalLines } }");
      return Number(cut.totalLines) >= 3 * HOSTILE.length ? Number(cut.totalLines) : null;
    },
    { timeoutMs: 90_000, everyMs: 2_000 },
  );
  expect(total).toBe(3 * HOSTILE.length);
});

test("no view runs, loads or obeys anything of it", async () => {
  const views = [
    "/",
    "/clusters",
    "/clusters?area=kinds&colour=finding&cut=150",
    "/tree?cut=150",
    "/compare",
    "/compare?by=all",
    "/hosts",
    "/hosts/add",
    "/settings",
    "/verdicts",
  ];
  expect(await harmOfAll(views)).toEqual([]);
}, 400_000);

test("no page of a kind of line, branch or value does", async () => {
  const { cut, values } = await askData<{
    cut: { clusters: { templateId: string | null }[]; ancestors: { id: string }[] };
    values: { kind: string; text: string }[];
  }>(
    api.url,
    "{ cut(height: 0) { clusters { templateId } ancestors { id } } values(limit: 1000) { kind text } }",
  );
  const pages = [
    ...cut.clusters.flatMap(({ templateId }) => (templateId === null ? [] : [`/templates/${templateId}`])),
    ...cut.ancestors.slice(0, 5).map(({ id }) => `/branches/${id}`),
    ...values
      .filter(({ text }) => /[<=$'"\\]/.test(text))
      .slice(0, 15)
      .map(({ kind, text }) => `/values?${new URLSearchParams({ kind, text })}`),
  ];
  expect(await harmOfAll(pages)).toEqual([]);
}, 1_200_000);

test("an address that is hostile itself is shown as text", async () => {
  const addresses = HOSTILE.slice(0, 12).map((text) => {
    const said = encodeURIComponent(text);
    return `/clusters?hosts=${encodeURIComponent(said)}&at=${said}&colour=${said}`;
  });
  expect(await harmOfAll(addresses)).toEqual([]);
}, 400_000);

test("nothing asked, and no policy was broken", () => {
  expect(dialogs).toEqual([]);
  expect(complaints.filter((complaint) => complaint.includes("CSP"))).toEqual([]);
});
