import { ApiError } from "../api-error.ts";

/** What the API runs with; the fields of the schema's Settings. */
export interface SettingsView {
  readonly file: string | null;
  readonly schedule: string | null;
  readonly nextCollectionAt: string | null;
  readonly timeZone: string;
  readonly archive: {
    readonly folder: string;
    readonly keepDays: number;
    readonly keepGigabytes: number;
  } | null;
  readonly keepDendrograms: number;
  readonly rulePaths: readonly string[];
  readonly hosts: readonly {
    readonly name: string;
    readonly address: string;
    readonly port: number | null;
    readonly user: string | null;
    readonly isPaused: boolean;
    readonly sources: readonly {
      readonly path: string;
      readonly isFollowed: boolean;
      readonly redacts: boolean;
      readonly redactsEmail: boolean;
    }[];
  }[];
}

/** What may be done about settings. */
export interface SettingsActions {
  view(): SettingsView;
  setSchedule(schedule: string): Promise<void>;
  setRetention(limits: { readonly keepDays?: number; readonly keepGigabytes?: number }): Promise<void>;
  switchTarget(name: string, isEnabled: boolean): Promise<void>;
}

interface Retention {
  readonly keepDays?: number | null;
  readonly keepGigabytes?: number | null;
}

export function settingsQueries(settings: SettingsActions) {
  return { settings: () => settings.view() };
}

export function settingsMutations(settings: SettingsActions) {
  return {
    setSchedule: async (_root: unknown, { schedule }: { readonly schedule: string }) => {
      await settings.setSchedule(schedule);
      return settings.view();
    },
    setArchiveRetention: async (_root: unknown, { keepDays, keepGigabytes }: Retention) => {
      const limits = {
        ...(typeof keepDays === "number" ? { keepDays } : {}),
        ...(typeof keepGigabytes === "number" ? { keepGigabytes } : {}),
      };
      if (Object.keys(limits).length === 0)
        throw new ApiError("BAD_INPUT", "give keepDays or keepGigabytes, or both");
      await settings.setRetention(limits);
      return settings.view();
    },
    setNotificationTarget: async (
      _root: unknown,
      { target, enabled }: { readonly target: string; readonly enabled: boolean },
    ) => {
      await settings.switchTarget(target, enabled);
      return settings.view();
    },
  };
}
