"use client";

import Link from "next/link";
import { useSearchParams } from "next/navigation";
import type { ComponentProps } from "react";
import { scopeParameters } from "./scope.ts";

type Props = Omit<ComponentProps<typeof Link>, "href"> & { readonly href: string };

/** A link that carries the window and the hosts on, but for what its address says itself. */
export function ScopedLink({ href, ...rest }: Props) {
  return <Link {...rest} href={withScope(href, scopeParameters(useSearchParams()))} prefetch={false} />;
}

function withScope(href: string, scope: URLSearchParams): string {
  const [path = "", said = ""] = href.split("?");
  const parameters = new URLSearchParams(said);
  for (const [name, value] of scope) if (!parameters.has(name)) parameters.set(name, value);
  return parameters.size === 0 ? path : `${path}?${parameters}`;
}
