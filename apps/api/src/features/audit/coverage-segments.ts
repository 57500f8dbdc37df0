import { no, service, type AuditCoverage } from './coverage-kinds.ts';

/** Segments of members. */
export const segmentCoverage: Readonly<Record<string, AuditCoverage>> = {
  'POST /segments': service('segment.created'),
  'PATCH /segments/{id}': service('segment.changed'),
  'DELETE /segments/{id}': service('segment.removed'),
  'POST /segments/{id}/restorations': service('segment.restored'),
  'POST /segments/preview': no('counts members and keeps nothing'),
  'POST /segments/{id}/member-files': service('segment.members-added'),
  'POST /segments/{id}/members': service('segment.members-added'),
  'DELETE /segments/{id}/members/{memberId}': service('segment.member-removed'),
  'POST /segments/{id}/snapshots': service('segment.created'),
};
