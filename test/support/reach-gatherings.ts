const club = { reach: 'club' } as const;
/** `test/api/gatherings.test.ts` shows that staff find those of their locations only. */
const apart = { reach: 'location', apart: true } as const;

/** How far calls about gatherings reach. */
export const gatheringReaches = {
  'GET /communities/{id}/gatherings': club,
  'POST /communities/{id}/gatherings': club,
  'GET /gatherings/{id}': club,
  'PUT /gatherings/{id}': club,
  'POST /gatherings/{id}/cancel': club,
  'GET /gatherings': apart,
  'GET /gatherings/{id}/attendances': apart,
  'POST /gatherings/{id}/attendances': apart,
  'POST /attendances/{id}/undo': apart,
} as const;
