import { appendFile, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { startDemoNetwork, type DemoNetwork } from "@deepsec/demo";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askData } from "../support/api-client.ts";
import { startApiService, type ApiService } from "../support/api-service.ts";
import { openPage, startBrowser } from "../support/browser.ts";
import { eventually } from "../support/eventually.ts";
import { startSshd, type Sshd } from "../support/sshd.ts";
import { storedFacts } from "../support/stored-facts.ts";
import { emptyGraph, startTestNeo4j, type TestNeo4j } from "../support/test-neo4j.ts";
import { startWebService, type WebService } from "../support/web-service.ts";

const NEWLINE = 10;
const HISTORY_LINES = 3_000;

let neo4j: TestNeo4j;
let demoFolder: string;
let demo: DemoNetwork;
let sshd: Sshd;
let api: ApiService;
let web: WebService;
let browser: Browser;
let page: Page;
let complaints: string[];

/** Lines that the hosts' files hold, counted from their bytes. */
async function linesOnDisk(): Promise<number> {
  let count = 0;
  for (const { name } of demo.hosts) {
    const logs = await readdir(join(demoFolder, name, "var/log"), { withFileTypes: true, recursive: true });
    for (const file of logs.filter((entry) => entry.isFile())) {
      const bytes = await readFile(join(file.parentPath, file.name));
      count += bytes.filter((byte) => byte === NEWLINE).length;
    }
  }
  return count;
}

beforeAll(async () => {
  neo4j = await startTestNeo4j();
  await emptyGraph(neo4j);
  demoFolder = await mkdtemp(join(tmpdir(), "deepsec-demo-"));
  demo = await startDemoNetwork({
    dir: demoFolder,
    historyLines: HISTORY_LINES,
    linesPerSecond: 0,
    ports: [0, 0, 0],
  });
  api = await startApiService(neo4j, { schedule: "* * * * * *", hosts: demo.hosts });
  web = await startWebService(api.url);
  browser = await startBrowser();
  ({ page, complaints } = await openPage(browser, web.url));
  const total = await linesOnDisk();
  await eventually(
    `${total} lines are in clusters`,
    async () => ((await storedFacts(api.url)).linesInClusters === total ? true : null),
    { timeoutMs: 90_000, everyMs: 300 },
  );
});

afterAll(async () => {
  await browser?.close();
  await web?.stop();
  await api?.end("SIGTERM");
  await demo?.stop();
  await sshd?.stop();
  await neo4j?.stop();
  await rm(demoFolder, { recursive: true, force: true });
});

function numberIn(text: string | null): number {
  return Number((text ?? "").replaceAll(/\D/g, ""));
}

