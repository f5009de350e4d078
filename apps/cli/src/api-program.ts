import type { Command } from "commander";
import type { ApiContext } from "./api/api-context.ts";

interface ApiFlags {
  readonly url?: string;
  readonly json?: true;
}

interface VerdictFlags extends ApiFlags {
  readonly note?: string;
  readonly author?: string;
  readonly expires?: string;
}

/** What the commands that talk to the API are given by the process around them. */
export interface ApiProgramOptions {
  /** @param url - As `--url` names it. */
  apiContext(url: string | undefined): ApiContext;
  /** The exit code of a command that says something by it. */
  setExitCode(code: number): void;
}

function withApiFlags(command: Command): Command {
  return command
    .option("--url <address>", "the API (default: $DEEPSEC_API_URL, else http://127.0.0.1:4000)")
    .option("--json", "JSON, with all that is known");
}

/** Adds `deepsec verdict` with `add`, `list` and `remove`, and `deepsec notify` with `list` and `test`. */
export function addApiCommands(program: Command, options: ApiProgramOptions): void {
  const verdict = program
    .command("verdict")
    .description("Give, list and take back verdicts in the running API: what is known, quiet or important.");

  withApiFlags(
    verdict
      .command("add")
      .description("Say what something is, so that nobody has to decide it again.")
      .argument(
        "<phase>",
        "accept: known and harmless; mute: quiet until --expires; important; close: a finding",
      )
      .argument("<target>", "branch, template, value, finding or rule")
      .argument("<name...>", "its id; of a value its kind and text, as: ip 192.0.2.7"),
  )
    .option("--note <text>", "why")
    .option("--author <name>", "who says so (default: whom the API runs for)")
    .option("--expires <time>", "when it ends: 12h, 30d, or 2027-03-01T00:00:00Z")
    .action(async (phase: string, target: string, name: string[], flags: VerdictFlags) => {
      const { addVerdict } = await import("./commands/verdict-add.ts");
      await addVerdict({ phase, target, name, ...flags }, options.apiContext(flags.url));
    });

  withApiFlags(verdict.command("list").description("Print the verdicts in force, the latest first."))
    .option("--all", "those that have ended too")
    .action(async (flags: ApiFlags & { readonly all?: true }) => {
      const { listVerdicts } = await import("./commands/verdict-list.ts");
      await listVerdicts(flags.all === true, flags.json === true, options.apiContext(flags.url));
    });

  withApiFlags(
    verdict
      .command("remove")
      .description("Take a verdict back: what it silenced is reported again.")
      .argument("<id>", "the verdict's id, or as much of its beginning as no other has"),
  )
    .option("--note <text>", "why")
    .option("--author <name>", "who says so (default: whom the API runs for)")
    .action(async (id: string, flags: VerdictFlags) => {
      const { removeVerdict } = await import("./commands/verdict-remove.ts");
      await removeVerdict(id, flags, options.apiContext(flags.url));
    });

  const notify = program
    .command("notify")
    .description("List and test the targets that the running API tells of findings.");

  withApiFlags(notify.command("list").description("Print the targets: what waits, what failed last.")).action(
    async (flags: ApiFlags) => {
      const { listTargets } = await import("./commands/notify.ts");
      await listTargets(flags.json === true, options.apiContext(flags.url));
    },
  );

  withApiFlags(
    notify
      .command("test")
      .description("Send a test message past the queue. Exit code: 0 taken, 1 not taken.")
      .argument("[name...]", "targets of deepsec.yaml (default: all)"),
  ).action(async (names: string[], flags: ApiFlags) => {
    const { testTargets } = await import("./commands/notify.ts");
    const isTaken = await testTargets(names, flags.json === true, options.apiContext(flags.url));
    if (!isTaken) options.setExitCode(1);
  });
}
