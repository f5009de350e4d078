"use client";

import type { VariablesOf } from "gql.tada";
import { useId, useState, type InputHTMLAttributes } from "react";
import type { CHECK_HOST } from "../../data/host-documents.ts";
import { texts } from "../../texts.ts";
import button from "../../ui/button.module.css";
import form from "../../ui/form.module.css";
import styles from "./add-host.module.css";

export type HostLogin = VariablesOf<typeof CHECK_HOST>["host"];

interface Props {
  readonly isBusy: boolean;
  readonly onCheck: (login: HostLogin) => void;
}

const TEXT_MAX = 255;
const PORT_MAX = 65_535;

/** How to log in to a host. */
export function LoginForm({ isBusy, onCheck }: Props) {
  const [said, setSaid] = useState<Readonly<Record<string, string>>>({});
  const [hasSudo, setHasSudo] = useState(false);
  const { add } = texts.hosts;
  const field = (name: string) => ({
    value: said[name] ?? "",
    onChange: (value: string) => setSaid({ ...said, [name]: value }),
  });
  const text = (name: string): string | null => said[name]?.trim() || null;
  return (
    <form
      className={styles.body}
      onSubmit={(event) => {
        event.preventDefault();
        const port = text("port");
        onCheck({
          address: text("address") ?? "",
          name: text("name"),
          user: text("user"),
          port: port === null ? null : Number(port),
          identityFile: text("identityFile"),
          proxyJump: text("proxyJump"),
          transport: text("transport"),
          sudo: hasSudo ? true : null,
        });
      }}
    >
      <div className={form.fields}>
        <Field
          {...field("address")}
          label={add.address}
          hint={add.addressHint}
          required
          maxLength={TEXT_MAX}
        />
        <Field {...field("user")} label={add.user} hint={add.leftOut} maxLength={TEXT_MAX} />
        <Field {...field("port")} label={add.port} hint={add.leftOut} type="number" min={1} max={PORT_MAX} />
        <Field {...field("name")} label={add.name} hint={add.nameHint} maxLength={TEXT_MAX} />
      </div>
      <details>
        <summary>{add.more}</summary>
        <div className={`${form.fields ?? ""} ${styles.more ?? ""}`}>
          <Field
            {...field("identityFile")}
            label={add.identityFile}
            hint={add.identityHint}
            maxLength={4096}
          />
          <Field {...field("proxyJump")} label={add.proxyJump} hint={add.proxyHint} maxLength={4096} />
          <label className={form.field}>
            {add.transport}
            <select
              value={said["transport"] ?? ""}
              onChange={(event) => field("transport").onChange(event.target.value)}
            >
              {Object.entries(add.transports).map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          </label>
          <label className={form.check}>
            <input type="checkbox" checked={hasSudo} onChange={(event) => setHasSudo(event.target.checked)} />
            {add.sudo}
          </label>
        </div>
      </details>
      <p>
        <button type="submit" className={`${button.button ?? ""} ${button.primary ?? ""}`} disabled={isBusy}>
          {isBusy ? texts.hosts.check.busy : add.check}
        </button>
      </p>
    </form>
  );
}

type FieldProps = Omit<InputHTMLAttributes<HTMLInputElement>, "onChange"> & {
  readonly label: string;
  readonly hint: string;
  readonly onChange: (value: string) => void;
};

function Field({ label, hint, onChange, ...input }: FieldProps) {
  const hintId = useId();
  return (
    <div>
      <label className={form.field}>
        {label}
        <input
          type="text"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          aria-describedby={hintId}
          {...input}
          onChange={(event) => onChange(event.target.value)}
        />
      </label>
      <span id={hintId} className={form.hint}>
        {hint}
      </span>
    </div>
  );
}
