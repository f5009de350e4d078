import { NEW_ON_HOST, NEW_TEMPLATE } from "../change/novelty-watch.ts";
import { DROP, SPIKE } from "../change/rate-watch.ts";
import { SILENT } from "../change/silence-watch.ts";
import { LARGE_EGRESS } from "./egress.ts";
import * as logins from "./logins.ts";
import { FIRST_SUDO, NEW_COMMAND, ROOT_SHELL } from "./privileges.ts";
import { SERVICES } from "./services.ts";
import { NEW_COUNTRY, TWO_PLACES } from "./travels.ts";
import { WEB_SHELL } from "./uploads.ts";
import { VARIETY } from "./variety.ts";
import type { WatchRule } from "./watch-finding.ts";

/** All rules of the detectors that watch what is usual: of values, then of change. Ids are unique, also among those of attacks, and stay. */
export const WATCH_RULES: readonly WatchRule[] = [
  logins.NEW_ADDRESS,
  logins.NEW_HOST,
  logins.OFF_HOURS,
  TWO_PLACES,
  NEW_COUNTRY,
  logins.ROOT,
  logins.SYSTEM_ACCOUNT,
  FIRST_SUDO,
  ROOT_SHELL,
  NEW_COMMAND,
  ...SERVICES.map(({ rule }) => rule),
  WEB_SHELL,
  LARGE_EGRESS,
  VARIETY,
  NEW_TEMPLATE,
  NEW_ON_HOST,
  SPIKE,
  DROP,
  ...Object.values(SILENT),
];
