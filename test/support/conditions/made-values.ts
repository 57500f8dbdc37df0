/** Values that are edge cases, of a club made by chance. */

// Midnights, the hour that clocks skip or repeat, the ends of a happy hour, and the days at the ends of windows.
export const dates = [
  '2026-10-26', '2026-10-25', '2026-10-24', '2026-10-20', '2026-10-19', '2026-09-27', '2026-09-26', '2026-03-29',
  '2026-03-28', '2025-10-26', '2025-10-27', '2024-02-29',
] as const; // prettier-ignore
export const times = [
  '00:00:00', '23:59:59', '02:30:00', '01:59:59', '03:00:00', '16:59:59', '17:00:00', '19:59:59', '20:00:00', '12:00:00.5',
] as const; // prettier-ignore

/** Ids that conditions ask about. */
export const madeSegments = [
  '01900000-0000-7000-8000-000000000001',
  '01900000-0000-7000-8000-000000000002',
] as const;

export const shownCodes = ['FLYER7', 'SUMMER', 'RADIO'];

/** What happens to members of the made club. */
export const madeHappenings = [
  'coupon.redeemed',
  'offer.redeemed',
  'segment.entered',
  'points.expired',
] as const;
