const club = { reach: 'club' } as const;
const own = { reach: 'own' } as const;

/** How far calls about communities reach. */
export const communityReaches = {
  'GET /communities': { reach: 'club', shows: () => '"data"' },
  'POST /communities': { reach: 'club', changes: ['communities', 'audit_entries'] },
  'GET /communities/{id}': club,
  'PUT /communities/{id}': club,
  'GET /communities/{id}/members': club,
  'PUT /communities/{id}/members/{memberId}': club,
  'POST /communities/{id}/memberships': own,
  'GET /me/communities': own,
  'GET /me/communities/{id}': own,
  'PUT /me/communities/{id}/hears': own,
  'DELETE /me/communities/{id}': own,
  'GET /me/nickname': own,
  'PUT /me/nickname': own,
} as const;
