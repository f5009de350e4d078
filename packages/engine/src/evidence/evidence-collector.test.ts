import { describe, expect, test } from "vitest";
import { decodeLines } from "../decode.ts";
import { parseEvents } from "../parse-events.ts";
import { EvidenceCollector } from "./evidence-collector.ts";
import type { EvidenceFinding } from "./evidence-finding.ts";
import { foldFindings } from "./fold-findings.ts";

/** Feeds sources one after another; what counts as evidence in all of them, and the findings. */
function collect(...sources: readonly (readonly string[])[]): {
  evidence: string;
  findings: EvidenceFinding[];
} {
  const collector = new EvidenceCollector();
  let count = 0;
  for (const [number, lines] of sources.entries()) {
    const bytes = new TextEncoder().encode(`${lines.join("\n")}\n`);
    const { events } = parseEvents(decodeLines(bytes), {
      now: "2026-03-10T00:00:00Z",
      timeZone: "UTC",
      isFinal: true,
    });
    for (const event of events) {
      const { firstLine, lastLine } = event;
      collector.add(event, { source: `log${number + 1}`, firstLine, lastLine });
      count++;
    }
  }
  const evidence = Array.from({ length: count }, (_, index) =>
    collector.isEvidence(index) ? "x" : ".",
  ).join("");
  return { evidence, findings: collector.findings() };
}

const clock = (second: number): string =>
  new Date(Date.UTC(2026, 2, 4, 9, 0, second)).toISOString().slice(11, 19);
const sys = (second: number, rest: string, host = "gate1"): string =>
  `Mar  4 ${clock(second)} ${host} ${rest}`;
const fail = (second: number, user = "root", from = "198.51.100.20", host = "gate1"): string =>
  sys(second, `sshd[7]: Failed password for ${user} from ${from} port 4022 ssh2`, host);
const login = (second: number, user = "root", from = "198.51.100.20", host = "gate1"): string =>
  sys(second, `sshd[7]: Accepted password for ${user} from ${from} port 4022 ssh2`, host);
const sudo = (second: number, user: string): string =>
  sys(second, `sudo:   ${user} : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/ls`);
const ask = (second: number, path: string, status = 404): string =>
  `198.51.100.20 - - [04/Mar/2026:${clock(second)} +0000] "GET ${path} HTTP/1.1" ${status} 12 "-" "curl/8"`;
const guess = (second: number): string => ask(second, `/page${second}`);
const drop = (port: number): string =>
  sys(
    port,
    `kernel: [UFW BLOCK] IN=eth0 OUT= SRC=198.51.100.20 DST=192.0.2.4 PROTO=TCP SPT=4022 DPT=${port}`,
  );
const crash = (second: number): string =>
  sys(second, "kernel: shopd[77]: segfault at 0 ip 0 sp 0 error 4 in shopd");
const refused = (second: number): string =>
  sys(second, 'kernel: audit: apparmor="DENIED" operation="open" profile="shopd" name="/etc/x" pid=7');
const series = (count: number, gap: number, line: (second: number) => string): string[] =>
  Array.from({ length: count }, (_, i) => line(i * gap));
const kinds = (findings: readonly EvidenceFinding[]): string[] =>
  findings.map(({ severity, rule }) => `${severity} ${rule}`);

