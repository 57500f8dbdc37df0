import { SvelteSet } from 'svelte/reactivity';

/** The members that are ticked in the list: some by id, or all who match the filters. */
export class Selection {
  readonly #ids = new SvelteSet<string>();
  #all = $state(false);

  get ids(): string[] {
    return [...this.#ids];
  }

  get all(): boolean {
    return this.#all;
  }

  /** How many are ticked, of `total` who match. */
  count(total: number): number {
    return this.#all ? total : this.#ids.size;
  }

  has(id: string): boolean {
    return this.#all || this.#ids.has(id);
  }

  toggle(id: string, on: boolean, page: readonly string[]): void {
    this.#leaveAll(page);
    if (on) this.#ids.add(id);
    else this.#ids.delete(id);
  }

  togglePage(page: readonly string[], on: boolean): void {
    this.#leaveAll(on ? [] : page);
    for (const id of page) {
      if (on) this.#ids.add(id);
      else this.#ids.delete(id);
    }
  }

  takeAll(): void {
    this.#all = true;
  }

  clear(): void {
    this.#all = false;
    this.#ids.clear();
  }

  /** Who unticks one of all keeps the others of this page. */
  #leaveAll(page: readonly string[]): void {
    if (!this.#all) return;
    this.#all = false;
    for (const id of page) this.#ids.add(id);
  }
}
