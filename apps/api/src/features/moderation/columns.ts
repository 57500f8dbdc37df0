import type {
  AuthorDecision,
  CaseCauseName,
  ChosenModeration,
  Language,
  ReportReason,
  TextDecision,
  WordActionName,
} from '@regulars/contracts';
import type { WritingKind } from '../posts/index.ts';
import type { DecidedTexts } from './decided-texts.ts';
import type { Reach } from './decider.ts';

/** What columns hold beyond what PostgreSQL knows: shapes of JSON, words of texts, what is never null. */
export type Columns = {
  'moderation_settings.content': ChosenModeration;
  'word_rules.language': Language;
  'word_rules.action': WordActionName;
  'community_trust.level': 'new' | 'basic' | 'regular';
  'moderation_cases.writing_kind': WritingKind;
  'moderation_cases.cause': CaseCauseName;
  'moderation_decisions.writing_kind': WritingKind;
  'moderation_decisions.text_decision': TextDecision;
  'moderation_decisions.author_decision': AuthorDecision;
  'moderation_decisions.ground': 'rules' | 'law';
  'moderation_decisions.found': CaseCauseName;
  'moderation_decisions.before': DecidedTexts;
  'moderation_decisions.reach': Reach;
  'content_reports.reason': ReportReason;
  'content_reports.language': Language;
  'trust-figures:memberId': string;
  'trust-figures:days': number;
  'trust-figures:read': number;
  'trust-figures:written': number;
  'trust-figures:reactions': number;
  'moderation-case-reports:reason': ReportReason;
};
