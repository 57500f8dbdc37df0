import { minorDigits, moneyText, scaledDecimal } from '../money.ts';
import type { CapPeriod } from './rule.ts';

export type GrantReason =
  | {
      readonly kind: 'money';
      readonly amount: number;
      readonly currency: string;
      readonly points: number;
      readonly per: number;
    }
  | {
      readonly kind: 'multiplier';
      readonly amount: number;
      readonly currency: string;
      readonly times: number;
    }
  | {
      readonly kind: 'tier';
      readonly amount: number;
      readonly currency: string;
      readonly times: number;
      readonly tier: string;
    }
  | { readonly kind: 'no-rate'; readonly currency: string };

/** What one rule, or the member's tier, gave to a purchase, and why. */
export interface Grant {
  /** Null for the tier's own. */
  readonly ruleId: string | null;
  readonly version: number | null;
  readonly name: string;
  readonly points: number;
  readonly status: number;
  /** What it would have been without the cap; null where no cap trimmed it. */
  readonly cappedFrom: number | null;
  readonly cappedBy: CapPeriod | null;
  readonly reason: GrantReason;
  /** The reason in English. */
  readonly sentence: string;
}

export function sentenceOf(reason: GrantReason): string {
  switch (reason.kind) {
    case 'money':
      return `${moneyText(reason.amount, reason.currency)} ${rateText(reason)}, rounded down`;
    case 'multiplier':
      return `× ${reason.times}: ${moreText(reason)}, rounded down`;
    case 'tier':
      return `${reason.tier}: ${moreText(reason)}, rounded down`;
    case 'no-rate':
      return `No points for purchases in ${reason.currency}`;
  }
}

function rateText({ points, per, currency }: { points: number; per: number; currency: string }): string {
  const perUnit = points * 10 ** minorDigits(currency);
  if (perUnit % per === 0) return `× ${perUnit / per}`;
  if (per % perUnit === 0) return `÷ ${per / perUnit}`;
  return `× ${points} per ${moneyText(per, currency)}`;
}

function moreText({ amount, times, currency }: { amount: number; times: number; currency: string }): string {
  const percent = ((scaledDecimal(times, 3) ?? 1000) - 1000) / 10;
  return `${percent} % more on ${moneyText(amount, currency)}`;
}

export function cappedText(cappedFrom: number, points: number, per: CapPeriod): string {
  const periods = {
    purchase: 'per purchase',
    day: 'per day',
    month: 'per month',
    member: 'per member',
    rule: 'of the rule',
  };
  return `; ${points} instead of ${cappedFrom} by the limit ${periods[per]}`;
}
