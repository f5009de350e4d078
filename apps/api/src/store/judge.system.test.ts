import {
  buildDendrogram,
  CondensedMatrix,
  contentHash,
  type Lineage,
  linkage,
  type LogTemplate,
  type HostOutlier,
} from "@deepsec/engine";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { connect } from "./connect.ts";
import type { FoundFinding, CycleRecord } from "./cycle-record.ts";
import { GraphStore } from "./graph-store.ts";
import { migrate } from "./migrate.ts";
import type { Judgement } from "./verdict.ts";

const MIGRATIONS = new URL("../../../../neo4j/migrations/", import.meta.url);
const SOURCE = "web1:/var/log/a.log";
const NOW = "2026-11-25T04:00:00.000Z";
let driver: Awaited<ReturnType<typeof connect>>;
let store: GraphStore;
let cycle = 0;

beforeAll(async () => {
  const uri = process.env["DEEPSEC_TEST_NEO4J_URI"] ?? "";
  const password = process.env["DEEPSEC_TEST_NEO4J_PASSWORD"] ?? "";
  driver = await connect({ uri, user: "neo4j", password, database: "neo4j" }, 10_000);
  await migrate(driver, "neo4j", MIGRATIONS);
});
afterAll(() => driver.close());
beforeEach(async () => {
  await query("MATCH (n) WHERE NOT n:SchemaVersion DETACH DELETE n");
  cycle = 0;
  store = new GraphStore(driver, "neo4j", 2);
  const host = { name: "web1", address: "10.0.0.1", port: 22, user: "deepsec", hostKeySha256: null };
  await store.registerHosts([host]);
  await store.registerSources([{ id: SOURCE, hostName: "web1", path: "/var/log/a.log" }], ["web1"]);
});

/** A template at a place from 0 to 1: two are as far apart as their places. */
const kind = (place: number): LogTemplate => {
  const text = `kind at ${place.toFixed(3)}`;
  return { id: contentHash(text), text, level: null, programs: [], count: 1, lineCount: 1, examples: [] };
};
const placeOf = ({ text }: LogTemplate): number => Number(text.slice("kind at ".length));

const [A, B, FAR] = [kind(0.1), kind(0.12), kind(0.9)];
const WITHIN = kind(0.115);
const ABOVE = kind(0.3);

function tree(templates: readonly LogTemplate[]) {
  const matrix = new CondensedMatrix(templates.length);
  for (const [i, a] of templates.entries()) {
    for (const [j, b] of templates.entries()) if (i < j) matrix.set(i, j, Math.abs(placeOf(a) - placeOf(b)));
  }
  return buildDendrogram(templates, linkage(matrix, "average"), "average");
}

const at = (offsetBytes: number) => ({ inode: null, offsetBytes, head: `h${offsetBytes}`, anchor: "a" });

const outlier = ({ id }: LogTemplate): HostOutlier => ({
  templateId: id,
  clusterId: "",
  score: 0.6,
  severity: "MEDIUM",
  kind: "isolated template",
  reason: "stands apart",
  hosts: ["web1"],
});

const attack = (severity: FoundFinding["severity"], more: Partial<FoundFinding> = {}): FoundFinding => ({
  id: `attack ${severity}`,
  rule: severity === "HIGH" ? "failures-then-login" : "brute-force",
  kind: "attack",
  severity,
  score: 0.9,
  reason: "failures, then a login",
  count: 6,
  firstSeen: NOW,
  lastSeen: NOW,
  hosts: ["web1"],
  sourceIds: [],
  values: [],
  templateIds: [A.id],
  ...more,
});

interface Brought {
  readonly templates: readonly LogTemplate[];
  readonly outliers?: readonly LogTemplate[];
  readonly attacks?: readonly FoundFinding[];
  readonly lineage?: readonly Lineage[];
  readonly seen?: readonly LogTemplate[];
  readonly endedAt?: string;
}

