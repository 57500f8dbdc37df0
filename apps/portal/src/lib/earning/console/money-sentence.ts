import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { ratesText, type Rate } from '../shared/kinds/points-per-money.ts';
import { inParts, type Part } from '../shared/wording.ts';

/** A first rule in words: points per amount, without limits. Pages of the set-up load no other kinds of rules. */
export const moneySentence = (rates: Rate[]): Part[] =>
  inParts(m.console_sentence_get({ what: ratesText(rates, { locale: getLocale() }), where: '', limits: '' }));
