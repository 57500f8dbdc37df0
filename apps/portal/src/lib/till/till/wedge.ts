/** A scanner in keyboard mode types much faster than a person: at most this many milliseconds between two keys. */
const fastest = 50;
/** Shorter than any code, longer than any quickly typed amount. */
const shortest = 6;

/** Distinguishes a scanner's keys from a person's. */
export class Wedge {
  #keys = '';
  #last = Number.NEGATIVE_INFINITY;

  /**
   * Takes one key.
   * @param at milliseconds, as `KeyboardEvent.timeStamp`
   * @returns the scanned text when Enter or Tab ends a fast run, else null
   */
  take(key: string, at: number): string | null {
    const fast = at - this.#last <= fastest;
    if (key === 'Enter' || key === 'Tab') {
      const text = this.#keys;
      this.#keys = '';
      return fast && text.length >= shortest ? text : null;
    }
    // Shift and similar keys come between the letters of a code.
    if (key.length !== 1) return null;
    this.#keys = fast ? this.#keys + key : key;
    this.#last = at;
    return null;
  }

  /** True from the first key of a run until a second one comes slowly: earlier input may be restored. */
  get begins(): boolean {
    return this.#keys.length === 1;
  }
}
