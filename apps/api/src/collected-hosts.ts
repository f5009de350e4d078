import type { CollectedHost } from "./collect/host-links.ts";
import type { ApiConfig } from "./config.ts";
import type { RegisteredHost } from "./store/register.ts";

/** The hosts of the settings that are to be read, and this machine where it has sources. */
export function collectedHosts(config: ApiConfig): CollectedHost[] {
  const remote = config.hosts
    .filter(({ isPaused }) => isPaused !== true)
    .map(({ target, sources, followed = [], journal }) => ({
      name: target.name,
      target,
      sources,
      followed,
      journal,
    }));
  const { localSources: sources, localJournal: journal, localFollowed: followed } = config;
  return sources.length === 0
    ? remote
    : [...remote, { name: "local", target: null, sources, journal, followed }];
}

/** All of them, as the graph is to know them. */
export function registeredHosts({ hosts, localSources }: ApiConfig): RegisteredHost[] {
  const remote = hosts.map(({ target, isPaused = false }) => ({
    name: target.name,
    address: target.address,
    port: target.port ?? 22,
    user: target.user ?? "",
    hostKeySha256: target.hostKeySha256 ?? null,
    isPaused,
  }));
  const local = { address: "127.0.0.1", port: 0, user: "", hostKeySha256: null, isPaused: false };
  return localSources.length === 0 ? remote : [...remote, { name: "local", ...local }];
}
