import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export interface Sshd {
  readonly address: "127.0.0.1";
  readonly port: number;
  /** Who logs in: `nobody` where the tests run as root (so that file modes count), otherwise who runs them. */
  readonly user: string;
  readonly identityFile: string;
  /** `SHA256:…` of the ed25519 host key. */
  readonly hostKeySha256: string;
  readonly knownHostsFile: string;
  /** The folder that stands for the host's /var/log. */
  readonly logDirectory: string;
  readonly pid: number;
  /** Ends the sessions that are open now, as a broken link would. */
  dropSessions(): void;
  /** Stops the sessions that are open now where they stand: connected, and silent. What is left of them ends with the host. */
  freezeSessions(): void;
  /** Takes the host down with all its sessions, as a power cut would. */
  halt(): Promise<void>;
  /** The host is there again, on the same port with the same key. */
  resume(): Promise<void>;
  /** Gives the host another key, as a reinstalled or a false host has. */
  replaceHostKey(): Promise<void>;
  stop(): Promise<void>;
}

export interface SshdOptions {
  /** Files of the log folder at the start, by name. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /**
   * True for a host that runs commands and gives no SFTP. What runs has no rights of root either: root logs in, and becomes nobody.
   */
  readonly runsCommands?: boolean;
  /** More lines for sshd_config, which win over those here. */
  readonly config?: readonly string[];
}

const sshdPath = ["/usr/sbin/sshd", "/usr/local/sbin/sshd", "/usr/bin/sshd"].find((path) => existsSync(path));

const asNobody =
  'ForceCommand exec setpriv --reuid nobody --regid nogroup --clear-groups /bin/sh -c "$SSH_ORIGINAL_COMMAND"';

/** A real OpenSSH server on a free port of 127.0.0.1 with keys of its own, SFTP only unless the options say otherwise. */
export async function startSshd({
  files = {},
  runsCommands = false,
  config = [],
}: SshdOptions = {}): Promise<Sshd> {
  if (sshdPath === undefined)
    throw new Error("OpenSSH's sshd is missing: sudo apt-get install -y openssh-server");
  const isRoot = process.getuid?.() === 0;
  const user = isRoot && !runsCommands ? "nobody" : userInfo().username;
  const root = await mkdtemp(join(tmpdir(), "deepsec-sshd-"));
  // mkdtemp makes it 0700, and the one who logs in is another user.
  await chmod(root, 0o755);
  const logDirectory = join(root, "log");
  await mkdir(logDirectory);
  for (const [name, content] of Object.entries(files)) {
    const path = join(logDirectory, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
  const hostKey = join(root, "host_ed25519");
  const identityFile = join(root, "id_ed25519");
  makeKey(hostKey);
  makeKey(identityFile);
  const authorizedKeys = join(root, "authorized_keys");
  await writeFile(authorizedKeys, await readFile(`${identityFile}.pub`, "utf8"));
  if (isRoot) await mkdir("/run/sshd", { recursive: true, mode: 0o755 });

  const port = await freePort();
  const configFile = join(root, "sshd_config");
  const lines = [
    ...config,
    ...(runsCommands ? [isRoot ? asNobody : "ForceCommand none"] : []),
    `Port ${port}`,
    "ListenAddress 127.0.0.1",
    `HostKey ${hostKey}`,
    `PidFile ${join(root, "sshd.pid")}`,
    `AuthorizedKeysFile ${authorizedKeys}`,
    "StrictModes no",
    "UsePAM no",
    "PasswordAuthentication no",
    "KbdInteractiveAuthentication no",
    "MaxStartups 100",
    ...(runsCommands ? [] : ["Subsystem sftp internal-sftp"]),
    "ForceCommand internal-sftp -R",
  ];
  await writeFile(configFile, `${lines.join("\n")}\n`);
  const knownHostsFile = join(root, "known_hosts");
  const writeKnownHosts = async () => {
    const [type, key] = (await readFile(`${hostKey}.pub`, "utf8")).split(" ");
    await writeFile(knownHostsFile, `[127.0.0.1]:${port} ${type} ${key}\n`);
  };
  await writeKnownHosts();

  let server = await run(sshdPath, configFile, port);
  const stopServer = async () => {
    for (const pid of descendants(server.pid)) signal(pid, "SIGKILL");
    if (server.exitCode === null && server.signalCode === null) {
      server.kill("SIGKILL");
      await once(server, "exit");
    }
  };
  return {
    address: "127.0.0.1",
    port,
    user,
    identityFile,
    hostKeySha256: keySha256(`${hostKey}.pub`),
    knownHostsFile,
    logDirectory,
    get pid() {
      return server.pid;
    },
    dropSessions() {
      for (const pid of descendants(server.pid)) signal(pid, "SIGKILL");
    },
    freezeSessions() {
      for (const pid of descendants(server.pid)) signal(pid, "SIGSTOP");
    },
    halt: stopServer,
    async resume() {
      server = await run(sshdPath, configFile, port);
    },
    async replaceHostKey() {
      await stopServer();
      await rm(hostKey);
      await rm(`${hostKey}.pub`);
      makeKey(hostKey);
      server = await run(sshdPath, configFile, port);
    },
    async stop() {
      await stopServer();
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** Makes an ed25519 key pair without a pass phrase at `path` and `path`.pub. */
export function makeKey(path: string): void {
  execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "test", "-f", path]);
}

/** The `SHA256:…` that ssh-keygen prints of a public key file. */
function keySha256(publicKeyFile: string): string {
  const printed = execFileSync("ssh-keygen", ["-l", "-E", "sha256", "-f", publicKeyFile], {
    encoding: "utf8",
  });
  return printed.split(" ")[1] ?? "";
}

async function run(path: string, configFile: string, port: number) {
  const server = spawn(path, ["-D", "-e", "-f", configFile], { stdio: ["ignore", "ignore", "pipe"] });
  let log = "";
  server.stderr.on("data", (chunk: Buffer) => {
    log = (log + chunk.toString("utf8")).slice(-4_000);
  });
  for (let tries = 0; tries < 200; tries += 1) {
    if (server.exitCode !== null) throw new Error(`sshd ended at once: ${log}`);
    if (await answers(port)) break;
    await sleep(25);
  }
  const { pid } = server;
  if (pid === undefined) throw new Error(`sshd did not start: ${log}`);
  return Object.assign(server, { pid });
}

/** The processes below `pid`, from ps: sessions, never the listener itself. */
function descendants(pid: number): number[] {
  const parents = new Map<number, number[]>();
  for (const line of execFileSync("ps", ["-eo", "pid=,ppid="], { encoding: "utf8" }).split("\n")) {
    const [child, parent] = line.trim().split(/\s+/u).map(Number);
    if (child !== undefined && parent !== undefined)
      parents.set(parent, [...(parents.get(parent) ?? []), child]);
  }
  const found: number[] = [];
  const queue = [pid];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const children = parents.get(next) ?? [];
    found.push(...children);
    queue.push(...children);
  }
  return found;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    // It may have ended by itself since ps looked.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
