import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The root of the repository. */
export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Node 24 as npm brought it, whatever Node runs this. */
export const NODE = join(ROOT, "node_modules", ".bin", "node");

/** @returns {NodeJS.ProcessEnv} this environment, with the tools of node_modules first on the PATH */
export function toolEnvironment() {
  return {
    ...process.env,
    PATH: `${join(ROOT, "node_modules", ".bin")}:${process.env.PATH ?? ""}`,
    NEXT_TELEMETRY_DISABLED: "1",
    TURBO_TELEMETRY_DISABLED: "1",
  };
}
