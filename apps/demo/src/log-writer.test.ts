import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { LogWriter } from "./log-writer.ts";
import type { Entry } from "./scene.ts";

let directory = "";

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "deepsec-demo-"));
});

afterEach(() => rmSync(directory, { recursive: true }));

function entry(...lines: string[]): Entry {
  return { host: "db1", file: "syslog", atMs: 0, lines };
}

const path = () => join(directory, "db1/var/log/syslog");

test("lines are counted when their newline is written", () => {
  const writer = new LogWriter(directory);
  writer.append([entry("one"), entry("two", "\tmore of two")]);
  expect(writer.lines).toBe(3);
  const finish = writer.appendHalf(entry("half a line"));
  expect(writer.lines).toBe(3);
  expect(readFileSync(path(), "utf8")).toMatch(/more of two\nhalf/u);
  finish();
  expect(writer.lines).toBe(4);
  expect(readFileSync(path(), "utf8")).toBe("one\ntwo\n\tmore of two\nhalf a line\n");
  writer.close();
});

test("what is there stays and is counted, and a half line that was left is ended", () => {
  const first = new LogWriter(directory);
  first.append([entry("one")]);
  first.close();
  appendFileSync(path(), "cut of");
  const second = new LogWriter(directory);
  expect(second.lines).toBe(2);
  second.append([entry("next")]);
  expect(second.lines).toBe(3);
  expect(readFileSync(path(), "utf8")).toBe("one\ncut of\nnext\n");
  second.close();
});
