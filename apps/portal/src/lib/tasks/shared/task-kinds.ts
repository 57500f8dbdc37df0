import type { Task } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';

const kinds: Readonly<Record<Task['kind'], () => string>> = {
  'receipt-wrong': m.tasks_kind_receipt_wrong,
  'stamp-missing': m.tasks_kind_stamp_missing,
  'budget-nearly-used': m.tasks_kind_budget_nearly_used,
  'budget-used-up': m.tasks_kind_budget_used_up,
  'shared-budget-nearly-used': m.tasks_kind_shared_budget_nearly_used,
  'shared-budget-used-up': m.tasks_kind_shared_budget_used_up,
  'referral-review': m.tasks_kind_referral_review,
  'referral-return-undone': m.tasks_kind_referral_return_undone,
  'voucher-kept': m.tasks_kind_voucher_kept,
  'discount-budget-nearly-used': m.tasks_kind_discount_budget_nearly_used,
  'discount-budget-used-up': m.tasks_kind_discount_budget_used_up,
  'code-used-twice': m.tasks_kind_code_used_twice,
  'reward-stock-low': m.tasks_kind_reward_stock_low,
  'survey-call-back': m.tasks_kind_survey_call_back,
};
/** What to say about a task that nobody reported. */
const texts: Readonly<Partial<Record<Task['kind'], () => string>>> = {
  'budget-nearly-used': m.tasks_about_budget_nearly_used,
  'budget-used-up': m.tasks_about_budget_used_up,
  'shared-budget-nearly-used': m.tasks_about_shared_budget_nearly_used,
  'shared-budget-used-up': m.tasks_about_shared_budget_used_up,
  'referral-review': m.tasks_about_referral_review,
  'referral-return-undone': m.tasks_about_referral_return_undone,
  'voucher-kept': m.tasks_about_voucher_kept,
  'discount-budget-nearly-used': m.tasks_about_discount_budget_nearly_used,
  'discount-budget-used-up': m.tasks_about_discount_budget_used_up,
  'code-used-twice': m.tasks_about_code_used_twice,
  'reward-stock-low': m.tasks_about_reward_stock_low,
  'survey-call-back': m.tasks_about_survey_call_back,
};

const isKind = (name: string): name is Task['kind'] => Object.hasOwn(kinds, name);

/** What a task is about; unknown kinds keep their name. */
export const taskKindName = (kind: string): string => (isKind(kind) ? kinds[kind]() : kind);

const outcomes: Readonly<Record<NonNullable<Task['outcome']>, () => string>> = {
  called: m.tasks_outcome_called,
  'no-contact': m.tasks_outcome_no_contact,
};
/** How a call back ended. */
export const outcomeName = (outcome: NonNullable<Task['outcome']>): string => outcomes[outcome]();

/** What was reported, or what the kind says. */
export const taskText = ({ kind, text }: Pick<Task, 'kind' | 'text'>): string =>
  text || (texts[kind]?.() ?? '');
