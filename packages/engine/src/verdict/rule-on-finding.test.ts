import { describe, expect, test } from "vitest";
import { type JudgedFinding, ruleOnFinding, type StandingVerdict } from "./rule-on-finding.ts";

const verdict = (id: string, more: Partial<StandingVerdict> = {}): StandingVerdict => ({
  id,
  phase: "accepted",
  createdAt: "2026-11-20T00:00:00.000Z",
  templateCount: 0,
  severity: null,
  seenUntil: null,
  ...more,
});

const finding = (more: Partial<JudgedFinding>): JudgedFinding => ({
  severity: "MEDIUM",
  isEvidence: false,
  lastSeen: "2026-11-25T04:00:00.000Z",
  onFinding: [],
  onRule: [],
  onValues: [],
  onTemplates: [[]],
  ...more,
});

const branch = verdict("branch", { templateCount: 20 });
const said = (more: Partial<JudgedFinding>): string => {
  const { phase, severity, verdictId } = ruleOnFinding(finding(more));
  return `${phase} ${severity} ${verdictId}`;
};

describe("a verdict on a branch", () => {
  test("silences what the tree found, when all of its templates are in it", () => {
    expect(said({ onTemplates: [[branch], [branch]] })).toBe("accepted MEDIUM branch");
    expect(said({ onTemplates: [[branch], []] })).toBe("open MEDIUM null");
    expect(said({ onTemplates: [] })).toBe("open MEDIUM null");
  });

  test("silences no attack and no strange value", () => {
    for (const severity of ["LOW", "MEDIUM", "HIGH"] as const) {
      expect(said({ severity, isEvidence: true, onTemplates: [[branch]] })).toBe(`open ${severity} null`);
    }
    expect(said({ onTemplates: [[branch]], onValues: [[]] })).toBe("open MEDIUM null");
  });

  test("yields to the one that was meant for fewer templates", () => {
    const important = verdict("template", { phase: "important", templateCount: 1 });
    expect(said({ severity: "LOW", onTemplates: [[branch, important]] })).toBe("open HIGH template");
    const accepted = verdict("template", { templateCount: 1 });
    expect(said({ onTemplates: [[{ ...branch, phase: "important" }, accepted]] })).toBe(
      "accepted MEDIUM template",
    );
  });

  test("that calls it important raises attacks in it too", () => {
    expect(said({ isEvidence: true, onTemplates: [[{ ...branch, phase: "important" }]] })).toBe(
      "open HIGH branch",
    );
  });

  test("mutes rather than accepts where both are said", () => {
    const muted = verdict("muted", { phase: "muted", templateCount: 1 });
    expect(said({ onTemplates: [[branch], [muted]] })).toBe("muted MEDIUM muted");
  });
});

describe("a verdict on a rule or a value", () => {
  test("silences attacks, the HIGH ones too", () => {
    expect(said({ severity: "HIGH", isEvidence: true, onRule: [verdict("rule")] })).toBe(
      "accepted HIGH rule",
    );
    expect(said({ severity: "HIGH", isEvidence: true, onValues: [[verdict("value")]] })).toBe(
      "accepted HIGH value",
    );
  });

  test("says nothing of a finding with another value as well", () => {
    expect(said({ isEvidence: true, onValues: [[verdict("value")], []] })).toBe("open MEDIUM null");
  });
});

describe("a verdict on the finding itself", () => {
  const own = verdict("own", { severity: "MEDIUM", seenUntil: "2026-11-25T04:00:00.000Z" });
  const later = "2026-11-25T05:00:00.000Z";

  test("goes before all others", () => {
    expect(said({ onFinding: [own], onRule: [verdict("rule", { phase: "important" })] })).toBe(
      "accepted MEDIUM own",
    );
  });

  test("ends when the finding becomes more severe", () => {
    expect(ruleOnFinding(finding({ severity: "HIGH", onFinding: [own] }))).toEqual({
      phase: "open",
      severity: "HIGH",
      verdictId: null,
      outgrownIds: ["own"],
    });
  });

  test("holds while more attempts of the same severity come, but not when an attack that went well goes on", () => {
    expect(said({ isEvidence: true, lastSeen: later, onFinding: [own] })).toBe("accepted MEDIUM own");
    const high = { ...own, severity: "HIGH" } as const;
    expect(said({ severity: "HIGH", isEvidence: true, onFinding: [high] })).toBe("accepted HIGH own");
    expect(said({ severity: "HIGH", isEvidence: true, lastSeen: later, onFinding: [high] })).toBe(
      "open HIGH null",
    );
  });

  test("that closes it holds up to what was seen", () => {
    const closed = { ...own, phase: "closed" } as const;
    expect(said({ onFinding: [closed] })).toBe("closed MEDIUM own");
    expect(ruleOnFinding(finding({ lastSeen: later, onFinding: [closed] })).outgrownIds).toEqual(["own"]);
  });
});
