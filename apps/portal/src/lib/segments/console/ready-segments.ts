import type { Condition } from '@regulars/conditions';
import { m } from '#lib/paraglide/messages.js';

interface ReadySegment {
  readonly name: typeof m.segments_ready_new;
  readonly text: () => string;
  readonly condition: Condition;
}

/** Segments that one click makes, and that anyone can change afterwards. */
export const readySegments = {
  new: {
    name: m.segments_ready_new,
    text: m.segments_ready_new_text,
    condition: { fact: 'member.joined', op: 'in-the-last-days', value: 30 },
  },
  once: {
    name: m.segments_ready_once,
    text: m.segments_ready_once_text,
    condition: { fact: 'member.purchases', op: 'is', value: 1 },
  },
  regular: {
    name: m.segments_ready_regular,
    text: m.segments_ready_regular_text,
    condition: { purchases: 'visits', days: 90, op: 'at-least', value: 4 },
  },
  lapsing: {
    name: m.segments_ready_lapsing,
    text: m.segments_ready_lapsing_text,
    condition: {
      all: [
        { fact: 'member.purchases', op: 'at-least', value: 3 },
        { fact: 'member.last-purchase', op: 'not-in-the-last-days', value: 60 },
      ],
    },
  },
  best: {
    name: m.segments_ready_best,
    text: m.segments_ready_best_text,
    condition: { fact: 'member.tenth', op: 'is', value: 1 },
  },
  birthday: {
    name: m.segments_ready_birthday,
    text: m.segments_ready_birthday_text,
    condition: { fact: 'member.birthday', op: 'anniversary-this-month' },
  },
  unredeemed: {
    name: m.segments_ready_unredeemed,
    text: m.segments_ready_unredeemed_text,
    condition: {
      all: [
        { fact: 'member.points', op: 'at-least', value: 1 },
        { fact: 'member.points-redeemed', op: 'is', value: 0 },
      ],
    },
  },
  expiring: {
    name: m.segments_ready_expiring,
    text: m.segments_ready_expiring_text,
    condition: {
      all: [
        { fact: 'member.points-expiring', op: 'at-least', value: 1 },
        { fact: 'member.days-until-expiry', op: 'at-most', value: 30 },
      ],
    },
  },
} as const satisfies Record<string, ReadySegment>;

export type ReadyName = keyof typeof readySegments;
export const readyNames = Object.keys(readySegments) as ReadyName[];
