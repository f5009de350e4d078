import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { pauseHost } from "./host-entries.ts";
import { setSetting, switchTarget } from "./single-settings.ts";
import { loadSettingsDocument, saveSettingsDocument } from "./settings-document.ts";

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "deepsec-settings-"));
  file = join(folder, "deepsec.yaml");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function edited(text: string, edit: Parameters<typeof change>[0]): Promise<string> {
  writeFileSync(file, text);
  await change(edit);
  return readFileSync(file, "utf8");
}

async function change(
  edit: (settings: Awaited<ReturnType<typeof loadSettingsDocument>>) => void,
): Promise<void> {
  const settings = await loadSettingsDocument(file);
  edit(settings);
  await saveSettingsDocument(settings);
}

const host = "hosts:\n  - name: web1\n    address: 192.0.2.1\n    sources: [/var/log/syslog] # enough\n";

test("a file that somebody wrote since it was read is not overwritten, and nothing is left beside it", async () => {
  writeFileSync(file, host);
  const settings = await loadSettingsDocument(file);
  pauseHost(settings, "web1", true);
  writeFileSync(file, `${host}# by hand\n`);
  await expect(saveSettingsDocument(settings)).rejects.toMatchObject({ code: "SETTINGS_CHANGED" });
  expect(readFileSync(file, "utf8")).toBe(`${host}# by hand\n`);
  expect(readdirSync(folder)).toEqual(["deepsec.yaml"]);
});

test("a file that somebody removed, or made, since it was read is not overwritten either", async () => {
  const none = await loadSettingsDocument(file);
  setSetting(none, ["schedule"], "0 * * * *");
  writeFileSync(file, host);
  await expect(saveSettingsDocument(none)).rejects.toMatchObject({ code: "SETTINGS_CHANGED" });
  const some = await loadSettingsDocument(file);
  rmSync(file);
  await expect(saveSettingsDocument(some)).rejects.toMatchObject({ code: "SETTINGS_CHANGED" });
  expect(readdirSync(folder)).toEqual([]);
});

const set = (settings: Parameters<typeof setSetting>[0]) => setSetting(settings, ["archive", "keepDays"], 30);

test("a value that is set keeps the comments and the order, and makes what it stands in where that is missing", async () => {
  expect(await edited("# a\narchive:\n  keepDays: 90 # a quarter\nrules: []\n", set)).toBe(
    "# a\narchive:\n  keepDays: 30 # a quarter\nrules: []\n",
  );
  expect(await edited("schedule: 0 * * * *\n", set)).toBe("schedule: 0 * * * *\narchive:\n  keepDays: 30\n");
  expect(await edited("archive:\n", set)).toBe("archive:\n  keepDays: 30\n");
  expect(await edited("", set)).toBe("archive:\n  keepDays: 30\n");
  const aliased = "x: &a { keepDays: 1 }\narchive: *a\n";
  await expect(edited(aliased, set)).rejects.toMatchObject({ code: "SETTINGS_UNUSABLE" });
  expect(readFileSync(file, "utf8")).toBe(aliased);
});

test("lines that are not touched stay as a person wrote them: padding, indentation, comments in columns", async () => {
  const mixed = `hosts:
- name: web1            # ours
  address: 192.0.2.1    # by DHCP
  sources: [/var/log/a, "/var/log/b  c"]
  redact: { /var/log/a: { email: true } }
local:
  sources: [ /var/log/d ]
schedule: 1 * * * *     # once
`;
  expect(await edited(mixed, (settings) => setSetting(settings, ["schedule"], "0 * * * *"))).toBe(
    mixed.replace("1 * * * *     #", "0 * * * * #"),
  );
});

test("a schedule that begins with a star is written so that YAML reads it back", async () => {
  const text = await edited("", (settings) => setSetting(settings, ["schedule"], "*/5 * * * *"));
  expect(text).toBe('schedule: "*/5 * * * *"\n');
});

test("a host is paused and resumed, and nothing else is touched", async () => {
  const paused = await edited(host, (settings) => pauseHost(settings, "web1", true));
  expect(paused).toBe(`${host}    paused: true\n`);
  expect(await edited(paused, (settings) => pauseHost(settings, "web1", false))).toBe(host);
  await expect(edited(host, (settings) => pauseHost(settings, "web2", true))).rejects.toMatchObject({
    code: "HOST_UNKNOWN",
  });
});

test("a target is switched off and on by its name", async () => {
  const targets =
    "notify:\n  targets:\n    - name: ops\n      kind: slack\n    - name: dev # they\n      kind: slack\n";
  const off = await edited(targets, (settings) => switchTarget(settings, "dev", false));
  expect(off).toBe(`${targets}      enabled: false\n`);
  expect(await edited(off, (settings) => switchTarget(settings, "dev", true))).toBe(targets);
  await expect(edited(targets, (settings) => switchTarget(settings, "x", true))).rejects.toMatchObject({
    code: "TARGET_UNKNOWN",
    fix: "it has ops, dev",
  });
});
