import { Injectable } from '@nestjs/common';
import { InterestSources } from '../interests/index.ts';

/** Where members belong says what they are interested in. */
@Injectable()
export class InterestsOfMemberships {
  constructor(sources: InterestSources) {
    sources.register({
      name: 'communities',
      select: (members) => `
        select m.member_id, m.community_id as ref, m.since as at, null::text as sku, null::text as category, c.interests
        from community_memberships m join communities c on c.id = m.community_id
        where m.member_id = any(${members}) and m.state = 'member'`,
    });
  }
}
