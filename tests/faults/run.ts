/** `npm run faults -- R3 [--night] [--SIZE NUMBER …]`, or `all`: makes faults, prints what was written, lost and counted twice. */
// @boundaries-ignore neo4j/ and scripts/ run before the install, so they are folders and not packages
import { ensurePrograms, FAKETIME, JDK, LOGROTATE, MAVEN, SSHD } from "../../scripts/lib/prerequisites.mjs";
import { CASES } from "./cases.ts";
import { Database } from "./kit/database.ts";
import { runCase } from "./run-case.ts";

const USAGE = `usage: npm run faults -- ${CASES.map(({ id }) => id).join("|")}|all [--night] [--SIZE NUMBER ...]
${CASES.map(({ id, title, ci, night }) => `${id.padEnd(4)} ${title}; ${JSON.stringify(ci)}, --night ${JSON.stringify(night)}`).join("\n")}`;

async function main(args: readonly string[]): Promise<void> {
  const wanted = args.filter((arg) => !arg.startsWith("--") && !/^\d/.test(arg));
  const chosen = CASES.filter(({ id }) => wanted.includes("all") || wanted.includes(id));
  if (chosen.length === 0) {
    console.error(USAGE);
    process.exitCode = 64;
    return;
  }
  await ensurePrograms([SSHD, JDK, MAVEN, LOGROTATE, FAKETIME]);
  const database = await Database.create();
  try {
    for (const fault of chosen) {
      const size = { ...(args.includes("--night") ? fault.night : fault.ci) };
      for (const name of Object.keys(size)) {
        const at = args.indexOf(`--${name}`);
        if (at !== -1) size[name] = Number(args[at + 1]);
      }
      const { failures, notes, ...figures } = await runCase(fault, size, database);
      if (failures.length > 0) process.exitCode = 1;
      console.log(
        JSON.stringify({ case: fault.id, ok: failures.length === 0, size, ...figures, ...notes, failures }),
      );
    }
  } finally {
    await database.close();
  }
}

await main(process.argv.slice(2));
