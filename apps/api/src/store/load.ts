import type { Encoding, MinerState, ParseState, Variant } from "@deepsec/engine";
import neo4j, { type Driver, type ManagedTransaction, type Record as Row } from "neo4j-driver";
import type { KnownSource, KnownState } from "./known-state.ts";
import { LOAD_CURRENT, LOAD_LEDGER, LOAD_SOURCES, LOAD_TEMPLATE_IDS, LOAD_VARIANTS } from "./load.cypher.ts";

/**
 * What a cycle over the sources `ids` starts from.
 *
 * @param remembered - What this process stored last. Its miner state is taken again when no other cycle came in between;
 *   else all variants are loaded.
 */
export async function loadState(
  driver: Driver,
  database: string,
  ids: readonly string[],
  remembered: { readonly cycle: number; readonly miner: MinerState } | null,
): Promise<KnownState> {
  const session = driver.session({ database, defaultAccessMode: neo4j.session.READ });
  try {
    return await session.executeRead((tx) => work(tx, ids, remembered), {
      metadata: { operation: "loadState" },
    });
  } finally {
    await session.close();
  }
}

async function work(
  tx: ManagedTransaction,
  ids: readonly string[],
  remembered: { readonly cycle: number; readonly miner: MinerState } | null,
): Promise<KnownState> {
  // The ledger comes first: when a cycle is stored while we read, its number tells, and the fence refuses ours.
  const ledger = await tx.run<{ cycle: number }>(LOAD_LEDGER);
  const cycle = ledger.records[0]?.get("cycle") ?? 0;
  const sources = await tx.run<SourceRow>(LOAD_SOURCES, { ids });
  const templates = await tx.run<{ ids: string[] }>(LOAD_TEMPLATE_IDS);
  const current = await tx.run<{ id: string }>(LOAD_CURRENT);
  return {
    cycle,
    sources: sources.records.map(knownSource),
    templateIds: new Set(templates.records[0]?.get("ids") ?? []),
    dendrogramId: current.records[0]?.get("id") ?? null,
    miner: remembered?.cycle === cycle ? remembered.miner : await loadMiner(tx),
  };
}

async function loadMiner(tx: ManagedTransaction): Promise<MinerState> {
  const { records } = await tx.run<{ state: string }>(LOAD_VARIANTS);
  return { variants: records.map((record) => parse<Variant>(record.get("state"))) };
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
  readonly encoding: Encoding | null;
  readonly parseState: string | null;
  readonly lineCount: number;
}

function knownSource(record: Row<SourceRow>): KnownSource {
  const { head, anchor, parseState, ...row } = record.toObject();
  return {
    id: row.id,
    hostName: row.hostName,
    path: row.path,
    checkpoint:
      head === null || anchor === null
        ? null
        : { inode: row.inode, offsetBytes: row.offsetBytes, head, anchor },
    encoding: row.encoding,
    parseState: parseState === null ? null : parse<ParseState>(parseState),
    lineCount: row.lineCount,
  };
}

/** Only text that this room wrote itself is parsed here: the shape is what was stringified. */
function parse<Value>(text: string): Value {
  const value: Value = JSON.parse(text);
  return value;
}
