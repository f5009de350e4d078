import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import ssh2, { type ParsedKey } from "ssh2";
import { makeKey } from "./make-key.ts";
import { LogWriter } from "./log-writer.ts";
import { hostNames, logFiles, type HostName } from "./scene.ts";
import { startSshHost, type SshHost } from "./ssh-host.ts";
import { history, Present } from "./timeline.ts";
import { VirtualFiles } from "./virtual-files.ts";

const user = "deepsec";
const tickMs = 250;
/** One tick in so many leaves a line half written until the next one. */
const halfLineTicks = 5;

export interface DemoHost {
  readonly name: string;
  readonly address: "127.0.0.1";
  readonly port: number;
  readonly user: string;
  readonly identityFile: string;
  /** As ssh-keygen prints it. */
  readonly hostKeySha256: string;
  /** Paths of the log files, as the host knows them. */
  readonly sources: readonly string[];
}

export interface DemoNetwork {
  readonly hosts: readonly DemoHost[];
  /** Newline-terminated lines that stand in all log files now. */
  writtenLines(): number;
  /** Stops writing and serving; every line that was begun is whole by then. */
  stop(): Promise<void>;
}

export interface DemoNetworkOptions {
  /** Where keys and logs are kept between starts. What is there is never rewritten: the logs go on. */
  readonly dir: string;
  /** Decides all that is written but the times. Default 1. */
  readonly seed?: number;
  /** Lines written at the first start, of the 24 hours before it for 20,000, the default. */
  readonly historyLines?: number;
  /** After the start, on average; 0 writes nothing. Default 5. */
  readonly linesPerSecond?: number;
  /** A port for each of the three hosts; 0 takes a free one. Default 2201, 2202, 2203. */
  readonly ports?: readonly [number, number, number];
}

/**
 * Three hosts on 127.0.0.1 that speak SSH and whose logs are written as time goes on: a shop's web server, its order
 * service and its database, with a break-in some hours before the first start.
 *
 * @throws Error `EADDRINUSE` when a port is taken.
 */
export async function startDemoNetwork({
  dir,
  seed = 1,
  historyLines = 20_000,
  linesPerSecond = 5,
  ports = [2201, 2202, 2203],
}: DemoNetworkOptions): Promise<DemoNetwork> {
  const keys = join(dir, "keys");
  await mkdir(keys, { recursive: true, mode: 0o700 });
  const identityFile = join(keys, "id_ed25519");
  const login = await keptKey(identityFile);

  const writer = new LogWriter(dir);
  const startMs = Date.now();
  if (writer.bytes === 0) writer.append(history({ seed, lines: historyLines, untilMs: startMs }));

  const started: SshHost[] = [];
  const hosts: DemoHost[] = [];
  try {
    for (const [index, name] of hostNames.entries()) {
      const hostKey = await keptKey(join(keys, `${name}_host_ed25519`));
      const files = await VirtualFiles.under(join(dir, name));
      const port = ports[index] ?? 0;
      const host = await startSshHost({ files, hostKey: hostKey.text, user, publicKey: login.key, port });
      started.push(host);
      hosts.push(describe(name, host.port, identityFile, hostKey.key));
    }
  } catch (error) {
    await Promise.all(started.map((host) => host.stop()));
    writer.close();
    throw error;
  }

  // Another sequence at every start, as the logs are longer each time.
  const present = new Present({ seed: seed + writer.bytes, linesPerSecond, fromMs: startMs });
  let finishLine: (() => void) | null = null;
  let ticks = 0;
  const tick = () => {
    finishLine?.();
    finishLine = null;
    const due = present.until(Date.now());
    ticks += 1;
    const last = ticks % halfLineTicks === 0 ? due.at(-1) : undefined;
    writer.append(last === undefined ? due : due.slice(0, -1));
    if (last !== undefined) finishLine = writer.appendHalf(last);
  };
  const timer = setInterval(tick, tickMs);

  return {
    hosts,
    writtenLines: () => writer.lines,
    async stop() {
      clearInterval(timer);
      finishLine?.();
      finishLine = null;
      await Promise.all(started.map((host) => host.stop()));
      writer.close();
    },
  };
}

function describe(name: HostName, port: number, identityFile: string, hostKey: ParsedKey): DemoHost {
  const hash = createHash("sha256")
    .update(hostKey.getPublicSSH())
    .digest("base64")
    .replace(/={1,2}$/u, "");
  const sources = logFiles[name].map((file) => `/var/log/${file}`);
  return { name, address: "127.0.0.1", port, user, identityFile, hostKeySha256: `SHA256:${hash}`, sources };
}

/** The private key in a file of ours, made there at the first start. */
async function keptKey(path: string): Promise<{ text: string; key: ParsedKey }> {
  const text = await readFile(path, "utf8").catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
    const made = makeKey();
    await writeFile(path, made, { mode: 0o600, flag: "wx" });
    return made;
  });
  const key = ssh2.utils.parseKey(text);
  if (key instanceof Error)
    throw new Error(`${path} holds no SSH key: remove it and start again`, { cause: key });
  return { text, key };
}
