import { endpoint, managers, staff } from './endpoint.ts';

/** `over` and `full` follow from the clock and the answers; they are not stored. */
export const gatheringStates = ['draft', 'planned', 'over', 'cancelled'] as const;
export const gatheringPlaces = ['location', 'address', 'online'] as const;
export const attendanceStates = ['going', 'waiting', 'declined', 'came'] as const;
export const mostGatheringPlaces = 10_000;
export const longestGatheringDays = 14;

const read = { roles: managers, scope: 'club:read', reach: 'club' } as const;
const write = { roles: managers, scope: 'club:write', reach: 'club' } as const;
const door = { roles: staff, scope: 'events:write', reach: 'location' } as const;
const own = { roles: ['member'], reach: 'own' } as const;

export const listGatherings = endpoint('listGatherings', {
  method: 'GET',
  path: '/communities/{id}/gatherings',
  tag: 'Gatherings',
  summary:
    'List the gatherings of a community: those to come by their start, or the past ones, the last first',
  access: read,
});

export const createGathering = endpoint('createGathering', {
  method: 'POST',
  path: '/communities/{id}/gatherings',
  tag: 'Gatherings',
  summary: 'Add a gathering to a community',
  access: write,
  status: 201,
  wallet: 'none',
});

export const getGathering = endpoint('getGathering', {
  method: 'GET',
  path: '/gatherings/{id}',
  tag: 'Gatherings',
  summary: 'Get a gathering as managers see it',
  access: read,
});

export const replaceGathering = endpoint('replaceGathering', {
  method: 'PUT',
  path: '/gatherings/{id}',
  tag: 'Gatherings',
  summary:
    'Change a gathering. Who comes is told about another time or place; more places go to those who wait',
  access: write,
  conditional: true,
  wallet: 'none',
});

export const cancelGathering = endpoint('cancelGathering', {
  method: 'POST',
  path: '/gatherings/{id}/cancel',
  tag: 'Gatherings',
  summary: 'Cancel a gathering and tell everyone who comes or waits',
  access: write,
  status: 200,
  wallet: 'none',
});

export const listGatheringsHere = endpoint('listGatheringsHere', {
  method: 'GET',
  path: '/gatherings',
  tag: 'Gatherings',
  summary: 'List the gatherings at a location for which check-in is open or opens today',
  access: { roles: staff, scope: 'club:read', reach: 'location' },
});

export const listAttendances = endpoint('listAttendances', {
  method: 'GET',
  path: '/gatherings/{id}/attendances',
  tag: 'Gatherings',
  summary: 'List who answered and who came, in the order of their answers',
  access: { roles: staff, scope: 'members:read', reach: 'location' },
});

export const checkIn = endpoint('checkIn', {
  method: 'POST',
  path: '/gatherings/{id}/attendances',
  tag: 'Gatherings',
  summary: 'Check a member in at the door, by card or id; once, also if it is asked again',
  access: door,
  status: 200,
  idempotent: true,
  wallet: 'named',
});

export const undoCheckIn = endpoint('undoCheckIn', {
  method: 'POST',
  path: '/attendances/{id}/undo',
  tag: 'Gatherings',
  summary: 'Undo a check-in and take its points back as for returned goods',
  access: door,
  status: 200,
  idempotent: true,
  wallet: 'attendance',
});

export const listOwnGatherings = endpoint('listOwnGatherings', {
  method: 'GET',
  path: '/me/communities/{id}/gatherings',
  tag: 'Own view',
  summary: 'List the gatherings of a community that I may read',
  access: own,
});

export const listComingGatherings = endpoint('listComingGatherings', {
  method: 'GET',
  path: '/me/gatherings',
  tag: 'Own view',
  summary: 'List what is on in my communities, the next first',
  access: own,
});

export const getOwnGathering = endpoint('getOwnGathering', {
  method: 'GET',
  path: '/me/gatherings/{id}',
  tag: 'Own view',
  summary: 'Get a gathering, who comes and what I answered',
  access: own,
});

export const answerGathering = endpoint('answerGathering', {
  method: 'PUT',
  path: '/me/gatherings/{id}/answer',
  tag: 'Own view',
  summary: 'Say whether I come; without a free place I wait in order',
  access: own,
  wallet: 'own',
});

export const getGatheringCalendar = endpoint('getGatheringCalendar', {
  method: 'GET',
  path: '/me/gatherings/{id}/calendar',
  tag: 'Own view',
  summary: 'Download a gathering for a calendar, as iCalendar (RFC 5545)',
  access: own,
  stream: 'text/calendar',
});
