import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildDendrogram } from "./build-dendrogram.ts";
import { blockLinkage } from "./cluster/block-linkage.ts";
import { clusterTemplates } from "./cluster-templates.ts";
import { features } from "./distance/features.ts";
import { pairwise } from "./distance/pairwise.ts";
import type { FeatureVector } from "./distance/vector.ts";
import type { Level } from "./event.ts";
import { LINKAGE_METHODS } from "./linkage/method.ts";
import { nearestNeighbors } from "./linkage/nearest-neighbors.ts";
import { numberMerges } from "./linkage/raw-merges.ts";
import type { LogTemplate } from "./log-template.ts";

function template(text: string, program = "", level: Level | null = null): LogTemplate {
  const id = [...`${program}|${text}`]
    .reduce((h, c) => (h * 31 + (c.codePointAt(0) ?? 0)) % 2 ** 48, 7)
    .toString(16)
    .padStart(16, "0");
  const programs = program === "" ? [] : [program];
  return { id, text, level, programs, count: 1, lineCount: 1, examples: [] };
}

const LOGINS = [
  template("Failed password for <*> from <*> port <*>", "sshd"),
  template("Failed publickey for <*> from <*> port <*>", "sshd"),
  template("Accepted password for <*> from <*> port <*>", "sshd"),
];
const DISKS = [
  template("I/O error, dev <*>, sector <*>", "kernel"),
  template("Buffer I/O error on device <*>, logical block <*>", "kernel"),
];

const pools = fc.uniqueArray(
  fc.tuple(
    fc.constantFrom("session", "disk", "job", "packet"),
    fc.constantFrom("opened", "failed", "lost", "done"),
    fc.constantFrom("for <*>", "by <*>", "on <*> at <*>"),
  ),
  { minLength: 2, maxLength: 24, selector: (words) => words.join(" ") },
);

describe("clusterTemplates", () => {
  test("gives the same dendrogram whatever order the templates come in", () => {
    fc.assert(
      fc.property(pools, fc.constantFrom(...LINKAGE_METHODS), fc.nat(), (pool, method, seed) => {
        const templates = pool.map((words) => template(words.join(" ")));
        const shuffled = templates.toSorted(
          (a, b) => ((Number(`0x${a.id}`) * (seed + 1)) % 97) - ((Number(`0x${b.id}`) * (seed + 1)) % 97),
        );
        expect(clusterTemplates(shuffled, method)).toEqual(clusterTemplates(templates, method));
      }),
    );
  });

  test("keeps the ids and heights of a branch when something unrelated arrives", () => {
    const before = clusterTemplates([...LOGINS, ...DISKS]).clusters;
    const after = clusterTemplates([...LOGINS, ...DISKS, template("GET <*> 200 <*>", "nginx")]).clusters;
    const heights = new Map(after.map((cluster) => [cluster.id, cluster.mergeHeight]));
    const branches = before.filter(({ parentId }) => parentId !== null);
    expect(branches.map(({ id }) => heights.get(id))).toEqual(branches.map(({ mergeHeight }) => mergeHeight));
  });

  test("another level or program of one template changes the ids on its way to the root and no others", () => {
    const [first, ...rest] = LOGINS;
    const louder = { ...(first ?? template("")), level: "error" as const };
    const before = new Set(clusterTemplates([...LOGINS, ...DISKS]).clusters.map(({ id }) => id));
    const after = clusterTemplates([louder, ...rest, ...DISKS]).clusters;
    expect(before).not.toContain(after.find(({ templateId }) => templateId === first?.id)?.id);
    const disks = after.find(({ leafCount, label }) => leafCount === 2 && label.startsWith("kernel"));
    expect(before).toContain(disks?.id);
  });

  test("counts and examples do not change an id", () => {
    const busier = LOGINS.map((login) => ({ ...login, count: 99, lineCount: 99, examples: ["x"] }));
    expect(clusterTemplates(busier)).toEqual(clusterTemplates(LOGINS));
  });

  test("of no template, one and two is defined", () => {
    expect(clusterTemplates([])).toEqual({ id: null, method: "average", clusters: [] });
    const [first = template(""), second = template("")] = LOGINS;
    const one = clusterTemplates([first]).clusters;
    expect(one).toHaveLength(1);
    expect(one[0]).toMatchObject({
      parentId: null,
      leafCount: 1,
      leafOrder: 0,
      templateId: first.id,
      mergeHeight: 0,
    });
    const two = clusterTemplates([first, second]).clusters;
    expect(two.map(({ leafCount }) => leafCount)).toEqual([2, 1, 1]);
    expect(two[0]?.mergeHeight).toBeGreaterThan(0);
  });

  test("templates that the distance cannot tell apart merge at 0", () => {
    const twins = Array.from({ length: 70 }, (_, i) => ({
      ...template("disk <*> is full"),
      id: i.toString(16).padStart(16, "0"),
    }));
    const { clusters } = clusterTemplates(twins);
    expect(clusters).toHaveLength(139);
    expect(new Set(clusters.map(({ mergeHeight }) => mergeHeight))).toEqual(new Set([0]));
    expect(new Set(clusters.map(({ id }) => id)).size).toBe(139);
  });

  test("refuses a template that stands there twice, and a method it does not know", () => {
    const [first = template("")] = LOGINS;
    expect(() => clusterTemplates([first, first])).toThrow(expect.objectContaining({ code: "MISMATCH" }));
    expect(() => clusterTemplates([], "centroid" as "ward")).toThrow(
      expect.objectContaining({ code: "UNKNOWN_NAME" }),
    );
  });

  test("parents stand before children, and children's leaves lie side by side inside their parent's", () => {
    const { clusters } = clusterTemplates([...LOGINS, ...DISKS]);
    const byId = new Map(clusters.map((cluster, place) => [cluster.id, { ...cluster, place }]));
    for (const { id, leftId, rightId, leafOrder, leafCount, mergeHeight } of clusters) {
      const [own, left, right] = [byId.get(id), byId.get(leftId ?? ""), byId.get(rightId ?? "")];
      if (own === undefined || left === undefined || right === undefined) continue;
      expect([left.parentId, right.parentId]).toEqual([id, id]);
      expect(Math.min(left.place, right.place)).toBeGreaterThan(own.place);
      expect(left.leafOrder).toBe(leafOrder);
      expect(right.leafOrder).toBe(leafOrder + left.leafCount);
      expect(left.leafCount + right.leafCount).toBe(leafCount);
      expect(mergeHeight).toBeGreaterThanOrEqual(Math.max(left.mergeHeight, right.mergeHeight));
    }
  });

  test("inner clusters are named by program and the words their leaves share", () => {
    const { clusters } = clusterTemplates([...LOGINS, ...DISKS]);
    const labels = clusters.filter(({ templateId }) => templateId === null).map(({ label }) => label);
    expect(labels).toEqual([
      "sshd, kernel: login and disk failures",
      "sshd: failed password",
      "sshd: failed, login",
      "kernel: disk and data blocks failures",
    ]);
  });
});

