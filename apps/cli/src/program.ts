import { resolve } from "node:path";
import type { JournalOptions } from "@deepsec/collector";
import { LINKAGE_METHODS, type CutAt, type LinkageMethod } from "@deepsec/engine";
import { Argument, Command, Option } from "commander";
import { addApiCommands, type ApiProgramOptions } from "./api-program.ts";
import type { CommandContext } from "./command-context.ts";
import { CliError } from "./cli-error.ts";
import { findInputs } from "./find-inputs.ts";
import type { Services } from "./doctor/check-services.ts";
import { addHostCommands, type HostProgramOptions } from "./host-program.ts";
import { addRuleCommands } from "./rule-program.ts";
import type { AddedRules } from "./rules/added-rules.ts";
import { hashOfCall } from "./redaction-hash.ts";
import { parseCount, parseHeight, parseInstant, parseTimeZone } from "./parse-settings.ts";

/** What a command is given by the process around it. */
export interface ProgramOptions extends HostProgramOptions, ApiProgramOptions {
  readonly version: string;
  /** The clock, for lines that say no year and when `--now` is not given. */
  now(): Date;
  /** deepsec.yaml. */
  readonly settingsFile: string;
  /** Where the environment says that DeepSec runs. */
  readonly installation: { readonly dataDir: string; readonly services: Services };
  context(settings: CommandContext["settings"], added: AddedRules | null): CommandContext;
}

interface ReadFlags {
  readonly now?: string;
  readonly tz: string;
  readonly body?: true;
  readonly bootTime?: string;
  readonly redact?: true;
}

interface RuleFlags {
  readonly rules: readonly string[];
  readonly geo?: string;
}

interface FormFlags {
  readonly json?: true;
  readonly jsonl?: true;
}

interface TreeFlags extends ReadFlags {
  readonly cut?: string;
  readonly height?: string;
  readonly method: LinkageMethod;
  readonly json?: true;
  readonly newick?: true;
  readonly graphml?: true;
}

const FILES =
  "log files, directories of log files, or - for standard input; .gz and .zst are read as they are";

const GEO = "a GeoIP file (MMDB), for countries and for logins from two places too far apart";

function withReadFlags(command: Command): Command {
  return command
    .option("--now <instant>", "the clock for lines without a year, as 2026-03-01T12:00:00Z (default: now)")
    .option("--tz <zone>", "the time zone of lines without one", "UTC")
    .option(
      "--boot-time <instant>",
      "when the host came up, for kernel lines that say only how long ago that was",
    )
    .option("--redact", "replace passwords, tokens, keys and card numbers by keyed hashes")
    .option("--body", "lines are bare messages: look for no time, level or program in front");
}

/** For commands that look for attacks. */
function withRules(command: Command): Command {
  return command.option(
    "--rules <path>",
    "a file or folder of Sigma rules, also several times (default: those that deepsec.yaml names)",
    (path: string, before: readonly string[]) => [...before, path],
    [],
  );
}

function cutAt(flags: TreeFlags): CutAt | null {
  if (flags.cut !== undefined && flags.height !== undefined)
    throw new CliError("USAGE", "--cut and --height both say where to cut", "give one of them");
  if (flags.cut !== undefined) return { count: parseCount("--cut", flags.cut) };
  return flags.height === undefined ? null : { height: parseHeight("--height", flags.height) };
}

function inputsOf(paths: readonly string[], { progress }: CommandContext): Promise<string[]> {
  return findInputs(paths, (path) => progress.note(`left out, no text: ${path}`));
}

