import Link from "next/link";
import { texts } from "../src/texts.ts";
import { Notice } from "../src/ui/states.tsx";

export default function NotFound() {
  return (
    <Notice title={texts.state.notFoundTitle}>
      <p>
        <Link href="/">{texts.state.notFoundBack}</Link>
      </p>
    </Notice>
  );
}
