import type { AuthorDecision, TextDecision } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';

export interface Choice {
  readonly value: string;
  readonly label: () => string;
  readonly text: () => string;
}

interface Measures {
  readonly text: TextDecision;
  readonly author: AuthorDecision;
}

/** What a choice of the form does. */
export const measuresOf: Readonly<Record<string, Measures>> = {
  leave: { text: 'leave', author: 'none' },
  warn: { text: 'delete', author: 'warn' },
  ban: { text: 'delete', author: 'ban' },
  silence: { text: 'delete', author: 'silence' },
  hide: { text: 'hide', author: 'none' },
  delete: { text: 'delete', author: 'none' },
};

const leave = { value: 'leave', label: m.moderation_decide_leave, text: m.moderation_decide_leave_text };
const hide = { value: 'hide', label: m.moderation_decide_hide, text: m.moderation_decide_hide_text };
const remove = { value: 'delete', label: m.moderation_decide_delete, text: m.moderation_decide_delete_text };

/** In the order of their keys, from 1. What the club wrote has nobody to warn. */
export const choicesFor = (hasAuthor: boolean): readonly Choice[] =>
  hasAuthor
    ? [
        leave,
        { value: 'warn', label: m.moderation_decide_warn, text: m.moderation_decide_warn_text },
        { value: 'ban', label: m.moderation_decide_ban, text: m.moderation_decide_ban_text },
        { value: 'silence', label: m.moderation_decide_silence, text: m.moderation_decide_silence_text },
        hide,
        remove,
      ]
    : [leave, hide, remove];

/** For an appeal. */
export const answers: readonly Choice[] = [
  { value: 'grant', label: m.moderation_decide_grant, text: m.moderation_decide_grant_text },
  { value: 'refuse', label: m.moderation_decide_refuse, text: m.moderation_decide_refuse_text },
];
