import { z } from 'zod';
import {
  attendanceStates,
  gatheringPlaces,
  gatheringStates,
  longestGatheringDays,
  mostGatheringPlaces,
} from '../endpoints/gatherings.ts';
import { names, proseTexts } from './names.ts';
import { hidesSomething, isPlain } from './plain.ts';
import { personal, secret } from './privacy.ts';
import { pictureKey } from './rewards.ts';
import { id, instant, listOf, listQuery, reason, text, texts } from './values.ts';

const isLink = (typed: string): boolean => {
  if (!URL.canParse(typed)) return false;
  const { protocol, username, password } = new URL(typed);
  return protocol === 'https:' && username === '' && password === '';
};

const wherever = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('location'), location: text(60).describe('code of the location') }),
  z.object({
    kind: z.literal('address'),
    address: personal(text(200).refine(isPlain, hidesSomething)),
  }),
  z.object({
    kind: z.literal('online'),
    link: secret(text(500).refine(isLink, 'an address that begins with https://')).describe(
      'only members who come see it',
    ),
  }),
]);

/** A slip of the keyboard puts a gathering into the year 20226. */
const moment = instant.refine((at) => at < '2200', 'before the year 2200');

const content = z.object({
  state: z.enum(['draft', 'planned']).default('draft').describe('members find planned ones'),
  title: names(80),
  description: proseTexts(2000).nullable().default(null),
  picture: pictureKey.default('star'),
  startsAt: moment,
  endsAt: moment.describe(`after the start, at most ${longestGatheringDays} days`),
  place: wherever,
  places: z.int().min(1).max(mostGatheringPlaces).nullable().default(null).describe('null for any number'),
  answersUntil: moment.nullable().default(null).describe('not after the start; null for the start'),
});

const figures = z.object({
  going: z.int().describe('who comes and is not there yet'),
  came: z.int(),
  waiting: z.int(),
  declined: z.int(),
});

const shownPlace = z
  .object({
    kind: z.enum(gatheringPlaces),
    name: z.string().nullable().describe('of the location'),
    location: z.string().nullable().describe('code of the location'),
    address: z.string().nullable(),
    link: z.string().nullable().describe('of one online; for members only if they come'),
  })
  .meta({ id: 'GatheringPlace' });

const timeZone = z.string().describe('IANA time zone of its location, else of the club');
const left = z.int().nullable().describe('free places; null for any number');

const gathering = z
  .object({
    id,
    version: z.int(),
    community: z.object({ id, name: texts(60) }),
    state: z.enum(gatheringStates),
    title: texts(80),
    description: texts(2000).nullable(),
    picture: pictureKey,
    startsAt: instant,
    endsAt: instant,
    timeZone,
    place: shownPlace,
    places: z.int().nullable(),
    left,
    answersUntil: instant.nullable(),
    reason: z.string().nullable().describe('why it was cancelled'),
    figures,
    checkIn: z.boolean().describe('whether members can be checked in now'),
    updatedAt: instant,
  })
  .meta({ id: 'Gathering' });

export type Gathering = z.infer<typeof gathering>;

const member = z.object({ id, displayName: z.string() });

const attendance = z
  .object({
    id,
    gatheringId: id,
    member,
    nickname: z.string().nullable(),
    state: z.enum(attendanceStates),
    answeredAt: instant.nullable().describe('null if the member came without an answer'),
    cameAt: instant.nullable(),
    points: z.int().describe('what the check-in gave'),
  })
  .meta({ id: 'Attendance' });

export type Attendance = z.infer<typeof attendance>;

const checkedIn = attendance
  .extend({
    isNew: z.boolean().describe('false: the member was checked in before'),
    expected: z.boolean().describe('whether the member had a place'),
    figures,
    left,
  })
  .meta({ id: 'CheckedIn' });

export type CheckedIn = z.infer<typeof checkedIn>;

const ownGathering = z
  .object({
    id,
    community: z.object({ id, name: texts(60) }),
    state: z.enum(['planned', 'over', 'cancelled']),
    title: texts(80),
    description: texts(2000).nullable(),
    picture: pictureKey,
    startsAt: instant,
    endsAt: instant,
    timeZone,
    place: shownPlace,
    places: z.int().nullable(),
    left,
    coming: z.int().describe('members who come or came'),
    waiting: z.int(),
    who: z.array(z.string()).describe('nicknames of those who come and let directories list them'),
    answersUntil: instant.nullable(),
    reason: z.string().nullable().describe('why it was cancelled'),
    answer: z
      .object({
        state: z.enum(attendanceStates),
        ahead: z.int().nullable().describe('who waits before me; null if I do not wait'),
        mails: z.boolean().describe('whether I want to hear about it by e-mail'),
      })
      .nullable(),
    mayAnswer: z.boolean().describe('whether I can say now that I come'),
  })
  .meta({ id: 'OwnGathering' });

export type OwnGathering = z.infer<typeof ownGathering>;

const params = z.object({ id });
const when = z.enum(['coming', 'past']).default('coming');

/** Requests and replies of the endpoints, by name. */
export const gatheringsShapes = {
  listGatherings: { params, query: listQuery.extend({ when }), reply: listOf(gathering) },
  createGathering: { params, body: content, reply: gathering },
  getGathering: { params, reply: gathering },
  replaceGathering: { params, body: content, reply: gathering },
  cancelGathering: {
    params,
    body: z.object({ reason: reason.nullable().default(null).describe('members read it') }),
    reply: gathering,
  },
  listGatheringsHere: {
    query: z.object({ location: text(60).describe('code of the location') }),
    reply: listOf(gathering),
  },
  listAttendances: {
    params,
    query: listQuery.extend({
      state: z.enum(attendanceStates).optional(),
      query: personal(z.string().trim().max(100)).optional().describe('a part of the name or nickname'),
    }),
    reply: listOf(attendance),
  },
  checkIn: {
    params,
    body: z
      .object({
        code: secret(z.string().trim().min(1).max(500))
          .optional()
          .describe('card number or QR text, e-mail or phone number, as the till reads it'),
        memberId: id.optional(),
      })
      .refine(({ code, memberId }) => (code === undefined) !== (memberId === undefined), {
        path: ['code'],
        message: 'one of code or memberId',
      }),
    reply: checkedIn,
  },
  undoCheckIn: { params, reply: attendance.extend({ figures, left }) },
  listOwnGatherings: { params, query: listQuery.extend({ when }), reply: listOf(ownGathering) },
  listComingGatherings: {
    query: z.object({ limit: z.coerce.number().int().min(1).max(50).default(20) }),
    reply: listOf(ownGathering),
  },
  getOwnGathering: { params, reply: ownGathering },
  answerGathering: {
    params,
    body: z.object({
      answer: z.enum(['going', 'declined']),
      mails: z.boolean().default(false).describe('a reminder and what changes, by e-mail'),
    }),
    reply: ownGathering,
  },
  getGatheringCalendar: { params },
};
