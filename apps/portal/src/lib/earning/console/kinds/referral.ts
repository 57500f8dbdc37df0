import type { RuleEffect } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { majorOf, minorOf } from '#lib/shell/form/amount.ts';
import { wholeOf, type RuleKind } from './kind.ts';

type Effect = Extract<RuleEffect, { kind: 'referral' }>;

export interface ReferralDraft {
  points: string;
  friendPoints: string;
  /** In major units of the club's currency; empty for any purchase. */
  minimum: string;
  currency: string;
  days: string;
  /** Empty for no limit. */
  most: string;
}

const zeroOr = (typed: string, most: number): number | null =>
  /^0+$/u.test(typed.trim()) ? 0 : wholeOf(typed, most);
const pointsOf = (typed: string): number | null => zeroOr(typed, 1_000_000);
const daysOf = (typed: string): number | null => zeroOr(typed, 365);
const minimumOf = ({ minimum, currency }: ReferralDraft): number | null => {
  const amount = minimum.trim() === '' ? 0 : minorOf(minimum, currency);
  return amount === null || amount < 0 || amount > 100_000_000 ? null : amount;
};
/** Undefined if it is wrong. */
const mostOf = (typed: string): number | null | undefined =>
  typed.trim() === '' ? null : (wholeOf(typed, 10_000) ?? undefined);

const nobody = ({ points, friendPoints }: ReferralDraft): boolean =>
  pointsOf(points) === 0 && pointsOf(friendPoints) === 0;

/** Faults: `points`, `friendPoints`, `nobody`, `minimum`, `days`, `most`. */
export const referral: RuleKind<Effect, ReferralDraft> = {
  name: m.console_rules_kind_referral,
  context: 'occasion',

  empty: (currency) => ({
    points: '200',
    friendPoints: '100',
    minimum: '',
    currency,
    days: '14',
    most: '10',
  }),

  read: ({ points, friendPoints, minimumSpend, waitDays, mostPerYear }, currency) => ({
    points: String(points),
    friendPoints: String(friendPoints),
    minimum: minimumSpend === 0 ? '' : majorOf(minimumSpend, currency),
    currency,
    days: String(waitDays),
    most: mostPerYear === null ? '' : String(mostPerYear),
  }),

  faults: (draft) => [
    ...(pointsOf(draft.points) === null ? ['points'] : []),
    ...(pointsOf(draft.friendPoints) === null ? ['friendPoints'] : []),
    ...(nobody(draft) ? ['nobody'] : []),
    ...(minimumOf(draft) === null ? ['minimum'] : []),
    ...(daysOf(draft.days) === null ? ['days'] : []),
    ...(mostOf(draft.most) === undefined ? ['most'] : []),
  ],

  effect: (draft) => {
    const [points, friendPoints] = [pointsOf(draft.points), pointsOf(draft.friendPoints)];
    const [minimumSpend, waitDays, mostPerYear] = [minimumOf(draft), daysOf(draft.days), mostOf(draft.most)];
    if (points === null || friendPoints === null || nobody(draft)) return null;
    if (minimumSpend === null || waitDays === null || mostPerYear === undefined) return null;
    return { kind: 'referral', points, friendPoints, minimumSpend, waitDays, mostPerYear };
  },
};
