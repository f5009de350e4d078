import { Chain, type ChainKind } from "./chain.ts";
import type { Observation } from "./observation.ts";
import { Recent } from "./recent.ts";
import type { ChainStep } from "./threshold-chain.ts";

const MINUTE_MS = 60_000;
/** OSSEC's rule 40112: so many failures so shortly before the login. Fewer are someone who mistypes. */
const FAILURE_COUNT_MIN = 5;
const FAILURE_WINDOW_MS = 4 * MINUTE_MS;
/** A slower series counts too when it is longer. */
const SLOW_COUNT_MIN = 10;
const SLOW_WINDOW_MS = 60 * MINUTE_MS;
/** How long after a login a change is laid to it. */
const CHANGE_WINDOW_MS = 10 * MINUTE_MS;
const BREAK_IN_WINDOW_MS = 60 * MINUTE_MS;

export const BREAK_IN: ChainKind = {
  id: "failures-then-login",
  title: "login after many failures",
  severity: "HIGH",
  techniques: ["T1110", "T1078"],
};
export const CHANGE: ChainKind = {
  id: "login-then-change",
  title: "login, then a new user, key or job",
  severity: "MEDIUM",
  techniques: ["T1078", "T1136", "T1098"],
};

/** A login that begins a chain when something follows it. */
interface Session {
  readonly login: Observation;
  readonly commands: Observation[];
  chain: Chain | null;
  readonly isBreakIn: boolean;
}

/** Follows logins: the failures before them, on any host, and what happened on the host after them. */
export class LoginChains {
  readonly #failures = new Recent(SLOW_WINDOW_MS);
  readonly #byUser = new Recent(SLOW_WINDOW_MS);
  /** The last login of a user on a host, and the last of anyone there. */
  readonly #sessions = new Map<string, Session>();
  readonly #sessionCountMax = 20_000;

  see(seen: Observation): ChainStep | null {
    if (seen.signal === "login-failed") {
      if (seen.src !== null) this.#failures.add(seen.src, seen);
      else if (seen.user !== null) this.#byUser.add(seen.user, seen);
      return null;
    }
    if (seen.signal === "login") return this.#login(seen);
    if (seen.signal === "privilege" || seen.signal === "account" || seen.signal === "persistence")
      return this.#change(seen);
    return null;
  }

  #login(login: Observation): ChainStep | null {
    const before = this.#before(login);
    const chain = before.length === 0 ? null : new Chain(BREAK_IN, login.src ?? login.user ?? login.host);
    const added = chain === null ? [] : [...before, login];
    for (const step of added) chain?.add(step);
    const session: Session = { login, commands: [], chain, isBreakIn: chain !== null };
    for (const key of [`${login.host}\n${login.user ?? ""}`, login.host]) {
      const known = this.#sessions.get(key);
      // A break-in is not forgotten because somebody else logs in.
      if (known?.isBreakIn === true && chain === null && isNear(known.login, login, BREAK_IN_WINDOW_MS))
        continue;
      this.#sessions.delete(key);
      this.#sessions.set(key, session);
    }
    if (this.#sessions.size > this.#sessionCountMax)
      for (const oldest of this.#sessions.keys()) {
        this.#sessions.delete(oldest);
        break;
      }
    return chain === null ? null : { chain, added, isNew: true };
  }

  /** The failures that make a login suspicious: none when they are few. */
  #before(login: Observation): readonly Observation[] {
    const failures =
      login.src === null
        ? this.#byUser.at(login.user ?? "", login.timeMs)
        : this.#failures.at(login.src, login.timeMs);
    const near = failures.filter((failure) => isNear(failure, login, FAILURE_WINDOW_MS));
    const count = near.reduce((sum, { weight }) => sum + weight, 0);
    if (count >= FAILURE_COUNT_MIN) return failures;
    return failures.length >= SLOW_COUNT_MIN ? failures : [];
  }

  #change(seen: Observation): ChainStep | null {
    const session = this.#sessions.get(`${seen.host}\n${seen.user ?? ""}`) ?? this.#sessions.get(seen.host);
    if (session === undefined) return null;
    const windowMs = session.isBreakIn ? BREAK_IN_WINDOW_MS : CHANGE_WINDOW_MS;
    if (!isNear(session.login, seen, windowMs)) return null;
    if (session.chain !== null) {
      session.chain.add(seen);
      return { chain: session.chain, added: [seen], isNew: false };
    }
    if (seen.signal === "privilege") {
      if (session.commands.length < 20) session.commands.push(seen);
      return null;
    }
    const added = [session.login, ...session.commands, seen];
    session.chain = new Chain(CHANGE, `${seen.host} ${seen.user ?? ""}`);
    for (const step of added) session.chain.add(step);
    return { chain: session.chain, added, isNew: true };
  }
}

const isNear = (a: Observation, b: Observation, windowMs: number): boolean =>
  Math.abs(a.timeMs - b.timeMs) <= windowMs;
