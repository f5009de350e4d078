import { mkdtempSync, openSync, rmSync, writeSync, closeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { clusterTemplates, CondensedMatrix, distances, linkage } from "@deepsec/engine";
import { runPython } from "./linkage/python.ts";
import { seeded } from "../support/seeded.ts";
import { someTemplates } from "./linkage/some-templates.ts";

const COUNTS = [2000, 4000, 8000, 16_000];

/**
 * What a user waits for, templates to dendrogram, up to 50,000; then average linkage of random points against SciPy in one
 * run, in processor time. Arguments: the numbers of observations to compare (2000 4000 8000 16000).
 */
export async function bench(args: readonly string[]): Promise<void> {
  const counts = args.length > 0 ? args.map(Number) : COUNTS;
  // First, because the peak of memory is that of the process.
  wholeWay();
  const folder = mkdtempSync(join(tmpdir(), "deepsec-linkage-"));
  try {
    console.log("\nobservations   deepsec     SciPy   ratio   (seconds of processor time)");
    for (const n of counts) compare(n, join(folder, "distances.bin"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function wholeWay(): void {
  console.log("templates   distances   linkage   whole dendrogram (seconds of processor time)");
  for (const n of [1000, 4000]) {
    const templates = someTemplates(n);
    let matrix = new CondensedMatrix(0);
    const measured = cpuSeconds(() => {
      matrix = distances(templates);
    });
    const joined = cpuSeconds(() => linkage(matrix, "average"));
    const whole = cpuSeconds(() => clusterTemplates(templates));
    console.log(
      `${String(n).padStart(9)}${[measured, joined, whole].map((s) => s.toFixed(2).padStart(12)).join("")}`,
    );
  }
  const many = someTemplates(50_000);
  const whole = cpuSeconds(() => clusterTemplates(many));
  console.log(
    `${String(many.length).padStart(9)}${whole.toFixed(2).padStart(36)}   peak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`,
  );
}

function compare(n: number, path: string): void {
  const matrix = pointDistances(n);
  const bytes = new Uint8Array(matrix.values.buffer);
  const file = openSync(path, "w");
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at, Math.min(1 << 29, bytes.length - at));
  closeSync(file);
  // The first rounds at a small number measure the compiler.
  const rounds = n > 8000 ? 1 : n > 2000 ? 3 : 8;
  let own = Number.POSITIVE_INFINITY;
  let heights = 0;
  for (let round = 0; round < rounds; round++) {
    own = Math.min(
      own,
      cpuSeconds(() => {
        heights = linkage(matrix, "average").reduce((sum, { mergeHeight }) => sum + mergeHeight, 0);
      }),
    );
  }
  const peer = runPython("linkage/scipy_peer.py", { path, n, rounds }) as {
    cpuSeconds: number;
    heights: number;
  };
  if (Math.abs(heights - peer.heights) > 1e-6 * n)
    throw new Error(`heights add up to ${heights}, SciPy's to ${peer.heights}`);
  const cells = [
    own.toFixed(3).padStart(10),
    peer.cpuSeconds.toFixed(3).padStart(10),
    (own / peer.cpuSeconds).toFixed(2).padStart(8),
  ];
  console.log(`${String(n).padStart(12)}${cells.join("")}`);
}

/** Euclidean distances of points in a cube of eight dimensions, the same at every run. */
function pointDistances(n: number): CondensedMatrix {
  const random = seeded(n);
  const points = Array.from({ length: n }, () => Float64Array.from({ length: 8 }, random));
  const matrix = new CondensedMatrix(n);
  let k = 0;
  for (const [i, a] of points.entries()) {
    for (let j = i + 1; j < n; j++) {
      const b = points[j] ?? a;
      let sum = 0;
      for (let d = 0; d < 8; d++) sum += ((a[d] ?? 0) - (b[d] ?? 0)) ** 2;
      matrix.values[k++] = Math.sqrt(sum) / 3;
    }
  }
  return matrix;
}

function cpuSeconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
