export type Severity = "LOW" | "MEDIUM" | "HIGH";

/** Which findings a target is told of. */
interface NoticeFilter {
  readonly name: string;
  /** The least that it is told of. */
  readonly severity: Severity;
  /** Null: all. */
  readonly hosts: readonly string[] | null;
  readonly kinds: readonly string[] | null;
}

/** When it is told of what is less than HIGH; HIGH is sent at once. */
export interface NoticeTimes {
  readonly timeZone: string;
  /** Times of day as 22:00; null: any time. */
  readonly quietHours: { readonly from: string; readonly to: string } | null;
  /** What comes within so many minutes is one message; null: one message a finding. */
  readonly digestMinutes: number | null;
}

interface Common extends NoticeFilter, NoticeTimes {
  /** False: it is told of nothing, and what waits for it goes on waiting. */
  readonly isEnabled: boolean;
}

export interface HttpTarget extends Common {
  readonly kind: "webhook" | "slack";
  readonly url: string;
  /** Signs the body of a webhook; empty for slack, whose address is the secret. */
  readonly secret: string;
  readonly allowHttp: boolean;
  readonly allowPrivateAddresses: boolean;
  /** Certificate authority in PEM beside the usual ones; null: those alone. */
  readonly ca: string | null;
}

export interface EmailTarget extends Common {
  readonly kind: "email";
  readonly from: string;
  readonly to: readonly string[];
  readonly smtpHost: string;
  readonly smtpPort: number;
  readonly security: "tls" | "starttls" | "none";
  readonly user: string | null;
  readonly password: string | null;
  readonly ca: string | null;
}

/** Where findings are sent to, with its secrets: never to be logged, stored or served as a whole. */
export type NotifyTarget = HttpTarget | EmailTarget;

/** What may be shown of where it leads. */
export function shownAddress(target: NotifyTarget): string {
  if (target.kind === "email") return `${target.to.join(", ")} by ${target.smtpHost}:${target.smtpPort}`;
  return URL.canParse(target.url) ? new URL(target.url).host : "";
}