describe("failed logins", () => {
  test("one is evidence and no finding", () => {
    expect(collect([fail(0)])).toEqual({ evidence: "x", findings: [] });
  });

  test("six in two minutes from one address are one finding with its lines", () => {
    const { findings } = collect(series(8, 10, fail));
    expect(kinds(findings)).toEqual(["MEDIUM brute-force"]);
    expect(findings[0]?.steps.map(({ firstLine }) => firstLine)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(findings[0]?.reason).toBe("8 events in 70 s, address 198.51.100.20, user root");
  });

  test("five are none, nor are six of six addresses and users", () => {
    expect(collect(series(5, 10, fail)).findings).toEqual([]);
    const mixed = Array.from({ length: 6 }, (_, i) => fail(i, `user${i}`, `198.51.100.${i}`));
    expect(collect(mixed).findings).toEqual([]);
  });

  test("a quarter of an hour apart they are a slow series", () => {
    expect(kinds(collect(series(4, 900, fail)).findings)).toEqual(["MEDIUM slow-brute-force"]);
  });

  test("one address and many users is spraying, many addresses and one user distributed", () => {
    const spraying = Array.from({ length: 5 }, (_, i) => fail(i * 60, `user${i}`));
    expect(kinds(collect(spraying).findings)).toEqual(["MEDIUM password-spraying"]);
    const distributed = Array.from({ length: 5 }, (_, i) => fail(i * 60, "kim", `198.51.100.${i}`));
    expect(kinds(collect(distributed).findings)).toEqual(["MEDIUM distributed-brute-force"]);
  });

  test("hosts share an address: three on one and three on another are six", () => {
    const other = series(3, 10, (second) => fail(second + 5, "root", "198.51.100.20", "gate2"));
    const { findings } = collect(series(3, 10, fail), other);
    expect(kinds(findings)).toEqual(["MEDIUM brute-force"]);
    expect(findings[0]?.reason).toContain("2 hosts");
    expect(findings[0]?.steps.map(({ source }) => source)).toEqual([
      "log1",
      "log1",
      "log1",
      "log2",
      "log2",
      "log2",
    ]);
  });

  test("a clock that jumps back a year begins anew", () => {
    const before = series(3, 10, fail);
    const after = before.map((line) => line.replace("Mar  4", "Dec  4"));
    expect(collect([...before, ...after]).findings).toEqual([]);
  });

  test("nobody is blamed by a user's name that holds an address", () => {
    const forged = series(8, 5, (second) => fail(second, "invalid user x from 192.0.2.7 port 1 ssh2"));
    const { findings } = collect(forged);
    expect(kinds(findings)).toContain("MEDIUM brute-force");
    for (const { reason } of findings) expect(reason).not.toContain("address 192.0.2.7");
  });
});

describe("failures, then a login", () => {
  test("is one finding, HIGH, with what was done after it", () => {
    const { evidence, findings } = collect([
      ...series(5, 10, (second) => fail(second, "kim")),
      login(60, "kim"),
      sudo(70, "kim"),
      sys(80, "useradd[9]: new user: name=backup2, UID=1007, GID=1007, home=/home/backup2"),
      sys(90, "crontab[9]: (kim) REPLACE (kim)"),
    ]);
    expect(evidence).toBe("xxxxxxxxx");
    expect(findings[0]).toMatchObject({ severity: "HIGH", rule: "failures-then-login", count: 9 });
    expect(findings[0]?.steps.map(({ firstLine }) => firstLine)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(findings[0]?.reason).toContain("then login, command run as another user, new user");
  });

  test("two typos and a login are nothing, nor is sudo after a login", () => {
    const { evidence, findings } = collect([
      fail(0, "kim"),
      fail(5, "kim"),
      login(10, "kim"),
      sudo(20, "kim"),
    ]);
    expect(evidence).toBe("xx..");
    expect(findings).toEqual([]);
  });

  test("another address that logs in is not blamed", () => {
    const { findings } = collect([...series(6, 5, fail), login(40, "kim", "192.0.2.44")]);
    expect(kinds(findings)).toEqual(["MEDIUM brute-force"]);
  });
});

test("a login, then a new user, is a finding without failures too", () => {
  const { findings } = collect([
    login(0, "kim"),
    sudo(10, "kim"),
    sys(20, "useradd[9]: new user: name=backup2, UID=1007, GID=1007, home=/home/backup2"),
  ]);
  expect(kinds(findings)).toEqual(["MEDIUM login-then-change", "MEDIUM account-created"]);
  expect(findings[0]?.steps).toHaveLength(3);
});

describe("web", () => {
  test("three holes tried are probing; an attack that is answered after them is HIGH", () => {
    const probes = [ask(0, "/.env"), ask(1, "/.git/config"), ask(2, "/phpmyadmin/")];
    expect(kinds(collect(probes).findings)).toEqual(["MEDIUM web-probing"]);
    const { findings } = collect([...probes, ask(3, "/uploads/c99.php?cmd=id", 200)]);
    expect(kinds(findings)[0]).toBe("HIGH probing-then-answer");
    expect(findings[0]?.steps.map(({ firstLine }) => firstLine)).toEqual([1, 2, 3, 4]);
  });

  test("ten pages that are not there are guessing, nine are a broken site", () => {
    expect(collect(series(10, 2, guess))).toMatchObject({ evidence: "xxxxxxxxxx" });
    expect(collect(series(9, 2, guess))).toEqual({ evidence: ".........", findings: [] });
  });
});

test("ten ports of one address are a scan", () => {
  expect(kinds(collect(series(10, 1, drop)).findings)).toContain("LOW port-scan");
  expect(collect([drop(1), drop(2)]).evidence).toBe("..");
});

test("a slow series that ends in a login is somebody who found the password", () => {
  const { findings } = collect([...series(3, 900, fail), login(2_700), fail(3_600), fail(4_500)]);
  expect(kinds(findings)).toEqual([]);
});

test("five crashes in ten minutes are a finding of their host, four are not, nor are five in an hour", () => {
  expect(kinds(collect(series(5, 60, crash)).findings)).toEqual(["LOW many-crashes"]);
  expect(collect(series(4, 60, crash))).toEqual({ evidence: "....", findings: [] });
  expect(collect(series(5, 700, crash)).findings).toEqual([]);
});

test("twenty refusals of the kernel's guard in ten minutes are a finding", () => {
  expect(kinds(collect(series(20, 20, refused)).findings)).toEqual(["LOW many-denials"]);
  expect(collect(series(19, 20, refused)).findings).toEqual([]);
});

test("a secret in a log is a finding that says where, never what, and no attack", () => {
  const { evidence, findings } = collect([sys(0, "app[7]: connect to postgres://shop:tr0ub4dor@db1/shop")]);
  expect(evidence).toBe(".");
  expect(kinds(findings)).toEqual(["LOW url-password-in-log"]);
  expect(findings[0]?.steps[0]).toMatchObject({ source: "log1", firstLine: 1 });
  expect(JSON.stringify(findings)).not.toContain("tr0ub4dor");
});

test("attempts of several addresses are shown as one, with a count and the largest; what went well stands by itself", () => {
  const { findings } = collect([
    ...series(6, 5, (second) => fail(second, "root", "198.51.100.20")),
    ...series(8, 5, (second) => fail(second, "root", "198.51.100.21")),
    ...series(5, 5, (second) => fail(second, "kim", "198.51.100.22")),
    login(30, "kim", "198.51.100.22"),
  ]);
  const folds = foldFindings(findings);
  expect(folds.map(({ severity, rule, cases, count }) => [severity, rule, cases, count])).toEqual([
    ["HIGH", "failures-then-login", 1, 6],
    ["MEDIUM", "brute-force", 2, 14],
  ]);
  expect(folds[1]?.reason).toBe(
    "2 times, 14 events; the largest: 8 events in 35 s, address 198.51.100.21, user root",
  );
  expect(folds[1]?.steps.map(({ firstLine }) => firstLine)).toEqual([
    7, 8, 9, 10, 11, 12, 13, 14, 1, 2, 3, 4, 5, 6,
  ]);
  expect(foldFindings(findings.slice(0, 1))).toEqual([{ ...findings[0], cases: 1 }]);
});

test("secrets are told by their kind, also by what redaction left of them", () => {
  const { evidence, findings } = collect([
    sys(0, "app[7]: login with password=<redacted:secret:3f9a0c1d> failed for nobody"),
    sys(1, "app[7]: loaded -----BEGIN RSA PRIVATE KEY----- from disk"),
    sys(2, "app[7]: paid with <redacted:card:0b51c2ae>"),
    sys(3, "app[7]: asked for a password twice"),
  ]);
  expect(evidence.slice(1)).toBe("...");
  expect(findings.map(({ rule, severity, reason }) => [rule, severity, reason]).toSorted()).toEqual([
    ["card-in-log", "LOW", "1 event"],
    ["private-key-in-log", "LOW", "1 event"],
    ["secret-in-log", "LOW", "1 event"],
  ]);
});

test("the same events give the same findings", () => {
  const lines = [...series(7, 5, fail), login(60)];
  expect(collect(lines)).toEqual(collect(lines));
});
