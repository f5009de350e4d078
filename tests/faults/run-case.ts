import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { seeded } from "../support/seeded.ts";
import { startSshd } from "../support/sshd.ts";
import type { FaultCase, Stand } from "./case.ts";
import type { Database } from "./kit/database.ts";
import type { Figures } from "./kit/judge.ts";
import { System } from "./kit/system.ts";
import { Writer } from "./kit/writer.ts";

/** Runs a case on a database that it empties first, and ends all that the case started. */
export async function runCase(
  fault: FaultCase,
  size: Readonly<Record<string, number>>,
  database: Database,
): Promise<Figures & { readonly seconds: number }> {
  const ends: (() => Promise<unknown> | void)[] = [];
  const startMs = performance.now();
  const folder = await mkdtemp(join(tmpdir(), "deepsec-faults-"));
  await chmod(folder, 0o755);
  const systems: System[] = [];
  const stand: Stand = {
    database,
    folder,
    random: seeded(Number(fault.id.replaceAll(/\D/g, ""))),
    async sshd(options) {
      const sshd = await startSshd(options);
      ends.push(() => sshd.stop());
      return sshd;
    },
    writer(host, path, options) {
      const writer = new Writer(host, path, options);
      ends.push(() => writer.close());
      return writer;
    },
    async system(options) {
      const system = await System.create({ graph: database.graph, folder: join(folder, "api"), ...options });
      ends.push(() => system.kill());
      systems.push(system);
      return system;
    },
    defer: (end) => {
      ends.push(end);
    },
  };
  try {
    await database.empty();
    const figures = await fault.run(stand, size);
    if (figures.failures.length > 0) process.stderr.write(systems.map(({ log }) => log).join(""));
    return { ...figures, seconds: Math.round((performance.now() - startMs) / 1000) };
  } catch (error) {
    process.stderr.write(systems.map(({ log }) => log).join(""));
    throw error;
  } finally {
    for (const end of ends.toReversed()) await end();
    await rm(folder, { recursive: true, force: true });
  }
}
