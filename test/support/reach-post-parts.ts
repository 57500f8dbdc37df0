const club = { reach: 'club' } as const;
const own = { reach: 'own' } as const;

/** How far calls about pictures, polls, answers and pins of posts reach. */
export const postPartReaches = {
  'POST /me/communities/{id}/pictures': own,
  'GET /me/pictures/{id}': own,
  'GET /post-pictures/{id}': club,
  'PUT /me/posts/{id}/votes': own,
  'GET /me/writings': own,
  'PUT /me/writings': own,
  'GET /me/posts/{id}/answer': own,
  'PUT /me/posts/{id}/answer': own,
  'PUT /me/posts/{id}/pin': own,
  'PUT /posts/{id}/pin': club,
} as const;
