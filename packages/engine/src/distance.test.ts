import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { distance, distances } from "./distance.ts";
import { FIRST_RELATED_LINES } from "./distance/related-lines.first.fixture.ts";
import { SECOND_RELATED_LINES } from "./distance/related-lines.second.fixture.ts";
import { LEVELS, type Level } from "./event.ts";
import type { LogTemplate } from "./log-template.ts";

function template(text: string, program = "", level: Level | null = null): LogTemplate {
  const programs = program === "" ? [] : [program];
  return { id: text, text, level, programs, count: 1, lineCount: 1, examples: [] };
}

/** As a miner would: the program before the colon, the level where a word says one, values as wildcards. */
function mined(line: string): LogTemplate {
  const [, program = "", message = line] = /^([\w./-]+)(?:\[\{pid\}\]|\[1\])?: (.*)$/.exec(line) ?? [];
  const word = /\b(?:TRACE|DEBUG|INFO|WARN|ERROR|FATAL)\b/.exec(message)?.[0].toLowerCase();
  const text = message.replace(/\{\w+\}/g, "<*>").replace(/(?:<\*>[.:/-]?)+/g, "<*>");
  return template(text, program, LEVELS.find((level) => level === word) ?? null);
}

const templates = fc
  .record({
    text: fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc
        .array(fc.constantFrom("failed", "login", "<*>", "disk", "opened", "user", "\n"))
        .map((words) => words.join(" ")),
    ),
    program: fc.constantFrom("", "sshd", "kernel", "org.example.Main$Inner"),
    level: fc.constantFrom(null, ...LEVELS),
  })
  .map(({ text, program, level }) => template(text, program, level));

describe("distance", () => {
  test("is in [0, 1], symmetric, and 0 between a template and itself", () => {
    fc.assert(
      fc.property(templates, templates, (a, b) => {
        const d = distance(a, b);
        expect(d).toBeGreaterThanOrEqual(0);
        expect(d).toBeLessThanOrEqual(1);
        expect(distance(b, a)).toBe(d);
        expect(distance(a, a)).toBe(0);
      }),
    );
  });

  test("of two is the very number that `distances` of many has for them", () => {
    fc.assert(
      fc.property(fc.array(templates, { minLength: 2, maxLength: 12 }), (many) => {
        const matrix = distances(many);
        for (const [i, a] of many.entries()) {
          for (const [j, b] of many.entries()) expect(matrix.get(i, j)).toBe(distance(a, b));
        }
      }),
    );
  });

  test("does not read counts, examples or ids", () => {
    const a = template("disk <*> is full", "kernel");
    const b = template("session opened for <*>", "sshd");
    expect(distance({ ...a, id: "x", count: 9, lineCount: 99, examples: ["y"] }, b)).toBe(distance(a, b));
  });

  test.each([
    [
      "a refused and an accepted login",
      "sshd: Failed password for {user}",
      "sshd: Accepted password for {user}",
      0.5,
    ],
    ["a start and a stop", "systemd: Started {unit}.", "systemd: Stopped {unit}.", 0.3],
    ["a word's forms", "app: connection closed by peer", "app: connection closing by peer", 0.1],
  ])("of %s is small", (_name, a, b, most) => {
    expect(distance(mined(a), mined(b))).toBeLessThan(most);
  });

  test("of unrelated lines of unrelated programs is large", () => {
    const far = distance(
      mined("sshd: Failed password for {user}"),
      template("Registered BlockManager", "storage.BlockManagerMaster", "info"),
    );
    expect(far).toBeGreaterThan(0.9);
  });

  test.each([
    ["the lines it was tried on while it was made", FIRST_RELATED_LINES, 0.87],
    ["lines it had not seen before", SECOND_RELATED_LINES, 0.83],
  ])("agrees with people on %s, though their words mislead", (_name, all, least) => {
    const right = all.filter((lines) => {
      const [anchor, near, far] = [mined(lines.anchor), mined(lines.near), mined(lines.far)];
      const kin = distance(anchor, near);
      return kin < distance(anchor, far) && kin < distance(near, far);
    });
    expect(right.length / all.length).toBeGreaterThanOrEqual(least);
  });

  test("reads no more than the beginning of an endless text", () => {
    const endless = "word failed <*> ".repeat(100_000);
    expect(distance(template(endless), template(`${endless} disk is full`))).toBe(0);
  });
});
