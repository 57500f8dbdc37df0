const freshForMs = 60_000;

/**
 * A value kept in memory until told that it changed. Should the telling be lost with its connection, it is loaded anew
 * after a minute.
 */
export class Remembered<Value> {
  #value: Promise<Value> | null = null;
  #loadedAt = 0;

  constructor(private readonly load: () => Promise<Value>) {}

  get(): Promise<Value> {
    if (this.#value && performance.now() - this.#loadedAt < freshForMs) return this.#value;
    const loading = this.load();
    this.#value = loading;
    this.#loadedAt = performance.now();
    loading.catch(() => {
      if (this.#value === loading) this.#value = null;
    });
    return loading;
  }

  forget(): void {
    this.#value = null;
  }
}
