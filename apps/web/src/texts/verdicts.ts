import { formatCount } from "../format/numbers.ts";
import { kinds } from "./words.ts";

export const verdicts = {
  title: "Verdicts",
  lead: (inForce: number) =>
    inForce === 0 ? "Nothing is accepted, muted or marked." : `${formatCount(inForce)} in force`,
  none: "No verdict was given yet. Accept, mute or mark a branch, a kind of line or a finding on its page.",
  inForce: "In force",
  ended: "Ended",
  trail: "What was done, by whom",
  bar: "Verdict",
  judged: (n: number) => `${kinds(n)} below it ${n === 1 ? "is" : "are"} judged`,
  covers: (n: number) => kinds(n),
  inherited: (n: number) => `${formatCount(n)} of them inherited it`,
  phases: { accepted: "Accepted", muted: "Muted", important: "Important", closed: "Closed" } as Readonly<
    Record<string, string>
  >,
  targets: {
    branch: "Branch",
    template: "Kind of line",
    finding: "Finding",
    rule: "Rule",
    value: "Value",
  } as Readonly<Record<string, string>>,
  actions: {
    accept: "Accept",
    mute: "Mute",
    important: "Important",
    close: "Close",
  },
  explain: {
    accept: "Known and harmless: it is no longer reported; what grows beyond it is.",
    mute: "Quiet for a while, then reported again.",
    important: "What is about it is HIGH from now on.",
    close: "Done with; when more of it is seen it is open again.",
  },
  note: "Why (for those who come after you)",
  until: "Until",
  untils: { "1": "tomorrow", "7": "in 7 days", "30": "in 30 days", never: "for good" },
  confirm: "Do it",
  cancel: "Cancel",
  reopen: "Reopen",
  by: "by",
  expires: "until",
  columns: {
    what: "What",
    verdict: "Verdict",
    note: "Note",
    covers: "Covers",
    when: "Given",
    until: "Until",
  },
} as const;
