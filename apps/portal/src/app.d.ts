import type { IncomingMessage } from 'node:http';
import type { ApiProblem } from '@regulars/client';
import type { Club, Interest, OwnCommunity, PointsPolicy, Texts } from '@regulars/contracts';
import type { LegalList } from '#lib/server/legal.ts';
import type { Api } from '#lib/server/api.ts';
import type { Session, Theme } from '#lib/shell/session.ts';

declare global {
  namespace App {
    interface Locals {
      api: Api;
      /** The signed-in person; null for a visitor. */
      session: Session | null;
      /** Why the API did not say who this is: neither signed in nor signed out. Null if it said so. */
      refusal: ApiProblem | null;
      /** Seconds after which a refused request may be sent again, for `Retry-After`. */
      retryAfter?: number;
      theme: Theme;
      /** Null while the API is away. */
      club: Club | null;
      /** Id of this request in the log, here and in the API. */
      requestId: string;
      /** The error, for the log. */
      broken?: unknown;
    }
    interface Error {
      message: string;
      /** Id of the failed request in the log. */
      requestId?: string;
      /** The API's problem code, kebab-case, if the API refused. */
      code?: string;
    }
    interface Platform {
      req: IncomingMessage;
    }
    interface PageData {
      session: Session | null;
      theme: Theme;
      /** What the club calls its categories of products. In the console only. */
      categoryNames?: Readonly<Record<string, Texts>>;
      /** On the pages of a community. */
      community?: OwnCommunity;
      /** What posts can be about. On the pages of a community. */
      clubInterests?: readonly Interest[];
      /** The legal texts to link to. */
      legal: LegalList;
      club: {
        name: string;
        timeZone: string;
        currency: string;
        logo: string | null;
        /** What decides tiers. */
        tierBase: NonNullable<PointsPolicy['statusBase']>;
      };
    }
  }
}

export {};
