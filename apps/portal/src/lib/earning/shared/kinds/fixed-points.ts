import { m } from '#lib/paraglide/messages.js';
import { money } from '#lib/ui/format.ts';
import { list, strong, type Wording } from '../wording.ts';
import type { EffectOf } from './kind.ts';

export function fixedPoints({ points, minimums }: EffectOf<'fixed-points'>, wording: Wording): string {
  const amounts = minimums.map(({ amount, currency }) => strong(money(amount, currency, wording.locale)));
  const minimum =
    amounts.length > 0
      ? m.earning_phrase_minimum({ amounts: list(amounts, 'disjunction', wording) }, wording)
      : '';
  return m.earning_phrase_fixed(
    { points: strong(m.common_points({ count: points }, wording)), minimum },
    wording,
  );
}
