import { z } from "zod";
import { scheduleProblem } from "../cycle/schedule.ts";

const path = z
  .string()
  .min(1, "an empty path")
  .refine((value) => !/\p{Cc}/u.test(value), "a path has no control characters");
const absolutePath = path.refine(
  (value) => value.startsWith("/"),
  "a path on a host is absolute: /var/log/…",
);
const port = z.int().min(1).max(65_535);

const host = z.strictObject({
  name: z
    .string()
    .regex(
      /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/,
      "letters, digits, dots, dashes and underscores, at most 63, a letter or digit first",
    )
    .refine((name) => name !== "local", '"local" is the name of this machine'),
  address: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._:%-]{0,252}$|^::1$/, "a host name, an IPv4 or an IPv6 address"),
  port: port.default(22),
  user: z
    .string()
    .regex(/^[A-Za-z_][A-Za-z0-9._-]{0,31}\$?$/, "a user name: letters, digits, dots, dashes, underscores"),
  identityFile: path.optional(),
  agentSocket: path.optional(),
  hostKeySha256: z
    .string()
    .regex(/^SHA256:[A-Za-z0-9+/]{43}=?$/, "SHA256: and 43 characters, as `ssh-keygen -lf KEYFILE` prints it")
    .optional(),
  knownHostsFile: path.optional(),
  connectTimeoutMs: z.int().min(100).max(600_000).default(10_000),
  sources: z.array(absolutePath).min(1, "at least one path"),
});

/** What deepsec.yaml may say. Unknown keys are errors; no key holds a secret. */
export const Settings = z
  .strictObject({
    schedule: z
      .string()
      .default("*/10 * * * * *")
      .superRefine((pattern, context) => {
        const problem = scheduleProblem(pattern);
        if (problem !== null) context.addIssue({ code: "custom", message: problem });
      }),
    timeZone: z
      .string()
      .refine(isTimeZone, "a zone of the IANA list, such as Europe/Berlin, or UTC")
      .default("UTC"),
    hosts: z.array(host).default([]),
    local: z.strictObject({ sources: z.array(path).min(1, "at least one path") }).optional(),
    keepDendrograms: z.int().min(2).max(10_000).default(30),
    introspection: z.boolean().optional(),
  })
  .superRefine(({ hosts }, context) => {
    const seen = new Set<string>();
    for (const [index, { name }] of hosts.entries()) {
      if (seen.has(name)) {
        context.addIssue({
          code: "custom",
          path: ["hosts", index, "name"],
          message: `a second host named ${name}`,
        });
      }
      seen.add(name);
    }
  });
export type Settings = z.infer<typeof Settings>;

/** Known keys of each object of the file, by its path with numbers left out. */
export const SETTING_KEYS: Readonly<Record<string, readonly string[]>> = {
  "": ["schedule", "timeZone", "hosts", "local", "keepDendrograms", "introspection"],
  hosts: Object.keys(host.shape),
  local: ["sources"],
};

function isTimeZone(zone: string): boolean {
  try {
    return Intl.DateTimeFormat("en", { timeZone: zone }).format() !== "";
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
