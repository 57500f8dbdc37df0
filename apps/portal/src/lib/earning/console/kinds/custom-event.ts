import type { RuleEffect } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { wholeOf, type RuleKind } from './kind.ts';

type Effect = Extract<RuleEffect, { kind: 'custom-event' }>;

export interface EventDraft {
  /** Code of the type. */
  type: string;
  points: string;
  /** Empty: fixed points. */
  perField: string;
}

const pointsOf = (typed: string): number | null => wholeOf(typed, 1_000_000);

/** Faults: `type`, `points`. */
export const customEvent: RuleKind<Effect, EventDraft> = {
  name: m.console_rules_kind_event,
  context: 'event',

  empty: () => ({ type: '', points: '10', perField: '' }),

  read: ({ type, points, perField }) => ({ type, points: String(points), perField: perField ?? '' }),

  faults: ({ type, points }) => [
    ...(type === '' ? ['type'] : []),
    ...(pointsOf(points) === null ? ['points'] : []),
  ],

  effect: ({ type, points: typed, perField }) => {
    const points = pointsOf(typed);
    if (type === '' || points === null) return null;
    return { kind: 'custom-event', type, points, perField: perField || null };
  },
};
