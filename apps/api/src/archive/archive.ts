import { mkdir, readdir, rm } from "node:fs/promises";
import { join, relative } from "node:path";
import type { Logger } from "pino";
import { ApiError } from "../api-error.ts";
import { ClockTrust } from "./clock-trust.ts";
import { Duck } from "./duck.ts";
import { graphFolder, parseRecentFile, recentFile } from "./layout.ts";
import { Keeper, type Kept } from "./keeper.ts";
import type { LineTable } from "./line-table.ts";
import { type Manifest, readManifest } from "./manifest.ts";
import type { ArchiveLimits } from "./plan.ts";
import { stage, STAGED } from "./stage.ts";
import { lookAtFile, writeFile, type Written } from "./write-file.ts";

/** Before all days: nothing is too old. */
const NO_DAY = "1970-01-01";

export interface ArchiveOptions {
  /** Absolute; made when it is not there. */
  readonly folder: string;
  readonly limits: ArchiveLimits;
  /** Now, in ms since 1970. */
  readonly clock: () => number;
  readonly log: Logger;
}

/** Where the graph stands: what is archived beyond it was never counted. */
export interface Ledger {
  /** The archive is this graph's, and no other's. */
  readonly graphId: string;
  readonly cycle: number;
  /** The run that stored that cycle. */
  readonly runId: string | null;
}

/** The lines of one cycle. */
interface RecentFile extends Written {
  readonly path: string;
  readonly cycle: number;
  readonly runId: string;
}

/** Which files are the archive at one moment. */
export interface Catalog {
  readonly manifest: Manifest;
  /** By cycle; all above the manifest's `partitionedTo`. */
  readonly recent: readonly RecentFile[];
}

/**
 * Every line that was read, as Parquet. A cycle writes its lines before the graph counts them, under the number that the cycle
 * will have: lines above the ledger's cycle were never counted, and are removed before anything else is written. So a crash
 * between the two loses nothing and doubles nothing.
 */
export class Archive {
  /** Of the graph. */
  readonly folder: string;
  readonly duck: Duck;
  readonly #options: ArchiveOptions;
  readonly #keeper: Keeper;
  readonly #clockTrust: ClockTrust;
  #catalog: Catalog;
  readonly #reads = new Set<Promise<unknown>>();
  #maintenance: Promise<void> | null = null;

  private constructor(folder: string, duck: Duck, catalog: Catalog, options: ArchiveOptions) {
    this.folder = folder;
    this.duck = duck;
    this.#catalog = catalog;
    this.#options = options;
    this.#keeper = new Keeper(folder, duck.keeper, options.limits);
    this.#clockTrust = new ClockTrust(options.clock);
  }

  /**
   * Opens the archive of a graph, and removes what a crash left.
   *
   * @throws ApiError `ARCHIVE_LOCKED`, `ARCHIVE_UNWRITABLE` or `ARCHIVE_DAMAGED`.
   */
  static async open(ledger: Ledger, options: ArchiveOptions): Promise<Archive> {
    const folder = join(options.folder, graphFolder(ledger.graphId));
    try {
      for (const name of ["tmp", "recent", "lines"]) await mkdir(join(folder, name), { recursive: true });
    } catch (cause) {
      throw unwritable(folder, cause);
    }
    const duck = await Duck.open(folder);
    try {
      const manifest = await readManifest(folder, ledger.graphId);
      await removeLeftovers(folder, manifest);
      const archive = new Archive(
        folder,
        duck,
        { manifest, recent: await readRecent(folder, duck) },
        options,
      );
      await archive.align(ledger);
      return archive;
    } catch (error) {
      duck.close();
      throw error;
    }
  }

  /** The last moment from which on every line that was counted is kept; null: from the first on. ISO 8601 in UTC. */
  get removedTo(): string | null {
    return this.#catalog.manifest.removedTo;
  }

  /** Keeps so much from the next maintenance on. */
  setLimits(limits: ArchiveLimits): void {
    this.#keeper.limits = limits;
  }

  /**
   * Removes lines that the graph does not count: those of a cycle that was not stored, or of all since the backup that the graph
   * was restored from.
   */
  async align({ graphId, cycle, runId }: Ledger): Promise<void> {
    if (graphId !== this.#catalog.manifest.graphId) {
      throw new ApiError("GRAPH_CHANGED", "another graph is at this address now: start the API again");
    }
    const isCounted = (file: RecentFile): boolean =>
      file.cycle < cycle || (file.cycle === cycle && file.runId === runId);
    const { recent, manifest } = this.#catalog;
    if (recent.every(isCounted) && manifest.partitionedTo <= cycle) return;
    // A merge that is going on would put back what is taken out here.
    await this.settled();
    const cut = await this.#keeper.cut(this.#catalog.manifest, cycle);
    const uncounted = this.#catalog.recent.filter((file) => !isCounted(file)).map(({ path }) => path);
    const removed = [...cut.removed, ...uncounted];
    const fact = "archived lines that the graph does not count are removed";
    this.#options.log.warn({ cycle, files: removed.length }, fact);
    await this.#swap({ manifest: cut.manifest, removed });
  }

