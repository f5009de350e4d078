import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { HostTarget } from "./host-target.ts";
import { resolveTarget } from "./ssh-config.ts";

let folder: string;
let target: HostTarget;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "deepsec-ssh-config-"));
  target = { name: "web1", address: "web", sshConfigFile: join(folder, "config"), connectTimeoutMs: 5_000 };
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

function config(text: string): void {
  writeFileSync(join(folder, "config"), text);
}

test("an alias stands for what its entry says", async () => {
  config(`Host web
  HostName 192.0.2.7
  Port 2222
  User deploy
  IdentityFile ~/.ssh/work
  IdentityAgent ~/agent.sock
  UserKnownHostsFile /k/one /k/two
  GlobalKnownHostsFile none
  HostKeyAlias the-web
  ProxyJump a@outer:2200,inner
`);
  expect(await resolveTarget(target)).toMatchObject({
    name: "web1",
    address: "192.0.2.7",
    port: 2222,
    user: "deploy",
    agentSocket: join(homedir(), "agent.sock"),
    usualIdentityFiles: [join(homedir(), ".ssh/work")],
    knownHostsFiles: ["/k/one", "/k/two"],
    knownAs: { address: "the-web", port: 22 },
    jumps: ["a@outer:2200", "inner"],
  });
});

test("what the target says wins, and decides which Match holds", async () => {
  config("Match user root\n  Port 2022\nHost web\n  HostName 192.0.2.7\n  User deploy\n  ProxyJump outer\n");
  const named = { user: "root", knownHostsFile: "/k/mine", proxyJump: "none", identityFile: "/i/mine" };
  expect(await resolveTarget({ ...target, ...named })).toMatchObject({
    address: "192.0.2.7",
    port: 2022,
    user: "root",
    identityFile: "/i/mine",
    knownHostsFiles: ["/k/mine"],
    knownAs: { address: "192.0.2.7", port: 2022 },
    jumps: [],
  });
});

test("a name that the config turns into an option or a command is refused", async () => {
  config("Host web\n  HostName -oProxyCommand=id\n");
  await expect(resolveTarget(target)).rejects.toMatchObject({ code: "BAD_TARGET" });
});

test("where no ssh is installed, OpenSSH's defaults hold", async () => {
  config("Host web\n  HostName 192.0.2.7\n");
  vi.stubEnv("PATH", folder);
  expect(await resolveTarget(target)).toMatchObject({
    address: "web",
    port: 22,
    user: userInfo().username,
    usualIdentityFiles: ["id_ed25519", "id_ecdsa", "id_rsa"].map((name) => join(homedir(), ".ssh", name)),
    knownHostsFiles: [join(homedir(), ".ssh/known_hosts")],
    jumps: [],
  });
});
