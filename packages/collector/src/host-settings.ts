import { z } from "zod";
import { expandHome } from "./expand-home.ts";
import { sourceFolders } from "./source-folders.ts";
import { journalPath, type JournalOptions } from "./journal/read-journal.ts";
import type { HostTarget } from "./host-target.ts";

const path = z
  .string()
  .min(1, "an empty path")
  .refine((value) => !/\p{Cc}/u.test(value), "a path has no control characters");
const source = path.refine(
  (value) => value === journalPath || value.startsWith("/"),
  "a path on a host is absolute: /var/log/…; its journal is called journald",
);
const portNumber = z.int().min(1).max(65_535);

/**
 * What is redacted in the lines of sources, by their paths as `sources` has them: true is the default, false leaves lines as they are,
 * `email` takes e-mail addresses too.
 */
export const RedactSettings = z.record(
  path,
  z.union([z.boolean(), z.strictObject({ email: z.boolean() })], "true, false or { email: true }"),
);
export type RedactSettings = z.infer<typeof RedactSettings>;

/** Which sources are followed: true all of them, or by their paths as `sources` has them. */
export const FollowSettings = z.union(
  [z.boolean(), z.record(path, z.boolean())],
  "true, false, or true and false by path",
);
export type FollowSettings = z.infer<typeof FollowSettings>;

/** How the source `journald` is read. */
export const JournalSettings = z.strictObject({
  units: z
    .array(z.string().regex(/^[A-Za-z0-9:_.@\\-]{1,255}$/, "the name of a unit: ssh, nginx.service"))
    .default([]),
  sinceDays: z.int().min(0).max(3_650).default(7),
  directory: path.refine((value) => value.startsWith("/"), "an absolute path").optional(),
});
export type JournalSettings = z.infer<typeof JournalSettings>;

/** What of a journal the settings under `journald` name. */
export function journalOptions({ units, sinceDays, directory }: JournalSettings): JournalOptions {
  return { units, sinceDays, directory: directory ?? null };
}

/** One entry under `hosts` in deepsec.yaml. Unknown keys are errors; no key holds a secret. What is left out, ~/.ssh/config says. */
export const HostSettings = z
  .strictObject({
    name: z
      .string()
      .regex(
        /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/,
        "letters, digits, dots, dashes and underscores, at most 63, a letter or digit first",
      )
      .refine((name) => name !== "local", '"local" is the name of this machine'),
    address: z
      .string()
      .regex(
        /^[A-Za-z0-9][A-Za-z0-9._:%-]{0,252}$|^::1$/,
        "a host name, an IPv4 or an IPv6 address, or an alias of ~/.ssh/config",
      ),
    port: portNumber.optional(),
    user: z
      .string()
      .regex(/^[A-Za-z_][A-Za-z0-9._-]{0,31}\$?$/, "a user name: letters, digits, dots, dashes, underscores")
      .optional(),
    identityFile: path.optional(),
    agentSocket: path.optional(),
    hostKeySha256: z
      .string()
      .regex(
        /^SHA256:[A-Za-z0-9+/]{43}=?$/,
        "SHA256: and 43 characters, as `ssh-keygen -lf KEYFILE` prints it",
      )
      .optional(),
    knownHostsFile: path.optional(),
    proxyJump: z
      .string()
      .regex(
        /^(?!-)[A-Za-z0-9_.@:[\]%,/+$-]{1,500}$/,
        "hosts to go through, as ssh -J takes them: user@host:port, with commas; none for the direct way",
      )
      .optional(),
    sshConfigFile: path.optional(),
    connectTimeoutMs: z.int().min(100).max(600_000).default(10_000),
    transport: z.enum(["sftp", "script"], "sftp or script").optional(),
    sudo: z.boolean().optional(),
    sources: z.array(source).min(1, "at least one path"),
    journald: JournalSettings.optional(),
    redact: RedactSettings.optional(),
    follow: FollowSettings.optional(),
    paused: z.boolean().optional(),
  })
  .superRefine(({ transport, sudo, sources, journald }, context) => {
    const isJournalRead = sources.includes(journalPath);
    const problem = (key: string, message: string) =>
      context.addIssue({ code: "custom", path: [key], message });
    if (sudo === true && transport === "sftp")
      problem("sudo", "only the reader script runs by sudo: transport: script");
    if (isJournalRead && transport === "sftp")
      problem("transport", "the journal is read by the reader script: transport: script");
    if (journald !== undefined && !isJournalRead)
      problem("journald", "how a journal is read that is not under sources: add journald there");
  });
export type HostSettings = z.infer<typeof HostSettings>;

/**
 * How to log in to the host that an entry describes.
 *
 * @param agentSocket - The agent of the environment, asked where the entry names neither a key nor an agent.
 */
export function hostTarget(settings: HostSettings, agentSocket: string | undefined): HostTarget {
  const { identityFile, hostKeySha256, knownHostsFile, sshConfigFile, proxyJump, port, user, sudo } =
    settings;
  const transport = settings.transport ?? (settings.sources.includes(journalPath) ? "script" : undefined);
  const agent = settings.agentSocket ?? (identityFile === undefined ? agentSocket : undefined);
  return {
    name: settings.name,
    address: settings.address,
    connectTimeoutMs: settings.connectTimeoutMs,
    folders: sourceFolders(settings.sources, settings.journald?.directory),
    ...(transport === undefined ? {} : { transport }),
    ...(sudo === undefined ? {} : { sudo }),
    ...(port === undefined ? {} : { port }),
    ...(user === undefined ? {} : { user }),
    ...(identityFile === undefined ? {} : { identityFile: expandHome(identityFile) }),
    ...(agent === undefined ? {} : { agentSocket: expandHome(agent) }),
    ...(hostKeySha256 === undefined ? {} : { hostKeySha256 }),
    ...(knownHostsFile === undefined ? {} : { knownHostsFile: expandHome(knownHostsFile) }),
    ...(proxyJump === undefined ? {} : { proxyJump }),
    ...(sshConfigFile === undefined ? {} : { sshConfigFile: expandHome(sshConfigFile) }),
  };
}
