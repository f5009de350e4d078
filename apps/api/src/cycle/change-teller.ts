import type { ChangedFinding, CycleChange } from "../change.ts";
import type { CycleRecord } from "../store/cycle-record.ts";

/** Says what each stored cycle changed; one that read nothing and found every host as it was changed nothing. */
export class ChangeTeller {
  readonly #onChange: (change: CycleChange) => void;
  readonly #phases = new Map<string, string>();
  #dendrogramId: string | null = null;

  constructor(onChange: (change: CycleChange) => void) {
    this.#onChange = onChange;
  }

  tell(
    { cycle, runId, phase, endedAt, hosts, advances, analysis }: CycleRecord,
    findings: readonly ChangedFinding[],
  ): void {
    const phases = hosts.map(({ name, failure }) => ({ name, phase: failure === null ? "ok" : "failed" }));
    const isMoved = phases.some(({ name, phase: now }) => this.#phases.get(name) !== now);
    for (const host of phases) this.#phases.set(host.name, host.phase);
    const isStep = advances.length > 0 || analysis !== null;
    if (!isStep && !isMoved) return;
    const dendrogramId = analysis?.dendrogram?.id ?? this.#dendrogramId;
    this.#onChange({
      kind: "cycle",
      cycle: isStep ? cycle + 1 : cycle,
      runId,
      phase,
      storedAt: endedAt,
      lines: advances.reduce((sum, { lines }) => sum + lines, 0),
      newTemplates: analysis?.newTemplates ?? 0,
      dendrogramId: dendrogramId === this.#dendrogramId ? null : dendrogramId,
      hosts: phases,
      findings,
    });
    this.#dendrogramId = dendrogramId;
  }
}
