import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkHost, connectSsh, readerFile, readSource } from "@deepsec/collector";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { failure, targetOf } from "../support/collecting.ts";
import { startSshd, type Sshd } from "../support/sshd.ts";

const readerPath = "/usr/local/bin/deepsec-read";
const sudoersFile = "/etc/sudoers.d/deepsec-test";
const user = "deepsec-test";

/** Runs a command as that user, without any group. */
function as(...command: string[]) {
  return spawnSync("setpriv", ["--reuid", user, "--regid", user, "--clear-groups", ...command], {
    encoding: "utf8",
  });
}

// It makes a user, a sudo rule and a file of root's on this machine, and takes them away again: only where that is asked for.
const isAsked =
  process.env["DEEPSEC_TEST_SUDO"] === "1" &&
  process.getuid?.() === 0 &&
  existsSync("/usr/bin/sudo") &&
  !existsSync(readerPath);

describe.skipIf(!isAsked)("a host whose logs only root may read", () => {
  let sshd: Sshd;
  const target = () => targetOf(sshd, { user, sudo: true, folders: [sshd.logDirectory] });
  const secret = () => join(sshd.logDirectory, "secure");
  beforeAll(async () => {
    execFileSync("useradd", [
      "--system",
      "--user-group",
      "--no-create-home",
      "--password",
      // Not locked: without PAM sshd lets no locked account in.
      "*",
      "--shell",
      "/bin/sh",
      user,
    ]);
    sshd = await startSshd({
      files: { secure: "root's alone\n" },
      runsCommands: true,
      config: ["ForceCommand none"],
    });
    chmodSync(secret(), 0o600);
  });

  afterAll(async () => {
    await sshd.stop();
    rmSync(readerPath, { force: true });
    rmSync(sudoersFile, { force: true });
    execFileSync("userdel", [user]);
  });

  test("is red with each line to type, and these lines let it be read, by this key and nothing else", async () => {
    const report = await checkHost(target(), [secret()], sshd.logDirectory, Date.now);
    expect(report.isUsable).toBe(false);
    const said = report.checks.at(-1)?.fixes.join("\n") ?? "";
    const [, rule = ""] = /echo '([^']+)' \| sudo tee/u.exec(said) ?? [];
    const [key = ""] = /restrict,command="sudo -n [^"]+" ssh-ed25519 \S+ deepsec/u.exec(said) ?? [];
    expect(said).toContain(`-m 755 /tmp/deepsec-read ${readerPath}`);
    writeFileSync(readerPath, readerFile([sshd.logDirectory]), { mode: 0o755 });
    writeFileSync(sudoersFile, `${rule}\n`, { mode: 0o440 });
    execFileSync("visudo", ["-c", "-q"]);
    writeFileSync(join(sshd.logDirectory, "..", "authorized_keys"), `${key}\n`);

    const transport = await connectSsh(target());
    const read = await readSource(transport, secret(), null, { bytesMax: 1_000 });
    expect(Buffer.from(read.bytes).toString()).toBe("root's alone\n");
    expect(
      (await failure(readSource(transport, "/etc/shadow", null, { bytesMax: 1_000 }))).message,
    ).toContain("outside");
    await transport.close();
    expect(
      (await checkHost(target(), [secret()], sshd.logDirectory, Date.now)).checks.map(({ state }) => state),
    ).not.toContain("red");
  });

  test("the key runs nothing but the reader, and sudo nothing but that file", () => {
    const options = [
      "-F",
      "none",
      "-i",
      sshd.identityFile,
      "-p",
      String(sshd.port),
      "-o",
      `UserKnownHostsFile=${sshd.knownHostsFile}`,
    ];
    const ssh = spawnSync("ssh", [...options, `${user}@127.0.0.1`, "id; cat /etc/passwd"], {
      encoding: "utf8",
      input: "",
    });
    expect(ssh.status).toBe(64);
    expect(ssh.stdout).toBe("");
    expect(as("sudo", "-n", "id").status).not.toBe(0);
    expect(as("sudo", "-n", readerPath, "--help").status).not.toBe(0);
    expect(as("sudo", "-n", "-u", "daemon", readerPath).status).not.toBe(0);
    expect(as("sudo", "-n", readerPath).status).toBe(64);
  });
});
