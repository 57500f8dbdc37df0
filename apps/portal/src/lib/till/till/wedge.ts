/** A scanner in keyboard mode types much faster than a person: at most this many milliseconds between two keys. */
const fastest = 50;
/** Shorter than any code, longer than any amount typed in a hurry. */
const shortest = 6;

/** Tells the keys of a scanner from those of a person. */
export class Wedge {
  #keys = '';
  #last = Number.NEGATIVE_INFINITY;

  /**
   * Takes one key of the keyboard.
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
    // Shift and its like come between the letters of a code.
    if (key.length !== 1) return null;
    this.#keys = fast ? this.#keys + key : key;
    this.#last = at;
    return null;
  }

  /** True from the first key of a run on, until a second one comes slowly: what was there before may be put back. */
  get begins(): boolean {
    return this.#keys.length === 1;
  }
}
