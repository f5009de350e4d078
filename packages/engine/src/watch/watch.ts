import type { FoundRule } from "../evidence/rule.ts";
import type { HabitMemory } from "../habit/habit-memory.ts";
import { Egress } from "./egress.ts";
import { Logins } from "./logins.ts";
import { Privileges } from "./privileges.ts";
import { Services } from "./services.ts";
import { Uploads } from "./uploads.ts";
import { Variety } from "./variety.ts";
import type { Watched } from "./watched.ts";
import type { Locate } from "./travels.ts";
import type { WatchFindings } from "./watch-findings.ts";

/** Compares events one by one with what is usual of who and what they name. What is usual lives in the habits. */
export class Watch {
  readonly #logins: Logins;
  readonly #privileges: Privileges;
  readonly #others: readonly (Services | Uploads | Egress | Variety)[];
  readonly #variety: Variety;

  constructor(habits: HabitMemory, findings: WatchFindings, locate: Locate) {
    this.#logins = new Logins(habits, findings, locate);
    this.#privileges = new Privileges(habits, findings);
    this.#variety = new Variety(habits, findings);
    this.#others = [
      new Services(habits, findings),
      new Uploads(habits, findings),
      new Egress(habits, findings),
      this.#variety,
    ];
  }

  /** @param rules - What the event is evidence of. */
  see(watched: Watched, rules: readonly Pick<FoundRule, "signal">[]): void {
    if (rules.some(({ signal }) => signal === "login")) this.#logins.see(watched);
    if (rules.some(({ signal }) => signal === "privilege")) this.#privileges.see(watched);
    for (const other of this.#others) other.see(watched);
  }

  /** Looks at what only the whole of a batch shows. */
  close(): void {
    this.#variety.close();
  }
}
