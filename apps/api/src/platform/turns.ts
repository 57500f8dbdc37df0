/** How long to wait for a turn, and the error afterwards. */
export interface WaitLimit {
  readonly milliseconds: number;
  readonly exhausted: () => Error;
}

interface Place {
  inside: number;
  /** In order of arrival. */
  readonly waiting: Set<() => void>;
}

/** Limits how many run at once per key in this process. The others wait their turn. */
export class Turns {
  readonly #most: number;
  readonly #limit: WaitLimit | null;
  readonly #places = new Map<string, Place>();

  constructor(most: number, limit: WaitLimit | null = null) {
    this.#most = most;
    this.#limit = limit;
  }

  async take<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const place = this.#places.get(key) ?? { inside: 0, waiting: new Set() };
    this.#places.set(key, place);
    if (place.inside < this.#most) place.inside += 1;
    else await this.#wait(place);
    try {
      return await work();
    } finally {
      this.#leave(key, place);
    }
  }

  /** A finished call passes its place to the one that has waited longest. */
  #leave(key: string, place: Place): void {
    const [next] = place.waiting;
    if (next) return next();
    place.inside -= 1;
    if (place.inside === 0) this.#places.delete(key);
  }

  #wait({ waiting }: Place): Promise<void> {
    const limit = this.#limit;
    return new Promise((resolve, reject) => {
      const giveUp = (): void => {
        waiting.delete(enter);
        if (limit) reject(limit.exhausted());
      };
      const timer = limit ? setTimeout(giveUp, limit.milliseconds) : undefined;
      const enter = (): void => {
        clearTimeout(timer);
        waiting.delete(enter);
        resolve();
      };
      waiting.add(enter);
    });
  }
}
