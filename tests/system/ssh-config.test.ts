import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CollectError, connectSsh, type HostTarget, type Transport } from "@deepsec/collector";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startSshd, type Sshd } from "../support/sshd.ts";

let folder: string;
let configFile: string;
const servers: Sshd[] = [];
const open: Transport[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "deepsec-ssh-config-"));
  configFile = join(folder, "config");
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((transport) => transport.close()));
  await Promise.all(servers.splice(0).map((server) => server.stop()));
  rmSync(folder, { recursive: true, force: true });
});

async function sshd(): Promise<Sshd> {
  const server = await startSshd({ files: { "app.log": "one\n" } });
  servers.push(server);
  return server;
}

/** The lines of an ssh_config for one server, under a name that no name server knows. */
function entry(name: string, server: Sshd, ...more: readonly string[]): string {
  const lines = [
    "HostName 127.0.0.1",
    `Port ${server.port}`,
    `User ${server.user}`,
    `IdentityFile ${server.identityFile}`,
    `UserKnownHostsFile ${server.knownHostsFile}`,
    ...more,
  ];
  return `Host ${name}\n${lines.map((line) => `  ${line}\n`).join("")}`;
}

/** The host named by its alias alone. */
function alias(address: string, change: Partial<HostTarget> = {}): HostTarget {
  return { name: "web1", address, sshConfigFile: configFile, connectTimeoutMs: 5_000, ...change };
}

async function connected(target: HostTarget): Promise<Transport> {
  const transport = await connectSsh(target);
  open.push(transport);
  return transport;
}

async function failure(target: HostTarget): Promise<CollectError> {
  const error = await connected(target).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof CollectError) return error;
  throw new Error("it did not fail as it should", { cause: error });
}

test("an alias gives address, port, user, key and known_hosts, from an included file too", async () => {
  const server = await sshd();
  const included = join(folder, "work");
  writeFileSync(included, entry("web-*", server));
  writeFileSync(configFile, `Include ${included}\n`);
  const transport = await connected(alias("web-7"));
  expect(await transport.list(`${server.logDirectory}/*.log`)).toEqual([`${server.logDirectory}/app.log`]);
});

test("what deepsec.yaml says wins over ~/.ssh/config", async () => {
  const [server, other] = [await sshd(), await sshd()];
  writeFileSync(configFile, entry("web1", other));
  const { port, identityFile, hostKeySha256 } = server;
  const transport = await connected(alias("web1", { port, identityFile, hostKeySha256 }));
  expect(await transport.list(`${server.logDirectory}/*.log`)).toHaveLength(1);
});

test("a host key of ~/.ssh/config's known_hosts is checked under its HostKeyAlias", async () => {
  const server = await sshd();
  const known = join(folder, "known");
  const key = `ssh-ed25519 ${"A".repeat(68)}`;
  writeFileSync(known, `the-web ${key}\n`);
  writeFileSync(
    configFile,
    entry("web1", server).replace(server.knownHostsFile, known).concat("  HostKeyAlias the-web\n"),
  );
  const error = await failure(alias("web1"));
  expect(error.code).toBe("HOST_KEY_MISMATCH");
  expect(error.fix).toContain("ssh-keygen -R 'the-web'");
});

test("a host behind two others is read through them, and ends with the one in between", async () => {
  const [outer, inner, server] = [await sshd(), await sshd(), await sshd()];
  writeFileSync(
    configFile,
    [
      entry("outer", outer),
      entry("inner", inner, "ProxyJump outer"),
      entry("web1", server, "ProxyJump inner"),
    ].join(""),
  );
  const transport = await connected(alias("web1"));
  const file = await transport.open(`${server.logDirectory}/app.log`);
  expect(Buffer.from(await file.read(0, 10)).toString()).toBe("one\n");
  outer.dropSessions();
  await expect.poll(() => transport.isOpen).toBe(false);
});

test("hosts in between that deepsec.yaml names are gone through in their order", async () => {
  const [outer, inner, server] = [await sshd(), await sshd(), await sshd()];
  writeFileSync(configFile, [entry("outer", outer), entry("inner", inner), entry("web1", server)].join(""));
  const transport = await connected(
    alias("web1", { proxyJump: `${outer.user}@outer:${outer.port},ssh://inner` }),
  );
  inner.dropSessions();
  await expect.poll(() => transport.isOpen).toBe(false);
  expect((await connected(alias("web1", { proxyJump: "none" }))).isOpen).toBe(true);
});

test("a jump host whose key is not known is refused by its own name, before anything is sent through it", async () => {
  const [jump, server] = [await sshd(), await sshd()];
  const unknown = entry("jump", jump).replace(jump.knownHostsFile, join(folder, "none"));
  writeFileSync(configFile, unknown + entry("web1", server, "ProxyJump jump"));
  const error = await failure(alias("web1"));
  expect(error.code).toBe("HOST_KEY_UNKNOWN");
  expect(error.message).toMatch(/^web1, jump host jump: /u);
});

test("a jump host that cannot reach the host says so, with the command to type there", async () => {
  const jump = await sshd();
  const nobody = entry("web1", jump, "ProxyJump jump").replace(`Port ${jump.port}`, "Port 9");
  writeFileSync(configFile, entry("jump", jump) + nobody);
  const error = await failure(alias("web1"));
  expect(error).toMatchObject({ code: "HOST_UNREACHABLE" });
  expect(error.message).toContain("from the jump host jump");
  expect(error.fix).toContain("nc -vz 127.0.0.1 9");
});

test("a ProxyCommand, a way without end and a config that ssh cannot read are refused with what to change", async () => {
  const server = await sshd();
  writeFileSync(configFile, entry("web1", server, "ProxyCommand touch /tmp/never"));
  expect(await failure(alias("web1"))).toMatchObject({ code: "SSH_CONFIG_UNUSABLE" });
  writeFileSync(configFile, "Host a\n  ProxyJump b\nHost b\n  ProxyJump a\n");
  const endless = await failure(alias("a"));
  expect(endless.code).toBe("SSH_CONFIG_UNUSABLE");
  expect(endless.message).toContain("more than 8 hosts");
  writeFileSync(configFile, "Hots web1\n");
  const unreadable = await failure(alias("web1"));
  expect(unreadable).toMatchObject({ code: "SSH_CONFIG_UNUSABLE" });
  expect(unreadable.message).toMatch(/hots/iu);
});
