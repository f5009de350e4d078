import { array, assert, boolean, constantFrom, oneof, property, string } from "fast-check";
import { expect, test } from "vitest";
import { contentHash } from "../content-hash.ts";
import { decodeLines } from "../decode.ts";
import { parseEvents } from "../parse-events.ts";
import { TemplateMiner } from "../template-miner.ts";
import { redact, redactTexts } from "./redact.ts";
import { redactLines } from "./redact-lines.ts";
import { findAssigned } from "./find-assigned.ts";
import { findAuthorization } from "./find-authorization.ts";
import { findCardNumbers } from "./find-card-numbers.ts";
import { findTokens } from "./find-tokens.ts";
import { findUrlPasswords } from "./find-url-passwords.ts";
import { bitOf, triggersOf } from "./triggers.ts";

// Any hash that depends on a key will do here; the engine takes it as an argument.
const hmac = (value: string): string => contentHash(`key of this test ${value}`);
const otherHmac = (value: string): string => contentHash(`another key ${value}`);
const marker = (kind: string, value: string): string => `<redacted:${kind}:${hmac(value).slice(0, 8)}>`;

// Made here and nowhere valid: written out they would set off every scanner of secrets.
const letters = (count: number): string => "aB3dE5gH7jK9mN1pQ".repeat(20).slice(0, count);
const upper = (count: number): string => "A2B3C4D5E6F7G".repeat(5).slice(0, count);
const jwt = `eyJ${letters(30)}.eyJ${letters(40)}.${letters(43)}`;
const TOKENS: readonly (readonly [string, string])[] = [
  ["aws", `AKIA${upper(16)}`],
  ["aws", `ASIA${upper(16)}`],
  ["gcp", `AIza${letters(35)}`],
  ["gcp", `ya29.${letters(60)}`],
  ["gcp", `GOCSPX-${letters(28)}`],
  ["azure", `abC8Q~${letters(34)}`],
  ["github", `ghp_${letters(36)}`],
  ["github", `ghs_${letters(36)}`],
  ["github", `github_pat_${letters(22)}_${letters(59)}`],
  ["gitlab", `glpat-${letters(20)}`],
  ["slack", `xoxb-123456789012-${letters(24)}`],
  ["stripe", `sk_live_${letters(24)}`],
  ["stripe", `rk_test_${letters(24)}`],
  ["npm", `npm_${letters(36)}`],
  ["openai", `sk-proj-${letters(48)}`],
  ["openai", `sk-${letters(48)}`],
  ["jwt", jwt],
];

test.each(TOKENS)("redacts a token of the kind %s wherever it stands", (kind, token) => {
  for (const [before, after] of [
    ["", ""],
    ["sent ", " to all"],
    ['{"x":"', '"}'],
    ["a=", "&b=1"],
    ["(", ")"],
  ])
    expect(redact(`${before}${token}${after}`, hmac)).toEqual({
      text: `${before}${marker(kind, token)}${after}`,
      counts: { [kind]: 1 },
    });
});

