import type { ModerationDecision } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { listed } from '#lib/ui/format.ts';

const texts: Readonly<Record<ModerationDecision['text'], () => string>> = {
  leave: m.moderation_decisions_leave,
  hide: m.moderation_decisions_hide,
  delete: m.moderation_decisions_delete,
};
const measures: Readonly<Record<ModerationDecision['author'], () => string>> = {
  none: () => '',
  warn: m.moderation_decisions_warn,
  silence: m.moderation_decisions_silence,
  ban: m.moderation_decisions_ban,
};

/** What was decided about a text and its author, in a few words. */
export const decidedText = (
  { text, author }: Pick<ModerationDecision, 'text' | 'author'>,
  more = '',
): string => listed([texts[text](), measures[author](), more].filter(Boolean));
