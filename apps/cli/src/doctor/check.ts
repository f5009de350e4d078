import type { HostCheck } from "@deepsec/collector";

export function green(subject: string, fact: string): HostCheck {
  return { subject, state: "green", fact, fixes: [] };
}

export function amber(subject: string, fact: string, ...fixes: string[]): HostCheck {
  return { subject, state: "amber", fact, fixes };
}

export function red(subject: string, fact: string, ...fixes: string[]): HostCheck {
  return { subject, state: "red", fact, fixes };
}
