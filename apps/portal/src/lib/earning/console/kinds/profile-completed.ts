import type { RuleEffect } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { profileFields, type ProfileField } from '../../shared/profile-fields.ts';
import { wholeOf, type RuleKind } from './kind.ts';

type Effect = Extract<RuleEffect, { kind: 'profile-completed' }>;

export interface ProfileDraft {
  points: string;
  fields: ProfileField[];
  /** Separated by commas or spaces. */
  attributes: string;
}

const pointsOf = (typed: string): number | null => wholeOf(typed, 1_000_000);
const attributesOf = (typed: string): string[] => [...new Set(typed.split(/[\s,;]+/u).filter(Boolean))];
const isName = (name: string): boolean => /^[a-z][a-z0-9_]{0,39}$/u.test(name);

const wrongAttributes = (typed: string): boolean => {
  const names = attributesOf(typed);
  return names.length > 10 || !names.every(isName);
};
const asksNothing = ({ fields, attributes }: ProfileDraft): boolean =>
  fields.length === 0 && attributesOf(attributes).length === 0;

/** Faults: `points`, `fields`, `attributes`. */
export const profileCompleted: RuleKind<Effect, ProfileDraft> = {
  name: m.console_rules_kind_profile,
  context: 'occasion',

  empty: () => ({ points: '100', fields: ['birthday', 'phone'], attributes: '' }),

  read: ({ points, fields, attributes }) => ({
    points: String(points),
    fields: [...fields],
    attributes: attributes.join(', '),
  }),

  faults: (draft) => [
    ...(pointsOf(draft.points) === null ? ['points'] : []),
    ...(asksNothing(draft) ? ['fields'] : []),
    ...(wrongAttributes(draft.attributes) ? ['attributes'] : []),
  ],

  effect: (draft) => {
    const points = pointsOf(draft.points);
    if (points === null || asksNothing(draft) || wrongAttributes(draft.attributes)) return null;
    const fields = profileFields.filter((field) => draft.fields.includes(field));
    return { kind: 'profile-completed', points, fields, attributes: attributesOf(draft.attributes) };
  },
};
