import { m } from '#lib/paraglide/messages.js';
import { textFor, tillProblems, type ProblemTexts } from './problem-texts.ts';

const texts: ProblemTexts = {
  ...tillProblems,
  'wrong-credentials': m.common_problem_wrong_credentials,
  'event-not-cancellable': m.eventtypes_problem_not_cancellable,
  'link-used': m.staff_problem_link_used,
  'last-admin': m.staff_problem_last_admin,
  'link-expired': m.staff_problem_link_expired,
  'already-set-up': m.setup_problem_already_set_up,
  'unsupported-picture': m.setup_problem_unsupported_picture,
  'unreadable-picture': m.setup_problem_unreadable_picture,
  'picture-too-large': m.setup_problem_picture_too_large,
  'version-changed': m.common_problem_version_changed,
  'password-too-short': m.account_problem_password_short,
  'password-guessable': m.account_problem_password_guessable,
  'password-needed': m.account_problem_password_needed,
  'member-without-email': m.account_problem_without_email,
  'cost-limit-stands': m.approvals_problem_cost_limit_stands,
  'rule-not-publishable': m.common_problem_rule_not_publishable,
  'rule-not-about-purchases': m.backtests_not_about_purchases,
  'unreadable-file': m.imports_problem_unreadable_file,
  'event-settled': m.events_problem_settled,
  'event-waits': m.events_problem_waits,
  'legal-text-missing': m.legal_problem_missing,
  'legal-text-unfinished': m.legal_problem_unfinished,
  'notice-too-short': m.legal_problem_notice,
  'import-not-ready': m.imports_problem_not_ready,
  'selection-changed': m.bulk_problem_selection_changed,
  'too-many-members': m.bulk_problem_too_many,
  'too-many-saved-filters': m.saved_too_many,
  'too-many-product-sets': m.productsets_too_many,
  'product-set-in-use': m.productsets_in_use,
  'unknown-product-set': m.productsets_gone,
  'too-many-tags': m.console_tags_too_many,
  'too-many-rows': m.exports_problem_too_many_rows,
  'export-not-ready': m.exports_problem_not_ready,
};

/** The error text for every problem code, in the reader's language. A till takes `tillProblemText`. */
export const problemText = (code: string | undefined): string => textFor(texts, code);
