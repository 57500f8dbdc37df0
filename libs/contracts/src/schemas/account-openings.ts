import { z } from 'zod';
import { acceptedTerms } from './legal.ts';
import { consentGiven } from './consents.ts';
import { password, session } from './sessions.ts';
import { id, linkParams, instant } from './values.ts';

/** Requests and replies of the endpoints, by name. */
export const accountOpeningsShapes = {
  inviteMember: {
    params: z.object({ id }),
  },
  getAccountOpening: {
    params: linkParams,
    reply: z
      .object({
        email: z.string(),
        displayName: z.string(),
        expiresAt: instant,
        needsPassword: z
          .boolean()
          .describe('true unless this browser is signed in to an account with this e-mail'),
        termsAccepted: z.boolean().describe('if false, the terms in force must be accepted, as when joining'),
      })
      .meta({ id: 'AccountOpening' }),
  },
  openAccount: {
    params: linkParams,
    body: z.object({
      password: password.optional(),
      acceptedTerms: acceptedTerms.optional(),
      consents: z.array(consentGiven).max(20).default([]),
    }),
    reply: session,
  },
};
