import { toSentence, type Condition } from '@regulars/conditions';
import type { ChosenLines } from '#lib/facts/shared/conditions/chosen-lines.ts';
import { m } from '#lib/paraglide/messages.js';
import { marked, type Wording } from '../wording.ts';

/** `goods of category Books` */
export const goodsText = (condition: Condition, { locale, nameOf }: Wording): string =>
  marked(toSentence(condition, 'line', locale, nameOf));

/** ` on goods of category Books`; empty for all goods. */
export function linesText({ where, except }: ChosenLines, wording: Wording): string {
  if (where) return m.earning_phrase_on({ goods: goodsText(where, wording) }, wording);
  return except ? m.earning_phrase_except({ goods: goodsText(except, wording) }, wording) : '';
}
