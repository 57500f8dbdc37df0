import { endpoint, managers } from './endpoint.ts';

/** Scores of the club's own. */
export const mostOwnScores = 10;
export const mostScoreParts = 20;

export const previewOwnScore = endpoint('previewOwnScore', {
  method: 'POST',
  path: '/own-scores/preview',
  tag: 'Scores',
  summary: "Try a score of the club's own on three members; nothing is stored",
  access: { roles: managers, scope: 'members:read', reach: 'club' },
  status: 200,
  wallet: 'none',
});

export const getOwnScoreFigures = endpoint('getOwnScoreFigures', {
  method: 'GET',
  path: '/own-scores/{key}/figures',
  tag: 'Scores',
  summary: "Get how a score of the club's own is spread over the members, and who has most",
  access: { roles: managers, scope: 'members:read', reach: 'club' },
});
