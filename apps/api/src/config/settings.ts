import {
  FollowSettings,
  HostSettings,
  journalPath,
  JournalSettings,
  RedactSettings,
} from "@deepsec/collector";
import { z } from "zod";
import { NOTIFY_TARGET_KEYS, NotifySettings } from "./notify-settings.ts";
import { scheduleProblem } from "../cycle/schedule.ts";

const path = z
  .string()
  .min(1, "an empty path")
  .refine((value) => !/\p{Cc}/u.test(value), "a path has no control characters");

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
    hosts: z.array(HostSettings).default([]),
    local: z
      .strictObject({
        sources: z.array(path).min(1, "at least one path"),
        journald: JournalSettings.optional(),
        redact: RedactSettings.optional(),
        follow: FollowSettings.optional(),
      })
      .refine(({ sources, journald }) => journald === undefined || sources.includes(journalPath), {
        path: ["journald"],
        message: "how a journal is read that is not under sources: add journald there",
      })
      .optional(),
    archive: z
      .strictObject({
        enabled: z.boolean().default(true),
        folder: path
          .refine((value) => !/[*?[\]]/.test(value), "a folder without * ? [ ] in its path")
          .optional(),
        keepDays: z.int().min(1).max(36_500).default(90),
        keepGigabytes: z.number().positive().max(1_000_000).default(50),
      })
      .prefault({}),
    rules: z.array(path).default([]),
    geo: path.optional(),
    keepDendrograms: z.int().min(2).max(10_000).default(30),
    introspection: z.boolean().default(false),
    notify: NotifySettings.prefault({}),
  })
  .superRefine(({ hosts, local }, context) => {
    const entries = [
      ...hosts.map((host, index) => ({ ...host, at: ["hosts", index] })),
      ...(local === undefined ? [] : [{ ...local, at: ["local"] }]),
    ];
    for (const { sources, redact = {}, follow = false, at } of entries) {
      const paths = {
        redact: Object.keys(redact),
        follow: typeof follow === "boolean" ? [] : Object.keys(follow),
      };
      for (const [setting, keys] of Object.entries(paths)) {
        for (const key of keys.filter((name) => !sources.includes(name))) {
          context.addIssue({
            code: "custom",
            path: [...at, setting, key],
            message: "no such path under sources, as it is written there",
          });
        }
      }
    }
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
  "": [
    "schedule",
    "timeZone",
    "hosts",
    "local",
    "archive",
    "rules",
    "geo",
    "keepDendrograms",
    "introspection",
    "notify",
  ],
  hosts: Object.keys(HostSettings.shape),
  notify: Object.keys(NotifySettings.shape),
  "notify.targets": NOTIFY_TARGET_KEYS,
  archive: ["enabled", "folder", "keepDays", "keepGigabytes"],
  "hosts.journald": Object.keys(JournalSettings.shape),
  local: ["sources", "journald", "redact", "follow"],
  "local.journald": Object.keys(JournalSettings.shape),
};

function isTimeZone(zone: string): boolean {
  try {
    return Intl.DateTimeFormat("en", { timeZone: zone }).format() !== "";
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
