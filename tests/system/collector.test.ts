import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  readFileSync,
  renameSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  CollectError,
  connectSsh,
  readSource,
  type Checkpoint,
  type HostTarget,
  type SourceRead,
  type Transport,
} from "@deepsec/collector";
import { afterEach, beforeEach, expect, test } from "vitest";
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

/** The way in to `host`, with its key pinned; `undefined` takes a setting out. */
function target(
  change: { [Key in keyof HostTarget]?: HostTarget[Key] | undefined } = {},
  host = sshd,
): HostTarget {
  const { address, port, user, identityFile, hostKeySha256 } = host;
  const all = {
    name: "web1",
    address,
    port,
    user,
    identityFile,
    hostKeySha256,
    connectTimeoutMs: 10_000,
    ...change,
  };
  return Object.fromEntries(
    Object.entries(all).filter(([, value]) => value !== undefined),
  ) as unknown as HostTarget;
}

async function connected(to = target()): Promise<Transport> {
  const transport = await connectSsh(to);
  open.push(transport);
  return transport;
}

async function failure(attempt: Promise<unknown>): Promise<CollectError> {
  const error = await attempt.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof CollectError) return error;
  throw new Error("it did not fail as it should", { cause: error });
}

/** Reads to the end of what is there now. */
async function readOn(transport: Transport, from: Checkpoint | null, bytesMax = 64 * 1024) {
  const pieces: Uint8Array[] = [];
  const reads: SourceRead[] = [];
  let checkpoint = from;
  for (;;) {
    const read = await readSource(transport, pathOf(), checkpoint, { bytesMax });
    checkpoint = read.checkpoint;
    if (read.bytes.length === 0) return { bytes: Buffer.concat(pieces), checkpoint, reads };
    pieces.push(read.bytes);
    reads.push(read);
  }
}

function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Lines with characters of one to four bytes. */
function lines(count: number, from = 0): string {
  return Array.from(
    { length: count },
    (_, index) => `Füße ${from + index} 漢字 😀 ${"x".repeat((index * 7) % 90)}\n`,
  ).join("");
}

test("a file that grows by pieces cut anywhere, characters included, is read byte for byte and by whole lines", async () => {
  const chance = chanceOf(11);
  const text = Buffer.from(lines(3_000));
  const transport = await connected();
  const pieces: Uint8Array[] = [];
  let checkpoint: Checkpoint | null = null;
  for (let written = 0; written < text.length;) {
    const end = Math.min(text.length, written + 1 + Math.trunc(chance() ** 3 * 30_000));
    appendFileSync(pathOf(), text.subarray(written, end));
    written = end;
    const read = await readSource(transport, pathOf(), checkpoint, {
      bytesMax: 1 + Math.trunc(chance() * 8_000),
    });
    expect(read.bytes.length === 0 || read.bytes.at(-1) === 0x0a).toBe(true);
    checkpoint = read.checkpoint;
    pieces.push(read.bytes);
  }
  const rest = await readOn(transport, checkpoint);
  expect(Buffer.concat([...pieces, rest.bytes]).equals(text)).toBe(true);
});

test("a partial last line waits until it is whole", async () => {
  const transport = await connected();
  writeFileSync(pathOf(), "one\ntw");
  const first = await readOn(transport, null);
  expect(first.bytes.toString()).toBe("one\n");
  appendFileSync(pathOf(), "o\nthree\n");
  expect((await readOn(transport, first.checkpoint)).bytes.toString()).toBe("two\nthree\n");
});

test("a line of 5 MiB comes whole and the lines around it too", async () => {
  const text = `before\n${"é".repeat(2.5 * 1024 * 1024)}\nafter\n`;
  writeFileSync(pathOf(), text);
  const { bytes } = await readOn(await connected(), null);
  expect(bytes.equals(Buffer.from(text))).toBe(true);
});

