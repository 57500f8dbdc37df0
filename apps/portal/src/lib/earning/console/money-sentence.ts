import { getLocale } from '#lib/paraglide/runtime.js';
import { pointsPerMoney, type Rate } from './kinds/points-per-money.ts';
import { inParts, type Part } from './wording.ts';

/** A first rule in words: points per amount, without limits. Pages of the set-up load no other kinds of rules. */
export const moneySentence = (rates: Rate[]): Part[] =>
  inParts(
    pointsPerMoney.sentence(
      { kind: 'points-per-money', rates },
      { where: '', limits: '' },
      { locale: getLocale() },
    ),
  );
