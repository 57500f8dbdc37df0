/** Repeatable random numbers: the same seed gives the same choices (mulberry32). */
export class SeededRandom {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** From 0 to 1, without 1. */
  share(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** From 0 to `most`. */
  upTo(most: number): number {
    return Math.floor(this.share() * (most + 1));
  }

  isOneIn(times: number): boolean {
    return this.upTo(times - 1) === 0;
  }

  of<T>(choices: readonly T[]): T {
    const chosen = choices[this.upTo(choices.length - 1)];
    if (chosen === undefined) throw new RangeError('Nothing to choose from');
    return chosen;
  }

  some<T>(choices: readonly T[]): T[] {
    return choices.filter(() => this.isOneIn(2));
  }

  uuid(): string {
    const hex = Array.from({ length: 32 }, () => this.upTo(15).toString(16)).join('');
    return [8, 4, 4, 4, 12].reduce((text, length, index) => {
      const from = [0, 8, 12, 16, 20][index] ?? 0;
      return `${text}${index > 0 ? '-' : ''}${hex.slice(from, from + length)}`;
    }, '');
  }
}
