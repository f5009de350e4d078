import type { Driver } from "neo4j-driver";
import type { ChangedFinding } from "../change.ts";
import type { CycleRecord } from "./cycle-record.ts";
import type { KnownState, StoredMemory } from "./known-state.ts";
import { loadMemory, loadState } from "./load.ts";
import { judge, reopen } from "./judge.ts";
import type { Judgement, StoredVerdict } from "./verdict.ts";
import type { NotificationFilter } from "./queue-notifications.ts";
import { beginRebuild, type EarlierTemplate, saveEarlierTemplates } from "./rebuild.ts";
import {
  registerArchivedHosts,
  type RegisteredHost,
  registerHosts,
  type RegisteredSource,
  registerSources,
} from "./register.ts";
import { saveCycle } from "./save-cycle.ts";

/** All that a cycle asks of the graph. The one writer. */
export class GraphStore {
  readonly #driver: Driver;
  readonly #database: string;
  readonly #keepDendrograms: number;
  readonly #targets: readonly NotificationFilter[];
  /** Clusters of the dendrogram that is the current one after a cycle: as long as the fence holds, they exist. */
  #stored = { cycle: 0, clusters: new Set<string>() };

  /** @param targets - Who is told of findings. */
  constructor(
    driver: Driver,
    database: string,
    keepDendrograms: number,
    targets: readonly NotificationFilter[] = [],
  ) {
    this.#targets = targets;
    this.#driver = driver;
    this.#database = database;
    this.#keepDendrograms = keepDendrograms;
  }

  registerHosts(hosts: readonly RegisteredHost[]): Promise<void> {
    return registerHosts(this.#driver, this.#database, hosts);
  }

  registerSources(sources: readonly RegisteredSource[], listedHosts: readonly string[]): Promise<void> {
    return registerSources(this.#driver, this.#database, sources, listedHosts);
  }

  /** Makes the hosts of an archive known, beside those that are. */
  registerArchivedHosts(names: readonly string[]): Promise<void> {
    return registerArchivedHosts(this.#driver, this.#database, names);
  }

  /** @throws ApiError `GRAPH_NOT_EMPTY` when the graph has lines that are not of this archive. */
  beginRebuild(fromId: string): Promise<void> {
    return beginRebuild(this.#driver, this.#database, fromId);
  }

  saveEarlierTemplates(templates: readonly EarlierTemplate[]): Promise<void> {
    return saveEarlierTemplates(this.#driver, this.#database, templates);
  }

  loadState(ids: readonly string[]): Promise<KnownState> {
    return loadState(this.#driver, this.#database, ids);
  }

  loadMemory(): Promise<StoredMemory> {
    return loadMemory(this.#driver, this.#database);
  }

  judge(judgement: Judgement, at: string): Promise<StoredVerdict> {
    return judge(this.#driver, this.#database, judgement, at);
  }

  reopen(id: string, said: Pick<Judgement, "author" | "note">, at: string): Promise<StoredVerdict> {
    return reopen(this.#driver, this.#database, id, said, at);
  }

  /** The findings that the cycle made or changed. */
  async saveCycle(record: CycleRecord): Promise<ChangedFinding[]> {
    const { cycle, advances, analysis } = record;
    // Without an advance or an analysis no fence is passed, and nothing of a tree is stored.
    const known = this.#stored.cycle === cycle ? this.#stored.clusters : new Set<string>();
    const findings = await saveCycle(this.#driver, this.#database, record, {
      keepDendrograms: this.#keepDendrograms,
      storedClusters: known,
      targets: this.#targets,
    });
    if (advances.length === 0 && analysis === null) return findings;
    const clusters = analysis === null ? known : new Set(analysis.dendrogram.clusters.map(({ id }) => id));
    this.#stored = { cycle: cycle + 1, clusters };
    return findings;
  }
}
