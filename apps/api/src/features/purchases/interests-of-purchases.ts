import { Injectable } from '@nestjs/common';
import { InterestSources } from '../interests/index.ts';

/** What members bought and kept says what they are interested in; goods of one purchase count once. */
@Injectable()
export class InterestsOfPurchases {
  constructor(sources: InterestSources) {
    sources.register({
      name: 'purchases',
      select: (members) => `
        select p.member_id, p.id as ref, p.purchased_at as at, l.sku, l.category, null::text[] as interests
        from purchases p join purchase_lines l on l.purchase_id = p.id
        where p.member_id = any(${members}) and l.returned < l.quantity`,
    });
  }
}