/** A cycle that read something. Each template of `seen` occurred once. */
async function collect({
  templates,
  outliers = [],
  attacks = [],
  lineage = [],
  seen = [],
  endedAt = NOW,
}: Brought) {
  const record: CycleRecord = {
    runId: `run-${cycle}`,
    cycle,
    startedAt: endedAt,
    endedAt,
    phase: "ok",
    hosts: [],
    sources: [],
    advances: [
      {
        id: SOURCE,
        generation: 1,
        from: cycle === 0 ? null : at(cycle),
        to: at(cycle + 1),
        encoding: "utf-8",
        parseState: JSON.parse("{}"),
        bytes: 1,
        lines: 1,
        events: 1,
        redacted: {},
        partialLines: 0,
        gap: null,
      },
    ],
    analysis: {
      templates,
      newTemplates: 0,
      lineage,
      occurrences: [...new Set([...templates.filter(() => cycle === 0), ...seen])].map(({ id }) => ({
        templateId: id,
        sourceId: SOURCE,
        hour: NOW,
        count: 1,
        lineCount: 1,
        firstSeen: endedAt,
        lastSeen: endedAt,
      })),
      variants: [],
      dendrogram: tree(templates),
      suggestedCount: 1,
      outliers: outliers.map(outlier),
      attacks,
      news: [],
      endedIds: [],
      values: { counts: [], sightings: [], distinct: new Map() },
      baselines: [],
      habits: [],
    },
    isRunKept: true,
  };
  await store.saveCycle(record);
  cycle++;
}

/** A cycle in which nothing was read. */
const idle = (endedAt: string) =>
  store.saveCycle({
    runId: "idle",
    cycle,
    startedAt: endedAt,
    endedAt,
    phase: "ok",
    hosts: [],
    sources: [],
    advances: [],
    analysis: null,
    isRunKept: false,
  });

async function query(cypher: string): Promise<unknown[]> {
  const { records } = await driver.executeQuery(cypher, {}, { database: "neo4j" });
  return records.map((row) => row.get(0));
}

const judgement = (target: Judgement["target"], more: Partial<Judgement> = {}): Judgement => ({
  phase: "accepted",
  target,
  note: "known",
  author: "kim",
  expiresAt: null,
  ...more,
});
const branchOf = (...templates: readonly LogTemplate[]): Judgement["target"] => {
  const ids = new Set(templates.map(({ id }) => id));
  const { clusters } = tree([A, B, FAR]);
  const leaves = clusters.filter(({ templateId }) => ids.has(templateId ?? ""));
  const from = Math.min(...leaves.map(({ leafOrder }) => leafOrder));
  const found = clusters.find(
    ({ leafOrder, leafCount }) => leafOrder === from && leafCount === templates.length,
  );
  return { kind: "branch", clusterId: found?.id ?? "" };
};

/** kind, subject, phase and severity of all findings. */
const findings = () =>
  query(
    `MATCH (f:Finding) OPTIONAL MATCH (f)-[:ABOUT]->(t:LogTemplate) WITH f, t ORDER BY t.text
     WITH f, collect(t.text) AS texts
     RETURN f.kind + ' of ' + reduce(all = '', text IN texts | all + right(text, 5) + ' ') + f.phase + ' ' + f.severity ORDER BY f.kind, texts`,
  );
const actions = () =>
  query("MATCH (e:AuditEntry) RETURN e.action + ' by ' + e.author ORDER BY e.at, e.action");

