import { z } from "zod";

const SECRET = /^(?:env:[A-Za-z_]\w*|file:.+)$/;
const CLOCK = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

const secret = z.string().regex(SECRET, "secrets do not stand in this file: env:NAME or file:PATH");
const clock = z.string().regex(CLOCK, "a time of day as 22:00");
const mailAddress = z.string().regex(/^[^\s@<>,;]{1,64}@[^\s@<>,;]{1,255}$/, "an address as ops@example.org");

const common = {
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/, "a short name of a-z, 0-9 and -"),
  enabled: z.boolean().default(true),
  severity: z.enum(["LOW", "MEDIUM", "HIGH"]).default("MEDIUM"),
  hosts: z.array(z.string().min(1)).min(1).optional(),
  kinds: z.array(z.string().min(1)).min(1).optional(),
  quietHours: z.strictObject({ from: clock, to: clock }).optional(),
  digestMinutes: z.int().min(1).max(1440).optional(),
};

const httpTarget = {
  ...common,
  allowHttp: z.boolean().default(false),
  allowPrivateAddresses: z.boolean().default(false),
  caFile: z.string().min(1).optional(),
};

const url = z
  .string()
  .refine(
    (text) => SECRET.test(text) || URL.canParse(text),
    "an address as https://…, env:NAME or file:PATH",
  );

const NotifyTarget = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("webhook"), ...httpTarget, url, secret }),
  z.strictObject({ kind: z.literal("slack"), ...httpTarget, url: secret }),
  z.strictObject({
    kind: z.literal("email"),
    ...common,
    from: mailAddress,
    to: z.array(mailAddress).min(1).max(50),
    smtpHost: z.string().min(1),
    smtpPort: z.int().min(1).max(65_535).optional(),
    security: z.enum(["tls", "starttls", "none"]).default("starttls"),
    user: z.string().min(1).optional(),
    password: secret.optional(),
    caFile: z.string().min(1).optional(),
  }),
]);

/** Where findings are sent to. Secrets are named, as env:NAME or file:PATH. */
export const NotifySettings = z
  .strictObject({
    pageUrl: z
      .string()
      .refine(
        (text) => /^https?:\/\/[^\s/]/.test(text) && URL.canParse(text),
        "an address as https://deepsec.example.org",
      )
      .optional(),
    targets: z.array(NotifyTarget).default([]),
  })
  .superRefine(({ targets }, context) => {
    const seen = new Set<string>();
    for (const [index, { name }] of targets.entries()) {
      if (seen.has(name))
        context.addIssue({
          code: "custom",
          path: ["targets", index, "name"],
          message: `a second target named ${name}`,
        });
      seen.add(name);
    }
  });
export type NotifySettings = z.infer<typeof NotifySettings>;

/** Known keys of a target, whatever its kind. */
export const NOTIFY_TARGET_KEYS: readonly string[] = [
  ...new Set(NotifyTarget.options.flatMap((option) => Object.keys(option.shape))),
];
