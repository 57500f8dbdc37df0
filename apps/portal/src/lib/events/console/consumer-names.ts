import { m } from '#lib/paraglide/messages.js';

const names: Partial<Record<string, () => string>> = {
  'member-facts': m.events_consumer_member_facts,
  'member-happenings': m.events_consumer_member_happenings,
  'member-segments': m.segments_title,
  'member-interests': m.communities_interests_title,
  'budget-tasks': m.events_consumer_budget_tasks,
  'shared-budget-tasks': m.events_consumer_shared_budget_tasks,
  'discount-budget-tasks': m.events_consumer_discount_budget_tasks,
  'gathering-places': m.events_consumer_gathering_places,
  'product-test-samples': m.events_consumer_product_test_samples,
  'survey-thanks': m.events_consumer_survey_thanks,
  'survey-call-backs': m.events_consumer_survey_call_backs,
  'survey-invitations': m.events_consumer_survey_invitations,
  'survey-places': m.events_consumer_survey_places,
  'challenge-points': m.events_consumer_challenge_points,
  'tier-balances': m.events_consumer_tier_balances,
  'tier-gifts': m.events_consumer_tier_gifts,
  'referral-tasks': m.events_consumer_referral_tasks,
  'referral-returns': m.events_consumer_referral_returns,
  'referral-return-reversals': m.events_consumer_referral_return_reversals,
  'referral-return-tasks': m.events_consumer_referral_return_tasks,
  'voucher-tasks': m.events_consumer_voucher_tasks,
  'code-tasks': m.events_consumer_code_tasks,
  'points-notices': m.events_consumer_points_notices,
  'stock-tasks': m.events_consumer_stock_tasks,
  'left-writings': m.events_consumer_left_writings,
  'completed-profiles': m.events_consumer_completed_profiles,
};

/** The label of an event consumer; without one, its own name. */
export const consumerName = (consumer: string): string => names[consumer]?.() ?? consumer;
