import { execFile } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { gunzipSync } from "node:zlib";
import { seqOf } from "./line.ts";

const run = promisify(execFile);

/** The kinds of rotation that are common, in logrotate's own words. */
const SCHEMES = {
  create: ["create 0644", "nocompress"],
  copytruncate: ["copytruncate", "nocompress"],
  delaycompress: ["create 0644", "compress", "delaycompress"],
  "copytruncate-gz": ["copytruncate", "compress"],
  dateext: ["create 0644", "nocompress", "dateext", "dateformat -%Y%m%d-%s"],
  size: ["create 0644", "nocompress", "size 20k"],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type Scheme = keyof typeof SCHEMES;

/** Debian's logrotate on one file, with a state of its own outside of the log folder. */
export class Rotator {
  readonly #path: string;
  readonly #config: string;
  readonly #isForced: boolean;
  rotations = 0;

  private constructor(path: string, config: string, isForced: boolean) {
    this.#path = path;
    this.#config = config;
    this.#isForced = isForced;
  }

  /** @param keep - so many rotated files stay */
  static async create(path: string, folder: string, scheme: Scheme, keep: number): Promise<Rotator> {
    const config = join(folder, `${basename(path)}.${scheme}.logrotate`);
    const lines = [...SCHEMES[scheme], `rotate ${keep}`, "missingok", "notifempty"];
    await writeFile(config, `${path} {\n  ${lines.join("\n  ")}\n}\n`, { mode: 0o644 });
    return new Rotator(path, config, scheme !== "size");
  }

  async rotate(): Promise<void> {
    const before = await rotatedNames(this.#path);
    const force = this.#isForced ? ["-f"] : [];
    await run("logrotate", [...force, "-s", `${this.#config}.state`, this.#config], {
      env: { PATH: "/usr/sbin:/sbin:/usr/bin:/bin" },
    }).catch((error: Error) => {
      // Twice within the second that a date names: logrotate leaves the file as it is.
      if (!error.message.includes("already exists, skipping rotation")) throw error;
    });
    if ((await rotatedNames(this.#path)).join("\n") !== before.join("\n")) this.rotations++;
  }
}

async function rotatedNames(path: string): Promise<string[]> {
  return (await readdir(dirname(path))).filter((name) => name.startsWith(`${basename(path)}`)).toSorted();
}

export interface OnDisk {
  /** 1 for each number whose whole line a file holds. */
  readonly has: Uint8Array;
  /** Lines that are no whole line of the stream. */
  readonly torn: number;
}

/** What a file and those that rotation made of it hold now. */
export async function linesOnDisk(path: string, host: string, written: number): Promise<OnDisk> {
  const has = new Uint8Array(written);
  let torn = 0;
  for (const name of await rotatedNames(path)) {
    const raw = await readFile(join(dirname(path), name));
    const text = (name.endsWith(".gz") ? gunzipSync(raw) : raw).toString("utf8");
    for (const line of text.split("\n")) {
      if (line === "") continue;
      const seq = seqOf(line, host);
      if (seq === null) torn++;
      else has[seq] = 1;
    }
  }
  return { has, torn };
}
