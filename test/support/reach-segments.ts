import { interestReaches } from './reach-interests.ts';
import { scoreReaches } from './reach-scores.ts';

const club = { reach: 'club' } as const;

/** Segments, scores and interests are of the whole club; all managers may name segments. */
export const segmentReaches = {
  ...interestReaches,
  ...scoreReaches,
  'GET /segments': { reach: 'anywhere', shows: () => '"data"' },
  'POST /segments': { ...club, changes: ['segments', 'audit_entries'] },
  'POST /segments/preview': { ...club, shows: () => '"parts"' },
  'GET /segments/{id}': club,
  'PATCH /segments/{id}': club,
  'DELETE /segments/{id}': club,
  'POST /segments/{id}/restorations': club,
  'GET /segments/{id}/members': club,
  'POST /segments/{id}/members': club,
  'POST /segments/{id}/member-files': club,
  'DELETE /segments/{id}/members/{memberId}': club,
  'POST /segments/{id}/snapshots': club,
  'GET /export-schedules': { ...club, shows: () => '"data"' },
  'POST /export-schedules': club,
  'PATCH /export-schedules/{id}': club,
  'DELETE /export-schedules/{id}': club,
  'GET /segments/{id}/changes': club,
  'GET /segments/{id}/changes/file': club,
  'GET /segments/{id}/history/file': club,
  'GET /segments/{id}/makeup/file': club,
  'GET /segments/{id}/history': club,
  'GET /segments/{id}/makeup': club,
} as const;
