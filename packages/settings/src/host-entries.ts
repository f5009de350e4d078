import type { HostSettings } from "@deepsec/collector";
import { isSeq } from "yaml";
import type { SettingsDocument } from "./settings-document.ts";
import { SettingsError } from "./settings-error.ts";

type Hosts = Pick<SettingsDocument, "hosts" | "path">;

/** What to call a host: the first label of its address, so that web1.example.org is web1; an IP address with dashes for what no name may hold. */
export function hostNameOf(address: string): string {
  if (/^[\d.]+$|:/u.test(address)) return address.replaceAll(/[:%]+/gu, "-").replace(/^-/u, "ip-");
  return address.split(".")[0] ?? address;
}

/** @throws SettingsError `HOST_UNKNOWN` with the names that there are */
export function hostNamed(name: string, { hosts, path }: Hosts): HostSettings {
  const host = hosts.find((candidate) => candidate.name === name);
  if (host !== undefined) return host;
  const names = hosts.map((candidate) => candidate.name).join(", ");
  throw new SettingsError(
    "HOST_UNKNOWN",
    `${path} has no host ${name}`,
    names === "" ? "it has none; add one: deepsec host add user@host" : `it has ${names}`,
  );
}

/** @throws SettingsError `HOST_KNOWN` when there is a host of that name */
export function assertNewHost(name: string, { hosts, path }: Hosts): void {
  if (!hosts.some((host) => host.name === name)) return;
  throw new SettingsError(
    "HOST_KNOWN",
    `${path} has a host ${name} already`,
    `give another name with --name, or first: deepsec host remove ${name}`,
  );
}

/**
 * Adds a host after the others, without what its settings do not say.
 *
 * @throws SettingsError `HOST_KNOWN`
 */
export function addHost(settings: SettingsDocument, host: HostSettings): void {
  assertNewHost(host.name, settings);
  const { connectTimeoutMs: _, ...said } = host;
  const entry = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
  const { document } = settings;
  const hosts = document.get("hosts");
  if (!isSeq(hosts)) {
    document.set("hosts", document.createNode([entry]));
    return;
  }
  // An empty list is written as [], and what is put into it would stay on that line; what is said beside it would come after the host.
  if (hosts.items.length === 0) {
    hosts.flow = false;
    hosts.commentBefore ??= hosts.comment ?? null;
    hosts.comment = null;
  }
  hosts.add(document.createNode(entry));
}

/**
 * Takes out a host, and the comment above it.
 *
 * @throws SettingsError `HOST_UNKNOWN`
 */
export function removeHost(settings: SettingsDocument, name: string): void {
  settings.document.deleteIn(placeOf(name, settings));
}

/**
 * Says of a host that it is paused, or no longer: nobody reads it until then.
 *
 * @throws SettingsError `HOST_UNKNOWN`
 */
export function pauseHost(settings: SettingsDocument, name: string, isPaused: boolean): void {
  const place = [...placeOf(name, settings), "paused"];
  if (isPaused) settings.document.setIn(place, true);
  else settings.document.deleteIn(place);
}

function placeOf(name: string, settings: SettingsDocument): (string | number)[] {
  return ["hosts", settings.hosts.indexOf(hostNamed(name, settings))];
}
