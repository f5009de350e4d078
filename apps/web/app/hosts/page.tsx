import type { Metadata } from "next";
import { texts } from "../../src/texts.ts";
import { HostsView } from "../../src/views/hosts/hosts-view.tsx";

export const metadata: Metadata = { title: texts.pages.hosts };

export default function Page() {
  return <HostsView />;
}
