import { z } from 'zod';

const points = z.int().min(1).max(1_000_000);

export const birthday = z
  .object({ kind: z.literal('birthday'), points })
  .meta({ id: 'BirthdayPoints' })
  .describe(
    "once a year, at 00:10 of the member's birthday in the club's zone; 29 February is the 28th in other years",
  );

export const anniversary = z
  .object({ kind: z.literal('anniversary'), points })
  .meta({ id: 'AnniversaryPoints' })
  .describe(
    "once a year, at 00:10 of the day on which the member joined in an earlier year, in the club's zone",
  );
