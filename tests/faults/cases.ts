import type { FaultCase } from "./case.ts";
import { hostUntouched } from "./cases/host-untouched.ts";
import { randomKills } from "./cases/r01-random-kills.ts";
import { namedKills } from "./cases/r02-named-kills.ts";
import { rotations } from "./cases/r03-rotations.ts";
import { offForRotations } from "./cases/r04-off-for-rotations.ts";
import { alikeFiles } from "./cases/r05-alike-files.ts";
import { flappingHosts } from "./cases/r06-flapping-hosts.ts";
import { badLine } from "./cases/r07-bad-line.ts";
import { sshSessions } from "./cases/r08-ssh-sessions.ts";
import { databaseKills } from "./cases/r09-database-kills.ts";
import { cutAnswers } from "./cases/r09b-cut-answers.ts";
import { twoCollectors } from "./cases/r10-two-collectors.ts";
import { archiveFull } from "./cases/r11-archive-full.ts";
import { clocks } from "./cases/r12-clocks.ts";
import { hostileBytes } from "./cases/r13-hostile-bytes.ts";
import { restore } from "./cases/r15-restore.ts";

/** The matrix of docs/reliability.md. */
export const CASES: readonly FaultCase[] = [
  randomKills,
  namedKills,
  rotations,
  offForRotations,
  alikeFiles,
  flappingHosts,
  badLine,
  sshSessions,
  databaseKills,
  cutAnswers,
  twoCollectors,
  archiveFull,
  clocks,
  hostileBytes,
  restore,
  hostUntouched,
];
