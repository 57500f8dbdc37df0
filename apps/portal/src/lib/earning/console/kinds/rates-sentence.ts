import type { RuleEffect } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { money } from '#lib/ui/format.ts';
import { list, strong, type Wording } from '../wording.ts';
import type { Ends } from './kind.ts';

export type Rate = Extract<RuleEffect, { kind: 'points-per-money' }>['rates'][number];

/** `1 point for every €1.00` */
export const rateText = ({ points, per, currency }: Rate, wording: Wording): string =>
  m.console_sentence_rate({ count: points, money: money(per, currency, wording.locale) }, wording);

/** @param goods which goods earn; empty for all */
export const ratesSentence = (
  rates: readonly Rate[],
  goods: string,
  { where, limits }: Ends,
  wording: Wording,
): string => {
  const said = rates.map((rate) => strong(rateText(rate, wording)));
  return m.console_sentence_money(
    { rates: list(said, 'conjunction', wording), goods, where, limits },
    wording,
  );
};
