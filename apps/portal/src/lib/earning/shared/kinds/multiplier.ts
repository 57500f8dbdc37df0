import { m } from '#lib/paraglide/messages.js';
import { timesText } from '../times-text.ts';
import { strong, type Wording } from '../wording.ts';
import { goodsText } from './chosen-lines.ts';
import type { EffectOf } from './kind.ts';

export const multiplier = ({ times, where }: EffectOf<'multiplier'>, wording: Wording): string =>
  m.earning_phrase_multiplier(
    { times: strong(timesText(times, wording)), goods: goodsText(where, wording) },
    wording,
  );
