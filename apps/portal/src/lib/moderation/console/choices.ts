import { hide, leave, remove, warn, type Choice } from '#lib/moderation/shared/choice.ts';
import { m } from '#lib/paraglide/messages.js';

/** In the order of their keys, from 1. What the club wrote has nobody to warn. */
export const choicesFor = (hasAuthor: boolean): readonly Choice[] =>
  hasAuthor
    ? [
        leave,
        warn,
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
