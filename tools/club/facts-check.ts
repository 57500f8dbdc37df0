import { differencesText } from '../../apps/api/src/features/facts/facts-sql.ts';
import { pointsFacts } from '../../apps/api/src/features/points/fact-source.ts';
import { purchaseFacts } from '../../apps/api/src/features/purchases/fact-source.ts';
import { tierFactSource } from '../../apps/api/src/features/tiers/fact-source.ts';

/** The facts of a member may be late while events about the member are still on their way. */
const settled = `not exists (select from outbox o where o.member_id = wanted.member_id)
  and not exists (
    select from event_log e join event_consumers c on c.name = 'member-facts' and e.number > c.cursor
    where e.member_id = wanted.member_id)
  and not exists (
    select from event_failures f
    where f.consumer = 'member-facts' and f.member_id = wanted.member_id and f.settled_at is null)
  and not exists (select from member_facts_rebuild where finished_at is null)`;

/** Facts serve lists and segments. Wrong facts do not affect points, but they are still wrong. */
export const factsCheck = {
  what: 'The facts of each member are what the books say',
  faults: `
    select member_id, format('%s is %s, right is %s', "column", coalesce(stored, 'missing'), coalesce("right", 'unknown')) as why
    from (${differencesText([purchaseFacts, pointsFacts, tierFactSource], settled)}) differences`,
};
