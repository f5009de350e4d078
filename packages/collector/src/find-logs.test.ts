import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { checkSources } from "./check-sources.ts";
import { findLogs } from "./find-logs.ts";
import { localTransport } from "./local-transport.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "deepsec-logs-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(...paths: readonly string[]): void {
  for (const path of paths) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), "a\n");
  }
}

test("the usual logs come first, then those of applications, and what is no log stays out", async () => {
  write("syslog", "auth.log", "auth.log.1", "dpkg.log", "wtmp", "lastlog", ".hidden.log");
  write(
    "apache2/access.log",
    "postgresql/postgresql-16-main.log",
    "shop/shop.log",
    "empty/readme",
    "httpd/access_log",
  );
  const found = await findLogs(localTransport(), folder);
  expect(found.map((path) => path.slice(folder.length + 1))).toEqual([
    "auth.log",
    "syslog",
    "apache2/*.log",
    "httpd/*_log",
    "postgresql/*.log",
    "dpkg.log",
    "shop/*.log",
  ]);
});

test("a name that no setting can hold is not proposed, and many logs are named by one wildcard", async () => {
  write("a\nb.log", "odd[1].log", "star*/a.log", "\u001b[31m/a.log", "plain.log");
  expect(await findLogs(localTransport(), folder)).toEqual([`${folder}/plain.log`]);
  write(...Array.from({ length: 20 }, (_, index) => `app-${index}.log`));
  expect(await findLogs(localTransport(), folder)).toEqual([`${folder}/*.log`]);
});

test("a folder that is not there has no logs", async () => {
  expect(await findLogs(localTransport(), join(folder, "none"))).toEqual([]);
});

test("each source says how many files it names, or that there is none, or why it cannot be read", async () => {
  write("nginx/access.log", "nginx/error.log");
  const sources = [`${folder}/nginx/*.log`, `${folder}/*.log`, `${folder}/syslog`, `${folder}/nginx`];
  const checks = await checkSources(localTransport(), sources);
  expect(checks.map(({ state, fact }) => [state, fact.replace(folder, "")])).toEqual([
    ["green", "2 files, 4 B"],
    ["amber", "names no file now"],
    ["red", "/syslog does not exist on this machine"],
    ["red", "/nginx on this machine is a directory"],
  ]);
});

test.skipIf(process.getuid?.() === 0)("a directory that may not be listed is there, and red", async () => {
  write("nginx/access.log");
  chmodSync(join(folder, "nginx"), 0o000);
  const found = await findLogs(localTransport(), folder);
  chmodSync(join(folder, "nginx"), 0o755);
  expect(found).toEqual([`${folder}/nginx/*.log`]);
});
