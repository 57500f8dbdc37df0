import { m } from '#lib/paraglide/messages.js';
import { strong, type Wording } from '../wording.ts';
import type { EffectOf } from './kind.ts';

const pointsOf = (points: number, wording: Wording): string =>
  strong(m.common_points({ count: points }, wording));

export const birthday = ({ points }: EffectOf<'birthday'>, wording: Wording): string =>
  m.earning_phrase_birthday({ points: pointsOf(points, wording) }, wording);

export const anniversary = ({ points }: EffectOf<'anniversary'>, wording: Wording): string =>
  m.earning_phrase_anniversary({ points: pointsOf(points, wording) }, wording);