const p = "hunter2!x";
test.each([
  ["login password=VALUE failed", "secret"],
  ["login passwd: VALUE", "secret"],
  ["DB_PASSWORD=VALUE", "secret"],
  ["db.pwd = VALUE", "secret"],
  ["SMTP_PASS=VALUE", "secret"],
  ["clientSecret=VALUE, user=bob", "secret"],
  ["api_key=VALUE;x=1", "secret"],
  ["x-api-key: VALUE", "secret"],
  ["Server=db;User=sa;Password=VALUE;Encrypt=true", "secret"],
  ['{"user":"bob","password":"VALUE","n":1}', "secret"],
  ['{"user":"bob", "password" : "VALUE" }', "secret"],
  [String.raw`{"m":"{\"password\":\"VALUE\",\"n\":1}"}`, "secret"],
  ["{'access_token': 'VALUE', 'n': 1}", "secret"],
  ["{password=VALUE, user=bob}", "secret"],
  ["GET /cb?user=bob&token=VALUE&n=1 HTTP/1.1", "secret"],
  ["GET /cb?state=1&password=VALUE HTTP/1.1", "secret"],
  ["GET /cb?u=password%3DVALUE%26n%3D1", "secret"],
  ["mysql --password VALUE -u bob", "secret"],
  ["mysql --password=VALUE -u bob", "secret"],
  ["<Data Name='Password'>VALUE</Data>", "secret"],
  ["<password>VALUE</password>", "secret"],
  [":password => VALUE, :user => bob", "secret"],
  ["postgres://bob:VALUE@db.local:5432/app", "url-password"],
  ["redis://:VALUE@cache/0 and more", "url-password"],
  ["https://bob:VALUE@example.org/a@b", "url-password"],
  ["Authorization: Bearer VALUE", "authorization"],
  ['"Authorization": "Token VALUE"', "authorization"],
  ["curl -H 'authorization: Basic VALUE' http://x", "authorization"],
])("redacts the value and nothing else: %s", (template, kind) => {
  expect(redact(template.replace("VALUE", p), hmac)).toEqual({
    text: template.replace("VALUE", marker(kind, p)),
    counts: { [kind]: 1 },
  });
});

test("redacts credentials after Bearer and Basic without a header's name", () => {
  // bob:hunter2 in Base64.
  const basic = ["Ym9iOmh1", "bnRlcjI="].join("");
  expect(redact(`sent Basic ${basic}`, hmac).text).toBe(`sent Basic ${marker("authorization", basic)}`);
  expect(redact(`bearer ${letters(32)} sent`, hmac).text).toBe(
    `bearer ${marker("authorization", letters(32))} sent`,
  );
});

test.each([
  "Failed password for invalid user bob from 10.0.0.1 port 22 ssh2",
  "pam_unix(passwd:chauthtok): password changed for bob",
  "bob : TTY=pts/0 ; PWD=/home/bob ; USER=root ; COMMAND=/bin/ls",
  "Access denied for user 'root'@'localhost' (using password: YES)",
  "password: must be at least 12 characters",
  "invalid token: expected a string",
  "Unexpected token: '}' in JSON",
  "max_tokens=4096 prompt_tokens: 17 token=12",
  "password= user=bob",
  '{"password":null,"token":"","secret":"********"}',
  "Bearer token is not valid, Basic authentication is required",
  "if (password == null) return",
  "MountVolume.SetUp failed for volume default-token-x7k2p",
  "see http://example.org:8080/a@b and https://bob@example.org/",
  "restarted task-manager-with-a-long-name-2 on disk-abcdefghijklmnopqrstuvwx1",
  "eyJ.x.y",
  "-----BEGIN CERTIFICATE-----",
  "mail from bob@example.org",
  "PasswordAuthentication=yes passwordless=1",
])("leaves alone what is no secret: %s", (line) => {
  expect(redact(line, hmac)).toEqual({ text: line, counts: {} });
});

// Numbers that issuers publish for tests.
const CARDS = [
  "4111111111111111",
  "5555555555554444",
  "378282246310005",
  "6011111111111117",
  "3530111333300000",
];

test.each(CARDS)("redacts the card number %s, in one and in groups", (number) => {
  expect(redact(`card ${number}, ok`, hmac).text).toBe(`card ${marker("card", number)}, ok`);
  const groups = number.length === 15 ? /^(.{4})(.{6})(.{5})$/ : /^(.{4})(.{4})(.{4})(.{4})$/;
  for (const separator of [" ", "-"]) {
    const written = number.replace(groups, (_, ...parts) =>
      parts
        .filter((part) => /^\d+$/.test(part) && part.length > 3)
        .slice(0, number.length === 15 ? 3 : 4)
        .join(separator),
    );
    expect(redact(`pan="${written}"`, hmac).text).toBe(`pan="${marker("card", number)}"`);
  }
});

