import type { WordActionName } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';

/** What happens with a text that has the word. */
export const actionNames: Readonly<Record<WordActionName, () => string>> = {
  block: m.moderation_words_action_block,
  approve: m.moderation_words_action_approve,
  flag: m.moderation_words_action_flag,
  censor: m.moderation_words_action_censor,
};

export const actionOptions = (): { value: string; label: string }[] =>
  Object.entries(actionNames).map(([value, name]) => ({ value, label: name() }));
