import type { Fields } from "../header/header.ts";

/** Adds to an event's fields what its message names: `src`, `user`. */
export function addMessageFields(_fields: Fields, _message: string): void {}
