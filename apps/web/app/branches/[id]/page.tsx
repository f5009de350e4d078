import type { Metadata } from "next";
import { texts } from "../../../src/texts.ts";
import { BranchView } from "../../../src/views/branch/branch-view.tsx";

export const metadata: Metadata = { title: texts.branch.title };

export default async function Page({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  return <BranchView id={decodeURIComponent((await params).id)} />;
}
