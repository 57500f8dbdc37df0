import { differencesText } from '../../apps/api/src/features/facts/facts-sql.ts';
import { communityFacts } from '../../apps/api/src/features/communities/fact-source.ts';
import { discountFacts } from '../../apps/api/src/features/discounts/fact-source.ts';
import { gatheringFacts } from '../../apps/api/src/features/gatherings/fact-source.ts';
import { offerFacts } from '../../apps/api/src/features/offers/fact-source.ts';
import { movedPointsFacts, pointsFacts } from '../../apps/api/src/features/points/fact-source.ts';
import { postFacts } from '../../apps/api/src/features/posts/fact-source.ts';
import { purchaseFacts } from '../../apps/api/src/features/purchases/fact-source.ts';
import { habitFactSource } from '../../apps/api/src/features/purchases/habit-source.ts';
import { rewardFacts } from '../../apps/api/src/features/rewards/fact-source.ts';
import { surveyFacts } from '../../apps/api/src/features/surveys/fact-source.ts';
import { tierFactSource } from '../../apps/api/src/features/tiers/fact-source.ts';

/** The facts of a member may be late while events about the member are still on their way. */
const settled = `not exists (select from outbox o where o.member_id = wanted.member_id)
  and not exists (
    select from event_log e join event_consumers c on c.name = 'member-facts' and e.number > c.cursor
    where e.member_id = wanted.member_id)
  and not exists (
    select from event_failures f
    where f.consumer = 'member-facts' and f.member_id = wanted.member_id and f.settled_at is null)
  and not exists (select from due_facts d where d.member_id = wanted.member_id)
  and not exists (select from member_facts_rebuild where finished_at is null)`;

const sources = [
  purchaseFacts,
  habitFactSource,
  pointsFacts,
  movedPointsFacts,
  tierFactSource,
  rewardFacts,
  discountFacts,
  offerFacts,
  surveyFacts,
  communityFacts,
  postFacts,
  gatheringFacts,
];

/** Facts serve lists and segments. Wrong facts do not affect points, but they are still wrong. */
export const factsCheck = {
  what: 'The facts of each member are what the books say',
  faults: `
    select member_id, format('%s is %s, right is %s', "column", coalesce(stored, 'missing'), coalesce("right", 'unknown')) as why
    from (${differencesText(sources, settled)}) differences`,
};
