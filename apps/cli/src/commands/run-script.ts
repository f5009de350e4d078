import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/**
 * Hands over to a script of the repository, which installs and starts what it needs.
 *
 * @param name - A file of scripts/.
 * @returns its exit code
 */
export async function runScript(name: string, args: readonly string[]): Promise<number> {
  const script = fileURLToPath(new URL(`../../../../scripts/${name}`, import.meta.url));
  const child = spawn(process.execPath, [script, ...args], { stdio: "inherit" });
  // A Ctrl-C of the terminal reaches it by itself.
  process.on("SIGINT", () => {});
  const [code] = (await once(child, "close")) as [number | null];
  return code ?? 1;
}
