import { randomUUID } from 'node:crypto';
import { fails, managers, rule, type Ask, type Expectation } from './access-rules.ts';

const unknown = (): Ask => ({ path: [randomUUID()] });
const reads = rule(managers, 'members:read');
const writes = rule(managers, 'members:write');
const condition = { fact: 'member.language', op: 'is', value: 'de' };

/** Saved conditions on members, and lists of members. */
export const segmentExpectations: Record<string, Expectation> = {
  'GET /segments': reads(),
  'POST /segments': writes(() => ({ body: { name: 'German', condition } })),
  'POST /segments/preview': reads(() => ({ body: { condition } })),
  'GET /segments/{id}': fails(reads(unknown)),
  'PATCH /segments/{id}': fails(writes(() => ({ ...unknown(), version: 1, body: { name: 'German' } }))),
  'DELETE /segments/{id}': fails(writes(unknown)),
  'POST /segments/{id}/restorations': fails(writes(unknown)),
  'GET /segments/{id}/members': fails(reads(unknown)),
  'POST /segments/{id}/members': fails(
    rule(managers, ['members:read', 'members:write'])(() => ({ ...unknown(), body: { members: ['1'] } })),
  ),
  'POST /segments/{id}/member-files': fails(rule(managers, ['members:read', 'members:write'])(unknown)),
  'DELETE /segments/{id}/members/{memberId}': fails(writes(() => ({ path: [randomUUID(), randomUUID()] }))),
  'POST /segments/{id}/snapshots': fails(writes(() => ({ ...unknown(), body: { name: 'Now' } }))),
  'GET /export-schedules': rule(managers)(),
  'POST /export-schedules': fails(rule(managers)(() => ({ body: { segment: randomUUID(), every: 'day' } }))),
  'PATCH /export-schedules/{id}': fails(rule(managers)(() => ({ ...unknown(), body: { every: 'week' } }))),
  'DELETE /export-schedules/{id}': fails(rule(managers)(unknown)),
  'GET /segments/{id}/changes': fails(reads(unknown)),
  'GET /segments/{id}/changes/file': fails(reads(unknown)),
  'GET /segments/{id}/history/file': fails(reads(unknown)),
  'GET /segments/{id}/makeup/file': fails(reads(unknown)),
  'GET /segments/{id}/history': fails(reads(unknown)),
  'GET /segments/{id}/makeup': fails(reads(unknown)),
};
