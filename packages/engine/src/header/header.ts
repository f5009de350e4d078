import type { Level } from "../event.ts";

/** What a line says before its message. */
export interface Header {
  readonly timestamp: string | null;
  readonly level: Level | null;
  readonly message: string;
  readonly fields: Readonly<Record<string, string>>;
  /** False where nothing but the message was found: the line may continue an entry. */
  readonly isHeaded: boolean;
}
