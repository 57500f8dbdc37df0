interface Pace {
  /** A longer pause between two keys, in milliseconds, ends a run. */
  readonly longestPause: number;
  /** Whether a run is a scan: its characters, and how long each took on average. */
  readonly isScan: (characters: number, average: number) => boolean;
}

/** Of every scanner on a machine that keeps up. Also in a field, into which people type: nobody types this fast. */
export const quick: Pace = { longestPause: 50, isScan: (characters) => characters >= 6 };

/**
 * Of a slow scanner, or on a machine that is busy. Only where no field has the focus: there nobody types texts, and no amount has as
 * many digits. Single pauses may be long, the average counts.
 */
export const slow: Pace = {
  longestPause: 300,
  isScan: (characters, average) =>
    (characters >= 8 && average <= 110) || (characters > longestAmount && average <= 200),
};

/** Characters of the longest amount on the keypad, with its mark. */
const longestAmount = 10;

/** Distinguishes the keys of a scanner in keyboard mode from a person's. */
export class Wedge {
  readonly #pace: Pace;
  #keys = '';
  #first = 0;
  #last = Number.NEGATIVE_INFINITY;

  constructor(pace: Pace) {
    this.#pace = pace;
  }

  /**
   * Takes one key.
   * @param at milliseconds, as `KeyboardEvent.timeStamp`
   * @returns the scanned text when Enter or Tab ends a scan, else null
   */
  take(key: string, at: number): string | null {
    const goesOn = at - this.#last <= this.#pace.longestPause;
    if (key === 'Enter' || key === 'Tab') {
      const text = this.#keys;
      this.#keys = '';
      return goesOn && this.#pace.isScan(text.length, (at - this.#first) / text.length) ? text : null;
    }
    // Shift and similar keys come between the letters of a code.
    if (key.length !== 1) return null;
    if (!goesOn) this.#first = at;
    this.#keys = goesOn ? this.#keys + key : key;
    this.#last = at;
    return null;
  }

  /** The next key begins a run. */
  reset(): void {
    this.#keys = '';
    this.#last = Number.NEGATIVE_INFINITY;
  }

  /** True from the first key of a run until the second one: earlier input may be restored. */
  get begins(): boolean {
    return this.#keys.length === 1;
  }
}
