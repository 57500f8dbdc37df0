const club = { reach: 'club' } as const;

/** How far calls about scores reach. */
export const scoreReaches = {
  'GET /score-settings': { ...club, shows: () => '"shares"' },
  'PUT /score-settings': club,
  'POST /score-runs': club,
  'GET /score-runs': { ...club, shows: () => '"data"' },
  'GET /score-runs/{id}': club,
  'GET /member-scores': { ...club, shows: () => '"data"' },
  'GET /members/{id}/scores': { reach: 'member', shows: () => '"scores"' },
} as const;
