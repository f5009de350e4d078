import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { connectSsh, readSource, type HostTarget, type Transport } from "@deepsec/collector";
import { afterEach, beforeEach, expect, test } from "vitest";
import { failure, targetOf } from "../support/collecting.ts";
import { makeKey, startSshd, type Sshd } from "../support/sshd.ts";

let sshd: Sshd;
const open: Transport[] = [];

beforeEach(async () => {
  sshd = await startSshd({ files: { "app.log": "" } });
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((transport) => transport.close()));
  await sshd.stop();
});

function pathOf(name = "app.log"): string {
  return join(sshd.logDirectory, name);
}

function target(change: Parameters<typeof targetOf>[1] = {}, host = sshd): HostTarget {
  return targetOf(host, change);
}

async function connected(to = target()): Promise<Transport> {
  const transport = await connectSsh(to);
  open.push(transport);
  return transport;
}

test("a host key other than the pinned one is refused before the login, with both hashes", async () => {
  const wrong = `SHA256:${"A".repeat(43)}`;
  const error = await failure(connectSsh(target({ hostKeySha256: wrong })));
  expect(error.code).toBe("HOST_KEY_MISMATCH");
  expect(error.message).toContain(wrong);
  expect(error.message).toContain(sshd.hostKeySha256);
});

test("a host that known_hosts does not list is refused, and the fix lets it in", async () => {
  const knownHostsFile = join(sshd.logDirectory, "known");
  const unpinned = target({ hostKeySha256: undefined, knownHostsFile });
  const error = await failure(connectSsh(unpinned));
  expect(error.code).toBe("HOST_KEY_UNKNOWN");
  const command = /ssh-keyscan -p \d+ \S+ >> \S+/u.exec(error.fix)?.[0] ?? "";
  execFileSync("sh", ["-c", command], { stdio: "ignore" });
  expect((await connected(unpinned)).isOpen).toBe(true);
});

test("names that ssh-keygen -H hashed are known, and a changed or revoked key is refused", async () => {
  const knownHostsFile = join(sshd.logDirectory, "known");
  copyFileSync(sshd.knownHostsFile, knownHostsFile);
  execFileSync("ssh-keygen", ["-q", "-H", "-f", knownHostsFile], { stdio: "ignore" });
  expect(readFileSync(knownHostsFile, "utf8")).toMatch(/^\|1\|/u);
  const unpinned = target({ hostKeySha256: undefined, knownHostsFile });
  expect((await connected(unpinned)).isOpen).toBe(true);
  const key = readFileSync(sshd.knownHostsFile, "utf8").split(" ").slice(1).join(" ");
  const revokedFile = join(sshd.logDirectory, "revoked");
  writeFileSync(revokedFile, `${readFileSync(knownHostsFile, "utf8")}@revoked * ${key}`);
  expect((await failure(connectSsh({ ...unpinned, knownHostsFile: revokedFile }))).code).toBe(
    "HOST_KEY_REVOKED",
  );
  await sshd.replaceHostKey();
  const changed = await failure(connectSsh(unpinned));
  expect(changed.code).toBe("HOST_KEY_MISMATCH");
  expect(changed.fix).toContain(`ssh-keygen -R '[127.0.0.1]:${sshd.port}'`);
});

test("a host with several keys is known by any one of them", async () => {
  const rsaKey = join(sshd.logDirectory, "host_rsa");
  execFileSync("ssh-keygen", ["-q", "-t", "rsa", "-b", "2048", "-N", "", "-f", rsaKey]);
  const both = await startSshd({ files: { "a.log": "a\n" }, config: [`HostKey ${rsaKey}`] });
  try {
    const rsaSha256 = execFileSync("ssh-keygen", ["-lf", `${rsaKey}.pub`], { encoding: "utf8" }).split(
      " ",
    )[1];
    await (await connectSsh(target({}, both))).close();
    await (await connectSsh(target({ hostKeySha256: rsaSha256 }, both))).close();
    const knownHostsFile = join(sshd.logDirectory, "known");
    writeFileSync(knownHostsFile, `[127.0.0.1]:${both.port} ${readFileSync(`${rsaKey}.pub`, "utf8")}`);
    await (await connectSsh(target({ hostKeySha256: undefined, knownHostsFile }, both))).close();
    const none = target({ hostKeySha256: sshd.hostKeySha256 }, both);
    expect((await failure(connectSsh(none))).code).toBe("HOST_KEY_MISMATCH");
  } finally {
    await both.stop();
  }
});

