/** Of one key at most so many at the same time, in this process; the others wait their turn. */
export class Turns {
  readonly #most: number;
  readonly #places = new Map<string, { inside: number; readonly waiting: (() => void)[] }>();

  constructor(most: number) {
    this.#most = most;
  }

  async take<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const place = this.#places.get(key) ?? { inside: 0, waiting: [] };
    this.#places.set(key, place);
    if (place.inside < this.#most) place.inside += 1;
    else await new Promise<void>((go) => place.waiting.push(go));
    try {
      return await work();
    } finally {
      // Who goes hands the place on.
      const next = place.waiting.shift();
      if (next) next();
      else place.inside -= 1;
      if (place.inside === 0) this.#places.delete(key);
    }
  }
}
