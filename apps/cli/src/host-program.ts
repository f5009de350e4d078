import type { Command } from "commander";
import type { HostContext } from "./hosts/host-context.ts";
import type { HostFlags } from "./hosts/parse-host.ts";

interface FileFlags {
  readonly config?: string;
}

interface AddFlags extends FileFlags, HostFlags {
  readonly logFolder: string;
}

/** What the commands about hosts are given by the process around them. */
export interface HostProgramOptions {
  /** @param settingsFile - As `--config` names it. */
  hostContext(settingsFile: string | undefined): HostContext;
  /** The exit code of a command that says something by it. */
  setExitCode(code: number): void;
}

/** Adds `deepsec host` with `add`, `test`, `list` and `remove`. */
export function addHostCommands(program: Command, options: HostProgramOptions): void {
  const host = program.command("host").description("Add, test, list and remove the hosts of deepsec.yaml.");
  const subcommand = (name: string, description: string): Command =>
    host
      .command(name)
      .description(description)
      .option("--config <file>", "the settings (default: $DEEPSEC_CONFIG, else ./deepsec.yaml)");

  subcommand(
    "add",
    "Show the host's key and ask, look what can be read there, and save it. What is not said, ~/.ssh/config says.",
  )
    .argument("<host>", "user@address:port; user and port may be left out, the address may be an alias")
    .option("--name <name>", "what to call it (default: the address up to its first dot)")
    .option("--identity-file <file>", "the private key to log in with")
    .option("--agent-socket <path>", "the ssh-agent that holds the key")
    .option("--proxy-jump <hosts>", "hosts to go through, as ssh -J takes them")
    .option("--host-key <sha256>", "the host's key, as ssh-keygen -lf prints it there; then nothing is asked")
    .option("--ssh-config <file>", "read in place of ~/.ssh/config; none reads neither")
    .option(
      "--transport <kind>",
      "sftp, or script: by a shell script, for hosts without SFTP and for the journal",
    )
    .option("--sudo", "run the reader script by sudo, for logs that only root may read")
    .option("--log-folder <path>", "where the host keeps its logs", "/var/log")
    .action(async (text: string, flags: AddFlags) => {
      const { addHostCommand } = await import("./commands/host-add.ts");
      const logFolder = flags.logFolder.replace(/\/$/u, "");
      const isSaved = await addHostCommand(text, flags, logFolder, options.hostContext(flags.config));
      if (!isSaved) options.setExitCode(1);
    });

  subcommand(
    "test",
    "Look whether hosts and their sources can be read. Exit code: 0 yes, 1 something is red.",
  )
    .argument("[name...]", "hosts of deepsec.yaml (default: all)")
    .option("--json", "one JSON object a host")
    .action(async (names: string[], flags: FileFlags & { readonly json?: true }) => {
      const { testHosts } = await import("./commands/host-test.ts");
      const isGood = await testHosts(names, flags.json === true, options.hostContext(flags.config));
      if (!isGood) options.setExitCode(1);
    });

  subcommand("list", "Print the hosts, without asking them anything.")
    .option("--json", "one JSON array")
    .action(async (flags: FileFlags & { readonly json?: true }) => {
      const { listHosts } = await import("./commands/host-list.ts");
      await listHosts(flags.json === true, options.hostContext(flags.config));
    });

  host
    .command("reader")
    .description("Print the reader script, to be placed on a host whose key may run it and nothing else.")
    .option("--folder <path...>", "the folders that it may read", ["/var/log"])
    .action(async ({ folder }: { readonly folder: string[] }) => {
      const { printReader } = await import("./commands/host-reader.ts");
      await printReader(folder, options.hostContext(undefined));
    });

  subcommand("remove", "Take a host out of the settings.")
    .argument("<name>", "the host's name in deepsec.yaml")
    .action(async (name: string, flags: FileFlags) => {
      const { removeHostCommand } = await import("./commands/host-remove.ts");
      await removeHostCommand(name, options.hostContext(flags.config));
    });
}