describe("an accepted branch", () => {
  test("silences what the tree finds in it, at once, and neither attacks nor what is beside it", async () => {
    const attacks = [attack("HIGH"), attack("MEDIUM")];
    await collect({ templates: [A, B, FAR], outliers: [A, FAR], attacks });
    const verdict = await store.judge(judgement(branchOf(A, B)), NOW);
    expect(verdict).toMatchObject({ target: "branch", templateCount: 2, inheritedCount: 0, isInForce: true });
    expect(verdict.mergeHeight).toBeCloseTo(0.02, 9);
    const expected = [
      "attack of 0.100 open HIGH",
      "attack of 0.100 open MEDIUM",
      "isolated template of 0.100 accepted MEDIUM",
      "isolated template of 0.900 open MEDIUM",
    ];
    expect((await findings()).toSorted()).toEqual(expected);
    expect(await query("MATCH (f:Finding {phase: 'accepted'})-[:UNDER]->(v) RETURN v.id")).toEqual([
      verdict.id,
    ]);
    await collect({ templates: [A, B, FAR], outliers: [A, FAR], attacks });
    expect((await findings()).toSorted()).toEqual(expected);
    expect(await actions()).toEqual(["accept by kim"]);
  });

  test("is inherited by what joins at or below its height, and reports what joins above", async () => {
    await collect({ templates: [A, B, FAR] });
    const { id } = await store.judge(judgement(branchOf(A, B)), NOW);
    await collect({ templates: [A, B, FAR, WITHIN, ABOVE], outliers: [WITHIN], seen: [WITHIN, ABOVE] });
    expect(await findings()).toEqual([
      "grown branch of 0.300 open MEDIUM",
      "isolated template of 0.115 accepted MEDIUM",
    ]);
    expect(await query("MATCH (f:Finding {kind: 'grown branch'})-[:ON]->(h:Host) RETURN h.name")).toEqual([
      "web1",
    ]);
    expect(await query("MATCH (f:Finding {kind: 'grown branch'}) RETURN f.reason")).toEqual([
      expect.stringMatching(
        /^1 new kind of line joins the branch ".+" at 0\.19, above the 0\.02 at which kim accepted it$/,
      ),
    ]);
    expect(await query("MATCH (v:Verdict) RETURN [v.templateCount, v.inheritedCount]")).toEqual([[3, 1]]);
    expect(await actions()).toEqual(["accept by kim", "inherit by DeepSec"]);
    // A process that starts anew goes on from the graph alone; what was accepted as well is no longer reported.
    store = new GraphStore(driver, "neo4j", 2);
    await store.judge(judgement({ kind: "template", templateId: ABOVE.id }), NOW);
    await collect({ templates: [A, B, FAR, WITHIN, ABOVE], outliers: [WITHIN] });
    expect(await findings()).toEqual([
      "grown branch of 0.300 accepted MEDIUM",
      "isolated template of 0.115 accepted MEDIUM",
    ]);
    expect(
      await query(`MATCH (:Verdict {id: '${id}'})-[:COVERS]->(t) RETURN t.text ORDER BY t.text`),
    ).toEqual([A.text, WITHIN.text, B.text]);
  });

  test("does not reach what was there and outside, though the tree moves", async () => {
    const beside = kind(0.16);
    await collect({ templates: [A, B, beside, FAR] });
    const { clusters } = tree([A, B, beside, FAR]);
    const pair = clusters.find(({ leafCount }) => leafCount === 2);
    await store.judge(judgement({ kind: "branch", clusterId: pair?.id ?? "" }), NOW);
    await query("MATCH (v:Verdict) SET v.mergeHeight = 0.5 RETURN v.id");
    await collect({ templates: [A, B, beside, FAR], outliers: [beside] });
    expect(await findings()).toEqual(["isolated template of 0.160 open MEDIUM"]);
  });

  test("goes on with the template that one of its own became, and outlives its dendrogram", async () => {
    await collect({ templates: [A, B, FAR] });
    const { id } = await store.judge(judgement(branchOf(A, B)), NOW);
    const general = kind(0.11);
    const lineage = [A, B].map((old) => ({ fromId: old.id, toId: general.id }));
    await collect({ templates: [general, FAR], lineage, outliers: [general] });
    // Two more dendrograms: the first one is no longer kept.
    await collect({ templates: [general, FAR, kind(0.95)], outliers: [general] });
    await collect({ templates: [general, FAR, kind(0.95), kind(0.97)], outliers: [general] });
    expect(await findings()).toEqual(["isolated template of 0.110 accepted MEDIUM"]);
    expect(
      await query(`MATCH (:Verdict {id: '${id}'})-[:APPLIES_TO]->(c)-[:COVERS]->(t) RETURN t.text`),
    ).toEqual([general.text]);
  });

  test("opens again when its time is over, in a cycle that reads nothing too, and when it is taken back", async () => {
    await collect({ templates: [A, B, FAR], outliers: [A] });
    const expiresAt = "2026-11-26T00:00:00.000Z";
    await store.judge(judgement(branchOf(A, B), { expiresAt }), NOW);
    await idle("2026-11-25T23:59:59.000Z");
    expect(await findings()).toEqual(["isolated template of 0.100 accepted MEDIUM"]);
    await idle(expiresAt);
    expect(await findings()).toEqual(["isolated template of 0.100 open MEDIUM"]);
    expect(await query("MATCH (v:Verdict) RETURN [v.isInForce, v.endReason]")).toEqual([[false, "expired"]]);

    const { id } = await store.judge(judgement(branchOf(A, B)), expiresAt);
    const ended = await store.reopen(id, { author: "ann", note: "was wrong" }, "2026-11-27T00:00:00.000Z");
    expect(ended).toMatchObject({ isInForce: false, endReason: "reopened" });
    expect(await findings()).toEqual(["isolated template of 0.100 open MEDIUM"]);
    expect(await actions()).toEqual(["accept by kim", "accept by kim", "expire by DeepSec", "reopen by ann"]);
    expect(await store.reopen(id, { author: "ann", note: "" }, NOW)).toEqual(ended);
  });
});

