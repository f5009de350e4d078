export type CheckState = "green" | "amber" | "red";

/** One thing that was looked at on a host. */
export interface HostCheck {
  /** What was looked at: `login`, `clock`, or the path of a source. */
  readonly subject: string;
  readonly state: CheckState;
  readonly fact: string;
  /** What to type or change, in order; empty where nothing needs to. */
  readonly fixes: readonly string[];
}

export function green(subject: string, fact: string): HostCheck {
  return { subject, state: "green", fact, fixes: [] };
}

export function amber(subject: string, fact: string, ...fixes: readonly string[]): HostCheck {
  return { subject, state: "amber", fact, fixes };
}

export function red(subject: string, fact: string, ...fixes: readonly string[]): HostCheck {
  return { subject, state: "red", fact, fixes };
}
