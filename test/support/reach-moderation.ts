const club = { reach: 'club' } as const;
const own = { reach: 'own' } as const;
const showing = (text: string) => ({ reach: 'club', shows: () => text }) as const;

/** How far calls about moderation reach. */
export const moderationReaches = {
  'GET /moderation': showing('"waiting"'),
  'GET /moderation/cases': showing('"cursor"'),
  'GET /moderation/cases/{id}': club,
  'PUT /moderation/cases/{id}/assignment': club,
  'POST /moderation/cases/{id}/decisions': club,
  'POST /moderation/cases/{id}/appeal-answers': club,
  'GET /moderation/decisions': showing('"cursor"'),
  'POST /moderation/decisions/{id}/undo': club,
  'GET /moderation/settings': showing('"firstPosts"'),
  'PUT /moderation/settings': { reach: 'club', changes: ['moderation_settings', 'audit_entries'] },
  'GET /moderation/trust/{memberId}': showing('"figures"'),
  'PUT /moderation/trust/{memberId}': { reach: 'club', changes: ['audit_entries'] },
  'GET /moderation/words': showing('"cursor"'),
  'POST /moderation/words': { reach: 'club', changes: ['word_rules', 'audit_entries'] },
  'DELETE /moderation/words/{id}': club,
  'GET /moderation/words/file': showing('language,word,action'),
  'PUT /moderation/words/file': club,
  'POST /me/posts/{id}/reports': own,
  'POST /me/comments/{id}/reports': own,
  'GET /me/moderation/{id}': own,
  'POST /me/moderation/{id}/appeals': own,
  'GET /me/communities/{id}/moderation/cases': own,
  'POST /me/communities/{id}/moderation/cases': own,
  'GET /me/communities/{id}/moderation/cases/{caseId}': own,
  'POST /me/communities/{id}/moderation/cases/{caseId}/decisions': own,
  'GET /me/communities/{id}/moderation/decisions': own,
  'POST /me/communities/{id}/moderation/decisions/{decisionId}/undo': own,
  'GET /me/writing-proof': own,
  'GET /me/blocks': own,
  'POST /me/blocks': own,
  'DELETE /me/blocks/{id}': own,
} as const;
