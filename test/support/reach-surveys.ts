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
  'GET /surveys/{id}/waves': club,
  'GET /surveys/{id}/responses': club,
  'GET /surveys/{id}/call-backs': club,
  'GET /surveys/{id}/tags': club,
  'PUT /surveys/{id}/responses/{responseId}/tags': club,
  'POST /surveys/{id}/responses/{responseId}/call-back': club,
  'POST /surveys/{id}/responses': own,
  'GET /surveys/{id}/benchmarks': club,
  'POST /surveys/{id}/benchmarks': club,
  'DELETE /surveys/{id}/benchmarks/{benchmarkId}': club,
  'GET /surveys/{id}/news': club,
  'POST /surveys/{id}/news': club,
  'PUT /surveys/{id}/news/{newsId}': club,
  'DELETE /surveys/{id}/news/{newsId}': club,
  'POST /surveys/{id}/news/{newsId}/send': club,
  'GET /me/survey-news': own,
  'POST /me/survey-news/{id}/dismiss': own,
  'POST /surveys/{id}/anonymous': own,
  'GET /me/surveys': own,
  'GET /me/surveys/{id}': own,
} as const;
