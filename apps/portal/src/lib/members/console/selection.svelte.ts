import { mostNamedMembers } from '@regulars/contracts/endpoints';
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

  /** No more can be ticked one by one. */
  get full(): boolean {
    return !this.#all && this.#ids.size >= mostNamedMembers;
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
    this.#tick(id, on);
  }

  togglePage(page: readonly string[], on: boolean): void {
    this.#leaveAll(on ? [] : page);
    for (const id of page) this.#tick(id, on);
  }

  takeAll(): void {
    this.#all = true;
  }

  clear(): void {
    this.#all = false;
    this.#ids.clear();
  }

  #tick(id: string, on: boolean): void {
    if (!on) this.#ids.delete(id);
    else if (this.#ids.size < mostNamedMembers) this.#ids.add(id);
  }

  /** Unticking one of all keeps the others of this page. */
  #leaveAll(page: readonly string[]): void {
    if (!this.#all) return;
    this.#all = false;
    for (const id of page) this.#ids.add(id);
  }
}
