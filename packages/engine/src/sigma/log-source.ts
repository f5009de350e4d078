import { SigmaError } from "./sigma-error.ts";
import type { SigmaEvent, SourceKind } from "./sigma-event.ts";

/** What a rule says of the logs that it is for. */
export interface LogSource {
  readonly product?: string;
  readonly category?: string;
  readonly service?: string;
}

/** Where a rule looks. */
export interface RuleScope {
  readonly kind: SourceKind;
  /** Which events. */
  readonly accepts: (seen: SigmaEvent) => boolean;
}

const PRODUCTS_OF_APPLICATIONS =
  /^(?:django|python|ruby_on_rails|rails|spring|jvm|java|nodejs|php|sql|velocity|opencanary|kubernetes|docker|apache|nginx|tomcat|modsecurity|postgresql|mysql|bitbucket|jenkins|gitlab|github|aws)$/;

/** Programs that write what the services of Sigma's rules write, where the name is another. */
const PROGRAMS = new Map<string, RegExp>([
  [
    "auth",
    /^(?:sshd|sshd-session|sudo|su|login|pkexec|polkitd|systemd-logind|useradd|usermod|userdel|groupadd|groupmod|gpasswd|passwd|chsh|chfn|cron|crond|gdm.{0,20}|lightdm|pam_.{0,30})$/,
  ],
  ["sshd", /^sshd(?:-session|-auth)?$/],
  ["cron", /^(?:cron|crond|crontab|anacron|atd)$/i],
  ["clamav", /^(?:clamd|clamav.{0,20}|clamscan|freshclam)$/],
  ["guacamole", /^guac(?:d|amole)$/],
  ["modsecurity", /modsec|apache|httpd|nginx/],
  ["named", /^named$/],
  ["vsftpd", /^vsftpd$/],
]);

const everything = (): boolean => true;

/**
 * Where to look for what a rule is about.
 *
 * @throws SigmaError when nothing that is read here says it
 */
export function scopeOf(source: LogSource, hasFields: boolean): RuleScope {
  const { product = "", category = "", service = "" } = source;
  const name = [product, category, service].filter((word) => word !== "").join(" / ");
  if (category === "webserver") return { kind: "request", accepts: everything };
  if (product === "linux" || product === "unix" || product === "") {
    if (category === "process_creation") return { kind: "process", accepts: everything };
    if (category === "file_event" || category === "file_create") return { kind: "file", accepts: everything };
    if (service === "auditd" && category === "") return { kind: "audit", accepts: everything };
    if (category === "application" || (category === "" && (service === "syslog" || service === "")))
      return { kind: "event", accepts: everything };
    if (category === "" && service !== "") return { kind: "event", accepts: byProgram(service, hasFields) };
  }
  // Fields that are nobody else's, or words that only such a program writes: no event of another is taken for one.
  if (PRODUCTS_OF_APPLICATIONS.test(product) && (category === "" || category === "application"))
    return { kind: "event", accepts: everything };
  throw new SigmaError(`the log source ${name === "" ? "that is missing" : name} is not read`);
}

/** Events of the programs that a service is; where a rule is about words alone, also those whose log names no program. */
function byProgram(service: string, hasFields: boolean): (seen: SigmaEvent) => boolean {
  const pattern = PROGRAMS.get(service);
  return ({ event: { fields } }) => {
    const program = (fields["program"] ?? fields["app"] ?? fields["unit"] ?? "").replace(
      /^.*\/|\.service$/g,
      "",
    );
    if (program === "") return !hasFields;
    return pattern === undefined ? program.toLowerCase() === service : pattern.test(program);
  };
}
