import { loadLate } from '#lib/ui/load-late.ts';
import type { RowMoves } from './row-moves.ts';
import type * as Moving from './row-moving.ts';
import type { GroupRow } from './tree.ts';

/** Moves the rows of one tree, by pointer or by arrow keys on their handles. What moves them is loaded when it is needed. */
export class RowMover implements RowMoves {
  dragged = $state<number | null>(null);
  /** Where the dragged row would go. */
  over = $state<RowMoves['over']>(null);
  /** For screen readers. */
  said = $state('');
  /** What moves rows did not load. The next key or pointer tries again. */
  failed = $state(false);
  readonly #root: () => GroupRow;
  readonly onchange: () => void;

  constructor(root: () => GroupRow, onchange: () => void) {
    this.#root = root;
    this.onchange = onchange;
  }

  get root(): GroupRow {
    return this.#root();
  }

  /** Only a tree with several rows has an order. */
  get moves(): boolean {
    const { rows } = this.root;
    return rows.length > 1 || rows.some((row) => row.kind === 'group' && row.rows.length > 1);
  }

  readonly prepare = (): void => {
    void this.#load();
  };

  async #load(): Promise<typeof Moving | null> {
    try {
      const moving = await loadLate(() => import('./row-moving.ts'));
      this.failed = false;
      return moving;
    } catch {
      this.failed = true;
      return null;
    }
  }

  readonly byKey = (event: KeyboardEvent, key: number): void => {
    const by = { ArrowUp: -1 as const, ArrowDown: 1 as const }[event.key];
    if (!by) return;
    event.preventDefault();
    void this.#load().then((moving) => moving?.stepBy(this, key, by));
  };

  readonly grab = (event: PointerEvent, key: number): void => {
    if (event.button !== 0) return;
    event.preventDefault();
    let released = false;
    const once = { once: true };
    addEventListener('pointerup', () => (released = true), once);
    addEventListener('pointercancel', () => (released = true), once);
    void this.#load().then((moving) => released || moving?.drag(this, key));
  };
}
