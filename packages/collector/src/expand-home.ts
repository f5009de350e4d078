import { homedir } from "node:os";
import { join } from "node:path";

/** A path with `~/` at its start as an absolute one. */
export function expandHome(path: string): string {
  return path.startsWith("~/") ? join(homedir(), path.slice(2)) : path;
}
