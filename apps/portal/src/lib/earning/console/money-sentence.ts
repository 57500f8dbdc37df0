import { getLocale } from '#lib/paraglide/runtime.js';
import { ratesSentence, type Rate } from './kinds/rates-sentence.ts';
import { inParts, type Part } from './wording.ts';

/** A first rule in words: points per amount, without limits. Pages of the set-up load no other kinds of rules. */
export const moneySentence = (rates: Rate[]): Part[] =>
  inParts(ratesSentence(rates, '', { where: '', limits: '' }, { locale: getLocale() }));