describe("blockLinkage", () => {
  test("makes one tree of many blocks, with heights that never decrease", () => {
    const vectors = manyTemplates(3000).map(features);
    const merges = blockLinkage(vectors, "average", { blockCountMax: 250, leftCountMax: 600 });
    expect(merges.at(-1)?.size).toBe(3000);
    const heights = merges.map(({ mergeHeight }) => mergeHeight);
    expect(heights).toEqual(heights.toSorted((a, b) => a - b));
  });

  test("goes on from means as plain average linkage would: what stays below a block's cut is exact", () => {
    const vectors = randomVectors(600);
    const exact = numberMerges(nearestNeighbors(600, pairwise(vectors).values, "average"));
    const blocks = blockLinkage(vectors, "average", { blockCountMax: 600, leftCountMax: 100 });
    for (const [i, { mergeHeight }] of blocks.entries()) {
      expect(mergeHeight).toBeCloseTo(exact[i]?.mergeHeight ?? -1, 9);
    }
  });
});

describe("buildDendrogram", () => {
  test("refuses merges that are no tree over the templates, and heights that are no numbers", () => {
    const merge = { left: 0, right: 1, mergeHeight: 0.5, size: 2 };
    expect(() => buildDendrogram(DISKS, [], "average")).toThrow(
      expect.objectContaining({ code: "MISMATCH" }),
    );
    expect(() => buildDendrogram(DISKS, [{ ...merge, right: 2 }], "average")).toThrow(
      expect.objectContaining({ code: "MISMATCH" }),
    );
    expect(() => buildDendrogram(DISKS, [{ ...merge, right: 0 }], "average")).toThrow(
      expect.objectContaining({ code: "MISMATCH" }),
    );
    expect(() => buildDendrogram(DISKS, [{ ...merge, mergeHeight: Number.NaN }], "average")).toThrow(
      expect.objectContaining({ code: "NOT_FINITE" }),
    );
  });
});

/** Of length 1, with distances that all differ. */
function randomVectors(count: number): FeatureVector[] {
  const names = Array.from({ length: 12 }, (_, i) => letters(i + 26)).toSorted();
  let seed = 1;
  return Array.from({ length: count }, () => {
    const values = Float64Array.from(names, () => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      return seed / 2 ** 32;
    });
    const length = Math.hypot(...values);
    return { names, values: values.map((value) => value / length) };
  });
}

/** Kinds of line of many programs: every program says every verb of its own things. */
function manyTemplates(count: number): LogTemplate[] {
  const verbs = [
    "opened",
    "closed",
    "failed",
    "started",
    "stopped",
    "refused",
    "lost",
    "received",
    "sent",
    "checked",
  ];
  return Array.from({ length: count }, (_, i) => {
    const program = `program${letters(Math.floor(i / 200))}`;
    const thing = letters(Math.floor(i / 10) % 20);
    return template(`${verbs[i % 10] ?? ""} thing${thing} number <*> ${letters(i)}`, program);
  });
}

function letters(i: number): string {
  return i.toString(26).replace(/\d/g, (digit) => "qrstuvwxyz"[Number(digit)] ?? "");
}
