import { describe, expect, test } from "vitest";
import { clusterTemplates } from "./cluster-templates.ts";
import type { LogTemplate } from "./log-template.ts";
import { outlierScores } from "./outlier-scores.ts";

function template(text: string, program: string, lineCount: number): LogTemplate {
  const id = [...`${program}|${text}`]
    .reduce((h, c) => (h * 31 + (c.codePointAt(0) ?? 0)) % 2 ** 48, 7)
    .toString(16);
  return {
    id: id.padStart(16, "0"),
    text,
    level: null,
    programs: [program],
    count: lineCount,
    lineCount,
    examples: [],
  };
}

const ACTS = ["opened", "closed", "refused", "renewed", "locked"];
const LOGINS = ["password", "publickey", "token", "certificate"].flatMap((by) =>
  ACTS.map((act) => template(`session ${act} for user <*> by ${by} from <*>`, "sshd", 500)),
);
const STRANGE = template("segfault at <*> ip <*> sp <*> error <*> in libfoo.so", "kernel", 1);

function scoresOf(templates: readonly LogTemplate[]) {
  return outlierScores(clusterTemplates(templates), templates);
}

describe("outlierScores", () => {
  test("finds the one kind of line that is like no other, and says why in numbers", () => {
    const [first, ...rest] = scoresOf([...LOGINS, STRANGE]);
    expect(rest).toEqual([]);
    expect(first).toMatchObject({ templateId: STRANGE.id, severity: "HIGH", kind: "isolated template" });
    expect(first?.reason).toMatch(
      /^joins at 0\.\d\d; 95 % of the templates join below 0\.\d\d, half of them below 0\.\d\d; 1 of 10001 lines; tells of a failure$/,
    );
  });

  test("says of a failure only what the words say, and a warning that is none stays LOW", () => {
    const due = { ...template("certificate <*> not yet due", "certbot", 1), level: "warn" as const };
    const [first] = scoresOf([...LOGINS, due]);
    expect(first).toMatchObject({ templateId: due.id, severity: "LOW" });
    expect(first?.reason).toMatch(/; 1 of 10001 lines; says warn itself$/);
    const [none] = scoresOf([...LOGINS, template("fsck of <*> ended with 0 errors", "fsck", 1)]);
    expect(none?.severity).toBe("LOW");
    expect(none?.reason).not.toContain("failure");
  });

  test("has one HIGH at most", () => {
    const other = template("tape <*> broken and unreadable: fatal error", "tape", 1);
    const many = [
      ...LOGINS,
      ...LOGINS.map((login) => ({ ...login, id: `f${login.id.slice(1)}`, programs: ["login"] })),
    ];
    const busy = many.map((login) => ({ ...login, lineCount: 1e9 }));
    const severities = scoresOf([...busy, STRANGE, other]).map(({ severity }) => severity);
    expect(severities).toEqual(["HIGH", "MEDIUM"]);
  });

  test("of one host sets only its templates against one another, by its own lines", () => {
    const web = ["get", "post", "put", "head", "patch", "options", "delete", "trace"].map((verb) =>
      template(`${verb} <*> answered in <*> ms`, "nginx", 900),
    );
    const all = [...LOGINS, ...web, { ...STRANGE, lineCount: 50_000 }];
    const dendrogram = clusterTemplates(all);
    const ofHost = new Map([...LOGINS, STRANGE].map(({ id }) => [id, id === STRANGE.id ? 2 : 400]));
    const [first, ...rest] = outlierScores(dendrogram, all, ofHost);
    expect(rest).toEqual([]);
    expect(first).toMatchObject({ templateId: STRANGE.id });
    expect(first?.reason).toMatch(
      /95 % of this host's templates join below 0\.\d\d.*; 2 of 8002 lines; tells of a failure$/,
    );
    expect(outlierScores(dendrogram, all, new Map(LOGINS.map(({ id }) => [id, 400])))).toEqual([]);
    expect(outlierScores(dendrogram, all, new Map([[STRANGE.id, 1]]))).toEqual([]);
  });

  test("does not flag a kind of line because it is rare", () => {
    const [first = STRANGE, ...rest] = LOGINS;
    expect(scoresOf([{ ...first, lineCount: 1, count: 1 }, ...rest])).toEqual([]);
  });

  test("does not flag a kind of line because it stands apart, when it is most of the log", () => {
    expect(scoresOf([...LOGINS, { ...STRANGE, lineCount: 50_000 }])).toEqual([]);
  });

  test("of few templates, and of templates all alike, flags none", () => {
    expect(scoresOf([])).toEqual([]);
    expect(scoresOf(LOGINS.slice(0, 7))).toEqual([]);
    const twins = Array.from({ length: 20 }, (_, i) => ({
      ...STRANGE,
      id: i.toString(16).padStart(16, "0"),
    }));
    expect(scoresOf(twins)).toEqual([]);
  });

  test("scores lie in [0, 1], the strangest first, and are no more than one in twenty", () => {
    const others = ["fan", "battery", "printer"].map((what) =>
      template(`${what} reports <*>`, `${what}d`, 2),
    );
    const all = [
      ...LOGINS,
      ...LOGINS.map((login) => ({ ...login, id: `f${login.id.slice(1)}`, programs: ["login"] })),
      ...others,
    ];
    const scores = scoresOf(all).map(({ score }) => score);
    expect(scores.length).toBeLessThanOrEqual(all.length / 20);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    for (const score of scores) expect(score).toBeLessThanOrEqual(1);
  });
});
