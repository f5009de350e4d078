import type { Output } from "../output.ts";

/** What the commands about hosts work with. */
export interface HostContext {
  readonly output: Output;
  /** Columns that a table may take. */
  readonly columns: number;
  readonly isColoured: boolean;
  /** deepsec.yaml. */
  readonly settingsFile: string;
  /** The ssh-agent of the environment. */
  readonly agentSocket: string | undefined;
  /** The line that a person types after `question`; null when there is nobody. */
  ask(question: string): Promise<string | null>;
  /** This machine's clock, in ms since 1970. */
  nowMs(): number;
}
