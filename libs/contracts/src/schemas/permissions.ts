import { z } from 'zod';
import { privacyCountries } from '../endpoints/erasure.ts';
import { messageClasses, messageStates, notPermittedReasons } from '../endpoints/permissions.ts';
import { suppressionReasons } from '../endpoints/suppressions.ts';
import {
  consentChannel,
  consentEntry,
  consentGiven,
  consentPurpose,
  consentState,
  consentVersion,
} from './consents.ts';
import { id, instant, language, linkParams, listOf, listQuery } from './values.ts';

const country = z.enum(privacyCountries);
const messageClass = z.enum(messageClasses);

const unsubscribed = z.enum(['marketing', 'survey']).describe('what the e-mail was sent for; both if absent');

/** The consent that an answer relies on. */
const reliedConsent = z.object({
  state: consentState,
  changedAt: instant,
  version: consentVersion,
  language: language.nullable(),
});

const answer = {
  allowed: z.boolean(),
  basis: z
    .enum(['service', 'consent', 'existing-customer'])
    .nullable()
    .describe('why it is allowed; null if it is not'),
  reason: z.enum(notPermittedReasons).nullable().describe('why it is not allowed; null if it is'),
  country: country
    .nullable()
    .describe(
      "whose rules decided: by the calling code of the member's phone, else the country of the club; null where no rule was asked",
    ),
  consent: reliedConsent.nullable().describe('what the member said; null if nobody asked'),
  decidedAt: instant,
};

export const permission = z
  .object({
    class: messageClass,
    channel: consentChannel,
    ...answer,
    until: instant.optional().describe('with `quiet-hours`: when it is asked again'),
    timeZone: z
      .string()
      .optional()
      .describe('with `quiet-hours`: whose night it is, of the home location or the club'),
    suppression: z
      .enum(suppressionReasons)
      .optional()
      .describe('with `suppressed`: why the address is on the suppression list'),
  })
  .meta({ id: 'Permission' });

const message = z
  .object({
    id,
    class: messageClass,
    channel: consentChannel,
    cause: z.string().describe('which kind of message it is, such as `points-expiring`'),
    title: z.string().nullable().describe('null until it is written'),
    state: z.enum(messageStates),
    permission: permission
      .nullable()
      .describe(
        'the answer at the moment of sending, or when the quiet hours held it back; null before, and for messages from before it was kept',
      ),
    createdAt: instant,
    sentAt: instant.nullable(),
    heldUntil: instant.nullable().describe('until when the quiet hours held it back; null if they did not'),
  })
  .meta({ id: 'Message' });

export type Message = z.infer<typeof message>;

const useOfData = z
  .object({ purpose: z.enum(['profiling', 'tracking']), ...answer })
  .meta({ id: 'UseOfData' });

const countryRule = z.object({
  country,
  ageOfConsent: z
    .int()
    .min(13)
    .max(18)
    .nullable()
    .describe('from this age people consent for themselves; null: the age of the country'),
  existingCustomers: z
    .boolean()
    .describe(
      'whether the club writes e-mails about similar goods to members who have bought, were never asked and did not object',
    ),
});

const hour = z.int().min(0).max(23);
const limits = {
  quietHours: z
    .object({ from: hour, until: hour })
    .nullable()
    .describe(
      "full hours in the time zone of the member's home location, else of the club, in which only service is sent; null for none",
    ),
  mostPerWeek: z
    .int()
    .min(1)
    .max(100)
    .nullable()
    .describe(
      'the most messages to a member besides service within seven days, by channel; null for no limit',
    ),
};

const chosenRules = z
  .object({
    quietHours: limits.quietHours.optional().describe('stays as it is if absent, as does mostPerWeek'),
    mostPerWeek: limits.mostPerWeek.optional(),
    countries: z
      .array(countryRule)
      .max(privacyCountries.length)
      .refine(
        (rules) => new Set(rules.map((rule) => rule.country)).size === rules.length,
        'each country once',
      ),
  })
  .meta({ id: 'ChosenPermissionRules' });

const permissionSettings = z
  .object({
    version: z.int(),
    country: country.describe('of the club'),
    ...limits,
    countries: z.array(countryRule.extend({ usualAge: z.int() })),
  })
  .meta({ id: 'PermissionSettings' });

const preferences = z
  .object({
    email: z.string().describe('of the member, shortened'),
    topics: z
      .array(
        z.object({
          purpose: consentPurpose,
          channel: consentChannel.nullable(),
          state: consentState.nullable().describe('null if nobody asked'),
          asCustomer: z
            .boolean()
            .describe(
              'whether the club writes without having asked, as to a customer, until the member says no',
            ),
        }),
      )
      .describe('what the member can be asked for, by channel'),
    history: z.array(consentEntry).describe('every change, newest first'),
  })
  .meta({ id: 'Preferences' });

export type Preferences = z.infer<typeof preferences>;
export type MessageClass = z.infer<typeof messageClass>;
export type Permission = z.infer<typeof permission>;
export type UseOfData = z.infer<typeof useOfData>;
export type ChosenPermissionRules = z.infer<typeof chosenRules>;
export type PermissionSettings = z.infer<typeof permissionSettings>;

/** Requests and replies of the endpoints, by name. */
export const permissionsShapes = {
  listMemberPermissions: {
    params: z.object({ id }),
    reply: z
      .object({ messages: z.array(permission), uses: z.array(useOfData) })
      .meta({ id: 'MemberPermissions' }),
  },
  listMemberMessages: { params: z.object({ id }), query: listQuery, reply: listOf(message) },
  getPreferences: { params: linkParams, reply: preferences },
  setPreferences: {
    params: linkParams,
    body: z.object({ consents: z.array(consentGiven).min(1).max(20) }),
    reply: preferences,
  },
  getOwnPreferencesLink: {
    reply: z
      .object({ page: z.string().nullable().describe('path in the portal; null without an e-mail address') })
      .meta({ id: 'PreferencesLink' }),
  },
  showUnsubscription: { params: linkParams, query: z.object({ class: unsubscribed.optional() }) },
  unsubscribe: { params: linkParams, query: z.object({ class: unsubscribed.optional() }) },
  getPermissionSettings: { reply: permissionSettings },
  setPermissionSettings: { body: chosenRules, reply: permissionSettings },
};
