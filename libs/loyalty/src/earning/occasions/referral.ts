import { pointsIn } from '../../words.ts';
import type { OccasionKind, ReferralFacts, ReferralSide } from './kind.ts';

/** Points for a member who brought a friend, and for the friend, once the friend's purchase is final. */
export interface ReferralPoints {
  readonly kind: 'referral';
  /** For the member; 0 for none. */
  readonly points: number;
  /** For the friend; 0 for none. */
  readonly friendPoints: number;
  /** What the friend's purchase must be worth, in minor units of the club's currency. */
  readonly minimumSpend: number;
  /** How long the purchase can be returned. */
  readonly waitDays: number;
  /** For how many friends in a year the member gets points; null for all. */
  readonly mostPerYear: number | null;
}

export interface ReferralReason {
  readonly kind: 'referral';
  readonly side: ReferralSide;
  readonly points: number;
}

export const referral: OccasionKind<ReferralPoints, ReferralReason> = {
  kind: 'referral',
  context: 'occasion',

  check: ({ points, friendPoints }) =>
    points + friendPoints === 0 ? [{ pointer: '/points', message: 'nobody gets points' }] : [],

  concerns: (effect, { kind, referral: facts }) =>
    kind === effect.kind && facts !== undefined && pointsFor(effect, facts) > 0,

  // Members are told, and their profile needs nothing for it.
  asks: ({ points }) => (points > 0 ? { filled: [], attributes: [] } : null),

  grant: (effect, { referral: facts }) => {
    if (facts === undefined) return null;
    const points = pointsFor(effect, facts);
    return { points, reason: { kind: 'referral', side: facts.side, points } };
  },

  fixed: ({ points, friendPoints }) => points + friendPoints,

  explain: {
    referral: {
      en: ({ side, points }) =>
        `${pointsIn('en', points)} ${side === 'member' ? 'because your friend joined and bought' : 'for joining through a friend'}`,
      de: ({ side, points }) =>
        `${pointsIn('de', points)} ${side === 'member' ? 'für die Empfehlung: neues Mitglied hat eingekauft' : 'für den Beitritt über eine Empfehlung'}`,
      cs: ({ side, points }) =>
        `${pointsIn('cs', points)} ${side === 'member' ? 'za doporučení: nový člen nakoupil' : 'za vstup na doporučení'}`,
    },
  },
};

function pointsFor(effect: ReferralPoints, { side, spend, paidInYear }: ReferralFacts): number {
  if (spend < effect.minimumSpend) return 0;
  if (side === 'friend') return effect.friendPoints;
  return effect.mostPerYear !== null && paidInYear >= effect.mostPerYear ? 0 : effect.points;
}