test.each([
  "4111111111111112 has a wrong check digit",
  "1764039802123 is a time in milliseconds, 1764039802123456789 in nanoseconds",
  "blk_4111111111111111 is a block, req-4111111111111111 a request",
  "traceId=4111111111111111",
  "2026-11-25 03:00:00 2026-11-25 03:00:01",
  "9999999999999995 is of no issuer",
  "v4111111111111111 and 4111111111111111.5",
])("takes no other number for a card: %s", (line) => {
  expect(redact(line, hmac).text).toBe(line);
});

test("redacts e-mail addresses only where that is asked for", () => {
  expect(redact("mail from bob@example.org", hmac, { email: true })).toEqual({
    text: `mail from ${marker("email", "bob@example.org")}`,
    counts: { email: 1 },
  });
});

const BEGIN = `-----BEGIN RSA ${"PRIVATE"} KEY-----`;
const END = `-----END RSA ${"PRIVATE"} KEY-----`;
const BODY = [letters(64), letters(64).toLowerCase(), "Zg"];
const KEY = BODY.join("");

test("redacts a private key over several lines as one, lines stay lines", () => {
  const text = ["loading", `key ${BEGIN}`, ...BODY, END, "loaded"].join("\n");
  const redacted = `loading\nkey ${marker("private-key", KEY)}\n\n\n\n\nloaded`;
  expect(redact(text, hmac)).toEqual({ text: redacted, counts: { "private-key": 1 } });
});

test("gives a private key one marker, however its lines were written", () => {
  const inJson = JSON.stringify({ key: [BEGIN, ...BODY, END].join("\n") });
  expect(redact(inJson, hmac).text).toBe(`{"key":"${marker("private-key", KEY)}"}`);
  const prefixed = [BEGIN, ...BODY, END].map((line) => `Nov 25 03:00:00 web app: ${line}`).join("\n");
  expect(redact(prefixed, hmac).text.split("\n")[0]).toBe(
    `Nov 25 03:00:00 web app: ${marker("private-key", KEY)}`,
  );
  const docker = [BEGIN, ...BODY, END].map((line) => JSON.stringify({ log: `${line}\n`, stream: "out" }));
  const lines = redact(docker.join("\n"), hmac).text.split("\n");
  for (const line of lines) expect(() => JSON.parse(line)).not.toThrow();
  for (const body of BODY.slice(0, 2)) expect(lines.join("\n")).not.toContain(body);
});

test("redacts the card number behind a private key, and the second of two numbers", () => {
  const card = marker("card", "6011111111111117");
  expect(redact(`${BEGIN}${END}6011111111111117`, hmac).text).toBe(`${marker("private-key", "")}${card}`);
  const texts = [BEGIN, `${END}6011111111111117`];
  expect(redactTexts(texts, hmac, {}, Uint8Array.of(1, 0)).texts).toEqual([marker("private-key", ""), card]);
  expect(redact("x4111111111111111\u00006011111111111117", hmac).text).toBe(`x4111111111111111\u0000${card}`);
});

test("says where a private key begins that has not ended yet", () => {
  const bytes = new TextEncoder().encode(["one", "two", BEGIN, BODY[0]].join("\n"));
  const { lines, openFrom } = redactLines(decodeLines(bytes), bytes, hmac);
  expect(openFrom).toBe(2);
  expect(lines.map(({ text }) => text)).toEqual(["one", "two", marker("private-key", letters(64)), ""]);
  expect(lines.map(({ offsetBytes }) => offsetBytes)).toEqual([0, 4, 8, 8 + BEGIN.length + 1]);
});

test("a private key without an end does not take the lines after it", () => {
  const text = [BEGIN, BODY[0], "service started", "all is well"].join("\n");
  expect(redact(text, hmac).text).toBe(
    `${marker("private-key", letters(64))}\n\nservice started\nall is well`,
  );
});

