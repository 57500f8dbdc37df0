import { z } from 'zod';
import { clubLook, club } from './club.ts';
import { personName } from './names.ts';
import { staffPassword, session } from './sessions.ts';
import { staffMember } from './staff.ts';
import { instant, linkToken, email, language, id } from './values.ts';

/** The progress of the set-up of an empty club, for visitors with its link. */
export const setup = z
  .object({
    clubSaved: z.boolean().describe('the club has its name and look'),
    expiresAt: instant.describe('the link works until then'),
  })
  .meta({ id: 'Setup' });

export type Setup = z.infer<typeof setup>;

/** Requests and replies of the endpoints, by name. */
export const setupShapes = {
  openSetup: {
    body: z.object({ token: linkToken.describe('from the link printed at the start') }),
    reply: setup,
  },
  getSetup: {
    reply: setup,
  },
  setUpClub: {
    body: clubLook,
    reply: club,
  },
  setUpLogo: {
    reply: club,
  },
  setUpAdmin: {
    body: z.object({ displayName: personName(100), email, password: staffPassword, language }),
    reply: session,
  },
  inviteFirstCashier: {
    body: z.object({
      email,
      displayName: personName(100),
      language,
      locations: z.array(id).max(500).default([]).describe('their locations; empty for everywhere'),
    }),
    reply: z.object({ staff: staffMember, link: z.url() }).meta({ id: 'FirstInvitation' }),
  },
  getDemoSignIns: {
    reply: z
      .object({
        due: z.boolean().describe('a real club runs on the demo data, and the demo sign-ins still work'),
      })
      .meta({ id: 'DemoSignIns' }),
  },
  revokeDemoSignIns: {
    reply: z.object({ emails: z.array(email), keys: z.int().min(0) }),
  },
};
