import { randomUUID } from 'node:crypto';
import { fails, managers, member, rule, staff, type Ask, type Expectation } from './access-rules.ts';

const content = {
  title: { en: 'Cupping' },
  startsAt: '2026-12-05T09:00:00Z',
  endsAt: '2026-12-05T11:00:00Z',
  place: { kind: 'address', address: 'Lindengasse 14' },
};
const unknown = (): Ask => ({ path: [randomUUID()] });
const sent = (body: object) => (): Ask => ({ path: [randomUUID()], body });

export const gatheringExpectations: Record<string, Expectation> = {
  'GET /communities/{id}/gatherings': fails(rule(managers, 'club:read')(unknown)),
  'POST /communities/{id}/gatherings': fails(rule(managers, 'club:write')(sent(content))),
  'GET /gatherings/{id}': fails(rule(managers, 'club:read')(unknown)),
  'PUT /gatherings/{id}': fails(
    rule(managers, 'club:write')(() => ({ path: [randomUUID()], version: 1, body: content })),
  ),
  'POST /gatherings/{id}/cancel': fails(rule(managers, 'club:write')(sent({}))),
  'GET /gatherings': rule(staff, 'club:read')(({ location: { code } }) => ({ query: `?location=${code}` })),
  'GET /gatherings/{id}/attendances': fails(rule(staff, 'members:read')(unknown)),
  'POST /gatherings/{id}/attendances': fails(rule(staff, 'events:write')(sent({ memberId: randomUUID() }))),
  'POST /attendances/{id}/undo': fails(rule(staff, 'events:write')(sent({}))),
  'GET /me/communities/{id}/gatherings': fails(member(unknown)),
  'GET /me/gatherings': member(),
  'GET /me/gatherings/{id}': fails(member(unknown)),
  'PUT /me/gatherings/{id}/answer': fails(member(sent({ answer: 'going' }))),
  'GET /me/gatherings/{id}/calendar': fails(member(unknown)),
};
