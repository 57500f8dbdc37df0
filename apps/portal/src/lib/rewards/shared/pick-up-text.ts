import { m } from '#lib/paraglide/messages.js';
import { listed } from '#lib/ui/format.ts';

/**
 * Where goods are picked up, if they lie at few locations: those that have some, or all if none has. With more of them it
 * says nothing: the member chooses one.
 */
export function pickUpText(
  stocks: readonly { readonly name: string; readonly stock: number }[] | null,
): string | null {
  if (!stocks) return null;
  const left = stocks.filter(({ stock }) => stock > 0);
  const shown = left.length > 0 ? left : stocks;
  return shown.length > few ? null : m.common_pick_up({ location: listed(shown.map(({ name }) => name)) });
}

const few = 3;
