import type { RuleEffect } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { wholeOf, type RuleKind } from './kind.ts';

export interface CelebrationDraft {
  points: string;
}

type EffectOf<K extends string> = Extract<RuleEffect, { kind: K }>;

const pointsOf = (typed: string): number | null => wholeOf(typed, 1_000_000);

/** Faults: `points`. */
const shared = {
  context: 'occasion',
  empty: () => ({ points: '100' }),
  read: ({ points }: { points: number }) => ({ points: String(points) }),
  faults: ({ points }: CelebrationDraft) => (pointsOf(points) === null ? ['points'] : []),
} as const;

export const birthday: RuleKind<EffectOf<'birthday'>, CelebrationDraft> = {
  ...shared,
  name: m.console_rules_kind_birthday,
  effect: ({ points: typed }) => {
    const points = pointsOf(typed);
    return points === null ? null : { kind: 'birthday', points };
  },
};

export const anniversary: RuleKind<EffectOf<'anniversary'>, CelebrationDraft> = {
  ...shared,
  name: m.console_rules_kind_anniversary,
  effect: ({ points: typed }) => {
    const points = pointsOf(typed);
    return points === null ? null : { kind: 'anniversary', points };
  },
};
