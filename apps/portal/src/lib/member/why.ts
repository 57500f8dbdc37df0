import type { ExplanationLine } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { money, percent } from '#lib/ui/format.ts';

interface Why {
  title: string;
  note: string;
}

type Details = ExplanationLine['details'];
const figure = (details: Details, name: string): number => Number(details[name] ?? 0);
const word = (details: Details, name: string): string => String(details[name] ?? '');

/** '1 €' reads better than '1,00 €' where a rate is named. */
const roundMoney = (amount: number, currency: string): string =>
  money(amount, currency).replace(/[.,]00(?!\d)/u, '');

function reasonOf(line: ExplanationLine): string {
  const { details, rule } = line;
  const currency = word(details, 'currency');
  switch (details.kind) {
    case 'money':
      return m.member_why_money({
        points: m.common_points({ count: figure(details, 'points') }),
        per: roundMoney(figure(details, 'per'), currency),
      });
    case 'multiplier':
      return m.member_why_times({ name: rule?.name ?? '', times: figure(details, 'times') });
    case 'tier':
      return m.member_why_tier({
        tier: word(details, 'tier'),
        percent: percent(figure(details, 'times') - 1),
      });
    case 'no-rate':
      return m.member_why_no_rate({ currency });
    default:
      return rule?.name ?? line.reason;
  }
}

/** Why these points, in the reader's language, out of the parts of the explanation. */
export function why(line: ExplanationLine): Why {
  const { details } = line;
  const amount = figure(details, 'amount');
  const notes = [
    amount > 0 ? m.member_why_on({ amount: money(amount, word(details, 'currency')) }) : '',
    typeof details.cappedFrom === 'number' ? m.member_why_capped({ points: details.cappedFrom }) : '',
  ];
  return { title: reasonOf(line), note: notes.filter(Boolean).join(' · ') };
}

/** ' × 2', ' × 0,25'; nothing for one piece. */
export const timesText = (quantity: number): string =>
  quantity === 1 ? '' : m.member_receipt_times({ quantity });
