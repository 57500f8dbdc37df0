import type { Challenge } from '@regulars/contracts';
import type { Component } from 'svelte';
import { m } from '#lib/paraglide/messages.js';
import type { FieldsProps } from './fields-props.ts';
import SpendFields from './SpendFields.svelte';
import StampFields from './StampFields.svelte';
import StreakFields from './StreakFields.svelte';

export type ChallengeKind = Challenge['terms']['kind'];

interface Kind {
  label: () => string;
  fields: Component<FieldsProps>;
  /** Whether it can begin at nothing in each week or month. */
  restarts: boolean;
}

/** The kinds of challenges in the editor, the usual first. */
export const challengeKinds: { readonly [K in ChallengeKind]: Kind } = {
  'stamp-card': { label: m.challenges_console_kind_stamps, fields: StampFields, restarts: true },
  spend: { label: m.challenges_console_kind_spend, fields: SpendFields, restarts: true },
  streak: { label: m.challenges_console_kind_streak, fields: StreakFields, restarts: false },
};

export const isChallengeKind = (typed: string): typed is ChallengeKind => typed in challengeKinds;
