import type { Wishes } from "../../tree/open-branches.ts";
import type { UrlChange } from "../../ui/use-url-state.ts";

const ids = (value: string | null) => (value === null || value === "" ? [] : value.split("."));

/** What was opened and closed by hand, as the address has it: ids (hex) with dots between. */
export function readWishes(parameters: URLSearchParams): Wishes {
  return {
    opened: ids(parameters.get("open")),
    openedWhole: ids(parameters.get("whole")),
    shut: ids(parameters.get("shut")),
    selectedId: parameters.get("sel"),
  };
}

/** The same as a change of the address. */
export function writeWishes({ opened, openedWhole, shut, selectedId }: Wishes): UrlChange {
  return {
    open: opened.join("."),
    whole: openedWhole.join("."),
    shut: shut.join("."),
    sel: selectedId,
  };
}
