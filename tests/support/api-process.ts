import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestNeo4j } from "./test-neo4j.ts";

const MAIN = fileURLToPath(new URL("../../apps/api/main.ts", import.meta.url));

export interface ExitedProcess {
  readonly code: number | null;
  readonly stderr: string;
}

/** An API as its users run it: a process of its own. */
export class ApiProcess {
  readonly #child: ChildProcess;
  #stderr = "";

  constructor(environment: Record<string, string>) {
    this.#child = spawn(process.execPath, [MAIN], {
      env: {
        PATH: process.env["PATH"] ?? "",
        HOME: process.env["HOME"] ?? "",
        DEEPSEC_DATA_DIR: join(dirname(environment["DEEPSEC_CONFIG"] ?? join(tmpdir(), "x")), "deepsec-data"),
        ...environment,
      },
      stdio: ["ignore", "inherit", "pipe"],
    });
    this.#child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.#stderr += text;
    });
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  get stderr(): string {
    return this.#stderr;
  }

  async exited(): Promise<ExitedProcess> {
    if (this.isRunning) await once(this.#child, "close");
    return { code: this.#child.exitCode, stderr: this.#stderr };
  }

  signal(signal: NodeJS.Signals): Promise<ExitedProcess> {
    this.#child.kill(signal);
    return this.exited();
  }

  /** Waits until the log has `text`. */
  async says(text: string, timeoutMs = 60_000): Promise<void> {
    const until = performance.now() + timeoutMs;
    while (!this.#stderr.includes(text)) {
      if (!this.isRunning || performance.now() > until) {
        throw new Error(`no ${JSON.stringify(text)} in:\n${this.#stderr}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

/** The variables by which an API process finds the database. */
export function neo4jEnvironment({ uri, user, password }: Pick<TestNeo4j, "uri" | "user" | "password">) {
  return { NEO4J_URI: uri, NEO4J_USER: user, NEO4J_PASSWORD: password };
}
