import type { FactSource } from '../facts/index.ts';

/** Answers that were sent with the name of the member. Nobody knows who answered an anonymous survey. */
export const surveyFacts: FactSource = {
  name: 'surveys',
  columns: ['surveys'],
  events: [],
  select: ({ members }) => `
    select r.member_id, count(*) as surveys
    from survey_responses r where r.member_id = any(${members}) and r.state = 'sent' group by r.member_id`,
};
