import { Injectable } from '@nestjs/common';
import { InterestSources } from '../interests/index.ts';

/** To which posts members react says what they are interested in. */
@Injectable()
export class InterestsOfReactions {
  constructor(sources: InterestSources) {
    sources.register({
      name: 'reactions',
      select: (members) => `
        select r.member_id, r.writing_id as ref, min(r.at) as at, null::text as sku, null::text as category, p.interests
        from reactions r join posts p on p.id = r.writing_id
        where r.member_id = any(${members}) and r.on_post and p.state = 'shown' and p.author_id is distinct from r.member_id
        group by r.member_id, r.writing_id, p.interests`,
    });
  }
}
