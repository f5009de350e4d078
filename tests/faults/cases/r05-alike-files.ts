import { appendFileSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { faultCase } from "../case.ts";
import { type Figures, judge } from "../kit/judge.ts";
import { makeLine } from "../kit/line.ts";

const BANNER = `2025-06-01T00:00:00.000Z INFO shop - ${"=".repeat(986)}\n`;
const BANNER_HOUR = "2025-06-01T00:00:00.000Z";
const KEPT = 5;

/**
 * Files that tell little of which they are: all begin with the same 1,024 bytes, some end there, some are empty, some shorter
 * than what is compared, and on this machine a new file has the inode of the one that was just deleted.
 */
export const alikeFiles = faultCase({
  id: "R5",
  title: "same first 1,024 bytes in every file, empty and tiny files, inodes used again",
  ci: { rotations: 6 },
  night: { rotations: 200 },
  async run(stand, { rotations }) {
    const sshd = await stand.sshd();
    const local = join(stand.folder, "logs");
    mkdirSync(local);
    const logs = [
      new Log("web1", join(sshd.logDirectory, "banner.log"), BANNER),
      new Log("web2", join(sshd.logDirectory, "tiny.log"), ""),
      new Log("local", join(local, "inode.log"), BANNER),
    ];
    const system = await stand.system({
      hosts: [
        { name: "web1", sshd, files: ["banner.log"] },
        { name: "web2", sshd, files: ["tiny.log"] },
      ],
      localFiles: [join(local, "inode.log")],
    });
    for (const log of logs) log.append(3);
    await system.start();
    await system.catchUp();
    let inodesUsedAgain = 0;
    const seen = new Set<number>();
    for (let rotation = 0; rotation < rotations; rotation++) {
      for (const log of logs) {
        // Nothing, a line or two, or more than is compared.
        log.append([0, 1, 2, 40][Math.floor(stand.random() * 4)] ?? 0);
      }
      if (stand.random() < 0.6) await system.collect();
      if (stand.random() < 0.3) {
        await system.kill();
        await system.start();
      }
      for (const log of logs) log.append(Math.floor(stand.random() * 3));
      // SFTP dates files by whole seconds: two alike that changed in the same one cannot be told apart by anybody.
      await sleep(1100);
      for (const log of logs) log.rotate();
      const { ino } = statSync(join(local, "inode.log"));
      if (seen.has(ino)) inodesUsedAgain++;
      seen.add(ino);
      // Files go after KEPT rotations: what they held must be read before.
      if (rotation % (KEPT - 1) === 0) await system.catchUp();
    }
    for (const log of logs) log.append(2);
    await system.catchUp();
    const counts = await system.truth(logs);
    const figures = judge(
      counts,
      logs.map(({ host, path, written }) => ({ host, path, written })),
      { rotations: rotations * logs.length, inodesUsedAgain },
    );
    const failures = logs
      .map((log) => ({
        log,
        counted: counts.sources.get(`${log.host}:${log.path}`)?.byHour.get(BANNER_HOUR) ?? 0,
      }))
      .filter(({ log, counted }) => counted !== log.banners)
      .map(({ log, counted }) => `${log.host}: ${counted} first lines counted, ${log.banners} written`);
    return { ...figures, torn: 0, failures: [...figures.failures, ...failures] } satisfies Figures;
  },
});

/** A file that is renamed, not copied, and begins anew with the same first line. */
class Log {
  readonly host: string;
  readonly path: string;
  readonly #banner: string;
  written = 0;
  banners = 0;

  constructor(host: string, path: string, banner: string) {
    this.host = host;
    this.path = path;
    this.#banner = banner;
    this.#begin();
  }

  append(count: number): void {
    let text = "";
    for (let i = 0; i < count; i++) text += `${makeLine(this.host, this.written++)}\n`;
    appendFileSync(this.path, text);
  }

  rotate(): void {
    rmSync(`${this.path}.${KEPT}`, { force: true });
    for (let number = KEPT - 1; number >= 1; number--) {
      if (statSync(`${this.path}.${number}`, { throwIfNoEntry: false }) !== undefined)
        renameSync(`${this.path}.${number}`, `${this.path}.${number + 1}`);
    }
    renameSync(this.path, `${this.path}.1`);
    this.#begin();
  }

  #begin(): void {
    writeFileSync(this.path, this.#banner);
    if (this.#banner !== "") this.banners++;
  }
}