test("a key that the host does not accept, one that is not there and one with a pass phrase are told apart", async () => {
  const other = join(sshd.logDirectory, "other");
  makeKey(other);
  const refused = await failure(connectSsh(target({ identityFile: other })));
  expect(refused.code).toBe("AUTH_REFUSED");
  expect(refused.fix).toBe(`ssh-copy-id -i ${other}.pub -p ${sshd.port} ${sshd.user}@127.0.0.1`);
  expect((await failure(connectSsh(target({ identityFile: "/no/such/key" })))).code).toBe("KEY_UNREADABLE");
  execFileSync("ssh-keygen", ["-q", "-p", "-N", "secret phrase", "-f", other]);
  const encrypted = await failure(connectSsh(target({ identityFile: other })));
  expect(encrypted.code).toBe("KEY_UNREADABLE");
  expect(encrypted.fix).toContain(`ssh-add ${other}`);
});

test("an agent logs in without a key file", async () => {
  const agentSocket = join(sshd.logDirectory, "agent");
  const agent = spawn("ssh-agent", ["-D", "-a", agentSocket], { stdio: "ignore" });
  try {
    const env = { ...process.env, SSH_AUTH_SOCK: agentSocket };
    await expect
      .poll(() => spawnSync("ssh-add", ["-q", sshd.identityFile], { env, stdio: "ignore" }).status)
      .toBe(0);
    expect((await connected(target({ identityFile: undefined, agentSocket }))).isOpen).toBe(true);
  } finally {
    agent.kill();
    await once(agent, "exit");
  }
});

test("a port where nothing listens, one that never answers and a name that leads nowhere are unreachable", async () => {
  const silent = createServer((socket) => socket.on("error", () => {}).resume()).listen(0, "127.0.0.1");
  await once(silent, "listening");
  const address = silent.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  const mute = await failure(connectSsh(target({ port, connectTimeoutMs: 300 })));
  expect(mute).toMatchObject({ code: "HOST_UNREACHABLE" });
  expect(mute.message).toContain("in 300 ms");
  silent.close();
  await once(silent, "close");
  const closed = await failure(connectSsh(target({ port })));
  expect(closed).toMatchObject({ code: "HOST_UNREACHABLE" });
  expect(closed.message).toContain(`nothing listens at 127.0.0.1:${port}`);
  expect((await failure(connectSsh(target({ address: "no.such.host.invalid" })))).code).toBe(
    "HOST_UNREACHABLE",
  );
});

test("a host that offers only CBC ciphers or gives no SFTP is refused for that", async () => {
  const old = await startSshd({ config: ["Ciphers aes128-cbc"] });
  expect((await failure(connectSsh(target({}, old)))).code).toBe("NO_COMMON_ALGORITHM");
  await old.stop();
  const shell = await startSshd({ config: ["ForceCommand /bin/false"] });
  expect((await failure(connectSsh(target({}, shell)))).code).toBe("SFTP_UNAVAILABLE");
  await shell.stop();
});

test("giving up ends an attempt as well as a connection", async () => {
  const before = AbortSignal.abort();
  expect((await failure(connectSsh(target(), { signal: before }))).code).toBe("ABORTED");
  const controller = new AbortController();
  const attempt = failure(connectSsh(target(), { signal: controller.signal }));
  controller.abort();
  expect((await attempt).code).toBe("ABORTED");
  const later = new AbortController();
  const transport = await connectSsh(target(), { signal: later.signal });
  later.abort();
  expect((await failure(readSource(transport, pathOf(), null, { bytesMax: 1_000 }))).code).toBe(
    "CONNECTION_LOST",
  );
  await expect.poll(() => transport.isOpen).toBe(false);
});
