const VALUE_LENGTH_MAX = 8_192;

/** One value of a field, or several, of which each is one. */
export type SigmaFields = Readonly<Record<string, string | readonly string[] | undefined>>;

/** An event, or a part of it, as rules of one log source see it. */
export class SigmaView {
  /** All that it says; keywords are looked for in it. */
  readonly text: string;
  readonly #fields: SigmaFields;
  readonly #folded = new Map<string, readonly string[]>();
  #foldedText: string | null = null;

  constructor(text: string, fields: SigmaFields) {
    this.text = text.slice(0, VALUE_LENGTH_MAX);
    this.#fields = fields;
  }

  /** In small letters, once for all rules. */
  get foldedText(): string {
    return (this.#foldedText ??= this.text.toLowerCase());
  }

  /** The first characters of each value; none: it has no such field. */
  values(name: string): readonly string[] {
    const value = Object.hasOwn(this.#fields, name) ? this.#fields[name] : undefined;
    if (value === undefined) return [];
    if (typeof value !== "string") return value.map((one) => one.slice(0, VALUE_LENGTH_MAX));
    return [value.length > VALUE_LENGTH_MAX ? value.slice(0, VALUE_LENGTH_MAX) : value];
  }

  folded(name: string): readonly string[] {
    let folded = this.#folded.get(name);
    if (folded === undefined) {
      folded = this.values(name).map((value) => value.toLowerCase());
      this.#folded.set(name, folded);
    }
    return folded;
  }

  /** Every value in small letters, a line each. */
  haystack(): string {
    const values = Object.keys(this.#fields).flatMap((name) => this.folded(name));
    return `${this.foldedText}\n${values.join("\n")}`;
  }
}
