const club = { reach: 'club' } as const;
const own = { reach: 'own' } as const;

/** How far calls about interests reach. */
export const interestReaches = {
  'GET /interest-settings': { ...club, shows: () => '"threshold"' },
  'PUT /interest-settings': club,
  'GET /interest-figures': { ...club, shows: () => '"pending"' },
  'GET /member-interests': { ...club, shows: () => '"data"' },
  'GET /members/{id}/interests': { reach: 'member', shows: () => '"interests"' },
  'GET /me/interests': own,
  'PUT /me/interests/{key}': own,
  'DELETE /me/interests/{key}': own,
} as const;
