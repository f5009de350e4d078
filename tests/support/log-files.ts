import { appendFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const USERS = ["alice", "bob", "carol"];

/** Lines of an imaginary host: logins, a web shop with stack traces, blank lines, and words that no other line has. */
export function logLines(count: number, from = 0): string {
  const lines: string[] = [];
  for (let i = from; lines.length < count; i++) {
    const time = new Date(Date.UTC(2026, 9, 1, 0, 0, i)).toISOString();
    const user = USERS[i % USERS.length];
    const kinds = [
      [`${time} INFO auth - accepted key of ${user} from 10.0.${i % 7}.${i % 250}`],
      [`${time} WARN auth - refused password of ${user} from 10.9.0.${i % 250}`],
      [`${time} INFO shop - order ${i} of ${user} paid with ${i * 3} cents`],
      [
        `${time} ERROR shop - payment ${i} failed`,
        "java.io.IOException: no answer",
        `\tat shop.Pay.send(Pay.java:${i % 90})`,
      ],
      [`${time} INFO disk - ${i % 100} % of /var used`, ""],
      [`${time} INFO job${i % 40} - step ${String.fromCodePoint(97 + (i % 26)).repeat(5)} done in ${i} ms`],
    ];
    lines.push(...(kinds[(i * 7) % kinds.length] ?? []));
  }
  return `${lines.slice(0, count).join("\n")}\n`;
}

/** A folder of log files that a test owns. */
export class LogFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  static async create(): Promise<LogFolder> {
    return new LogFolder(await mkdtemp(join(tmpdir(), "deepsec-logs-")));
  }

  file(name: string): string {
    return join(this.path, name);
  }

  append(name: string, text: string): Promise<void> {
    return appendFile(this.file(name), text);
  }

  /** Lines that the files hold now, counted from their bytes. */
  async lineCount(...names: string[]): Promise<number> {
    const texts = await Promise.all(names.map((name) => readFile(this.file(name))));
    return texts.reduce((sum, bytes) => sum + bytes.filter((byte) => byte === 10).length, 0);
  }

  remove(): Promise<void> {
    return rm(this.path, { recursive: true, force: true });
  }
}