test("the same said twice changes nothing; something else said of the same thing takes its place, with before and after", async () => {
  await collect({ templates: [A, B, FAR] });
  const first = await store.judge(judgement(branchOf(A, B)), NOW);
  expect(await store.judge(judgement(branchOf(A, B)), NOW)).toEqual(first);
  const second = await store.judge(judgement(branchOf(A, B), { phase: "important", author: "ann" }), NOW);
  expect(await query("MATCH (v:Verdict {isInForce: true}) RETURN v.id")).toEqual([second.id]);
  const [entry] = await query(
    "MATCH (e:AuditEntry {action: 'markImportant'}) RETURN [e.author, e.before, e.after]",
  );
  const [author, before, after] = Array.isArray(entry) ? entry : [];
  expect(author).toBe("ann");
  expect(JSON.parse(String(before))).toMatchObject({ id: first.id, phase: "accepted", author: "kim" });
  expect(JSON.parse(String(after))).toMatchObject({ id: second.id, phase: "important", isInForce: true });
  expect((await actions()).toSorted()).toEqual(["accept by kim", "markImportant by ann", "replace by ann"]);
});

test("what is important makes its findings HIGH, and its events a finding, until it no longer is", async () => {
  await collect({ templates: [A, B, FAR], outliers: [A], attacks: [attack("MEDIUM")] });
  const { id } = await store.judge(judgement(branchOf(A, B), { phase: "important", note: "pager" }), NOW);
  expect(await findings()).toEqual(["attack of 0.100 open HIGH", "isolated template of 0.100 open HIGH"]);
  await collect({ templates: [A, B, FAR], outliers: [A], seen: [B, FAR] });
  await collect({ templates: [A, B, FAR], outliers: [A], seen: [B] });
  expect(await query("MATCH (f:Finding {kind: 'important'}) RETURN f.reason")).toEqual([
    expect.stringMatching(/^".+" is important, kim says: pager; 2 events since then$/),
  ]);
  await store.reopen(id, { author: "kim", note: "" }, NOW);
  expect(await findings()).toEqual([
    "attack of 0.100 open MEDIUM",
    "important of 0.120 open HIGH",
    "isolated template of 0.100 open MEDIUM",
  ]);
});

describe("a verdict on an attack", () => {
  test("that closes it holds until more of it is seen", async () => {
    await collect({ templates: [A, B, FAR], attacks: [attack("HIGH")] });
    await store.judge(judgement({ kind: "finding", findingId: "attack HIGH" }, { phase: "closed" }), NOW);
    expect(await findings()).toEqual(["attack of 0.100 closed HIGH"]);
    await collect({ templates: [A, B, FAR], attacks: [attack("HIGH")] });
    expect(await findings()).toEqual(["attack of 0.100 closed HIGH"]);
    const goesOn = attack("HIGH", { lastSeen: "2026-11-25T05:00:00.000Z" });
    await collect({ templates: [A, B, FAR], attacks: [goesOn] });
    expect(await findings()).toEqual(["attack of 0.100 open HIGH"]);
    expect((await actions()).toSorted()).toEqual(["closeFinding by kim", "outgrow by DeepSec"]);
  });

  test("on its rule, or on each of its values, silences it whatever comes", async () => {
    await collect({ templates: [A, B, FAR], attacks: [attack("HIGH")] });
    const { id } = await store.judge(judgement({ kind: "rule", rule: "failures-then-login" }), NOW);
    const goesOn = attack("HIGH", { id: "another", lastSeen: "2026-11-25T05:00:00.000Z" });
    await collect({ templates: [A, B, FAR], attacks: [goesOn] });
    expect(await findings()).toEqual(["attack of 0.100 accepted HIGH", "attack of 0.100 accepted HIGH"]);
    await store.reopen(id, { author: "kim", note: "" }, NOW);
    await query(
      `MATCH (f:Finding {id: 'another'}) MERGE (v:Value {kind: 'ip', text: '192.0.2.7'}) MERGE (f)-[:ABOUT]->(v) RETURN f.id`,
    );
    await store.judge(judgement({ kind: "value", valueKind: "ip", valueText: "192.0.2.7" }), NOW);
    expect(await query("MATCH (f:Finding {phase: 'accepted'}) RETURN f.id")).toEqual(["another"]);
  });

  test("that the graph does not have is refused", async () => {
    await collect({ templates: [A, B, FAR] });
    for (const target of [
      { kind: "branch", clusterId: "nowhere" },
      { kind: "template", templateId: "nowhere" },
      { kind: "finding", findingId: "nowhere" },
      { kind: "rule", rule: "nowhere" },
    ] as const) {
      await expect(store.judge(judgement(target), NOW)).rejects.toMatchObject({ code: "BAD_INPUT" });
    }
    await expect(store.reopen("nowhere", { author: "kim", note: "" }, NOW)).rejects.toMatchObject({
      code: "BAD_INPUT",
    });
    expect(await query("MATCH (n) WHERE n:Verdict OR n:AuditEntry RETURN n.id")).toEqual([]);
  });
});
