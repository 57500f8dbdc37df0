import type { PointsPaymentSettings, SentBodyOf, updateClub } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { minorOf } from '#lib/shell/form/amount.ts';

type Values = Readonly<Record<string, string>>;

/** Paying with points, or null where it is switched off. Fields `worth_<currency>` say what the points are worth. */
export function paymentBody(values: Values): {
  body: SentBodyOf<typeof updateClub>;
  fields: Record<string, string>;
} {
  const fields: Record<string, string> = {};
  if (values.enabled !== 'on') return { body: { pointsPayment: null }, fields };
  const whole = (name: string, most: number): number => {
    const typed = (values[name] ?? '').replaceAll(/[\s\u00a0\u202f]/gu, '');
    const number = /^\d{1,8}$/u.test(typed) ? Number(typed) : 0;
    if (number < 1 || number > most) fields[name] = m.console_points_payment_whole_wrong();
    return number;
  };
  return {
    body: {
      pointsPayment: {
        points: whole('points', 1_000_000),
        amounts: amountsOf(values, fields),
        least: whole('least', 10_000_000),
        step: whole('step', 1_000_000),
        percent: percentOf(values.percent ?? '', fields),
        backFirst: values.backFirst === 'money' ? 'money' : 'points',
      },
    },
    fields,
  };
}

function amountsOf(values: Values, fields: Record<string, string>): PointsPaymentSettings['amounts'] {
  const worths = Object.entries(values).flatMap(([name, typed]) => {
    const currency = /^worth_([A-Z]{3})$/u.exec(name)?.[1];
    return currency === undefined || typed.trim() === '' ? [] : [{ name, typed, currency }];
  });
  if (worths.length === 0) fields.worth = m.console_points_payment_worth_missing();
  return worths.map(({ name, typed, currency }) => {
    const amount = minorOf(typed, currency) ?? 0;
    if (amount === 0) fields[name] = m.console_points_payment_worth_wrong();
    return { amount, currency };
  });
}

function percentOf(typed: string, fields: Record<string, string>): number {
  const text = typed.trim().replace(',', '.');
  const percent = /^\d{1,3}(?:\.\d{1,2})?$/u.test(text) ? Number(text) : 0;
  if (percent <= 0 || percent > 100) fields.percent = m.console_points_payment_percent_wrong();
  return percent;
}
