import { HostSettings } from "@deepsec/collector";
import { hostNameOf } from "@deepsec/settings";
import { CliError } from "../cli-error.ts";

/** What `deepsec host add` was given, besides the host itself. */
export interface HostFlags {
  readonly name?: string;
  readonly identityFile?: string;
  readonly agentSocket?: string;
  readonly proxyJump?: string;
  readonly hostKey?: string;
  readonly sshConfig?: string;
  readonly transport?: string;
  readonly sudo?: boolean;
}

/**
 * The settings of a host named as `user@address:port`; user and port may be left out, an IPv6 address with a port stands in
 * brackets. Its sources are the ones given.
 *
 * @throws CliError `USAGE` when it is none, or a flag has no value that can be used
 */
export function parseHost(text: string, flags: HostFlags, sources: readonly string[]): HostSettings {
  const at = text.lastIndexOf("@");
  const place = text.slice(at + 1);
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/u.exec(place) ?? [];
  const address = bracketed ?? plain ?? place;
  const parsed = HostSettings.safeParse({
    name: flags.name ?? hostNameOf(address),
    address,
    port: port === undefined ? undefined : Number(port),
    user: at < 0 ? undefined : text.slice(0, at),
    identityFile: flags.identityFile,
    agentSocket: flags.agentSocket,
    proxyJump: flags.proxyJump,
    hostKeySha256: flags.hostKey,
    sshConfigFile: flags.sshConfig,
    transport: flags.transport,
    sudo: flags.sudo,
    sources,
  });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new CliError(
    "USAGE",
    `${text}: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`,
    "write it as deepsec host add user@web1.example.org, with :port at its end where it is not 22",
  );
}
