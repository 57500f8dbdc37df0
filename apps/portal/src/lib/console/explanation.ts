import type { ExplanationLine } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { compact, count, money } from '#lib/ui/format.ts';

const capTexts: Record<string, () => string> = {
  purchase: m.console_cap_purchase,
  day: m.console_cap_day,
  month: m.console_cap_month,
  member: m.console_cap_member,
};

const given = (value: unknown): value is number => typeof value === 'number';

function body({ details, reason }: ExplanationLine): string {
  const { kind, amount, currency, points, per, times } = details;
  if (typeof currency !== 'string') return reason;
  if (kind === 'no-rate') return m.console_explanation_no_rate({ currency });
  if (!given(amount)) return reason;
  const sum = money(amount, currency);
  if (kind === 'money' && given(points) && given(per))
    return m.console_explanation_money({
      amount: sum,
      points: m.common_points({ count: points }),
      per: money(per, currency),
    });
  if ((kind === 'multiplier' || kind === 'tier') && given(times))
    return m.console_explanation_times({ amount: sum, times: compact(times) });
  return reason;
}

/** Of the rule, or the member's tier. */
export const nameOf = ({ rule, details }: ExplanationLine): string =>
  rule?.name ??
  (typeof details.tier === 'string'
    ? m.console_explanation_tier({ tier: details.tier })
    : m.console_members_tier());

/** Why there were these points, in the reader's language; the API's English where it knows more than this page. */
export function reasonText(line: ExplanationLine): string {
  const { cappedFrom, cappedBy } = line.details;
  const text = body(line);
  const cap = typeof cappedBy === 'string' ? capTexts[cappedBy] : undefined;
  if (!given(cappedFrom) || !cap || text === line.reason) return text;
  return `${text} · ${m.console_explanation_capped({ from: count(cappedFrom), cap: cap() })}`;
}
