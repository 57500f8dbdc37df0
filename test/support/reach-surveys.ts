const club = { reach: 'club' } as const;
const own = { reach: 'own' } as const;

/** How far calls about surveys reach. */
export const surveyReaches = {
  'GET /surveys': { reach: 'club', shows: () => '"data"' },
  'POST /surveys': { reach: 'club', changes: ['surveys', 'audit_entries'] },
  'GET /surveys/{id}': club,
  'PUT /surveys/{id}': club,
  'POST /surveys/{id}/publish': club,
  'POST /surveys/{id}/end': club,
  'GET /surveys/{id}/results': club,
  'GET /surveys/{id}/breakdown': club,
  'GET /surveys/{id}/responses': club,
  'GET /surveys/{id}/call-backs': club,
  'GET /surveys/{id}/tags': club,
  'PUT /surveys/{id}/responses/{responseId}/tags': club,
  'POST /surveys/{id}/responses/{responseId}/call-back': club,
  'POST /surveys/{id}/responses': own,
  'GET /me/surveys': own,
  'GET /me/surveys/{id}': own,
} as const;