test("rename rotation gives every line once", async () => {
  const transport = await connected();
  writeFileSync(pathOf(), lines(100));
  const first = await readOn(transport, null);
  appendFileSync(pathOf(), lines(10, 100));
  renameSync(pathOf(), pathOf("app.log.1"));
  writeFileSync(pathOf(), lines(20, 110));
  const second = await readOn(transport, first.checkpoint);
  expect(second.bytes.toString()).toBe(lines(10, 100) + lines(20, 110));
  expect(second.reads.map((read) => [read.generationChanged, read.isGenerationEnd, read.gap])).toEqual([
    [false, true, null],
    [true, false, null],
  ]);
});

test("copytruncate gives every line once, also when the file has grown past the old place since", async () => {
  const transport = await connected();
  writeFileSync(pathOf(), lines(100));
  const first = await readOn(transport, null);
  appendFileSync(pathOf(), lines(10, 100));
  copyFileSync(pathOf(), pathOf("app.log.1"));
  truncateSync(pathOf());
  appendFileSync(pathOf(), lines(400, 110));
  const second = await readOn(transport, first.checkpoint);
  expect(second.bytes.toString()).toBe(lines(10, 100) + lines(400, 110));
});

test("connections that drop in the middle of reading lose nothing and double nothing", async () => {
  const text = lines(60_000);
  writeFileSync(pathOf(), text);
  const pieces: Uint8Array[] = [];
  let checkpoint: Checkpoint | null = null;
  const failures: unknown[] = [];
  let transport = await connected();
  for (let round = 0; ; round += 1) {
    if (!transport.isOpen) transport = await connected();
    const reading = readSource(transport, pathOf(), checkpoint, { bytesMax: 500_000 });
    // Each time at another moment of the read: while it looks at the file, reads it, or makes sure of it.
    const dropping = round < 8 ? sleep(round * 2).then(() => sshd.dropSessions()) : Promise.resolve();
    const [outcome] = await Promise.allSettled([reading, dropping]);
    if (outcome.status === "rejected") {
      failures.push(outcome.reason);
      continue;
    }
    if (outcome.value.bytes.length === 0) break;
    pieces.push(outcome.value.bytes);
    checkpoint = outcome.value.checkpoint;
  }
  expect(failures.length).toBeGreaterThan(0);
  for (const error of failures) expect(error).toMatchObject({ code: "CONNECTION_LOST" });
  expect(Buffer.concat(pieces).equals(Buffer.from(text))).toBe(true);
});

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
  const silent = createServer((socket) => socket.resume()).listen(0, "127.0.0.1");
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

test("what cannot be read says why and what to type, and the other files can be read", async () => {
  writeFileSync(pathOf("secret.log"), "secret\n");
  chmodSync(pathOf("secret.log"), 0);
  symlinkSync(pathOf("secret.log"), pathOf("link.log"));
  execFileSync("mkfifo", [pathOf("fifo.log")]);
  writeFileSync(pathOf(), "fine\n");
  const transport = await connected();
  const read = (path: string) => readSource(transport, path, null, { bytesMax: 1_000 });
  const secret = await failure(read(pathOf("secret.log")));
  expect(secret.code).toBe("FILE_UNREADABLE");
  expect(secret.fix).toContain(`sudo usermod -aG adm ${sshd.user}`);
  expect(await failure(read(pathOf("link.log")))).toMatchObject({
    code: "NOT_A_FILE",
    fix: expect.stringContaining(pathOf("secret.log")),
  });
  expect((await failure(read(pathOf("fifo.log")))).code).toBe("NOT_A_FILE");
  expect((await failure(read(sshd.logDirectory))).code).toBe("NOT_A_FILE");
  expect((await failure(read(pathOf("none.log")))).code).toBe("FILE_NOT_FOUND");
  expect(Buffer.from((await read(pathOf())).bytes).toString()).toBe("fine\n");
});

test("a glob lists the regular files, without rotated ones", async () => {
  for (const name of ["b.log", "a.log", "a.log.1", "a.log-20260214.gz"]) writeFileSync(pathOf(name), "x\n");
  const transport = await connected();
  expect(await transport.list(join(sshd.logDirectory, "?.log*"))).toEqual([pathOf("a.log"), pathOf("b.log")]);
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
