import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

import { run } from "./child.mjs";
import { step } from "./progress.mjs";
import { StartError } from "./start-error.mjs";

/** What is no npm package: a program, and the Debian packages that bring it, the first that the system knows. */
export const JDK = { program: "javac", packages: ["openjdk-17-jdk-headless", "default-jdk-headless"] };
export const MAVEN = { program: "mvn", packages: ["maven"] };
export const SSHD = { program: "sshd", packages: ["openssh-server"] };
export const SSH_KEYGEN = { program: "ssh-keygen", packages: ["openssh-client"] };
export const LOGROTATE = { program: "logrotate", packages: ["logrotate"] };
export const FAKETIME = { program: "faketime", packages: ["faketime"] };
export const JOURNAL_REMOTE = { program: "systemd-journal-remote", packages: ["systemd-journal-remote"] };
export const CHROMIUM = { program: "chromium", packages: ["chromium"] };

/**
 * Installs what is missing on Debian when it may (as root, or in CI with sudo).
 * @param {readonly { program: string, packages: readonly string[] }[]} needed
 * @throws StartError with the line to type otherwise
 */
export async function ensurePrograms(needed) {
  const missing = needed.filter(({ program }) => !isOnPath(program));
  if (missing.length === 0) return;
  const names = missing.map(({ program }) => program).join(", ");
  const line = `apt-get install -y ${missing.map(({ packages }) => packages[0]).join(" ")}`;
  const isRoot = process.getuid?.() === 0;
  if (!existsSync("/usr/bin/apt-get") || !(isRoot || process.env.CI)) {
    throw new StartError(`not on the PATH: ${names}`, `sudo ${line}`);
  }
  await step(`installing ${missing.map(({ packages }) => packages[0]).join(", ")} with apt-get`, async () => {
    const update = await apt(isRoot, "update", "-q");
    const packages = await Promise.all(missing.map(firstKnown));
    const install = await apt(isRoot, "install", "-y", "-q", "--no-install-recommends", ...packages);
    const stillMissing = needed.filter(({ program }) => !isOnPath(program));
    if (install.code === 0 && stillMissing.length === 0) return;
    throw new StartError(
      `apt-get could not install ${names}:\n${update.output}${install.output}`.trim(),
      `sudo ${line}`,
    );
  });
}

function apt(isRoot, ...args) {
  const sudo = isRoot ? [] : ["sudo", "-n"];
  return run("env", ["DEBIAN_FRONTEND=noninteractive", ...sudo, "apt-get", ...args]);
}

async function firstKnown({ packages }) {
  for (const name of packages) {
    if ((await run("apt-cache", ["show", "--no-all-versions", name])).code === 0) return name;
  }
  return packages[0];
}

function isOnPath(program) {
  // sshd stands where only root's PATH leads, and what systemd runs on no PATH.
  const hidden = ["/usr/sbin", "/usr/local/sbin", "/lib/systemd", "/usr/lib/systemd"];
  const folders = [...(process.env.PATH ?? "").split(delimiter), ...hidden];
  if (program === "javac" && process.env.JAVA_HOME) folders.push(join(process.env.JAVA_HOME, "bin"));
  return folders.some((folder) => folder !== "" && existsSync(join(folder, program)));
}
