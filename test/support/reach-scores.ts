import { anywhere, member, words } from './reach-rules.ts';

const club = { reach: 'club' } as const;

/** How far calls about scores reach. */
export const scoreReaches = {
  'GET /score-settings': anywhere(words('"shares"')),
  'PUT /score-settings': club,
  'GET /score-settings/versions': { ...club, shows: () => '"data"' },
  'POST /own-scores/preview': { ...club, shows: () => '"members"' },
  'GET /own-scores/{key}/figures': club,
  'POST /score-runs': club,
  'GET /score-runs': { ...club, shows: () => '"data"' },
  'GET /score-runs/{id}': club,
  'GET /member-scores': { ...club, shows: () => '"data"' },
  'GET /members/{id}/kind': member(words('"kind"')),
  'PUT /members/{id}/kind': member({
    changes: ['member_kinds', 'audit_entries'],
    ask: ({ memberId }) => ({ path: [memberId], body: { kind: 'test', reason: `reason ${Math.random()}` } }),
  }),
  'GET /members/{id}/scores': { reach: 'member', shows: () => '"scores"' },
} as const;
