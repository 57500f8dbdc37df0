import type { Language } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { languageNames } from '#lib/shell/languages.ts';
import { dateTime, decimal, listed, money, percent } from '#lib/ui/format.ts';

type Say = (text: string) => string;

const truths: Record<string, () => string> = { true: m.importlines_yes, false: m.importlines_no };
const truth: Say = (text) => truths[text]?.() ?? text;

/** `12.90 EUR, 300.00 CZK` as the reader writes it. */
const prices: Say = (text) =>
  listed(
    text.split(', ').map((price) => {
      const [, amount = '', fraction = '', currency] = /^(-?\d+)(?:\.(\d+))? ([A-Z]{3})$/.exec(price) ?? [];
      return currency === undefined ? price : money(Number(`${amount}${fraction}`), currency);
    }),
  );

const day: Say = (text) =>
  /^\d{4}-\d{2}-\d{2}(?:T|$)/.test(text) ? dateTime(text.slice(0, 10), 'date', 'UTC') : text;

const kinds: Record<string, () => string> = {
  goods: m.console_kind_goods,
  'gift-card': m.console_kind_gift_card,
  deposit: m.console_kind_deposit,
  service: m.console_kind_service,
  shipping: m.console_kind_shipping,
};

const words: Record<string, Say> = {
  priceBound: truth,
  newsletter: truth,
  prices,
  birthday: day,
  joinedAt: day,
  kind: (text) => kinds[text]?.() ?? text,
  taxRate: (text) => (/^\d+(?:\.\d+)?$/.test(text) ? percent(Number(text) / 100, 2) : text),
  language: (text) => languageNames[text as Language] ?? text,
  barcodes: (text) => listed(text.split(', ')),
};

const isNumber = /^-?\d{1,12}\.\d+$/;

/** A value of a conflict in the reader's words; a dash for none. */
export const valueText = (field: string, text: string | null): string => {
  if (text === null || text === '') return '–';
  const say = words[field];
  if (say) return say(text);
  if (field.startsWith('attributes.')) return isNumber.test(text) ? decimal(text) : truth(text);
  return text;
};
