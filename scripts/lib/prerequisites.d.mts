export interface Prerequisite {
  readonly program: string;
  readonly packages: readonly string[];
}

export const FAKETIME: Prerequisite;
export const JDK: Prerequisite;
export const LOGROTATE: Prerequisite;
export const MAVEN: Prerequisite;
export const SSHD: Prerequisite;
export function ensurePrograms(needed: readonly Prerequisite[]): Promise<void>;
