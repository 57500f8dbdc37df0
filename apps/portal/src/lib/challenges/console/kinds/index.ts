import type { Challenge } from '@regulars/contracts';
import type { Component } from 'svelte';
import { m } from '#lib/paraglide/messages.js';
import type { FieldsProps } from './fields-props.ts';
import SpendFields from './SpendFields.svelte';
import StampFields from './StampFields.svelte';

export type ChallengeKind = Challenge['terms']['kind'];

interface Kind {
  label: () => string;
  fields: Component<FieldsProps>;
}

/** The kinds of challenges in the editor, the usual first. */
export const challengeKinds: { readonly [K in ChallengeKind]: Kind } = {
  'stamp-card': { label: m.challenges_console_kind_stamps, fields: StampFields },
  spend: { label: m.challenges_console_kind_spend, fields: SpendFields },
};

export const isChallengeKind = (typed: string): typed is ChallengeKind => typed in challengeKinds;
