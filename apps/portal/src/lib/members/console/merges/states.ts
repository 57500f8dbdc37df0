import type { MergeRequest } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';

type State = MergeRequest['state'];

export const mergeStateLooks = {
  open: { tone: 'warn', text: m.account_merges_state_open },
  merged: { tone: 'good', text: m.account_merges_state_merged },
  refused: { tone: 'neutral', text: m.account_merges_state_refused },
} as const satisfies Record<State, object>;

export const mergeStates = Object.keys(mergeStateLooks) as State[];
