import type { Sshd, SshdOptions } from "../support/sshd.ts";
import type { Database } from "./kit/database.ts";
import type { Figures } from "./kit/judge.ts";
import type { System, SystemOptions } from "./kit/system.ts";
import type { Writer, WriterOptions } from "./kit/writer.ts";

/** What a case runs on. All that it starts here is ended after it, whatever happens. */
export interface Stand {
  readonly database: Database;
  /** A folder of its own. */
  readonly folder: string;
  /** In [0, 1), the same at every run. */
  readonly random: () => number;
  sshd(options?: SshdOptions): Promise<Sshd>;
  writer(host: string, path: string, options: WriterOptions): Writer;
  system(options: Pick<SystemOptions, "hosts"> & Partial<SystemOptions>): Promise<System>;
  /** Ended last first. */
  defer(end: () => Promise<unknown> | void): void;
}

/** A fault, how often it is made, and what has to hold. */
export interface FaultCase {
  /** R1 … R15, as the matrix of docs/reliability.md has them. */
  readonly id: string;
  readonly title: string;
  /** Small enough for every change. */
  readonly ci: Readonly<Record<string, number>>;
  /** Before a release. */
  readonly night: Readonly<Record<string, number>>;
  run(stand: Stand, size: Readonly<Record<string, number>>): Promise<Figures>;
}

/** A case whose sizes have the names that it uses. */
export function faultCase<Name extends string>(definition: {
  readonly id: string;
  readonly title: string;
  readonly ci: Readonly<Record<Name, number>>;
  readonly night: Readonly<Record<Name, number>>;
  run(stand: Stand, size: Readonly<Record<Name, number>>): Promise<Figures>;
}): FaultCase {
  return definition;
}
