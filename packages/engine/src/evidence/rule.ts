import type { EventText, Hearing } from "./event-text.ts";

/**
 * How much an event or a chain says, the one scheme of all rules:
 * LOW happens without an attacker every day (a failed login, a refused probe) and only counts together with others;
 * MEDIUM is what attackers need and people seldom do (an attack's text, many failures, a new account);
 * HIGH is what has hardly another reading, or says that the attack went well (a reverse shell, failures and then a login).
 */
export type Severity = "LOW" | "MEDIUM" | "HIGH";

/** What an event means to chains. `answered`, `blocked`, `missed` and `crash` are no evidence by themselves. */
export type Signal =
  | "login-failed"
  | "login"
  | "privilege"
  | "account"
  | "persistence"
  | "probe"
  | "answered"
  | "blocked"
  | "missed"
  | "crash"
  | "denied";

/** One kind of evidence: what it looks like, and what it means. */
export interface EvidenceRule {
  readonly id: string;
  readonly title: string;
  /** Ids of MITRE ATT&CK techniques. */
  readonly techniques: readonly string[];
  /** Null when it only serves chains, or tells of a weakness and not of an attack. */
  readonly severity: Severity | null;
  readonly signal?: Signal;
  /** Whose words it listens to: the service's when it is left out. */
  readonly hears?: Hearing;
  /** ASCII, any case: the rule is looked at only in texts that hold one of them. */
  readonly literals: readonly string[];
  /** One of them must match; none given: the literal is enough. */
  readonly patterns?: readonly RegExp[];
  /** None of them may match: harmless look-alikes. */
  readonly unless?: readonly RegExp[];
  /** What else must hold. */
  readonly where?: (text: EventText) => boolean;
}

/** A rule as what it found knows it, whoever wrote it. */
export type FoundRule = Pick<EvidenceRule, "id" | "title" | "techniques" | "severity" | "signal">;

/** Literals written in one line, a bar between them. */
export const oneOf = (literals: string): readonly string[] => literals.split("|");
