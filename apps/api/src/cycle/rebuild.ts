import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import type { Archive } from "../archive/archive.ts";
import type { ArchivedSource } from "../archive/archived-source.ts";
import { lineTable } from "../archive/line-table.ts";
import { replay, type ReplayedRead } from "../archive/replay.ts";
import type { GraphStore } from "../store/graph-store.ts";
import type { KnownState } from "../store/known-state.ts";
import type { EarlierTemplate } from "../store/rebuild.ts";
import { readAddedDetection } from "./added-detection.ts";
import { Analyzer } from "./analyze.ts";
import { archivedEvents } from "./archived-sources.ts";
import { advancesOf, atItsTime, findEvents } from "./replayed-events.ts";

export interface RebuildOptions {
  readonly timeZone: string;
  /** As `CycleOptions` has them. */
  readonly rulePaths: readonly string[];
  readonly geoFile?: string | null;
  readonly log: Logger;
}

export interface Rebuilt {
  readonly lines: number;
  readonly cycles: number;
}

/**
 * Analyzes all lines of an archive again, as if they were read from their hosts now, into a graph that has none of them; they are
 * archived anew as that graph's. A batch is a cycle like any other, so what was stored when it is stopped is left out the next time.
 */
export async function rebuild(
  from: Archive,
  to: Archive,
  store: GraphStore,
  { timeZone, rulePaths, geoFile = null, log }: RebuildOptions,
): Promise<Rebuilt> {
  const { rules, locate } = readAddedDetection({ rulePaths, geoFile });
  let analyzer: Analyzer | null = null;
  const earlier = new Map<string, EarlierTemplate>();
  let [lines, cycles] = [0, 0];
  for await (const reads of replay(from)) {
    const known = await register(reads, store);
    await to.align(known);
    const found = findEvents(reads, known, timeZone);
    if (found.length === 0) continue;
    const observedAt = found.at(-1)?.read.observedAt ?? "";
    analyzer ??= new Analyzer(await store.loadMemory(), rules, locate);
    const sources = found.map(({ source, read, events }) => ({
      sourceId: source.id,
      events: events.map((event) => atItsTime(event, read.observedAt)),
    }));
    const { cycle } = known;
    const { analysis, assigned } = analyzer.analyze(sources, observedAt);
    const runId = randomUUID();
    const archived = found.map(({ read, events, firstLine }, i) => ({
      ...read,
      firstLine,
      events: archivedEvents(events, assigned, i, read.observedAt),
    }));
    await to.write(cycle + 1, runId, lineTable(archived));
    await store.saveCycle({
      runId,
      cycle,
      startedAt: found[0]?.read.observedAt ?? observedAt,
      endedAt: observedAt,
      phase: "ok",
      hosts: [],
      sources: [],
      advances: advancesOf(found),
      analysis,
      isRunKept: true,
    });
    to.maintain(cycle + 1);
    for (const read of archived) noteEarlier(read, earlier);
    lines += archived.reduce((sum, read) => sum + read.lines.length, 0);
    log.info({ lines, cycle: cycle + 1, upTo: observedAt }, "lines rebuilt");
    cycles++;
  }
  await store.saveEarlierTemplates([...earlier.values()]);
  return { lines, cycles };
}

/** Their hosts and sources become nodes, also those that no settings name any longer. */
async function register(reads: readonly ReplayedRead[], store: GraphStore): Promise<KnownState> {
  const sources = new Map(
    reads.map(({ sourceId, host }) => [
      sourceId,
      { id: sourceId, hostName: host, path: sourceId.slice(host.length + 1) },
    ]),
  );
  await store.registerArchivedHosts([...new Set(reads.map(({ host }) => host))]);
  await store.registerSources([...sources.values()], []);
  return store.loadState([...sources.keys()]);
}

/** An id that a line was archived under leads to the one that it has now, so that what was linked to is still found. */
function noteEarlier(
  { templates, events }: Pick<ReplayedRead, "templates"> & Pick<ArchivedSource, "events">,
  earlier: Map<string, EarlierTemplate>,
): void {
  let index = 0;
  for (const { lineCount, templateId } of events) {
    const then = templates[index];
    if (then !== undefined && then.id !== templateId) earlier.set(then.id, { ...then, toId: templateId });
    index += lineCount;
  }
}
