import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { userInfo } from "node:os";
import { join } from "node:path";
import { readFileSync, utimesSync } from "node:fs";
import { checkHost, type HostTarget } from "@deepsec/collector";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeKey, startSshd, type Sshd } from "../support/sshd.ts";

let sshd: Sshd;
/** A host that runs commands, as the one who runs the tests. */
let open: Sshd;

beforeEach(async () => {
  sshd = await startSshd({ files: { syslog: "a\n" } });
  open = await startSshd({ files: { syslog: "a\n" }, config: ["ForceCommand none"] });
});

afterEach(async () => {
  await Promise.all([sshd.stop(), open.stop()]);
});

function targetOf({ address, port, user, identityFile, hostKeySha256 }: Sshd): HostTarget {
  const connectTimeoutMs = 10_000;
  return {
    name: "web1",
    address,
    port,
    user,
    identityFile,
    hostKeySha256,
    sshConfigFile: "none",
    connectTimeoutMs,
  };
}

async function clockOf(target: HostTarget, host: Sshd, aheadMs: number) {
  const { checks } = await checkHost(target, null, host.logDirectory, () => Date.now() - aheadMs);
  return checks.find(({ subject }) => subject === "clock");
}

test("the clock of a host that runs commands is compared both ways", async () => {
  const target = { ...targetOf(open), user: userInfo().username };
  expect(await clockOf(target, open, 0)).toMatchObject({
    state: "green",
    fact: "agrees with this machine's",
  });
  expect(await clockOf(target, open, 3_600_000)).toMatchObject({
    state: "amber",
    fact: "60 min ahead of this machine's",
  });
  expect(await clockOf(target, open, -300_000)).toMatchObject({
    state: "amber",
    fact: "5 min behind this machine's",
  });
});

test("where only files can be read, the newest log tells of a clock that is ahead, or nothing does", async () => {
  const target = targetOf(sshd);
  expect((await clockOf(target, sshd, 0))?.state).toBe("green");
  expect(await clockOf(target, sshd, 600_000)).toMatchObject({ state: "amber" });
  const hourAgo = new Date(Date.now() - 3_600_000);
  utimesSync(join(sshd.logDirectory, "syslog"), hourAgo, hourAgo);
  expect((await clockOf(target, sshd, 0))?.fact).toContain("cannot be told");
});

test("the way in stops at the first red step, and the steps before it are green", async () => {
  const wrongKey = { ...targetOf(sshd), hostKeySha256: `SHA256:${"A".repeat(43)}` };
  const nobody = { ...targetOf(sshd), port: 9 };
  const states = async (target: HostTarget) => {
    const { checks, isUsable } = await checkHost(target, null, sshd.logDirectory, Date.now);
    expect(isUsable).toBe(false);
    return checks.map(({ subject, state }) => `${subject} ${state}`);
  };
  expect(await states(wrongKey)).toEqual(["reachable green", "host key red"]);
  expect(await states(nobody)).toEqual(["reachable red"]);
});

test("a key of the agent that the host does not take gets its line for authorized_keys", async () => {
  const [agentSocket, key] = [join(sshd.logDirectory, "agent"), join(sshd.logDirectory, "other")];
  makeKey(key);
  const agent = spawn("ssh-agent", ["-D", "-a", agentSocket], { stdio: "ignore" });
  try {
    const env = { ...process.env, SSH_AUTH_SOCK: agentSocket };
    await expect.poll(() => spawnSync("ssh-add", ["-q", key], { env, stdio: "ignore" }).status).toBe(0);
    const { identityFile: _, ...target } = targetOf(sshd);
    const { checks } = await checkHost({ ...target, agentSocket }, null, sshd.logDirectory, Date.now);
    const [type, base64] = readFileSync(`${key}.pub`, "utf8").split(" ");
    expect(checks.at(-1)?.fixes.join("\n")).toContain(
      `restrict,command="internal-sftp -R" ${type} ${base64}`,
    );
  } finally {
    agent.kill();
    await once(agent, "exit");
  }
});
