import { execFile } from "node:child_process";
import { userInfo } from "node:os";
import { promisify } from "node:util";
import { CollectError } from "./collect-error.ts";
import { checkTarget, type HostTarget, type ResolvedTarget } from "./host-target.ts";
import { expandHome } from "./expand-home.ts";

const run = promisify(execFile);

const withoutClient = {
  identityFiles: ["id_ed25519", "id_ecdsa", "id_rsa"].map((name) => `~/.ssh/${name}`),
  knownHostsFiles: "~/.ssh/known_hosts",
};

/**
 * Fills in what a target leaves open as `ssh` itself would: `ssh -G` reads ~/.ssh/config with its Include and Match. What the
 * target says wins. Where no ssh is installed, only OpenSSH's own defaults are known.
 *
 * @throws CollectError `SSH_CONFIG_UNUSABLE` when ssh cannot read its settings, or they ask for a ProxyCommand; `BAD_TARGET`.
 */
export async function resolveTarget(target: HostTarget): Promise<ResolvedTarget> {
  checkTarget(target);
  const options = await sshOptions(target);
  const first = (keyword: string): string | undefined => options.get(keyword)?.[0];
  const { hostKeySha256, knownHostsFile } = target;
  const jumps = jumpsOf(target.proxyJump ?? first("proxyjump"));
  const proxyCommand = first("proxycommand");
  if (
    proxyCommand !== undefined &&
    proxyCommand !== "none" &&
    jumps.length === 0 &&
    target.proxyJump === undefined
  )
    throw proxyCommandUnknown(target, proxyCommand);

  const agentSocket = target.agentSocket ?? configuredAgent(first("identityagent"));
  const port = target.port ?? Number(first("port") ?? 22);
  const address = first("hostname") ?? target.address;
  const alias = first("hostkeyalias");
  const files = [...listOf(first("userknownhostsfile")), ...listOf(first("globalknownhostsfile"))];
  const [mainFile = withoutClient.knownHostsFiles, ...otherFiles] =
    knownHostsFile === undefined ? files : [knownHostsFile];
  const resolved: ResolvedTarget = {
    name: target.name,
    address,
    port,
    user: target.user ?? first("user") ?? userInfo().username,
    ...(target.identityFile === undefined ? {} : { identityFile: expandHome(target.identityFile) }),
    ...(agentSocket === undefined ? {} : { agentSocket: expandHome(agentSocket) }),
    ...(hostKeySha256 === undefined ? {} : { hostKeySha256 }),
    ...(target.sshConfigFile === undefined ? {} : { sshConfigFile: target.sshConfigFile }),
    ...(target.transport === undefined ? {} : { transport: target.transport }),
    ...(target.sudo === undefined ? {} : { sudo: target.sudo }),
    ...(target.folders === undefined ? {} : { folders: target.folders }),
    connectTimeoutMs: target.connectTimeoutMs,
    usualIdentityFiles: (options.get("identityfile") ?? withoutClient.identityFiles).map(expandHome),
    knownHostsFiles: [expandHome(mainFile), ...otherFiles.map(expandHome)],
    // As in OpenSSH: an alias stands for name and port.
    knownAs: alias === undefined ? { address, port } : { address: alias, port: 22 },
    jumps,
  };
  checkTarget(resolved);
  return resolved;
}

/** What `ssh -G` says for the target, by keyword in lower case; empty where there is no ssh. */
async function sshOptions(target: HostTarget): Promise<Map<string, string[]>> {
  // The address was checked: it cannot be taken for an option, and no shell sees it.
  const args = [
    "-G",
    ...(target.sshConfigFile === undefined ? [] : ["-F", expandHome(target.sshConfigFile)]),
    ...(target.port === undefined ? [] : ["-p", String(target.port)]),
    ...(target.user === undefined ? [] : ["-l", target.user]),
    "--",
    target.address,
  ];
  try {
    const { stdout } = await run("ssh", args, { timeout: target.connectTimeoutMs });
    const options = new Map<string, string[]>();
    for (const line of stdout.split("\n")) {
      const [keyword = "", ...words] = line.trim().split(" ");
      options.set(keyword, [...(options.get(keyword) ?? []), words.join(" ")]);
    }
    return options;
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return new Map();
    const said =
      cause instanceof Error && "stderr" in cause ? String(cause.stderr).trim().split("\n")[0] : "";
    throw new CollectError(
      "SSH_CONFIG_UNUSABLE",
      `${target.name}: ssh cannot read its own settings for ${target.address} (${said || "it did not end in time"})`,
      `See the whole message and mend the line that it names: ssh ${args.join(" ")}`,
      { cause },
    );
  }
}

function proxyCommandUnknown(target: HostTarget, proxyCommand: string): CollectError {
  return new CollectError(
    "SSH_CONFIG_UNUSABLE",
    `${target.name}: ~/.ssh/config reaches ${target.address} by the ProxyCommand ${JSON.stringify(proxyCommand)}, which is not run here`,
    `Name the host in between: ProxyJump user@host in ~/.ssh/config, or proxyJump: user@host for ${target.name} in deepsec.yaml`,
  );
}

function jumpsOf(proxyJump: string | undefined): string[] {
  if (proxyJump === undefined || proxyJump === "none") return [];
  return proxyJump.split(",").map((hop) => hop.trim());
}

/** An agent that the settings name by its socket; the name of an environment variable is left to who reads the environment. */
function configuredAgent(identityAgent: string | undefined): string | undefined {
  return identityAgent !== undefined && /^[~/]/u.test(identityAgent) ? identityAgent : undefined;
}

function listOf(files: string | undefined): string[] {
  return (files ?? "").split(" ").filter((file) => file !== "" && file !== "none");
}
