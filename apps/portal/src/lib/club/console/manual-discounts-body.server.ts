import {
  longestDiscountReason,
  mostDiscountReasons,
  type SentBodyOf,
  type updateClub,
} from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';

type Values = Readonly<Record<string, string>>;

/** Discounts by hand, or null where they are switched off. A line of `reasons` is one reason. */
export function manualDiscountsBody(values: Values): {
  body: SentBodyOf<typeof updateClub>;
  fields: Record<string, string>;
} {
  const fields: Record<string, string> = {};
  if (values.enabled !== 'on') return { body: { manualDiscounts: null }, fields };
  const percent = (name: string): number => {
    const text = (values[name] ?? '').trim().replace(',', '.');
    const number = /^\d{1,3}(?:\.\d{1,2})?$/u.test(text) ? Number(text) : -1;
    if (number < 0 || number > 100) fields[name] = m.console_manual_discounts_percent_wrong();
    return number;
  };
  const reasons = [...new Set((values.reasons ?? '').split('\n').map((line) => line.trim()))].filter(Boolean);
  const otherReasons = values.otherReasons === 'on';
  if (reasons.length > mostDiscountReasons || reasons.some(({ length }) => length > longestDiscountReason))
    fields.reasons = m.console_manual_discounts_reasons_wrong({
      count: mostDiscountReasons,
      length: longestDiscountReason,
    });
  else if (reasons.length === 0 && !otherReasons)
    fields.reasons = m.console_manual_discounts_reasons_missing();
  return {
    body: {
      manualDiscounts: {
        cashierPercent: percent('cashierPercent'),
        managerPercent: percent('managerPercent'),
        reasons,
        otherReasons,
        sumsByPerson: values.sumsByPerson === 'on',
      },
    },
    fields,
  };
}
