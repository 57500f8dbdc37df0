import { tick } from 'svelte';
import { m } from '#lib/paraglide/messages.js';
import { moveTo, standingOf, step, type Side } from './row-moves.ts';
import type { GroupRow } from './tree.ts';

/** So near to the edge of the window, the page scrolls along. */
const edge = 70;

/** Moves the rows of one tree, by pointer or by arrow keys on their handles. */
export class RowMover {
  dragged = $state<number | null>(null);
  /** Where the dragged row would go. */
  over = $state<{ key: number; side: Side } | null>(null);
  /** For screen readers. */
  said = $state('');
  readonly #root: () => GroupRow;
  readonly #onchange: () => void;

  constructor(root: () => GroupRow, onchange: () => void) {
    this.#root = root;
    this.#onchange = onchange;
  }

  /** Only a tree with several rows has an order. */
  get moves(): boolean {
    const { rows } = this.#root();
    return rows.length > 1 || rows.some((row) => row.kind === 'group' && row.rows.length > 1);
  }

  readonly byKey = (event: KeyboardEvent, key: number): void => {
    const by = { ArrowUp: -1 as const, ArrowDown: 1 as const }[event.key];
    if (!by) return;
    event.preventDefault();
    if (step(this.#root(), key, by)) void this.#moved(key);
  };

  readonly grab = (event: PointerEvent, key: number): void => {
    if (event.button !== 0) return;
    event.preventDefault();
    const ended = new AbortController();
    const { signal } = ended;
    const stop = (): void => {
      ended.abort();
      this.dragged = null;
      this.over = null;
    };
    this.dragged = key;
    addEventListener('pointermove', (moved) => this.#follow(moved, key), { signal });
    addEventListener('pointercancel', stop, { signal });
    addEventListener('keydown', ({ key: pressed }) => pressed === 'Escape' && stop(), { signal });
    addEventListener(
      'pointerup',
      () => {
        const { over } = this;
        stop();
        if (over && moveTo(this.#root(), key, over.key, over.side)) void this.#moved(key);
        else handleOf(key)?.focus();
      },
      { signal },
    );
  };

  #follow({ clientX, clientY }: PointerEvent, key: number): void {
    if (clientY < edge) scrollBy(0, -12);
    if (clientY > innerHeight - edge) scrollBy(0, 12);
    const row = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>('[data-row]');
    const target = Number(row?.dataset.row);
    const box = row?.getBoundingClientRect();
    if (!box || !moveTo(this.#root(), key, target, 'before', true)) {
      this.over = null;
      return;
    }
    this.over = { key: target, side: clientY < box.top + box.height / 2 ? 'before' : 'after' };
  }

  async #moved(key: number): Promise<void> {
    this.#onchange();
    const { place, of } = standingOf(this.#root(), key);
    this.said = m.console_conditions_moved({ place, of });
    await tick();
    handleOf(key)?.focus();
  }
}

const handleOf = (key: number): HTMLElement | null =>
  document.querySelector(`[data-row="${key}"] > [data-handle]`);
