import { Injectable } from '@nestjs/common';
import { InterestSources } from '../interests/index.ts';

/** A check-in at a gathering says that the member is interested in what its community is about. */
@Injectable()
export class InterestsOfVisits {
  constructor(sources: InterestSources) {
    sources.register({
      name: 'gatherings',
      select: (members) => `
        select a.member_id, a.gathering_id as ref, a.came_at as at, null::text as sku, null::text as category,
          gathering_interests(a.gathering_id) as interests
        from attendances a
        where a.member_id = any(${members}) and a.state = 'came'`,
    });
  }
}