/** The `deepsec` command with all that can follow it. Commands are loaded when they are called, so that help comes at once. */
export function createProgram(options: ProgramOptions): Command {
  const program = new Command("deepsec")
    .description("Finds the kinds of line in logs, arranges them in one tree, and shows what stands out.")
    .version(options.version)
    .showHelpAfterError("(deepsec --help shows what can be given)");

  const contextFor = (flags: ReadFlags, added: AddedRules | null = null): CommandContext =>
    options.context(
      {
        now: flags.now === undefined ? options.now().toISOString() : parseInstant("--now", flags.now),
        timeZone: parseTimeZone(flags.tz),
        isBody: flags.body === true,
        // An empty one is what a script gives that does not know it.
        redaction: flags.redact === true ? hashOfCall() : null,
        ...(flags.bootTime ? { bootTime: parseInstant("--boot-time", flags.bootTime) } : {}),
      },
      added,
    );
  const ruledContextFor = async (flags: ReadFlags & RuleFlags): Promise<CommandContext> => {
    const { loadAddedRules, withGeo } = await import("./rules/added-rules.ts");
    const { progress } = contextFor(flags);
    const added = await loadAddedRules(flags.rules, options.settingsFile, progress);
    return contextFor(flags, await withGeo(added, flags.geo));
  };
  const filesCommand = (name: string, description: string): Command =>
    withReadFlags(
      program.command(name).description(description).addArgument(new Argument("<file...>", FILES)),
    );

  withRules(
    filesCommand("events", "Print every event with its fields and template, in file order, as JSON lines."),
  )
    .addOption(new Option("--jsonl", "one JSON object a line (what it always does)"))
    .addOption(new Option("--json", "the same").hideHelp())
    .action(async (paths: string[], flags: ReadFlags & RuleFlags) => {
      const { printEvents } = await import("./commands/events.ts");
      const context = await ruledContextFor(flags);
      await printEvents(await inputsOf(paths, context), context);
    });

  filesCommand("templates", "Print the log templates: how often, how severe, which text.")
    .option("--json", "one JSON array")
    .option("--jsonl", "one JSON object a line")
    .action(async (paths: string[], flags: ReadFlags & FormFlags) => {
      const { printTemplates } = await import("./commands/templates.ts");
      const context = contextFor(flags);
      const form = flags.jsonl === true ? "jsonl" : flags.json === true ? "json" : "text";
      await printTemplates(await inputsOf(paths, context), form, context);
    });

  filesCommand("tree", "Draw the dendrogram of the log templates, or print it for other tools.")
    .option("--cut <count>", "cut into so many clusters")
    .option("--height <height>", "cut at a merge height, from 0 to 1")
    .addOption(
      new Option("--method <linkage>", "how the distance of clusters follows from that of templates")
        .choices([...LINKAGE_METHODS])
        .default("average"),
    )
    .addOption(new Option("--json", "flat list of clusters with parentId").conflicts(["newick", "graphml"]))
    .addOption(new Option("--newick", "Newick, for tree viewers").conflicts("graphml"))
    .option("--graphml", "GraphML, for graph tools")
    .action(async (paths: string[], flags: TreeFlags) => {
      const { printTree } = await import("./commands/tree.ts");
      const context = contextFor(flags);
      const form =
        flags.json === true
          ? "json"
          : flags.newick === true
            ? "newick"
            : flags.graphml === true
              ? "graphml"
              : "drawing";
      await printTree(await inputsOf(paths, context), form, cutAt(flags), flags.method, context);
    });

  withRules(
    filesCommand(
      "analyze",
      "Show what needs a look in the files, and what they hold: clusters and the tree.",
    ),
  )
    .option("--geo <file>", GEO)
    .option("--cut <count>", "cut into so many clusters")
    .option("--json", "one JSON object")
    .action(async (paths: string[], flags: ReadFlags & RuleFlags & FormFlags & { readonly cut?: string }) => {
      const { printAnalysis } = await import("./commands/analyze.ts");
      const context = await ruledContextFor(flags);
      const count = flags.cut === undefined ? null : parseCount("--cut", flags.cut);
      await printAnalysis(await inputsOf(paths, context), flags.json === true, count, context);
    });

  withRules(
    filesCommand(
      "outliers",
      "Print attacks, and the kinds of line that stand out, with the lines and the reason.",
    ),
  )
    .option("--geo <file>", GEO)
    .option("--jsonl", "one JSON object a line")
    .addOption(new Option("--json", "the same").hideHelp())
    .action(async (paths: string[], flags: ReadFlags & RuleFlags & FormFlags) => {
      const { printOutliers } = await import("./commands/outliers.ts");
      const context = await ruledContextFor(flags);
      await printOutliers(
        await inputsOf(paths, context),
        flags.jsonl === true || flags.json === true,
        context,
      );
    });

  filesCommand(
    "entities",
    "Print the cases of the log (all events of one block, request, session or process), strangest first.",
  )
    .option("--jsonl", "one JSON object a line, for every case")
    .addOption(new Option("--json", "the same").hideHelp())
    .action(async (paths: string[], flags: ReadFlags & FormFlags) => {
      const { printEntities } = await import("./commands/entities.ts");
      const context = contextFor(flags);
      await printEntities(
        await inputsOf(paths, context),
        flags.jsonl === true || flags.json === true,
        context,
      );
    });

  withRules(
    withReadFlags(
      program
        .command("collect")
        .description("Print the events that were not given before: call it again and again.")
        .addArgument(
          new Argument("[path...]", "log files, or directories of log files; rotation is followed"),
        ),
    ),
  )
    .option("--journald", "read this machine's journal too")
    .option("--unit <name...>", "of the journal only these units")
    .option("--journal-directory <path>", "a journal that is not in the usual place")
    .requiredOption("--state <directory>", "where to remember how far each file was read")
    .option("--jsonl", "one JSON object a line (what it always does)")
    .addOption(new Option("--json", "the same").hideHelp())
    .action(async (paths: string[], flags: ReadFlags & RuleFlags & CollectFlags) => {
      const { collect } = await import("./commands/collect.ts");
      const isComplete = await collect(flags.state, paths, journalOf(flags), await ruledContextFor(flags));
      if (!isComplete) options.setExitCode(1);
    });

  program
    .command("doctor")
    .description(
      "Look at what DeepSec needs: versions, disk, database, ports, hosts, clocks; each with what mends it.",
    )
    .option("--json", "one JSON object for this machine, then one a host")
    .action(async ({ json }: { readonly json?: true }) => {
      const { doctor } = await import("./commands/doctor.ts");
      const { dataDir, services } = options.installation;
      const isGood = await doctor(dataDir, services, json === true, options.hostContext(undefined));
      if (!isGood) options.setExitCode(1);
    });

  for (const [name, description] of [
    ["backup", "Copy graph, archive and key of redaction into a new folder, while DeepSec runs or not."],
    ["restore", "Put a backup back into an empty graph. Stop DeepSec first."],
  ] as const) {
    program
      .command(name)
      .description(description)
      .argument("<folder>", "where the backup is, or is to be")
      .action(async (folder: string) => {
        const { runScript } = await import("./commands/run-script.ts");
        options.setExitCode(await runScript("backup.mjs", [name, resolve(folder)]));
      });
  }

  withReadFlags(
    program
      .command("diff")
      .description(
        "Show what is new, grown, shrunk and gone. Exit code: 0 nothing new, 1 something new, 2 error.",
      )
      .argument("<baseline>", "a log file, a directory of log files, or - for standard input")
      .argument("<target>", "the same"),
  )
    .option("--json", "one JSON object")
    .action(async (baseline: string, target: string, flags: ReadFlags & FormFlags) => {
      const { printDiff } = await import("./commands/diff.ts");
      const context = contextFor(flags);
      const [before, after] = [await inputsOf([baseline], context), await inputsOf([target], context)];
      if (await printDiff(before, after, flags.json === true, context)) options.setExitCode(1);
    });

  addHostCommands(program, options);
  addRuleCommands(program, options, withReadFlags, (flags: ReadFlags) => contextFor(flags));
  addApiCommands(program, options);
  return program;
}

interface CollectFlags {
  readonly state: string;
  readonly journald?: true;
  readonly unit?: readonly string[];
  readonly journalDirectory?: string;
}

/** What of this machine's journal to read; null for nothing. Naming a unit or a directory asks for it too. */
function journalOf({ journald, unit, journalDirectory }: CollectFlags): JournalOptions | null {
  if (journald === undefined && unit === undefined && journalDirectory === undefined) return null;
  return {
    units: unit ?? [],
    directory: journalDirectory === undefined ? null : resolve(journalDirectory),
    sinceDays: 7,
  };
}
