import type { FactSource } from '../facts/index.ts';

/** Posts and comments that others can read. */
export const postFacts: FactSource = {
  name: 'posts',
  columns: ['posts'],
  events: [],
  select: ({ members }) => `
    select w.author_id as member_id, count(*) as posts from (
      select p.author_id from posts p where p.author_id = any(${members}) and p.state = 'shown'
      union all
      select c.author_id from comments c where c.author_id = any(${members}) and c.state = 'shown'
    ) w group by w.author_id`,
};
