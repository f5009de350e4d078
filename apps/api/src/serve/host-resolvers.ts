/** How to log in to a host; the fields of the schema's HostLogin. */
export interface HostLogin {
  readonly name?: string | null;
  readonly address: string;
  readonly port?: number | null;
  readonly user?: string | null;
  readonly identityFile?: string | null;
  readonly proxyJump?: string | null;
  readonly transport?: string | null;
  readonly sudo?: boolean | null;
}

/** What was found when a host was looked at; the fields of the schema's CheckedHost. */
export interface CheckedHost {
  readonly name: string;
  readonly unknownKey: { readonly type: string; readonly sha256: string; readonly command: string } | null;
  readonly isUsable: boolean;
  readonly checks: readonly {
    readonly subject: string;
    readonly state: string;
    readonly fact: string;
    readonly fixes: readonly string[];
  }[];
  readonly sources: readonly string[];
  readonly transport: string | null;
}

/** What may be done about hosts. */
export interface HostActions {
  check(
    login: HostLogin,
    acceptedKey: string | null,
    sources: readonly string[] | null,
    logFolder: string,
  ): Promise<CheckedHost>;
  test(name: string): Promise<CheckedHost>;
  add(
    login: HostLogin,
    acceptedKey: string | null,
    sources: readonly string[],
    isFollowed: boolean,
  ): Promise<CheckedHost>;
  remove(name: string): Promise<void>;
  pause(name: string, isPaused: boolean): Promise<void>;
}

interface Login {
  readonly host: HostLogin;
  readonly acceptedKey?: string | null;
}

interface Named {
  readonly name: string;
}

/** The fields of Mutation about hosts. */
export function hostMutations(hosts: HostActions) {
  return {
    checkHost: (
      _root: unknown,
      { host, acceptedKey, sources, logFolder }: Login & { sources?: string[] | null; logFolder: string },
    ) => hosts.check(host, acceptedKey ?? null, sources ?? null, logFolder),
    addHost: (
      _root: unknown,
      { host, acceptedKey, sources, follow }: Login & { sources: string[]; follow: boolean },
    ) => hosts.add(host, acceptedKey ?? null, sources, follow),
    testHost: (_root: unknown, { name }: Named) => hosts.test(name),
    removeHost: async (_root: unknown, { name }: Named) => {
      await hosts.remove(name);
      return name;
    },
    pauseHost: async (_root: unknown, { name }: Named) => {
      await hosts.pause(name, true);
      return name;
    },
    resumeHost: async (_root: unknown, { name }: Named) => {
      await hosts.pause(name, false);
      return name;
    },
  };
}
