import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ConfigError, loadConfig } from "./config.ts";

const NEO4J = { NEO4J_PASSWORD: "secret" };
let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "deepsec-config-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (text: string) => writeFileSync(join(folder, "deepsec.yaml"), text);

const hostEntry = (name: string) => `  - { name: ${name}, address: a, user: u, sources: [/x] }\n`;

function problems(environment: Record<string, string> = NEO4J): readonly string[] {
  try {
    loadConfig(environment, folder);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe("loadConfig", () => {
  test("without a file reads nothing and serves on 127.0.0.1:4000", () => {
    expect(loadConfig(NEO4J, folder)).toMatchObject({
      neo4j: { uri: "bolt://127.0.0.1:7687", user: "neo4j", password: "secret", database: "neo4j" },
      host: "127.0.0.1",
      port: 4000,
      token: null,
      isIntrospectable: false,
      hosts: [],
      localSources: [],
    });
  });

  test("leaves port and known_hosts to ~/.ssh/config, and knows ~ as the home directory", () => {
    write(`hosts:
  - name: web1
    address: 10.0.0.5
    user: deepsec
    identityFile: ~/.ssh/id_ed25519
    sources: [/var/log/auth.log]
local:
  sources: [app.log, /var/log/syslog]
`);
    const config = loadConfig(NEO4J, folder);
    expect(config.hosts).toEqual([
      {
        target: {
          name: "web1",
          address: "10.0.0.5",
          user: "deepsec",
          connectTimeoutMs: 10_000,
          identityFile: join(homedir(), ".ssh/id_ed25519"),
          folders: ["/var/log"],
        },
        sources: ["/var/log/auth.log"],
        followed: [],
        isPaused: false,
      },
    ]);
    expect(config.localSources).toEqual([join(folder, "app.log"), "/var/log/syslog"]);
  });

  test("knows of each source how it is redacted, and keeps the key in the data folder", () => {
    write(`hosts:
  - name: web1
    address: 10.0.0.5
    sources: [/var/log/auth.log, /var/log/app/*.log, /var/log/mail.log]
    redact:
      /var/log/app/*.log: false
      /var/log/mail.log: { email: true }
local:
  sources: [app.log]
  redact: { app.log: true }
`);
    const { redaction } = loadConfig({ ...NEO4J, DEEPSEC_DATA_DIR: "data" }, folder);
    expect(redaction.keyFile).toBe(join(folder, "data/redaction.key"));
    expect([...redaction.bySource]).toEqual([
      ["web1:/var/log/app/*.log", null],
      ["web1:/var/log/mail.log", { email: true }],
      [`local:${join(folder, "app.log")}`, {}],
    ]);
  });

  test("reads a journal as the settings say, by the reader script, and knows the folders of its sources", () => {
    write(`hosts:
  - name: web1
    address: 10.0.0.5
    sudo: true
    sources: [/var/log/app/*.log, /var/log/auth.log, journald]
    journald: { units: [ssh], directory: /var/log/journal/remote }
local:
  sources: [journald]
`);
    const { hosts, localSources, localJournal } = loadConfig(NEO4J, folder);
    expect(hosts).toMatchObject([
      {
        target: {
          transport: "script",
          sudo: true,
          folders: ["/var/log/app", "/var/log", "/var/log/journal/remote"],
        },
        journal: { units: ["ssh"], sinceDays: 7, directory: "/var/log/journal/remote" },
      },
    ]);
    expect([localSources, localJournal]).toEqual([["journald"], undefined]);
  });

  test("refuses what SFTP cannot do, and settings of a journal that is not read", () => {
    write(
      "hosts:\n  - name: a\n    address: b\n    transport: sftp\n    sudo: true\n    sources: [journald]\n",
    );
    expect(problems()).toEqual([
      expect.stringContaining("hosts[0].sudo: only the reader script runs by sudo"),
      expect.stringContaining("hosts[0].transport: the journal is read by the reader script"),
    ]);
    write("local:\n  sources: [journald]\n  journald: { unit: [ssh] }\n");
    expect(problems()).toEqual([
      expect.stringContaining("local.journald.unit: no such setting; did you mean units?"),
    ]);
    write("local:\n  sources: [app.log]\n  journald: {}\n");
    expect(problems()).toEqual([expect.stringContaining("add journald there")]);
  });

  test("knows which sources are followed: all of a host, or those that it names", () => {
    write(`hosts:
  - { name: web1, address: 10.0.0.5, sources: [/a.log, /b.log], follow: true }
  - { name: web2, address: 10.0.0.6, sources: [/a.log, /b.log], follow: { /b.log: true, /a.log: false } }
  - { name: web3, address: 10.0.0.7, sources: [/a.log] }
local: { sources: [app.log, /c.log], follow: { app.log: true } }
`);
    const { hosts, localFollowed } = loadConfig(NEO4J, folder);
    expect(hosts.map(({ followed }) => followed)).toEqual([["/a.log", "/b.log"], ["/b.log"], []]);
    expect(localFollowed).toEqual([join(folder, "app.log")]);
    write("local: { sources: [app.log], follow: { other.log: true } }\n");
    expect(problems()).toEqual([expect.stringMatching(/local\.follow\.other\.log: no such path/)]);
  });

  test("keeps lines for 90 days and 50 GB in the data folder, or where and how long the file says, or not at all", () => {
    const archive = (text: string) => {
      write(text);
      return loadConfig({ ...NEO4J, DEEPSEC_DATA_DIR: "data" }, folder).archive;
    };
    expect(archive("")).toEqual({
      folder: join(folder, "data/archive"),
      limits: { keepDays: 90, bytesMax: 50_000_000_000 },
    });
    expect(archive("archive: { folder: lines, keepDays: 7, keepGigabytes: 0.5 }\n")).toEqual({
      folder: join(folder, "lines"),
      limits: { keepDays: 7, bytesMax: 500_000_000 },
    });
    expect(archive("archive: { enabled: false, folder: /srv/lines }\n")).toBe(null);
    write("archive: { folder: /srv/*, keepDays: 0, keepGigabytes: 0, keepDay: 1 }\n");
    expect(problems()).toEqual([
      expect.stringContaining("archive.folder: a folder without * ? [ ]"),
      expect.stringContaining("archive.keepDays: "),
      expect.stringContaining("archive.keepGigabytes: "),
      expect.stringContaining("archive.keepDay: no such setting; did you mean keepDays?"),
    ]);
  });

  test("refuses redaction of a path that is no source, and what it does not know", () => {
    write("local:\n  sources: [app.log]\n  redact:\n    other.log: false\n");
    expect(problems()).toEqual([
      expect.stringMatching(/^deepsec\.yaml:4:16: local\.redact\.other\.log: no such path/),
    ]);
    write("local:\n  sources: [app.log]\n  redact:\n    app.log: never\n");
    expect(problems()).toEqual([expect.stringMatching(/true, false or \{ email: true \}$/)]);
  });

  test("names a file that DEEPSEC_CONFIG says and that is not there", () => {
    expect(problems({ ...NEO4J, DEEPSEC_CONFIG: "nowhere.yaml" })).toEqual([
      `DEEPSEC_CONFIG: cannot read ${join(folder, "nowhere.yaml")} (ENOENT)`,
    ]);
  });

  test("names a GeoIP file that is not there or is none", () => {
    write("geo: nowhere.mmdb\n");
    expect(problems()).toEqual([
      expect.stringMatching(/^geo: .*nowhere\.mmdb cannot be used as a GeoIP file \(MMDB\): ENOENT/),
    ]);
    write("geo: deepsec.yaml\n");
    expect(problems()).toEqual([expect.stringMatching(/deepsec\.yaml cannot be used as a GeoIP file/)]);
  });

  test("gives line and column of text that is no YAML", () => {
    write('schedule: "* * * * *"\nhosts: [\n');
    expect(problems()).toEqual([expect.stringMatching(/^deepsec\.yaml:3:1: /)]);
  });

  test("suggests the setting that was meant", () => {
    write("timezone: UTC\n");
    expect(problems()).toEqual(["deepsec.yaml:1:1: timezone: no such setting; did you mean timeZone?"]);
  });

  test("refuses a schedule with an impossible field", () => {
    write('schedule: "99 * * * *"\n');
    expect(problems()).toEqual([expect.stringMatching(/^deepsec\.yaml:1:11: schedule: minute: /)]);
    write("schedule: hourly\n");
    expect(problems()).toEqual([expect.stringMatching(/five fields/)]);
  });

  test("refuses the name local for a host, and a second host of the same name", () => {
    write(`hosts:\n${hostEntry("local")}`);
    expect(problems()).toEqual([expect.stringMatching(/^deepsec\.yaml:2:13: hosts\[0\]\.name: "local"/)]);
    write(`hosts:\n${hostEntry("a")}${hostEntry("a")}`);
    expect(problems()).toEqual([
      expect.stringMatching(/^deepsec\.yaml:3:13: hosts\[1\]\.name: a second host/),
    ]);
  });

  test("does not let an alias unfold without end", () => {
    const levels = Array.from(
      { length: 12 },
      (_, i) => `a${i + 1}: &a${i + 1} [${"*a" + i + ", "}*a${i}, *a${i}]`,
    );
    write(`a0: &a0 [x, x]\n${levels.join("\n")}\n`);
    expect(problems()).toEqual(["deepsec.yaml:1:1: its aliases unfold without end"]);
  });

  test("wants a token of some length on an address that others reach", () => {
    const open = { ...NEO4J, DEEPSEC_API_HOST: "0.0.0.0" };
    expect(problems(open)).toEqual([expect.stringMatching(/^DEEPSEC_API_HOST: .*DEEPSEC_API_TOKEN/)]);
    expect(problems({ ...open, DEEPSEC_API_TOKEN: "short" })).toEqual([
      expect.stringMatching(/^DEEPSEC_API_TOKEN: /),
    ]);
    expect(problems({ ...open, DEEPSEC_API_TOKEN: "x".repeat(32) })).toEqual([]);
    for (const host of ["127.0.0.1", "127.1.2.3", "localhost", "::1"]) {
      expect(problems({ ...NEO4J, DEEPSEC_API_HOST: host })).toEqual([]);
    }
  });

  test("is not introspectable unless the file says so", () => {
    expect(loadConfig(NEO4J, folder).isIntrospectable).toBe(false);
    write("introspection: true\n");
    expect(loadConfig(NEO4J, folder).isIntrospectable).toBe(true);
  });
});
