import { join } from "node:path";
import { type DuckDBConnection, listValue } from "@duckdb/node-api";
import type { Catalog } from "./archive.ts";
import { partitionFile } from "./layout.ts";
import { type ArchiveFile, type Manifest, writeManifest } from "./manifest.ts";
import { type ArchiveLimits, planMerges, planRemovals } from "./plan.ts";
import { SORTED, writeFile } from "./write-file.ts";

/** When so many cycles or lines wait in recent/, they move to the folders of their days and hosts. */
const RECENT_FILES_MAX = 64;
const RECENT_ROWS_MAX = 200_000;
/** So many lines move at once, and those of one cycle at least. */
const MOVED_ROWS_MAX = 300_000;

/** A manifest that is written already, and the files that are of no use by it. */
export interface Kept {
  readonly manifest: Manifest;
  readonly removed: readonly string[];
}

/**
 * Makes new files of old ones, and then the manifest that names the new ones in their place. What stops in between leaves files
 * that no manifest names.
 */
export class Keeper {
  readonly #folder: string;
  readonly #connection: DuckDBConnection;
  /** What is beyond them is removed. */
  limits: ArchiveLimits;

  constructor(folder: string, connection: DuckDBConnection, limits: ArchiveLimits) {
    this.#folder = folder;
    this.#connection = connection;
    this.limits = limits;
  }

  /** Moves the lines of stored cycles to the folders of their days and hosts. @returns null when there are too few to bother. */
  async moveRecent({ manifest, recent }: Catalog, storedCycle: number, today: string): Promise<Kept | null> {
    const stored = recent.filter(({ cycle }) => cycle <= storedCycle).toSorted((a, b) => a.cycle - b.cycle);
    const rows = stored.reduce((sum, file) => sum + file.rows, 0);
    const isOfToday = stored.every(({ observed: [from] }) => new Date(from).toISOString() >= today);
    if (stored.length < RECENT_FILES_MAX && rows < RECENT_ROWS_MAX && isOfToday) return null;

    let taken = 0;
    const moved = stored.filter((file, index) => (taken += file.rows) <= MOVED_ROWS_MAX || index === 0);
    const [first, last] = [moved[0], moved.at(-1)];
    if (first === undefined || last === undefined) return null;
    const paths = moved.map(({ path }) => path);
    const range = [first.cycle, last.cycle] as const;
    await this.#connection.run(
      `CREATE OR REPLACE TEMP TABLE moved AS
       SELECT *, strftime(observed_at, '%Y-%m-%d') AS day FROM read_parquet($files)`,
      { files: listValue(paths.map((path) => join(this.#folder, path))) },
    );
    const partitions = await this.#connection.runAndReadAll(
      "SELECT DISTINCT day, host FROM moved ORDER BY day, host",
    );
    const files: ArchiveFile[] = [];
    for (const [day, host] of partitions.getRows().map((row) => row.map(String))) {
      if (day === undefined || host === undefined) continue;
      const path = partitionFile(day, host, range);
      const from = "(SELECT * FROM moved WHERE day = $day AND host = $host)";
      const written = await writeFile(this.#connection, this.#folder, path, from, SORTED, { day, host });
      if (written !== null) files.push({ path, day, host, ...written });
    }
    await this.#connection.run("DROP TABLE moved");
    return this.#keep(
      { ...manifest, partitionedTo: last.cycle, files: [...manifest.files, ...files] },
      paths,
    );
  }

  /** Makes one file of several of a partition. @returns null when no group is worth it. */
  async merge(manifest: Manifest, today: string): Promise<Kept | null> {
    const [group] = planMerges(manifest.files, today);
    const [first, last] = [group?.[0], group?.at(-1)];
    if (group === undefined || first === undefined || last === undefined) return null;
    const path = partitionFile(first.day, first.host, [first.cycles[0], last.cycles[1]]);
    return this.#replace(manifest, group, path, "read_parquet($files)");
  }

  /** Removes what is beyond the limits. @returns null when nothing is. */
  async remove(manifest: Manifest, today: string): Promise<Kept | null> {
    const removed = new Set(planRemovals(manifest.files, this.limits, today));
    if (removed.size === 0) return null;
    const lastMs = Math.max(...Array.from(removed, ({ observed }) => observed[1]));
    const removedTo = new Date(lastMs + 1).toISOString();
    const isLater = manifest.removedTo === null || removedTo > manifest.removedTo;
    return this.#keep(
      {
        ...manifest,
        removedTo: isLater ? removedTo : manifest.removedTo,
        files: manifest.files.filter((file) => !removed.has(file)),
      },
      Array.from(removed, ({ path }) => path),
    );
  }

  /** Takes out the lines of cycles after `cycle`. */
  async cut(manifest: Manifest, cycle: number): Promise<Kept> {
    let kept: Kept = {
      manifest: { ...manifest, partitionedTo: Math.min(manifest.partitionedTo, cycle) },
      removed: [],
    };
    for (const file of manifest.files.filter(({ cycles }) => cycles[1] > cycle)) {
      const path = partitionFile(file.day, file.host, [file.cycles[0], cycle]);
      const from = "(SELECT * FROM read_parquet($files) WHERE cycle <= $cycle::BIGINT)";
      const next = await this.#replace(kept.manifest, [file], path, from, { cycle: BigInt(cycle) });
      kept = { manifest: next.manifest, removed: [...kept.removed, ...next.removed] };
    }
    return kept.removed.length > 0 || manifest.partitionedTo > cycle
      ? this.#keep(kept.manifest, kept.removed)
      : kept;
  }

  async #replace(
    manifest: Manifest,
    group: readonly ArchiveFile[],
    path: string,
    from: string,
    parameters: Readonly<Record<string, bigint>> = {},
  ): Promise<Kept> {
    const [{ day, host }] = group as [ArchiveFile];
    const files = listValue(group.map((file) => join(this.#folder, file.path)));
    const written = await writeFile(this.#connection, this.#folder, path, from, SORTED, {
      ...parameters,
      files,
    });
    const others = manifest.files.filter((file) => !group.includes(file));
    const removed = group.map((file) => file.path).filter((old) => old !== path);
    return this.#keep(
      { ...manifest, files: written === null ? others : [...others, { path, day, host, ...written }] },
      removed,
    );
  }

  async #keep(manifest: Manifest, removed: readonly string[]): Promise<Kept> {
    await writeManifest(this.#folder, manifest);
    return { manifest, removed };
  }
}
