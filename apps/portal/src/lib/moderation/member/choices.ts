import { hide, leave, remove, warn, type Choice } from '#lib/moderation/shared/choice.ts';
import { m } from '#lib/paraglide/messages.js';

/** What a moderator who is a member can decide: it counts in this community only. In the order of their keys. */
export const moderatorChoices: readonly Choice[] = [
  leave,
  warn,
  hide,
  remove,
  {
    value: 'silence',
    label: m.moderation_decide_silence,
    text: m.moderation_decide_silence_here_text,
  },
  { value: 'ban', label: m.moderation_decide_ban_here, text: m.moderation_decide_ban_here_text },
];
