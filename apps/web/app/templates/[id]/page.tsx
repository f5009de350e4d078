import type { Metadata } from "next";
import { texts } from "../../../src/texts.ts";
import { TemplateView } from "../../../src/views/template/template-view.tsx";

export const metadata: Metadata = { title: texts.template.title };

export default async function Page({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  return <TemplateView id={decodeURIComponent((await params).id)} />;
}
