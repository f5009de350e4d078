import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ssh2, { type SFTPWrapper } from "ssh2";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startDemoNetwork, type DemoHost, type DemoNetwork } from "./demo-network.ts";
import { makeKey } from "./make-key.ts";

let dir = "";
let network: DemoNetwork;

const options = { seed: 4, historyLines: 500, linesPerSecond: 0, ports: [0, 0, 0] } as const;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), "deepsec-demo-"));
  network = await startDemoNetwork({ dir, ...options });
});

afterAll(async () => {
  await network.stop();
  rmSync(dir, { recursive: true });
});

function hostAt(index: number): DemoHost {
  const host = network.hosts[index];
  if (host === undefined) throw new Error(`no host ${index}`);
  return host;
}

async function connected(host: DemoHost, change: Partial<{ username: string; privateKey: string }> = {}) {
  const client = new ssh2.Client();
  client.connect({
    host: host.address,
    port: host.port,
    username: host.user,
    privateKey: readFileSync(host.identityFile, "utf8"),
    hostVerifier: (key: Buffer) => fingerprint(key) === host.hostKeySha256,
    ...change,
  });
  client.setNoDelay(true);
  await once(client, "ready");
  return client;
}

function fingerprint(key: Buffer): string {
  return `SHA256:${createHash("sha256").update(key).digest("base64").replace(/=+$/u, "")}`;
}

async function withSftp<T>(host: DemoHost, use: (sftp: SFTPWrapper) => Promise<T>): Promise<T> {
  const client = await connected(host);
  try {
    const sftp = await new Promise<SFTPWrapper>((resolve, reject) => {
      client.sftp((error, wrapper) => (error ? reject(error) : resolve(wrapper)));
    });
    return await use(sftp);
  } finally {
    client.end();
  }
}

function read(sftp: SFTPWrapper, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    sftp.readFile(path, (error, content) => (error ? reject(error) : resolve(content.toString("utf8"))));
  });
}

/** The outcome of one request, as the message of its error or null. */
function outcome(request: (done: (error?: Error | null) => void) => void): Promise<string | null> {
  return new Promise((resolve) => {
    request((error) => resolve(error ? error.message : null));
  });
}

test("every source can be read over SSH, and all of them hold the lines that the network counts", async () => {
  let lines = 0;
  for (const host of network.hosts) {
    await withSftp(host, async (sftp) => {
      for (const source of host.sources) {
        const text = await read(sftp, source);
        expect(text).toBe(readFileSync(join(dir, host.name, source), "utf8"));
        lines += text.split("\n").length - 1;
      }
    });
  }
  expect(lines).toBe(500);
  expect(network.writtenLines()).toBe(500);
});

test("private keys are for their owner alone and are not shown over SFTP", async () => {
  const host = hostAt(0);
  expect(statSync(host.identityFile).mode & 0o777).toBe(0o600);
  const names = await withSftp(host, (sftp) => {
    return new Promise<string[]>((resolve, reject) => {
      sftp.readdir("/", (error, list) =>
        error ? reject(error) : resolve(list.map(({ filename }) => filename)),
      );
    });
  });
  expect(names).toEqual(["var"]);
});

test("nothing outside of the host's folder can be read, by .. or by a link", async () => {
  const host = hostAt(1);
  writeFileSync(join(dir, "secret"), "secret");
  symlinkSync(join(dir, "secret"), join(dir, host.name, "var/log/link"));
  await withSftp(host, async (sftp) => {
    for (const path of [
      "/../secret",
      "/var/log/../../../secret",
      "../secret",
      "/var/log/link",
      "/etc/passwd",
    ]) {
      await expect(read(sftp, path)).rejects.toThrow("No such file");
    }
  });
  rmSync(join(dir, host.name, "var/log/link"));
});

test("writes are refused", async () => {
  const host = hostAt(2);
  await withSftp(host, async (sftp) => {
    const path = "/var/log/auth.log";
    expect(await outcome((done) => sftp.writeFile(path, "gone", done))).toBe("Permission denied");
    expect(await outcome((done) => sftp.open("/var/log/new", "w", done))).toBe("Permission denied");
    expect(await outcome((done) => sftp.unlink(path, done))).toBe("Permission denied");
    expect(await outcome((done) => sftp.rename(path, "/var/log/other", done))).toBe("Permission denied");
    expect(await outcome((done) => sftp.mkdir("/var/log/new", done))).toBe("Permission denied");
    expect(await outcome((done) => sftp.chmod(path, 0o777, done))).toBe("Permission denied");
  });
});

test("another key, another user and a shell are refused", async () => {
  const host = hostAt(0);
  const privateKey = makeKey();
  await expect(connected(host, { privateKey })).rejects.toThrow("authentication");
  await expect(connected(host, { username: "root" })).rejects.toThrow("authentication");
  const client = await connected(host);
  expect(await outcome((done) => client.exec("id", done))).toMatch(/unable to exec/iu);
  expect(await outcome((done) => client.shell(done))).toMatch(/unable/iu);
  client.end();
});

test("a second start keeps keys and lines, and the logs go on", async () => {
  const other = mkdtempSync(join(tmpdir(), "deepsec-demo-"));
  const first = await startDemoNetwork({ dir: other, ...options });
  await first.stop();
  const path = join(other, "app1/var/log/orders/orders.log");
  const before = readFileSync(path, "utf8");
  const second = await startDemoNetwork({ dir: other, ...options, linesPerSecond: 400 });
  expect(second.hosts.map((host) => host.hostKeySha256)).toEqual(
    first.hosts.map((host) => host.hostKeySha256),
  );
  expect(second.writtenLines()).toBe(500);
  await expect.poll(() => second.writtenLines(), { timeout: 5_000 }).toBeGreaterThan(600);
  await second.stop();
  expect(readFileSync(path, "utf8").startsWith(before)).toBe(true);
  expect(readFileSync(path, "utf8").endsWith("\n")).toBe(true);
  rmSync(other, { recursive: true });
});

test("a port that is taken is named, and nothing is left running", async () => {
  const other = mkdtempSync(join(tmpdir(), "deepsec-demo-"));
  const ports = [0, hostAt(1).port, 0] as const;
  await expect(startDemoNetwork({ dir: other, ...options, ports })).rejects.toMatchObject({
    code: "EADDRINUSE",
    port: ports[1],
  });
  rmSync(other, { recursive: true });
});
