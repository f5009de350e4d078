import { type Command, CommanderError } from "commander";
import packageJson from "../package.json" with { type: "json" };
import { ask } from "./ask.ts";
import { Output } from "./output.ts";
import { createProgram } from "./program.ts";
import { Progress } from "./progress.ts";
import { safeText } from "./safe-text.ts";

const COLUMNS_DEFAULT = 80;
const COLUMNS_MIN = 40;
const EXIT_ERROR = 2;

function terminalColumns(): number {
  const columns = Number(process.env["COLUMNS"]) || process.stdout.columns || COLUMNS_DEFAULT;
  return Math.max(COLUMNS_MIN, columns);
}

function isColoured(): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== "") return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return process.stdout.isTTY === true && TERM !== "dumb";
}

/** Where `npm start` has it. */
function defaultApiUrl(): string {
  return `http://127.0.0.1:${process.env["DEEPSEC_API_PORT"] || "4000"}`;
}

function withSubcommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}

function isClosedPipe(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EPIPE";
}

function report(error: unknown, progress: Progress): void {
  progress.clear();
  // Told by its shape: the collector, which has errors of its own, is loaded only by the commands that need it.
  if (error instanceof Error && "fix" in error)
    process.stderr.write(`deepsec: ${safeText(error.message)}\n         ${safeText(String(error.fix))}\n`);
  else
    process.stderr.write(
      `deepsec: ${safeText(error instanceof Error ? (error.stack ?? error.message) : String(error)).replaceAll("\\x0a", "\n")}\n`,
    );
}

/** Runs the command line `args`; sets the exit code of the process: 0 ok, 1 something new (`diff`), 2 an error. */
export async function main(args: readonly string[]): Promise<void> {
  const progress = new Progress(process.stderr);
  const output = new Output(process.stdout);
  // A reader that has seen enough (`| head`) closes its end: that is no error, and nobody is left to write for.
  process.stdout.on("error", (error) => {
    if (isClosedPipe(error)) process.exit(0);
    report(error, progress);
    process.exit(EXIT_ERROR);
  });
  const program = createProgram({
    version: packageJson.version,
    now: () => new Date(),
    settingsFile: process.env["DEEPSEC_CONFIG"] || "deepsec.yaml",
    installation: {
      dataDir: process.env["DEEPSEC_DATA_DIR"] || ".deepsec",
      services: {
        apiUrl: process.env["DEEPSEC_API_URL"] || defaultApiUrl(),
        webPort: Number(process.env["DEEPSEC_WEB_PORT"] || 3000),
        neo4jPort: Number(process.env["DEEPSEC_NEO4J_PORT"] || 7687),
        neo4jUri: process.env["NEO4J_URI"] || null,
      },
    },
    context: (settings, added) => ({
      settings,
      added,
      output,
      progress,
      columns: terminalColumns(),
      isColoured: isColoured(),
    }),
    hostContext: (settingsFile) => ({
      output,
      columns: terminalColumns(),
      isColoured: isColoured(),
      settingsFile: settingsFile ?? (process.env["DEEPSEC_CONFIG"] || "deepsec.yaml"),
      agentSocket: process.env["SSH_AUTH_SOCK"] || undefined,
      ask,
      nowMs: Date.now,
    }),
    apiContext: (url) => ({
      output,
      columns: terminalColumns(),
      isColoured: isColoured(),
      nowMs: Date.now,
      address: {
        url: url ?? (process.env["DEEPSEC_API_URL"] || defaultApiUrl()),
        token: process.env["DEEPSEC_API_TOKEN"] || null,
      },
    }),
    setExitCode: (code) => {
      process.exitCode = code;
    },
  });
  for (const command of withSubcommands(program)) command.exitOverride();
  try {
    await program.parseAsync(args, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : EXIT_ERROR;
    else if (!isClosedPipe(error)) {
      report(error, progress);
      process.exitCode = EXIT_ERROR;
    }
  }
}
