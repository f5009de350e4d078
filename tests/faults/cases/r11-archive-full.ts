import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { eventually } from "../../support/eventually.ts";
import { faultCase } from "../case.ts";
import { judge } from "../kit/judge.ts";

const DISK = "16m";
const LINES = 2000;

/** The disk of the archive is full, then it is not: a small file system of its own, filled by somebody else. */
export const archiveFull = faultCase({
  id: "R11",
  title: "the archive's disk is full, then freed",
  ci: { rounds: 1 },
  night: { rounds: 10 },
  async run(stand, { rounds }) {
    const folder = join(stand.folder, "api");
    const disk = join(folder, "data", "archive");
    mkdirSync(disk, { recursive: true });
    asRoot("mount", "-t", "tmpfs", "-o", `size=${DISK},mode=0777`, "tmpfs", disk);
    stand.defer(() => asRoot("umount", "-l", disk));
    const sshd = await stand.sshd();
    const writer = stand.writer("web1", join(sshd.logDirectory, "web.log"), { linesPerSecond: 0 });
    const system = await stand.system({ folder, hosts: [{ name: "web1", sshd, files: ["web.log"] }] });
    writer.write(LINES);
    await system.start();
    await system.catchUp();
    const failures: string[] = [];
    const ballast = join(disk, "ballast");
    for (let round = 0; round < rounds; round++) {
      const { bavail, bsize } = statfsSync(disk);
      writeFileSync(ballast, Buffer.alloc(bavail * bsize));
      writer.write(LINES);
      await eventually("told of", async () => ((await system.failedSources()) > 0 ? true : null), {
        timeoutMs: 120_000,
      }).catch(() => failures.push("nothing tells that lines cannot be archived"));
      if (!system.isRunning) failures.push("the API ended");
      rmSync(ballast);
      await system.catchUp();
    }
    return judge(await system.truth([writer]), [writer], { rounds }, failures);
  },
});

function asRoot(command: string, ...args: readonly string[]): void {
  const [program, ...rest] = process.getuid?.() === 0 ? [command, ...args] : ["sudo", "-n", command, ...args];
  execFileSync(program ?? command, rest);
}
