import { m } from '#lib/paraglide/messages.js';
import { money } from '#lib/ui/format.ts';
import { list, strong, type Wording } from '../wording.ts';
import { linesText } from './chosen-lines.ts';
import type { EffectOf } from './kind.ts';

export type Rate = EffectOf<'points-per-money'>['rates'][number];

/** `1 point for every €1.00` */
export const rateText = ({ points, per, currency }: Rate, wording: Wording): string =>
  m.earning_phrase_rate({ count: points, money: money(per, currency, wording.locale) }, wording);

export const ratesText = (rates: readonly Rate[], wording: Wording): string =>
  list(
    rates.map((rate) => strong(rateText(rate, wording))),
    'conjunction',
    wording,
  );

export const pointsPerMoney = (effect: EffectOf<'points-per-money'>, wording: Wording): string =>
  `${ratesText(effect.rates, wording)}${linesText(effect, wording)}${alsoText(effect, wording)}`;

const extraTexts = { 'gift-card': m.earning_phrase_also_gift_cards, deposit: m.earning_phrase_also_deposits };

/** `, also for gift cards` */
const alsoText = ({ alsoKinds = [] }: EffectOf<'points-per-money'>, wording: Wording): string =>
  alsoKinds.length > 1
    ? m.earning_phrase_also_both({}, wording)
    : alsoKinds.map((kind) => extraTexts[kind]({}, wording)).join('');