  /**
   * Writes the lines of the cycle that follows the ledger's, as one file.
   *
   * @param cycle - The number that it will have once it is stored.
   * @throws ApiError `ARCHIVE_UNWRITABLE`: nothing was written, and nothing may be counted.
   */
  async write(cycle: number, runId: string, lines: LineTable): Promise<void> {
    const path = recentFile(cycle, runId);
    try {
      await stage(this.duck.writer, cycle, lines);
      const written = await writeFile(this.duck.writer, this.folder, path, STAGED, "");
      if (written === null) return;
      const others = this.#catalog.recent.filter((file) => file.path !== path);
      this.#catalog = { ...this.#catalog, recent: [...others, { ...written, path, cycle, runId }] };
    } catch (cause) {
      throw unwritable(this.folder, cause);
    }
  }

  /** Merges files and removes what is beyond the limits, when there is reason to. Returns at once; one at a time. */
  maintain(storedCycle: number): void {
    this.#maintenance ??= this.#maintain(storedCycle)
      .catch((error: unknown) => {
        // All is as it was: the next cycle tries again.
        this.#options.log.error({ err: error }, "the archive could not be put in order");
      })
      .finally(() => {
        this.#maintenance = null;
      });
  }

  /** Reads with a catalog whose files stay where they are until `work` ends. */
  async read<Result>(work: (catalog: Catalog) => Promise<Result>): Promise<Result> {
    const reading = work(this.#catalog);
    this.#reads.add(reading);
    try {
      return await reading;
    } finally {
      this.#reads.delete(reading);
    }
  }

  /** Resolves when no maintenance goes on. */
  async settled(): Promise<void> {
    await this.#maintenance;
  }

  /** Lets maintenance and reads end. */
  async close(): Promise<void> {
    await this.settled();
    await Promise.allSettled(this.#reads);
    this.duck.close();
  }

  async #maintain(storedCycle: number): Promise<void> {
    const today = new Date(this.#options.clock()).toISOString().slice(0, 10);
    const steps = [
      () => this.#keeper.moveRecent(this.#catalog, storedCycle, today),
      () => this.#keeper.merge(this.#catalog.manifest, today),
      () => this.#keeper.remove(this.#catalog.manifest, this.#clockTrust.isTrusted() ? today : NO_DAY),
    ];
    for (const step of steps) {
      for (let kept = await step(); kept !== null; kept = await step()) await this.#swap(kept);
    }
  }

  /** From here on readers see the new catalog; files of the old one go when those that still read them are done. */
  async #swap({ manifest, removed }: Kept): Promise<void> {
    const recent = this.#catalog.recent.filter(
      ({ path, cycle }) => cycle > manifest.partitionedTo && !removed.includes(path),
    );
    this.#catalog = { manifest, recent };
    await Promise.allSettled(this.#reads);
    await Promise.all(removed.map((path) => rm(join(this.folder, path), { force: true })));
  }
}

/** Files of what a crash stopped: half written, or named by no manifest. */
async function removeLeftovers(folder: string, { files, partitionedTo }: Manifest): Promise<void> {
  const named = new Set(files.map(({ path }) => path));
  for (const name of ["tmp", "lines", "recent"]) {
    const entries = await readdir(join(folder, name), { recursive: true, withFileTypes: true });
    for (const entry of entries.filter((found) => !found.isDirectory())) {
      const path = relative(folder, join(entry.parentPath, entry.name));
      const recent = name === "recent" ? parseRecentFile(entry.name) : null;
      const isUsed = named.has(path) || (recent !== null && recent.cycle > partitionedTo);
      if (!isUsed) await rm(join(folder, path), { force: true });
    }
  }
}

async function readRecent(folder: string, duck: Duck): Promise<RecentFile[]> {
  const names = await readdir(join(folder, "recent"));
  const files = names.toSorted().flatMap((name) => {
    const parsed = parseRecentFile(name);
    return parsed === null ? [] : [{ ...parsed, path: `recent/${name}` }];
  });
  const found: RecentFile[] = [];
  for (const file of files) {
    found.push({ ...file, ...(await lookAtFile(duck.keeper, join(folder, file.path))) });
  }
  return found;
}

function unwritable(folder: string, cause: unknown): ApiError {
  const reason = cause instanceof Error ? cause.message.split("\n")[0] : String(cause);
  const mend = "make room, let it be written, or give archive.folder another place";
  const fact = `no lines can be written to the archive in ${folder}: ${reason}; nothing is counted until they can: ${mend}`;
  return new ApiError("ARCHIVE_UNWRITABLE", fact, { cause });
}