/** Rows of the map's list: the size of each cluster, and what the foot says they come to. */
async function sizesOnMap(): Promise<{ sizes: number[]; total: number }> {
  const table = page.getByRole("table");
  await table.waitFor();
  const cells = async (of: string): Promise<number[]> =>
    (await table.locator(of).allTextContents()).map(numberIn);
  const [total = 0] = await cells("tfoot td:nth-child(3)");
  return { sizes: await cells("tbody td:nth-child(4)"), total };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

test("the clusters on the map add up to the lines on the hosts' disks, and follow new lines by themselves", async () => {
  await page.goto("/clusters");
  const before = await linesOnDisk();
  const first = await sizesOnMap();
  expect(first.sizes.length).toBeGreaterThan(1);
  expect({ sum: sum(first.sizes), total: first.total }).toEqual({ sum: before, total: before });

  const fresh = Array.from(
    { length: 25 },
    (_, at) =>
      `Mar  1 12:00:${String(at).padStart(2, "0")} web1 chronyd[411]: Selected source 192.0.2.${at + 1}\n`,
  );
  await appendFile(join(demoFolder, "web1/var/log/syslog"), fresh.join(""));
  const after = await eventually(
    "the page shows the new lines",
    async () => {
      const now = await sizesOnMap();
      return now.total > before && sum(now.sizes) === now.total && now.total === before + 25 ? now : null;
    },
    { timeoutMs: 60_000, everyMs: 500 },
  );
  expect(after.total).toBe(await linesOnDisk());
});

test("two hosts are compared, and what differs leads to its template or branch", async () => {
  await page.goto("/compare?by=hosts&host=web1&other=db1");
  const branch = page.getByRole("table").first().getByRole("link").first();
  await branch.waitFor();
  const sums = await page.getByText(/^web1: [\d,]+ lines? of/).textContent();
  expect(sums).toMatch(/db1: [\d,]+ lines? of .* Changed branches: [1-9]/);
  await branch.click();
  await page.waitForURL(/\/(?:templates|tree)/);
});

test("a branch of the tree opens and closes by mouse, and its children add up to it", async () => {
  await page.goto("/tree");
  const grid = page.getByRole("treegrid");
  const closed = grid.locator('[role="row"][aria-expanded="false"]').first();
  await closed.waitFor();
  const id = await closed.getAttribute("id");
  const branch = grid.locator(`#${id}`);
  const level = Number(await branch.getAttribute("aria-level"));
  const size = numberIn(await branch.getByRole("gridcell").nth(1).textContent());
  const rowsBefore = numberIn(await grid.getAttribute("aria-rowcount"));

  await branch.getByRole("button").click();
  await grid.locator(`#${id}[aria-expanded="true"]`).waitFor();
  expect(numberIn(await grid.getAttribute("aria-rowcount"))).toBe(rowsBefore + 2);
  const at = Number(await branch.getAttribute("aria-rowindex"));
  const children = grid.locator(`[role="row"][aria-level="${level + 1}"]`);
  const sizes: number[] = [];
  for (const child of await children.all()) {
    const index = Number(await child.getAttribute("aria-rowindex"));
    if (index > at && index <= at + 2)
      sizes.push(numberIn(await child.getByRole("gridcell").nth(1).textContent()));
  }
  expect(sizes.length).toBe(2);
  expect(sum(sizes)).toBe(size);

  await branch.getByRole("button").click();
  await grid.locator(`#${id}[aria-expanded="false"]`).waitFor();
  expect(numberIn(await grid.getAttribute("aria-rowcount"))).toBe(rowsBefore);
});

test("the same works by keyboard alone", async () => {
  await page.goto("/tree");
  const grid = page.getByRole("treegrid");
  await grid.locator('[role="row"]').nth(2).waitFor();
  const rows = async (): Promise<number> => numberIn(await grid.getAttribute("aria-rowcount"));
  const active = async (): Promise<string | null> => grid.getAttribute("aria-activedescendant");
  const before = await rows();
  await grid.focus();
  await page.keyboard.press("Home");
  const root = await eventually("a row is active", active);
  await page.keyboard.press("ArrowLeft");
  await grid.locator(`#${root}[aria-expanded="false"]`).waitFor();
  expect(await rows()).toBe(2);
  await page.keyboard.press("ArrowRight");
  await grid.locator(`#${root}[aria-expanded="true"]`).waitFor();
  expect(await rows()).toBe(before);
  await page.keyboard.press("ArrowDown");
  await eventually("the next row is active", async () => ((await active()) === root ? null : true));
  expect(await active()).not.toBe(root);
});

test("an outlier stands on the overview with a reason in numbers and its template", async () => {
  await page.goto("/");
  await page.getByRole("heading", { level: 1 }).waitFor();
  const finding = page.locator("main ol > li").first();
  await finding.waitFor();
  const reason = (await finding.locator("p").first().textContent()) ?? "";
  expect(reason).toMatch(/\d/);
  expect(reason.split(" ").length).toBeGreaterThan(4);
  await finding.getByRole("link").first().click();
  await page.waitForURL(/\/templates\/[0-9a-f]+/);
  await page.getByRole("heading", { level: 1 }).waitFor();
});

test("the break-in is told of first, and leads to the lines that show it", async () => {
  await page.goto("/");
  const urgent = page.getByRole("region", { name: /^High/ });
  const finding = urgent.getByRole("listitem").filter({ hasText: "after many failures" }).first();
  const address = /address ([\d.]+)/.exec((await finding.textContent()) ?? "")?.[1] ?? "no address";
  await page.goto(`/values?${new URLSearchParams({ kind: "ip", text: address })}`);
  const about = page.getByRole("region", { name: "Findings about it" }).getByRole("listitem");
  await about.filter({ hasText: "High" }).filter({ hasText: "after many failures" }).waitFor();
  await page
    .getByRole("link", { name: /Accepted/ })
    .first()
    .click();
  const lines = page.getByRole("region", { name: "Lines", exact: true }).getByRole("option");
  await lines.first().waitFor();
  expect(await lines.filter({ hasText: `from ${address}` }).count()).toBeGreaterThan(0);
});

test("a kind of line leads to exactly its lines, and each line to what stands around it", async () => {
  const [template = ""] = await pages("/templates/");
  await page.goto(template);
  const counted = numberIn(
    (await page.locator("main header p").first().textContent())?.split(" line")[0] ?? "",
  );
  const panel = page.getByRole("region", { name: "Lines", exact: true });
  const first = panel.getByRole("option").first();
  await first.waitFor();
  expect(counted).toBeGreaterThan(0);
  expect(Number(await panel.locator("[data-count]").getAttribute("data-count"))).toBe(counted);
  expect(Number(await first.getAttribute("aria-setsize"))).toBe(counted);
  await first.click();
  const own = panel.locator('li[aria-current="true"]');
  await own.waitFor();
  const text = await own.locator("span").last().textContent();
  await page.reload();
  await own.waitFor();
  expect(await own.locator("span").last().textContent()).toBe(text);
});

test("a branch that is accepted stays so after a reload, and can be reopened", async () => {
  const [branch = ""] = await pages("/branches/");
  await page.goto(branch);
  const bar = page.getByRole("group", { name: "Verdict" });
  await bar.getByRole("button", { name: "Accept" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill("known since <b>March</b>");
  await dialog.getByRole("button", { name: "Do it" }).click();
  await bar.getByText("known since <b>March</b>").waitFor();
  await page.reload();
  await bar.getByText("Accepted").waitFor();
  await page.goto("/verdicts");
  const verdict = page.getByRole("listitem").filter({ hasText: "known since <b>March</b>" }).first();
  await verdict.getByRole("button", { name: "Reopen" }).click();
  await page.getByRole("heading", { name: "Ended" }).waitFor();
  expect(await page.getByRole("button", { name: "Reopen" }).count()).toBe(0);
});

test("all three hosts are there and were read without error", async () => {
  await page.goto("/hosts");
  await page.getByText("All 3 hosts read without error").waitFor();
  for (const { name, sources } of demo.hosts) {
    const panel = page.getByRole("region", { name: new RegExp(`^${name}\\s*ok`) });
    expect(await panel.getByRole("row").count()).toBe(sources.length + 1);
  }
});

test("a new host is added with its key compared, and its branch has exactly its lines, also after a reload", async () => {
  const said = Array.from(
    { length: 40 },
    (_, i) => `2026-03-01T10:00:${String(i).padStart(2, "0")}Z shop1 till[7]: receipt ${i} printed\n`,
  );
  sshd = await startSshd({ files: { "till.log": said.join("") } });
  await page.goto("/hosts");
  await page.getByRole("link", { name: "Add a host" }).click();
  await page.getByLabel("Address", { exact: true }).fill(sshd.address);
  await page.getByLabel("Port", { exact: true }).fill(String(sshd.port));
  await page.getByLabel("User", { exact: true }).fill(sshd.user);
  await page.getByLabel("Name", { exact: true }).fill("shop1");
  await page.getByText("More: key").click();
  await page.getByLabel("Private key", { exact: true }).fill(sshd.identityFile);
  await page.getByRole("button", { name: "Check", exact: true }).click();
  await page.getByText(sshd.hostKeySha256).first().waitFor();
  await page.getByRole("button", { name: "accept the key" }).click();
  const sources = page.getByRole("region", { name: "What to read" });
  await sources.getByLabel("Another path").fill(join(sshd.logDirectory, "till.log"));
  for (const found of await sources.getByRole("listitem").getByRole("checkbox").all()) await found.uncheck();
  await sources.getByRole("button", { name: "Add", exact: true }).click();
  await sources.getByRole("button", { name: "Save and read" }).click();
  await page.waitForURL(/\/hosts$/);
  const panel = page.getByRole("region", { name: /^shop1\s*ok/ });
  await panel.waitFor({ timeout: 90_000 });
  expect(await panel.textContent()).toContain(sshd.hostKeySha256);

  const [branch = ""] = await pages("/branches/");
  await page.goto(`${branch}?hosts=shop1`);
  const count = page.locator("[data-count]");
  // The last line waits for the next one, or for the time that ends it.
  await eventually(
    "all lines of the new host are there",
    async () => {
      await page.reload();
      await count.waitFor();
      return Number(await count.getAttribute("data-count")) === said.length ? true : null;
    },
    { timeoutMs: 90_000, everyMs: 1_000 },
  );
  expect(numberIn((await page.locator("main header p").first().textContent())?.split(" line")[0] ?? "")).toBe(
    said.length,
  );

  await page.goto("/hosts");
  await panel.getByRole("button", { name: "Pause" }).click();
  await page.getByRole("region", { name: /^shop1\s*paused/ }).waitFor();
}, 240_000);

/** Every page there is whose address begins so, with the root as the branch and the largest kind of line as the template. */
async function pages(beginning = "/"): Promise<string[]> {
  const { search, cut } = await askData<{
    search: { templateId: string }[];
    cut: { ancestors: { id: string }[] };
  }>(api.url, '{ search(text: "a", limit: 1) { templateId } cut(count: 2) { ancestors { id } } }');
  return [
    "/",
    "/clusters",
    "/clusters?colour=change&window=1h",
    "/tree",
    "/compare",
    "/compare?by=all",
    "/hosts",
    "/hosts/add",
    "/settings",
    "/verdicts",
    ...search.map(({ templateId }) => `/templates/${templateId}`),
    ...cut.ancestors.map(({ id }) => `/branches/${id}`),
  ].filter((path) => path.startsWith(beginning));
}

test.each(["light", "dark"])(
  "axe finds nothing serious on any page in the %s theme",
  async (theme) => {
    const serious: string[] = [];
    for (const path of await pages()) {
      await page.context().addCookies([{ name: "theme", value: theme, url: web.url }]);
      await page.goto(path);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.locator("main section, main table").first().waitFor();
      const { violations } = await new AxeBuilder({ page }).analyze();
      for (const { id, impact, nodes } of violations)
        if (impact === "serious" || impact === "critical")
          serious.push(
            `${path} ${id}: ${nodes
              .map((node) => node.html)
              .join(" | ")
              .slice(0, 300)}`,
          );
    }
    expect(serious).toEqual([]);
  },
  400_000,
);

test("no page complained about anything meanwhile", () => {
  expect(complaints).toEqual([]);
});
