import { availableParallelism, loadavg } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { clusterTemplates, type Dendrogram, type LogTemplate } from "@deepsec/engine";
import { askData } from "../support/api-client.ts";
import { startApiService } from "../support/api-service.ts";
import { FIRST_HOUR_MS, HOSTS, HOURS, MadeGraph, someOccurrences } from "./graph/made-graph.ts";
import { seeded } from "../support/seeded.ts";
import { someTemplates } from "./linkage/some-templates.ts";

const TEMPLATES = 5000;
const CLIENTS = 8;
const REQUESTS_PER_SECOND = 20;
const SECONDS = 30;
const CYCLE_SECONDS = 10;
const FIRST_LOOKS = 100;
const TARGETS_MS: Readonly<Record<string, number>> = { cut: 100, subtree: 100, diff: 500 };
const VIEW = "id parentId mergeHeight leafCount leafOrder size count label share level templateId template";

interface Question {
  readonly kind: string;
  readonly query: string;
}

/**
 * What clients wait for: a real Neo4j with 10,000 clusters, the API as a process of its own, 8 clients that ask 20 questions a
 * second in all. First with a graph that stands still, then with a cycle stored every ten seconds, after each of which the API
 * has to read its counts anew. Times are from when a question was due to its whole answer.
 */
export async function bench(): Promise<void> {
  const templates = someTemplates(TEMPLATES);
  const dendrogram = clusterTemplates(templates);
  const graph = await MadeGraph.start();
  try {
    await graph.save(templates, dendrogram, someOccurrences(templates));
    const api = await startApiService(graph.neo4j, {});
    try {
      console.log(
        `${dendrogram.clusters.length} clusters, ${HOSTS.length} hosts, ${HOURS} hours; milliseconds`,
      );
      const ask = questions(dendrogram);
      console.log(
        `first answer of a fresh process ${(await timed(api.url, "{ cut { leaves } }")).toFixed(0)}`,
      );
      let slowest = 0;
      for (let look = 0; look < FIRST_LOOKS; look++) {
        slowest = Math.max(slowest, await timed(api.url, ask().query));
      }
      console.log(`slowest of ${FIRST_LOOKS} first looks, each window read once ${slowest.toFixed(0)}`);
      report("graph at rest", await run(api.url, ask));
      const ended = new AbortController();
      const writing = storeCycles(graph, templates, dendrogram, ended.signal);
      report("a cycle every 10 s", await run(api.url, ask));
      ended.abort();
      await writing;
    } finally {
      await api.end("SIGTERM");
    }
  } finally {
    await graph.neo4j.stop();
  }
  const [load = 0] = loadavg();
  console.log(`load ${load.toFixed(1)} on ${availableParallelism()} processors`);
}

/** Questions as the pages ask them: six of ten cuts, three subtrees, one diff; with windows and hosts or without. */
function questions(dendrogram: Dendrogram): () => Question {
  const random = seeded(7);
  const below = (max: number): number => Math.floor(random() * max);
  const inner = dendrogram.clusters.filter(({ leafCount }) => leafCount > 1);
  const window = (): string => {
    const day = below(3);
    return `from: "${hour(day * 12)}", to: "${hour(day * 12 + 24)}"`;
  };
  const scope = (): string =>
    ["", window(), `hosts: ["${HOSTS[below(HOSTS.length)]}"]`][below(3)] || "from: null";
  return () => {
    const kind = ["cut", "cut", "cut", "cut", "cut", "cut", "subtree", "subtree", "subtree", "diff"][
      below(10)
    ];
    if (kind === "subtree") {
      const id = inner[below(inner.length)]?.id;
      return { kind, query: `{ subtree(id: "${id}", depth: 5, ${scope()}) { ${VIEW} } }` };
    }
    if (kind === "diff") {
      const middle = hour(12 + 12 * below(3));
      const fields = "id parentId label change fromSize toSize newLeaves grownLeaves shrunkLeaves goneLeaves";
      const query = `{ diff(from: { to: "${middle}" }, to: { from: "${middle}" }, count: 50) { clusters { ${fields} } ancestors { ${fields} } } }`;
      return { kind, query };
    }
    const count = [12, 25, 50, 200][below(4)];
    const fields = `totalLines clusters { ${VIEW} } ancestors { ${VIEW} }`;
    return { kind: "cut", query: `{ cut(count: ${count}, ${scope()}) { ${fields} } }` };
  };
}

async function timed(url: string, query: string): Promise<number> {
  const startMs = performance.now();
  await askData(url, query);
  return performance.now() - startMs;
}

function hour(number: number): string {
  return new Date(FIRST_HOUR_MS + number * 3_600_000).toISOString();
}

async function run(url: string, ask: () => Question): Promise<Map<string, number[]>> {
  const times = new Map<string, number[]>();
  const startMs = performance.now();
  const everyMs = (1000 * CLIENTS) / REQUESTS_PER_SECOND;
  const client = async (_: unknown, number: number): Promise<void> => {
    for (let dueMs = (number * everyMs) / CLIENTS; dueMs < SECONDS * 1000; dueMs += everyMs) {
      await sleep(Math.max(0, startMs + dueMs - performance.now()));
      const { kind, query } = ask();
      await askData(url, query);
      times.set(kind, [...(times.get(kind) ?? []), performance.now() - startMs - dueMs]);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return times;
}

/** Each with new lines of one template in fifty. */
async function storeCycles(
  graph: MadeGraph,
  templates: readonly LogTemplate[],
  dendrogram: Dendrogram,
  signal: AbortSignal,
): Promise<void> {
  const some = templates.filter((_, i) => i % 50 === 0);
  while (!signal.aborted) {
    await graph.save(some, dendrogram, someOccurrences(some));
    await sleep(CYCLE_SECONDS * 1000, undefined, { signal }).catch(() => {});
  }
}

function report(title: string, times: ReadonlyMap<string, readonly number[]>): void {
  console.log(`\n${title.padEnd(22)}asked     p50     p95     max   target of p95`);
  for (const kind of Object.keys(TARGETS_MS)) {
    const sorted = (times.get(kind) ?? []).toSorted((a, b) => a - b);
    const at = (share: number): string =>
      (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(0).padStart(8);
    console.log(
      `${kind.padEnd(22)}${String(sorted.length).padStart(5)}${at(0.5)}${at(0.95)}${at(1)}${String(TARGETS_MS[kind]).padStart(16)}`,
    );
  }
}
