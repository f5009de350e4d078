"use client";

import { ask } from "../../data/ask.ts";
import { HOST_NAMES } from "../../data/documents.ts";
import { usePolled } from "../../data/use-polled.ts";
import { isWindowName, type WindowName } from "../../scope/scope.ts";
import { texts } from "../../texts.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { Segments } from "../../ui/segments.tsx";
import { Answer, NoLines, Skeleton } from "../../ui/states.tsx";
import { useNow } from "../../ui/use-now.ts";
import { useUrlState, type UrlChange } from "../../ui/use-url-state.ts";
import { MatrixView } from "../matrix/matrix-view.tsx";
import { type Change, ChangedBranches } from "./changed-branches.tsx";
import { HostPicker } from "./host-picker.tsx";
import { hostSides, timeSides, type Sides } from "./sides.ts";

const POLL_MS = 30_000;
const BYS = ["time", "hosts", "all"] as const;

/** What is new, gone, grown and shrunk: now against before, or one host against others. */
export function CompareView() {
  const [state] = usePolled("host names", (client) => ask(client, HOST_NAMES, {}), POLL_MS);
  return (
    <Answer state={state} skeleton={<Skeleton rows={9} height={44} />}>
      {({ hosts }) =>
        hosts.length === 0 ? <NoLines hasHosts={false} /> : <Filled hosts={hosts.map(({ name }) => name)} />
      }
    </Answer>
  );
}

function Filled({ hosts }: { readonly hosts: readonly string[] }) {
  const [parameters, change] = useUrlState();
  const nowMs = useNow();
  const by = BYS.find((one) => one === parameters.get("by")) ?? "time";
  const asked = parameters.get("window");
  const window: WindowName = isWindowName(asked) ? asked : "24h";
  const host = known(parameters.get("host"), hosts) ?? hosts[0] ?? "";
  const other = known(parameters.get("other"), hosts);
  const sides = by === "time" ? timeSides(window, nowMs) : hostSides(host, other, hosts);
  return (
    <>
      <PageHead
        title={texts.compare.title}
        lead={texts.compare.leads[by]}
        controls={
          <>
            <Segments
              label={texts.compare.what}
              options={[
                { value: "time", label: texts.compare.byTime },
                { value: "hosts", label: texts.compare.byHosts },
                { value: "all", label: texts.compare.byAll },
              ]}
              value={by}
              onChange={(next) => change({ by: next === "time" ? null : next })}
            />
            {by === "time" ? <WindowPicker window={window} change={change} /> : null}
            {by === "hosts" ? <HostPicker hosts={hosts} host={host} other={other} onPick={change} /> : null}
          </>
        }
      />
      {by === "all" ? (
        <MatrixView />
      ) : (
        <Changed sides={sides} names={by === "time" ? namesOfTimes(window) : namesOfHosts(host, other)} />
      )}
    </>
  );
}

function Changed({ sides, names }: { readonly sides: Sides | null; readonly names: SideNames }) {
  if (sides === null) return <p>{texts.compare.nothingToCompare}</p>;
  return <ChangedBranches sides={sides} names={names} />;
}

interface WindowPickerProps {
  readonly window: WindowName;
  readonly change: (change: UrlChange) => void;
}

function WindowPicker({ window, change }: WindowPickerProps) {
  return (
    <Segments
      label={texts.compare.window}
      options={[
        { value: "1h", label: texts.compare.windows["1h"] },
        { value: "24h", label: texts.compare.windows["24h"] },
        { value: "7d", label: texts.compare.windows["7d"] },
      ]}
      value={window}
      onChange={(next) => change({ window: next === "24h" ? null : next })}
    />
  );
}

interface PanelWords {
  readonly title: string;
  readonly hint: string;
  readonly none: string;
}

/** What the two sides are called, and what each way to change is then. */
export interface SideNames {
  /** In the sentence of sums. */
  readonly from: string;
  readonly to: string;
  /** Above the columns. */
  readonly fromColumn: string;
  readonly toColumn: string;
  readonly panels: Readonly<Record<Change, PanelWords>>;
}

function namesOfTimes(window: WindowName): SideNames {
  const { before, last, windows, nowColumn, byTimePanels } = texts.compare;
  return {
    from: before,
    to: last(windows[window]),
    fromColumn: before,
    toColumn: nowColumn,
    panels: byTimePanels,
  };
}

function namesOfHosts(host: string, other: string | null): SideNames {
  const others = other ?? texts.compare.allOthers;
  return {
    from: others,
    to: host,
    fromColumn: others,
    toColumn: host,
    panels: texts.compare.byHostsPanels(host, others),
  };
}

function known(name: string | null, hosts: readonly string[]): string | null {
  return name !== null && hosts.includes(name) ? name : null;
}
