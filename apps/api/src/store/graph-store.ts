import type { Dendrogram } from "@deepsec/engine";
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
  followNothing,
  registerArchivedHosts,
  type RegisteredHost,
  registerHosts,
  type RegisteredSource,
  registerSources,
  saveFollowing,
} from "./register.ts";
import { saveCycle } from "./save-cycle.ts";

/** All that a cycle asks of the graph. The one writer. */
export class GraphStore {
  readonly #driver: Driver;
  readonly #database: string;
  readonly #keepDendrograms: number;
  #targets: readonly NotificationFilter[];
  /** The dendrogram that is the current one after a cycle: as long as the fence holds, it is stored. */
  #stored: { readonly cycle: number; readonly dendrogram: Dendrogram | null } = {
    cycle: 0,
    dendrogram: null,
  };

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

  /** These are told of findings from now on. */
  setTargets(targets: readonly NotificationFilter[]): void {
    this.#targets = targets;
  }

  followNothing(): Promise<void> {
    return followNothing(this.#driver, this.#database);
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

  saveFollowing(sources: Parameters<typeof saveFollowing>[2]): Promise<void> {
    return saveFollowing(this.#driver, this.#database, sources);
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
    const current = this.#stored.cycle === cycle ? this.#stored.dendrogram : null;
    const findings = await saveCycle(this.#driver, this.#database, record, {
      keepDendrograms: this.#keepDendrograms,
      current,
      targets: this.#targets,
    });
    // Without an advance or an analysis no fence is passed, and nothing of a tree is stored.
    if (advances.length > 0 || analysis !== null)
      this.#stored = { cycle: cycle + 1, dendrogram: analysis?.dendrogram ?? current };
    return findings;
  }
}
