import { tick } from 'svelte';
import { m } from '#lib/paraglide/messages.js';
import { moveTo, standingOf, step, type RowMoves } from './row-moves.ts';

/** So near to the edge of the window, the page scrolls along. */
const edge = 70;

/** By an arrow key: one place up or down. */
export function stepBy(mover: RowMoves, key: number, by: -1 | 1): void {
  if (step(mover.root, key, by)) void moved(mover, key);
}

/** By pointer, until it is released. Escape leaves the row where it was. */
export function drag(mover: RowMoves, key: number): void {
  const ended = new AbortController();
  const { signal } = ended;
  const stop = (): void => {
    ended.abort();
    mover.dragged = null;
    mover.over = null;
  };
  const drop = (): void => {
    const { over } = mover;
    stop();
    if (over && moveTo(mover.root, key, over.key, over.side)) void moved(mover, key);
    else handleOf(key)?.focus();
  };
  mover.dragged = key;
  addEventListener('pointermove', (event) => follow(mover, key, event), { signal });
  addEventListener('pointercancel', stop, { signal });
  addEventListener('keydown', ({ key: pressed }) => pressed === 'Escape' && stop(), { signal });
  addEventListener('pointerup', drop, { signal });
}

function follow(mover: RowMoves, key: number, { clientX, clientY }: PointerEvent): void {
  if (clientY < edge) scrollBy(0, -12);
  if (clientY > innerHeight - edge) scrollBy(0, 12);
  const row = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>('[data-row]');
  const target = Number(row?.dataset.row);
  const box = row?.getBoundingClientRect();
  mover.over =
    box && moveTo(mover.root, key, target, 'before', true)
      ? { key: target, side: clientY < box.top + box.height / 2 ? 'before' : 'after' }
      : null;
}

async function moved(mover: RowMoves, key: number): Promise<void> {
  mover.onchange();
  const { place, of } = standingOf(mover.root, key);
  mover.said = m.console_conditions_moved({ place, of });
  await tick();
  handleOf(key)?.focus();
}

const handleOf = (key: number): HTMLElement | null =>
  document.querySelector(`[data-row="${key}"] > [data-handle]`);
