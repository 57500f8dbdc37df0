import type { CaseCauseName, ModeratedCase, ModerationCase, TrustLevelName } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { reasonNames } from './reasons.ts';

type Why = Pick<ModerationCase | ModeratedCase, 'cause' | 'hidden' | 'reports' | 'reasons'>;

const causes: Readonly<Record<CaseCauseName, () => string>> = {
  reported: m.moderation_cause_reported,
  'first-posts': m.moderation_cause_first_posts,
  links: m.moderation_cause_links,
  pictures: m.moderation_cause_pictures,
  'word-list': m.moderation_cause_word_list,
  moderator: m.moderation_cause_moderator,
  appeal: m.moderation_cause_appeal,
};

const grave = ['personal-data', 'illegal', 'hate', 'fraud'] as const;

/** Why a case is in the queue, in a few words. */
export function causeText({ cause, hidden, reports, reasons }: Why): string {
  if (hidden) return m.moderation_cause_hidden({ count: reports });
  const worst = grave.find((reason) => reasons.includes(reason));
  return cause === 'reported' && worst ? reasonNames[worst]() : causes[cause]();
}

export function causeTone({ cause, hidden, reasons }: Why): 'bad' | 'warn' | 'accent' | 'neutral' {
  if (hidden || grave.some((reason) => reasons.includes(reason))) return 'bad';
  if (cause === 'appeal') return 'accent';
  return cause === 'reported' ? 'neutral' : 'warn';
}

export const levelNames: Readonly<Record<TrustLevelName, () => string>> = {
  new: m.moderation_level_new,
  basic: m.moderation_level_basic,
  regular: m.moderation_level_regular,
  leader: m.moderation_level_leader,
};

/** What an author is called: in the club, else by name. */
export const authorName = (author: ModerationCase['author']): string =>
  author === null ? m.moderation_case_club() : (author.nickname ?? author.displayName);
