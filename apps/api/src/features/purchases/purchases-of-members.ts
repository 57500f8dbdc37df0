import { Injectable } from '@nestjs/common';
import { FactSources } from '../facts/index.ts';
import { JoiningParts, ListParts, TimelineSources, type BoughtTime } from '../members/index.ts';
import { purchaseFacts } from './fact-source.ts';
import { habitFactSource } from './habit-source.ts';
import { PurchaseHistoryRepository } from './purchase-history.repository.ts';

/** What purchases add to a membership: facts, timeline entries, and locations. */
@Injectable()
export class PurchasesOfMembers {
  constructor(
    joining: JoiningParts,
    lists: ListParts,
    timelines: TimelineSources,
    facts: FactSources,
    history: PurchaseHistoryRepository,
  ) {
    facts.register(purchaseFacts);
    facts.register(habitFactSource);
    joining.register({ name: 'purchases', touched: (ids) => history.buyersOf(ids) });
    lists.register({
      wasAt: (locationIds) =>
        `exists (select from purchases p where p.member_id = m.id and p.location_id = any(${locationIds}))`,
      bought,
    });
    timelines.register({
      name: 'purchases',
      timeline: (memberId, slice) => history.timeline(memberId, slice),
    });
  }
}

const bought = ({ from, until, locationIds }: BoughtTime): string =>
  `exists (select from purchases p where ${[
    'p.member_id = m.id',
    ...(from === null ? [] : [`p.purchased_at >= ${from}`]),
    ...(until === null ? [] : [`p.purchased_at < ${until}`]),
    ...(locationIds === null ? [] : [`p.location_id = any(${locationIds})`]),
  ].join(' and ')})`;
