import type { ChainKind } from "./chain.ts";
import { BREAK_IN, CHANGE } from "./login-chains.ts";
import * as thresholds from "./thresholds.ts";
import { ANSWERED } from "./web-chains.ts";

/** All kinds of chains. Ids are unique, also among rules, and stay. */
export const CHAIN_KINDS: readonly ChainKind[] = [BREAK_IN, CHANGE, ANSWERED, ...Object.values(thresholds)];
