import { m } from '#lib/paraglide/messages.js';
import { strong, type Wording } from '../wording.ts';
import { linesText } from './chosen-lines.ts';
import type { EffectOf } from './kind.ts';

type Effect = EffectOf<'points-per-unit'>;

const units: { readonly [U in Effect['unit']]: (inputs: { count: number }, wording: Wording) => string } = {
  piece: m.earning_unit_piece,
  kilo: m.earning_unit_kilo,
  litre: m.earning_unit_litre,
};

export function pointsPerUnit(effect: Effect, wording: Wording): string {
  const { points, per, unit } = effect;
  const rate = m.earning_phrase_per_unit(
    { points: m.common_points({ count: points }, wording), unit: units[unit]({ count: per }, wording) },
    wording,
  );
  return `${strong(rate)}${linesText(effect, wording)}`;
}
