import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { jsonLines, runCli, type CliResult } from "../support/run-cli.ts";
import { makeKey, startSshd, type Sshd } from "../support/sshd.ts";

let sshd: Sshd;
let folder: string;
let settingsFile: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "deepsec-host-"));
  settingsFile = join(folder, "deepsec.yaml");
  sshd = await startSshd({
    files: {
      "auth.log": "a\n",
      syslog: "b\n",
      "nginx/access.log": "c\n",
      "shop/shop.log": "d\n",
      wtmp: "e\n",
    },
  });
});

afterEach(async () => {
  await sshd.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** `deepsec host …` on this test's settings, with no agent and no ~/.ssh/config. */
function host(args: readonly string[], input = ""): Promise<CliResult> {
  return runCli(["host", ...args, "--config", settingsFile], { input, env: { COLUMNS: "80" } });
}

function add(input: string, ...more: readonly string[]): Promise<CliResult> {
  const login = `${sshd.user}@127.0.0.1:${sshd.port}`;
  const flags = ["--name", "web1", "--ssh-config", "none", "--log-folder", sshd.logDirectory];
  return host(["add", login, "--identity-file", sshd.identityFile, ...flags, ...more], input);
}

interface TestedHost {
  readonly host: string;
  readonly checks: readonly { readonly subject: string; readonly state: string; readonly fixes: string[] }[];
}

test("a host is added after its key was shown and confirmed, with the logs that it has, and the comments stay", async () => {
  const before = `# ours
timeZone: "Europe/Berlin" # of the office
hosts:
  # the old one
  - name: db1
    address: 192.0.2.1
    sources: [/var/log/syslog] # enough
`;
  writeFileSync(settingsFile, before, { mode: 0o600 });
  const { code, stdout, stderr } = await add("yes\n");
  expect(stderr).toContain("type yes");
  expect(stdout).toContain(sshd.hostKeySha256);
  expect(stdout).toContain("Saved web1 with 4 sources");
  expect(code).toBe(0);
  const logs = sshd.logDirectory;
  expect(readFileSync(settingsFile, "utf8")).toBe(`${before}  - name: web1
    address: 127.0.0.1
    port: ${sshd.port}
    user: ${sshd.user}
    identityFile: ${sshd.identityFile}
    hostKeySha256: ${sshd.hostKeySha256}
    sshConfigFile: none
    sources:
      - ${logs}/auth.log
      - ${logs}/syslog
      - ${logs}/nginx/*.log
      - ${logs}/shop/*.log
`);
  expect(statSync(settingsFile).mode & 0o777).toBe(0o600);
  expect((await host(["test", "web1"])).code).toBe(0);
});

test.each(["no\n", "", "y\n"])(
  "a key answered with %j is not trusted, and nothing is saved",
  async (answer) => {
    const { code, stderr } = await add(answer);
    expect(code).toBe(2);
    expect(stderr).toContain("nothing saved");
    expect(existsSync(settingsFile)).toBe(false);
  },
);

test("a key given in advance is not asked for, and another one than the host's is refused", async () => {
  const wrong = await add("", "--host-key", `SHA256:${"A".repeat(43)}`);
  expect(wrong.code).toBe(1);
  expect(wrong.stdout).toMatch(/^red +host key/mu);
  expect(existsSync(settingsFile)).toBe(false);
  expect((await add("", "--host-key", sshd.hostKeySha256)).code).toBe(0);
  const again = await add("", "--host-key", sshd.hostKeySha256);
  expect(again.code).toBe(2);
  expect(again.stderr).toContain("deepsec host remove web1");
});

test("a key that the host does not take gets the line for authorized_keys, and that line lets it in", async () => {
  const identity = join(folder, "other");
  makeKey(identity);
  const refused = await add("yes\n", "--identity-file", identity);
  expect(refused.code).toBe(1);
  expect(refused.stdout).toContain("green  host key");
  const [, line = ""] = /there: (restrict,command="internal-sftp -R" .*)/u.exec(refused.stdout) ?? [];
  writeFileSync(join(sshd.logDirectory, "..", "authorized_keys"), `${line}\n`);
  expect((await add("yes\n", "--identity-file", identity)).code).toBe(0);
});

test("a log that may not be read is red with the command that opens it, and the others are green", async () => {
  await add("", "--host-key", sshd.hostKeySha256);
  const secret = join(sshd.logDirectory, "auth.log");
  chmodSync(secret, 0o000);
  const { code, stdout } = await host(["test", "web1", "--json"]);
  expect(code).toBe(1);
  const [tested] = jsonLines<TestedHost>(stdout);
  const check = tested?.checks.find(({ subject }) => subject === secret);
  expect(check?.state).toBe("red");
  expect(check?.fixes.join("\n")).toContain(`sudo usermod -aG adm ${sshd.user}`);
  expect(tested?.checks.filter(({ state }) => state === "red")).toHaveLength(1);
});

test("a host without SFTP is added with what reads it, and the reader is printed as a script that a shell takes", async () => {
  const shell = await startSshd({ files: { syslog: "a\n" }, runsCommands: true });
  const login = `${shell.user}@127.0.0.1:${shell.port}`;
  const flags = ["--name", "shell", "--ssh-config", "none", "--log-folder", shell.logDirectory];
  const key = ["--identity-file", shell.identityFile, "--host-key", shell.hostKeySha256];
  const added = await host(["add", login, ...flags, ...key]);
  await shell.stop();
  expect(added.code).toBe(0);
  expect(added.stdout).toMatch(/^amber +files +are read by the reader script, as the host gives no SFTP/mu);
  expect(added.stdout).toContain('restrict,command="/usr/local/bin/deepsec-read" ssh-ed25519');
  expect(readFileSync(settingsFile, "utf8")).toContain("transport: script");
  const { code, stdout } = await runCli(["host", "reader", "--folder", "/var/log", "/srv/it's"]);
  expect(code).toBe(0);
  expect(execFileSync("sh", ["-n"], { input: stdout }).toString()).toBe("");
  expect(stdout.split("\n").slice(2, 5).join("\n")).toBe(
    String.raw`fixed=1; roots='/var/log/
/srv/it'\''s/
';`,
  );
});

test("hosts are listed and removed by name, and a name that is none says which there are", async () => {
  await add("", "--host-key", sshd.hostKeySha256);
  const listed = await host(["list"]);
  expect(listed.stdout).toBe(`web1  ${sshd.user}@127.0.0.1:${sshd.port}  4 sources  key pinned\n`);
  const unknown = await host(["remove", "web2"]);
  expect(unknown.code).toBe(2);
  expect(unknown.stderr).toContain("it has web1");
  expect((await host(["remove", "web1"])).code).toBe(0);
  expect(readFileSync(settingsFile, "utf8")).toBe("hosts: []\n");
  expect((await host(["list"])).stdout).toContain("deepsec host add");
});

test("a host that is none and settings that are none end with 2 and what to write", async () => {
  expect((await host(["add", "web1; id"])).stderr).toContain("deepsec host add user@web1.example.org");
  writeFileSync(settingsFile, "hosts:\n  - name: web1\n");
  const { code, stderr } = await host(["list"]);
  expect(code).toBe(2);
  expect(stderr).toContain("hosts.0.address");
});
