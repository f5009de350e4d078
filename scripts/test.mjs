// `npm test`: sets up what the tests need and runs them. What follows `--` goes to vitest: `npm test -- --project unit`.
// The last line is `N passed, N failed`.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { ensureInstalled } from "./lib/install.mjs";
import { NODE, ROOT, toolEnvironment } from "./lib/paths.mjs";
import {
  CHROMIUM,
  ensurePrograms,
  FAKETIME,
  JDK,
  JOURNAL_REMOTE,
  LOGROTATE,
  MAVEN,
  SSH_KEYGEN,
  SSHD,
} from "./lib/prerequisites.mjs";
import { explain } from "./lib/start-error.mjs";

const resultsDir = mkdtempSync(join(tmpdir(), "deepsec-test-"));
const resultsFile = join(resultsDir, "results.json");
let counts = { passed: 0, failed: 1 };
try {
  const args = process.argv.slice(2);
  const isUnitOnly =
    /--project[= ]unit\b/.test(args.join(" ")) && !/--project[= ](system|e2e|faults)\b/.test(args.join(" "));
  await Promise.all([
    isUnitOnly
      ? undefined
      : ensurePrograms([SSHD, SSH_KEYGEN, JOURNAL_REMOTE, CHROMIUM, JDK, MAVEN, LOGROTATE, FAKETIME]),
    ensureInstalled(),
  ]);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${resultsFile}`];
  const vitest = spawn(NODE, [join(ROOT, "node_modules/vitest/vitest.mjs"), "run", ...reporters, ...args], {
    cwd: ROOT,
    env: toolEnvironment(),
    stdio: ["ignore", "inherit", "inherit"],
  });
  // vitest gets a Ctrl-C of the terminal itself; a signal to this process alone is passed on.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => vitest.kill("SIGTERM"));
  const [code] = await once(vitest, "close");
  counts = count(code, resultsFile);
} catch (error) {
  console.error(explain(error));
} finally {
  rmSync(resultsDir, { recursive: true, force: true });
}
if (counts.passed + counts.failed === 0) console.error("no test ran");
process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1;
console.log(`${counts.passed} passed, ${counts.failed} failed`);

/** A file that cannot be loaded, and an error outside any test, count as a failure each. */
function count(code, file) {
  const results = JSON.parse(readFileSync(file, "utf8"));
  const brokenFiles = results.testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some((test) => test.status === "failed"),
  ).length;
  const failed = results.numFailedTests + brokenFiles;
  return {
    passed: results.numPassedTests,
    failed: code !== 0 && failed === 0 && results.numTotalTests > 0 ? 1 : failed,
  };
}
