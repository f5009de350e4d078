import type { HostContext } from "../hosts/host-context.ts";
import type { ApiAddress } from "./ask-api.ts";

/** What the commands that talk to the API work with. */
export type ApiContext = Pick<HostContext, "output" | "columns" | "isColoured" | "nowMs"> & {
  readonly address: ApiAddress;
};
