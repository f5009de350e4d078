import { readFileSync } from "node:fs";
import type { NotifyTarget } from "../notify/target.ts";
import type { NotifySettings } from "./notify-settings.ts";

/** Where secrets and files come from. */
export interface SecretSources {
  readonly variable: (name: string) => string | undefined;
  /** A path of the settings file as one of this machine. */
  readonly pathOf: (path: string) => string;
}

const SECRET_BYTES_MAX = 65_536;

/**
 * The targets with their secrets.
 *
 * @param problems - Gets a line for each secret or file that is not there.
 */
export function notifyTargets(
  { targets }: NotifySettings,
  timeZone: string,
  sources: SecretSources,
  problems: string[],
): NotifyTarget[] {
  return targets.map((target): NotifyTarget => {
    const {
      name,
      enabled: isEnabled,
      severity,
      hosts = null,
      kinds = null,
      quietHours = null,
      digestMinutes = null,
    } = target;
    const common = { name, isEnabled, severity, hosts, kinds, quietHours, digestMinutes, timeZone };
    const secret = (key: string, reference: string): string =>
      secretOf(name, key, reference, sources, problems);
    const ca = target.caFile === undefined ? null : secret("caFile", `file:${target.caFile}`);
    if (target.kind === "email") {
      const { from, to, smtpHost, security, user = null } = target;
      const smtpPort = target.smtpPort ?? { tls: 465, starttls: 587, none: 25 }[security];
      const password = target.password === undefined ? null : secret("password", target.password);
      return { ...common, kind: "email", from, to, smtpHost, smtpPort, security, user, password, ca };
    }
    const { kind, allowHttp, allowPrivateAddresses } = target;
    const url = /^(?:env|file):/.test(target.url) ? secret("url", target.url) : target.url;
    const key = target.kind === "webhook" ? secret("secret", target.secret) : "";
    return { ...common, kind, url, secret: key, allowHttp, allowPrivateAddresses, ca };
  });
}

function secretOf(
  target: string,
  key: string,
  reference: string,
  { variable, pathOf }: SecretSources,
  problems: string[],
): string {
  const colon = reference.indexOf(":");
  const [from, place] = [reference.slice(0, colon), reference.slice(colon + 1)];
  const text = from === "env" ? (variable(place) ?? "") : readText(pathOf(place));
  if (text === null || text.trim() === "") {
    const fact =
      from === "env"
        ? `${place} is not set in the environment`
        : `cannot read ${pathOf(place)}, or it is empty`;
    problems.push(`notify.targets ${target}: ${key}: ${fact}`);
    return "";
  }
  return text.trim();
}

function readText(path: string): string | null {
  try {
    const text = readFileSync(path, "utf8");
    return text.length > SECRET_BYTES_MAX ? null : text;
  } catch (error) {
    if (error instanceof Error && "code" in error) return null;
    throw error;
  }
}
