import type { Command } from "commander";
import type { CommandContext } from "./command-context.ts";
import type { HostProgramOptions } from "./host-program.ts";

interface FileFlags {
  readonly config?: string;
}

/** Adds `deepsec rules` with `add`, `list`, `test`, `remove` and `export`. */
export function addRuleCommands<Flags>(
  program: Command,
  options: HostProgramOptions,
  withReadFlags: (command: Command) => Command,
  contextFor: (flags: Flags) => CommandContext,
): void {
  const rules = program
    .command("rules")
    .description("Add, test, list and remove rules in the language Sigma; export ours.");
  const subcommand = (name: string, description: string): Command =>
    rules
      .command(name)
      .description(description)
      .option("--config <file>", "the settings (default: $DEEPSEC_CONFIG, else ./deepsec.yaml)");

  subcommand(
    "add",
    "Name a file or folder of Sigma rules in deepsec.yaml: your own copy, which stays where it is.",
  )
    .argument("<path>", "a .yml file, or a folder with such files in it")
    .action(async (path: string, flags: FileFlags) => {
      const { addRulesCommand } = await import("./commands/rules.ts");
      await addRulesCommand(path, options.hostContext(flags.config));
    });

  subcommand("list", "Print our own rules and the added ones, and why some cannot be used.")
    .option("--json", "one JSON object")
    .action(async (flags: FileFlags & { readonly json?: true }) => {
      const { listRules } = await import("./commands/rules.ts");
      await listRules(flags.json === true, options.hostContext(flags.config));
    });

  withReadFlags(
    rules
      .command("test")
      .description(
        "Say which rules can be used, and which lines of logs they match. Exit code: 0 all can, 1 some cannot.",
      )
      .argument("<path>", "a .yml file, or a folder with such files in it")
      .argument("[log...]", "log files to try them on")
      .option("--json", "one JSON object a rule"),
  ).action(async (path: string, logs: string[], flags: Flags & { readonly json?: true }) => {
    const { testRules } = await import("./commands/rules.ts");
    const isGood = await testRules(path, logs, flags.json === true, contextFor(flags));
    if (!isGood) options.setExitCode(1);
  });

  subcommand("remove", "Take a file or folder of rules out of deepsec.yaml.")
    .argument("<path>", "as it was added")
    .action(async (path: string, flags: FileFlags) => {
      const { removeRulesCommand } = await import("./commands/rules.ts");
      await removeRulesCommand(path, options.hostContext(flags.config));
    });

  subcommand("export", "Print our own rules in Sigma, as far as it can say them.").action(
    async (flags: FileFlags) => {
      const { exportRules } = await import("./commands/rules.ts");
      await exportRules(options.hostContext(flags.config));
    },
  );
}
