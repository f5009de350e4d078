import type { Metadata } from "next";
import { texts } from "../../../src/texts.ts";
import { AddHost } from "../../../src/views/hosts/add-host.tsx";

export const metadata: Metadata = { title: texts.hosts.add.title };

export default function Page() {
  return <AddHost />;
}
