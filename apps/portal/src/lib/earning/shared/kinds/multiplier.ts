import { m } from '#lib/paraglide/messages.js';
import { compact } from '#lib/ui/format.ts';
import { strong, type Wording } from '../wording.ts';
import { goodsText } from './chosen-lines.ts';
import type { EffectOf } from './kind.ts';

const timesText = (times: number, wording: Wording): string => {
  if (times === 2) return m.earning_phrase_double({}, wording);
  if (times === 3) return m.earning_phrase_triple({}, wording);
  return m.earning_phrase_times({ times: compact(times, wording.locale) }, wording);
};

export const multiplier = ({ times, where }: EffectOf<'multiplier'>, wording: Wording): string =>
  m.earning_phrase_multiplier(
    { times: strong(timesText(times, wording)), goods: goodsText(where, wording) },
    wording,
  );
