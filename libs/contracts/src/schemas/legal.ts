import { z } from 'zod';
import { privacyCountries } from '../endpoints/erasure.ts';
import { legalKinds } from '../endpoints/legal.ts';
import { name } from './names.ts';
import { personal } from './privacy.ts';
import { email, instant, language, listOf, listQuery, prose } from './values.ts';

export const legalKind = z.enum(legalKinds);

const longestText = 60_000;
const text = prose(longestText).optional();
const content = z
  .object({ de: text, en: text, cs: text })
  .describe('Markdown by language: headings, paragraphs, lists, links. HTML is shown as text');

const stored = z.object({ de: z.string().optional(), en: z.string().optional(), cs: z.string().optional() });

const versionNumber = z.int().min(1).max(1_000_000);

const legalVersion = z
  .object({
    kind: legalKind,
    version: versionNumber,
    languages: z.array(language),
    publishedAt: instant,
    effectiveFrom: instant,
    state: z.enum(['coming', 'in-force', 'past']),
  })
  .meta({ id: 'LegalVersion' });
export type LegalVersion = z.infer<typeof legalVersion>;

const legalText = legalVersion
  .extend({
    language: language.describe('of this content'),
    content: z.string().describe('Markdown'),
  })
  .meta({ id: 'LegalText' });
export type LegalText = z.infer<typeof legalText>;

const wholeVersion = legalVersion.extend({ content: stored }).meta({ id: 'WholeLegalVersion' });
export type WholeLegalVersion = z.infer<typeof wholeVersion>;

const mark = z.object({
  language,
  line: z.int().describe('from 1'),
  text: z.string().describe('as in the text: `[… name of the register]`'),
});

const draft = z
  .object({
    kind: legalKind,
    version: z.int().describe('of the draft, for `If-Match`'),
    content: stored,
    marks: z.array(mark).describe('what is still to be written; a text with marks cannot be published'),
    updatedAt: instant.nullable(),
    earliestEffect: instant.describe('a version published now may take effect from then on'),
  })
  .meta({ id: 'LegalDraft' });
export type LegalDraft = z.infer<typeof draft>;

const country = z.enum(privacyCountries);

const template = z
  .object({ kind: legalKind, country, content: z.object({ de: z.string(), en: z.string(), cs: z.string() }) })
  .meta({ id: 'LegalTemplate' });
export type LegalTemplate = z.infer<typeof template>;

const fact = (longest: number) => name(longest).or(z.literal('')).default('');

const chosen = z.object({
  country: country
    .nullable()
    .default(null)
    .describe('templates and periods follow its law; null: by the time zone'),
  noticeDays: z
    .int()
    .min(0)
    .max(365)
    .nullable()
    .default(null)
    .describe('days between the publication of new terms and their effect; null: the default of the country'),
  operator: personal(fact(200)).describe('the company or person that runs the club'),
  address: prose(500).default(''),
  email: email.or(z.literal('')).default(''),
  phone: personal(fact(60)),
  register: fact(200).describe('entry in the company register, with the register'),
  taxId: personal(fact(60)).describe('VAT id'),
  authority: fact(200).describe('supervisory authority, if there is one'),
});
export type LegalFacts = Omit<z.infer<typeof chosen>, 'country' | 'noticeDays'>;

const settings = z
  .object({
    version: z.int(),
    ...chosen.shape,
    address: z.string(),
    email: z.string(),
    effective: z.object({ country, noticeDays: z.int() }),
  })
  .meta({ id: 'LegalSettings' });
export type LegalSettings = z.infer<typeof settings>;

const acceptance = z.object({ version: versionNumber, language, acceptedAt: instant });

const ownTerms = z
  .object({
    inForce: legalVersion.nullable(),
    coming: legalVersion.nullable().describe('published, but not yet in effect'),
    accepted: acceptance.nullable().describe('the newest version that the member accepted'),
    mustAccept: z.boolean().describe('the terms in force are newer than what the member accepted'),
  })
  .meta({ id: 'OwnTerms' });
export type OwnTerms = z.infer<typeof ownTerms>;

/** What a person accepts when joining or opening an account. */
export const acceptedTerms = z
  .object({ version: versionNumber })
  .describe('the version of the terms that the person read and accepted');

/** Requests and replies of the endpoints, by name. */
export const legalShapes = {
  listLegalTexts: { reply: listOf(legalVersion) },
  getLegalText: {
    params: z.object({ kind: legalKind }),
    query: z.object({
      language: language.optional(),
      version: z.coerce.number().int().min(1).max(1_000_000).optional().describe('one that was published'),
    }),
    reply: legalText,
  },
  listLegalVersions: {
    params: z.object({ kind: legalKind }),
    query: listQuery,
    reply: listOf(legalVersion),
  },
  getLegalVersion: {
    params: z.object({ kind: legalKind, version: z.coerce.number().int().min(1).max(1_000_000) }),
    reply: wholeVersion,
  },
  publishLegalText: {
    params: z.object({ kind: legalKind }),
    body: z.object({
      effectiveFrom: instant
        .optional()
        .describe('absent: at once, or for a change of the terms after the notice period'),
    }),
    reply: wholeVersion,
  },
  getLegalDraft: { params: z.object({ kind: legalKind }), reply: draft },
  saveLegalDraft: {
    params: z.object({ kind: legalKind }),
    body: z.object({ content }),
    reply: draft,
  },
  listLegalTemplates: {
    query: z.object({ country: country.optional().describe('absent: the country of the settings') }),
    reply: listOf(template),
  },
  getLegalSettings: { reply: settings },
  setLegalSettings: { body: chosen, reply: settings },
  getTermsAcceptance: {
    reply: listOf(
      z
        .object({ version: versionNumber, accepted: z.int(), members: z.int().describe('active members') })
        .meta({ id: 'TermsAcceptance' }),
    ),
  },
  getOwnTerms: { reply: ownTerms },
  acceptTerms: { body: z.object({ version: versionNumber, language: language.optional() }), reply: ownTerms },
};
