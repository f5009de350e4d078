import type { Output } from "./output.ts";
import type { Progress } from "./progress.ts";
import type { ReadSettings } from "./parse-settings.ts";
import type { AddedRules } from "./rules/added-rules.ts";

/** What every command works with. */
export interface CommandContext {
  readonly settings: ReadSettings;
  readonly output: Output;
  readonly progress: Progress;
  /** Columns that a drawing may take. */
  readonly columns: number;
  readonly isColoured: boolean;
  /** Rules that a person added to ours; null for commands that look for no attacks. */
  readonly added: AddedRules | null;
}
