import { expect, test } from "vitest";
import { toOverview, type OverviewAnswer } from "./overview.ts";

const finding = (id: string, severity: string): OverviewAnswer["findings"][number] => ({
  id,
  kind: "rare",
  severity,
  score: 0.5,
  reason: "seen once",
  firstSeen: "2026-03-01T00:00:00Z",
  lastSeen: "2026-03-01T00:00:00Z",
  values: [],
  sources: [],
  about: [],
  hosts: [],
});

const run = {
  id: "1",
  phase: "ok",
  startedAt: "2026-03-01T00:00:00Z",
  endedAt: null,
  lines: "7",
  newTemplates: 1,
};

const ANSWER: OverviewAnswer = {
  cut: { leaves: 2, totalLines: "9", totalEvents: "8", clusters: [] },
  whole: { clusters: [] },
  findings: [finding("a", "LOW"), finding("b", "HIGH"), finding("c", "LOW")],
  findingsConnection: { totalCount: 3 },
  hosts: [
    { name: "web1", phase: "ok", learning: false, errorCode: null, errorMessage: null, sources: [] },
    {
      name: "web2",
      phase: "ok",
      learning: true,
      errorCode: null,
      errorMessage: null,
      sources: [{ id: "s", path: "/x", phase: "failed", errorCode: "FILE_UNREADABLE" }],
    },
  ],
  sources: [{ lineCount: "4" }, { lineCount: "6" }],
  runs: [run],
};

test("findings come by severity, high first, and severities without any are left out", () => {
  const { bySeverity, urgentCount } = toOverview(ANSWER);
  expect(bySeverity.map(({ severity, findings }) => [severity, findings.length])).toEqual([
    ["HIGH", 1],
    ["LOW", 2],
  ]);
  expect(urgentCount).toBe(1);
});

test("coverage is the lines of the tree over the lines read", () => {
  expect(toOverview(ANSWER).coverage).toBeCloseTo(0.9);
  expect(toOverview({ ...ANSWER, sources: [] }).coverage).toBeNull();
});

test("a host with one source that fails is in trouble", () => {
  expect(toOverview(ANSWER).troubled.map((host) => host.name)).toEqual(["web2"]);
});

test("hosts that are still learned from are named", () => {
  expect(toOverview(ANSWER).learning).toEqual(["web2"]);
});
