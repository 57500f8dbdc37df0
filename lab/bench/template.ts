/** Values that change with each request, by the name of their slot. */
export type Slots = Readonly<Record<string, string | number>>;

/** `#name#` is a text, `"@name@"` a number or other JSON in place of the quoted text. */
const slot = /#(\w+)#|"@(\w+)@"/;

/** A text with slots, split once so that filling it is fast. */
export class Template {
  readonly #parts: readonly string[];
  readonly #names: readonly string[];

  constructor(text: string) {
    const pieces = text.split(slot);
    this.#parts = pieces.filter((_, index) => index % 3 === 0).map(String);
    this.#names = pieces.flatMap((_, index) =>
      index % 3 === 1 ? [pieces[index] ?? pieces[index + 1] ?? ''] : [],
    );
  }

  fill(slots: Slots): string {
    let text = this.#parts[0] ?? '';
    for (let at = 0; at < this.#names.length; at += 1) {
      const value = slots[this.#names[at] ?? ''];
      if (value === undefined) throw new Error(`The slot ${this.#names[at]} is empty`);
      text += String(value) + (this.#parts[at + 1] ?? '');
    }
    return text;
  }
}
