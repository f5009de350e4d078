import { type Analysis, type CycleRecord, GraphStore, migrate, type Occurrence } from "@deepsec/api";
import {
  type Dendrogram,
  type LogTemplate,
  suggestedCount,
  TemplateMiner,
  type Variant,
} from "@deepsec/engine";
import { count } from "../../support/graph-counts.ts";
import { emptyGraph, startTestNeo4j, type TestNeo4j } from "../../support/test-neo4j.ts";

export const HOSTS = ["web1", "web2", "db1"];
export const HOURS = 48;
/** Start of the first hour, ms since 1970. */
export const FIRST_HOUR_MS = Date.UTC(2026, 10, 20);
const HOUR_MS = 3_600_000;

/** A real database with hosts and sources, and a store that writes cycles into it as the API does. */
export class MadeGraph {
  readonly neo4j: TestNeo4j;
  readonly store: GraphStore;
  #cycle = 0;

  private constructor(neo4j: TestNeo4j) {
    this.neo4j = neo4j;
    this.store = new GraphStore(neo4j.driver, "neo4j", 30);
  }

  static async start(): Promise<MadeGraph> {
    const neo4j = await startTestNeo4j();
    await migrate(neo4j.driver, "neo4j", new URL("../../../neo4j/migrations/", import.meta.url));
    const made = new MadeGraph(neo4j);
    await made.clear();
    return made;
  }

  /** Forgets all but hosts and sources. */
  async clear(): Promise<void> {
    await emptyGraph(this.neo4j);
    this.#cycle = 0;
    await this.store.registerHosts(
      HOSTS.map((name) => ({ name, address: name, port: 22, user: "deepsec", hostKeySha256: null })),
    );
    await this.store.registerSources(
      HOSTS.map((hostName) => ({ id: sourceId(hostName), hostName, path: "/var/log/all.log" })),
      HOSTS,
    );
  }

  /** Stores a cycle that found `templates` in a tree, and `occurrences` of them. */
  async save(
    templates: readonly LogTemplate[],
    dendrogram: Dendrogram,
    occurrences: readonly Occurrence[],
    lineage: Analysis["lineage"] = [],
  ): Promise<void> {
    await this.store.saveCycle(record(this.#cycle, templates, dendrogram, occurrences, lineage));
    this.#cycle += 1;
  }

  nodes(): Promise<number> {
    return count(this.neo4j, "MATCH (n) RETURN count(n) AS n");
  }
}

/** Each template in a few hours of one or two hosts: some steady, some only early, some only late. */
export function someOccurrences(templates: readonly LogTemplate[]): Occurrence[] {
  return templates.flatMap(({ id }, i) => {
    const hosts = HOSTS.filter((_, h) => (i + h) % 3 !== 0 || i % 5 === 0);
    const [first, last] = [i % 7 === 0 ? HOURS / 2 : 0, i % 11 === 0 ? HOURS / 2 : HOURS];
    const hours: number[] = [];
    for (let hour = first + (i % 4); hour < last; hour += 4) hours.push(hour);
    return hosts.flatMap((host) =>
      hours.map((hour) => occurrence(id, host, hour, 1 + ((i * 31 + hour) % 50))),
    );
  });
}

function occurrence(templateId: string, host: string, hour: number, events: number): Occurrence {
  const time = new Date(FIRST_HOUR_MS + hour * HOUR_MS).toISOString();
  return {
    templateId,
    sourceId: sourceId(host),
    hour: time,
    count: events,
    lineCount: events,
    firstSeen: time,
    lastSeen: time,
  };
}

function sourceId(host: string): string {
  return `${host}:/var/log/all.log`;
}

const at = (offsetBytes: number) => ({ inode: null, offsetBytes, head: `h${offsetBytes}`, anchor: "a" });

function record(
  cycle: number,
  templates: readonly LogTemplate[],
  dendrogram: Dendrogram,
  occurrences: readonly Occurrence[],
  lineage: Analysis["lineage"],
): CycleRecord {
  const analysis: Analysis = {
    templates,
    newTemplates: templates.length,
    lineage,
    occurrences,
    values: { counts: [], sightings: [], distinct: new Map() },
    variants: variantsOf(templates),
    dendrogram,
    suggestedCount: suggestedCount(dendrogram),
    outliers: [],
    attacks: [],
    news: [],
    endedIds: [],
    baselines: [],
    habits: [],
  };
  return {
    runId: `run-${cycle}`,
    cycle,
    startedAt: new Date(FIRST_HOUR_MS).toISOString(),
    endedAt: new Date(FIRST_HOUR_MS + HOURS * HOUR_MS + cycle).toISOString(),
    phase: "ok",
    hosts: HOSTS.map((name) => ({ name, failure: null, clockSkewMs: null, warning: null })),
    sources: HOSTS.map((name) => ({ id: sourceId(name), failure: null, sizeBytes: 100 })),
    advances: HOSTS.map((name) => {
      const own = occurrences.filter((one) => one.sourceId === sourceId(name));
      return {
        id: sourceId(name),
        from: cycle === 0 ? null : at(cycle),
        to: at(cycle + 1),
        encoding: "utf-8",
        generation: 1,
        parseState: JSON.parse("{}"),
        bytes: 1,
        lines: own.reduce((sum, { lineCount }) => sum + lineCount, 0),
        events: own.reduce((sum, { count: events }) => sum + events, 0),
        redacted: {},
        partialLines: 0,
        gap: null,
      };
    }),
    analysis,
    isRunKept: true,
  };
}

const PLACE = { firstLine: 1, lastLine: 1, offsetBytes: 0, lengthBytes: 0 };

/** What the miner remembers of one message of each. */
function variantsOf(templates: readonly LogTemplate[]): Variant[] {
  const miner = new TemplateMiner();
  for (const [i, { text, level, programs }] of templates.entries()) {
    const message = text.replaceAll("<*>", String(i));
    const fields = { app: programs[0] ?? "" };
    miner.add({ timestamp: null, level, message, fields, weight: 1, ...PLACE });
  }
  miner.mine();
  return miner.changes();
}