test("keeps equality, and needs the key", () => {
  const one = redact("password=hunter2", hmac).text;
  expect(redact("passwd: 'hunter2'", hmac).text).toContain(one.slice("password=".length));
  expect(redact("password=hunter3", hmac).text).not.toBe(one);
  expect(redact("password=hunter2", otherHmac).text).not.toBe(one);
});

test("a redacted value is one value to the miner, whatever its digits are", () => {
  const miner = new TemplateMiner();
  for (let i = 0; i < 300; i++) {
    const lines = [`login of bob with password=hunter${i} failed`, `session ${jwt}${i} ended`];
    const bytes = new TextEncoder().encode(lines.map((line) => redact(line, hmac).text).join("\n"));
    const options = { now: "2026-11-25T03:00:00Z", timeZone: "UTC", isFinal: true };
    for (const event of parseEvents(decodeLines(bytes), options).events) miner.add(event);
  }
  expect(
    miner
      .mine()
      .templates.map(({ text }) => text)
      .toSorted(),
  ).toEqual(["login of bob with password=<redacted:secret:<*>> failed", "session <redacted:jwt:<*>> ended"]);
});

/** Texts of the pieces that finders look for, joined in every way. */
const pieces = constantFrom(
  ...'password token= secret: " \' \\ \\" = : , ; & ? @ :// / -----BEGIN Authorization Bearer Basic --token'.split(
    " ",
  ),
  " ",
  "\n",
  "user:",
  "hunter2",
  marker("jwt", "x"),
  "<redacted:",
  "</a>",
  ">",
  "%3D",
  "%26",
  "{",
  "[",
  ")",
  "'}",
  BEGIN,
  END,
  ...BODY,
  ...CARDS,
  "4111 1111 1111 1111",
  ...TOKENS.map(([, token]) => token),
);
const texts = array(oneof({ weight: 4, arbitrary: pieces }, string({ unit: "binary", maxLength: 8 })), {
  maxLength: 14,
}).map((parts) => parts.join(""));

test("finds the same in lines by their bytes as in each line by its text", () => {
  assert(
    property(array(texts, { maxLength: 5 }), string({ unit: "binary", maxLength: 4 }), (parts, head) => {
      const bytes = new TextEncoder().encode(head + parts.join("\n"));
      const lines = decodeLines(bytes, { offsetBytes: 1000 });
      const { lines: redacted } = redactLines(lines, bytes, hmac);
      const expected = redact(lines.map(({ text }) => text).join("\n"), hmac).text;
      expect(redacted.map(({ text }) => text).join("\n")).toBe(expected);
    }),
    { numRuns: 3000 },
  );
});

test("redacting what was redacted changes nothing and counts nothing", () => {
  assert(
    property(texts, boolean(), (text, email) => {
      const once = redact(text, hmac, { email });
      const twice = redact(once.text, hmac, { email });
      expect(twice).toEqual({ text: once.text, counts: {} });
    }),
    { numRuns: 3000 },
  );
});

test("keeps the number of lines and grows by 37 characters a secret at most", () => {
  assert(
    property(texts, (text) => {
      const { text: redacted, counts } = redact(text, hmac);
      const count = Object.values(counts).reduce((sum, n) => sum + n, 0);
      expect(redacted.split("\n").length).toBe(text.split("\n").length);
      expect(redacted.length).toBeLessThanOrEqual(text.length + 37 * count);
    }),
    { numRuns: 1000 },
  );
});

const findAll = (text: string) => [
  ...findTokens(text, () => true),
  ...[findUrlPasswords, findAuthorization, findAssigned, findCardNumbers].flatMap((finder) => finder(text)),
];

test("has a trigger wherever a finder finds something", () => {
  assert(
    property(texts, (text) => {
      const kinds = triggersOf(text);
      for (const { kind } of findAll(text)) expect(kinds & bitOf(kind)).not.toBe(0);
    }),
    { numRuns: 3000 },
  );
});
