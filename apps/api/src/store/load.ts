import type { Encoding, HostLines, HourCount, ParseState, Variant } from "@deepsec/engine";
import neo4j, { type Driver, type ManagedTransaction, type Record as Row } from "neo4j-driver";
import type { KnownSource, KnownState, StoredMemory } from "./known-state.ts";
import {
  LOAD_HABITS,
  LOAD_HOURS,
  LOAD_LEDGER,
  LOAD_HOST_LINES,
  LOAD_SOURCES,
  LOAD_TEMPLATE_IDS,
  LOAD_VARIANTS,
} from "./load.cypher.ts";

/** What a cycle over the sources `ids` starts from. */
export async function loadState(
  driver: Driver,
  database: string,
  ids: readonly string[],
): Promise<KnownState> {
  const session = driver.session({ database, defaultAccessMode: neo4j.session.READ });
  try {
    return await session.executeRead((tx) => work(tx, ids), { metadata: { operation: "loadState" } });
  } finally {
    await session.close();
  }
}

/**
 * What analyses have learned. May be read after `loadState`: when a cycle is stored in between, the fence refuses the one that
 * was analyzed with it.
 */
export async function loadMemory(driver: Driver, database: string): Promise<StoredMemory> {
  const session = driver.session({ database, defaultAccessMode: neo4j.session.READ });
  try {
    return await session.executeRead(
      async (tx) => {
        const variants = await tx.run<{ state: string }>(LOAD_VARIANTS);
        const templates = await tx.run<{ ids: string[] }>(LOAD_TEMPLATE_IDS);
        const habits = await tx.run<{ id: string; state: string; lastMs: number }>(LOAD_HABITS);
        const hours = await tx.run<HoursRow>(LOAD_HOURS);
        const hostLines = await tx.run<HostLinesRow>(LOAD_HOST_LINES);
        return {
          before: {
            hours: hours.records.flatMap((record) => hourCounts(record.toObject())),
            hostLines: hostLines.records.map((record) => record.toObject()),
          },
          miner: { variants: variants.records.map((record) => parse<Variant>(record.get("state"))) },
          templateIds: new Set(templates.records[0]?.get("ids") ?? []),
          habits: habits.records.map((record) => record.toObject()),
        };
      },
      { metadata: { operation: "loadMemory" } },
    );
  } finally {
    await session.close();
  }
}

async function work(tx: ManagedTransaction, ids: readonly string[]): Promise<KnownState> {
  // The ledger comes first: when a cycle is stored while we read, its number tells, and the fence refuses ours.
  const ledger = await tx.run<LedgerRow>(LOAD_LEDGER);
  const sources = await tx.run<SourceRow>(LOAD_SOURCES, { ids });
  return {
    ...(ledger.records[0]?.toObject() ?? { cycle: 0, runId: null, graphId: "" }),
    sources: sources.records.map(knownSource),
  };
}

interface HostLinesRow extends HostLines {
  readonly [key: string]: unknown;
}

interface HoursRow {
  readonly [key: string]: unknown;
  readonly sourceId: string;
  readonly templateId: string;
  readonly hours: number[];
  readonly counts: number[];
}

function hourCounts({ sourceId, templateId, hours, counts }: HoursRow): HourCount[] {
  return hours.map((hour, i) => ({ sourceId, templateId, hour, count: counts[i] ?? 0 }));
}

interface LedgerRow {
  readonly [key: string]: unknown;
  readonly cycle: number;
  readonly runId: string | null;
  readonly graphId: string;
}

interface SourceRow {
  readonly [key: string]: unknown;
  readonly id: string;
  readonly hostName: string;
  readonly path: string;
  readonly inode: string | null;
  readonly offsetBytes: number;
  readonly head: string | null;
  readonly anchor: string | null;
  readonly cursor: string | null;
  readonly modifiedAtMs: number | null;
  readonly encoding: Encoding | null;
  readonly parseState: string | null;
  readonly lineCount: number;
  readonly generation: number;
  readonly redactedKinds: readonly string[];
  readonly redactedCounts: readonly number[];
}

function knownSource(record: Row<SourceRow>): KnownSource {
  const { head, anchor, cursor, parseState, redactedKinds, redactedCounts, ...row } = record.toObject();
  return {
    id: row.id,
    hostName: row.hostName,
    path: row.path,
    checkpoint:
      head === null || anchor === null
        ? null
        : {
            inode: row.inode,
            offsetBytes: row.offsetBytes,
            head,
            anchor,
            modifiedAtMs: row.modifiedAtMs,
            ...(cursor === null ? {} : { cursor }),
          },
    encoding: row.encoding,
    parseState: parseState === null ? null : parse<ParseState>(parseState),
    lineCount: row.lineCount,
    generation: row.generation,
    redacted: Object.fromEntries(redactedKinds.map((kind, i) => [kind, redactedCounts[i] ?? 0])),
  };
}

/** Only text that this room wrote itself is parsed here: the shape is what was stringified. */
function parse<Value>(text: string): Value {
  const value: Value = JSON.parse(text);
  return value;
}
