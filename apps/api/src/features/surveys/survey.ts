import type { Condition } from '@regulars/conditions';
import {
  askingChannels,
  type AskingChannel,
  type BodyOf,
  type createSurvey,
  type Survey,
  type SurveyChannel,
  type SurveyDefinition,
  type Texts,
} from '@regulars/contracts';
import { dayMs, checkDefinition, type Instant } from '@regulars/loyalty';
import { isDeepStrictEqual } from 'node:util';
import { toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { audienceFaults } from '../facts/index.ts';

export interface SurveyRow {
  id: string;
  version: number;
  state: Survey['state'];
  name: Texts;
  draft: SurveyDefinition;
  published: number | null;
  audience: Condition | null;
  distribution: Survey['distribution'];
  startsAt: Date | null;
  endsAt: Date | null;
  endedAt: Date | null;
  callBackUpTo: number | null;
  anonymous: boolean;
  thanksCouponId: string | null;
  updatedAt: Date;
}
export type SurveyContent = BodyOf<typeof createSurvey>;
export type SurveyFigures = Survey['figures'];

export const showSurvey = (
  row: SurveyRow,
  figures: SurveyFigures,
  published: SurveyDefinition | undefined,
): Survey => ({
  id: row.id,
  version: row.version,
  state: row.state,
  name: row.name,
  definition: row.draft,
  audience: row.audience,
  distribution: row.distribution,
  startsAt: row.startsAt && toInstant(row.startsAt),
  endsAt: row.endsAt && toInstant(row.endsAt),
  callBackUpTo: row.callBackUpTo,
  anonymous: row.anonymous,
  thanksCouponId: row.thanksCouponId,
  published: row.published,
  changed: !isDeepStrictEqual(row.draft, published),
  faults: faultsOf(row.draft),
  figures,
  updatedAt: toInstant(row.updatedAt),
});

const faultsOf = (definition: SurveyDefinition): { pointer: string; message: string }[] =>
  checkDefinition(definition).map(({ pointer, message }) => ({ pointer: `/definition${pointer}`, message }));

/** Throws `invalid-request` with pointers. */
export const assertPublishable = (definition: SurveyDefinition): void => {
  const errors = faultsOf(definition);
  if (errors.length > 0) throw new ClubError('invalid-request', { errors });
};

/** What a draft may not have either. Throws `invalid-request` with pointers. */
export const assertSound = (content: SurveyContent): void => {
  const { audience, distribution, startsAt, endsAt } = content;
  const errors = [
    ...audienceFaults(audience),
    ...distributionFaults(distribution),
    ...anonymousFaults(content),
  ];
  if (startsAt !== null && endsAt !== null && Date.parse(startsAt) >= Date.parse(endsAt))
    errors.push({ pointer: '/endsAt', message: 'ends before it begins' });
  if (errors.length > 0) throw new ClubError('invalid-request', { errors });
};

/** By which members are ticked off; other ways keep moments, receipts and locations with the answers. */
const askingMembers: readonly SurveyChannel[] = askingChannels;

/** What would tell who answered, or needs to know it. */
const anonymousFaults = ({
  anonymous,
  callBackUpTo,
  definition,
  distribution,
}: SurveyContent): { pointer: string; message: string }[] => {
  if (!anonymous) return [];
  const faults = [];
  if (callBackUpTo !== null)
    faults.push({ pointer: '/callBackUpTo', message: 'nobody who answers anonymously can be called back' });
  if (definition.thanksPoints !== null)
    faults.push({
      pointer: '/definition/thanksPoints',
      message: 'points would tell who answered anonymously',
    });
  if (distribution.channels.some((channel) => !askingMembers.includes(channel)))
    faults.push({
      pointer: '/distribution/channels',
      message: 'only members who were asked answer anonymously',
    });
  return faults;
};

/** Members who answered were promised one of the two. Throws `invalid-request`. */
export const assertPromiseKept = (before: SurveyRow, { anonymous }: SurveyContent): void => {
  if (before.published !== null && before.anonymous !== anonymous)
    throw ClubError.field('invalid-request', '/anonymous', 'stays as it was published');
};

const distributionFaults = ({
  trigger,
  delayMinutes,
  locations,
  channels,
}: Survey['distribution']): { pointer: string; message: string }[] => {
  const wrong = (place: string, message: string) => ({ pointer: `/distribution/${place}`, message });
  const faults = [];
  if (new Set(channels).size < channels.length) faults.push(wrong('channels', 'each channel once'));
  if (trigger === 'purchase') return faults;
  if (channels.includes('email')) faults.push(wrong('channels', 'by e-mail only after a purchase'));
  if (locations !== null && !channels.includes('tablet'))
    faults.push(wrong('locations', 'only after a purchase, or on tablets'));
  if (delayMinutes > 0) faults.push(wrong('delayMinutes', 'only after a purchase'));
  return faults;
};

/** Whether it was open at a time in the past, also if it was ended since. */
export const wasOpen = ({ published, startsAt, endsAt, endedAt }: SurveyRow, at: Instant): boolean =>
  published !== null &&
  (startsAt?.getTime() ?? -Infinity) <= at &&
  at < Math.min(endsAt?.getTime() ?? Infinity, endedAt?.getTime() ?? Infinity);

export const isOpen = (
  { state, startsAt, endsAt }: Pick<SurveyRow, 'state' | 'startsAt' | 'endsAt'>,
  now: Instant,
): boolean =>
  state === 'live' && (startsAt?.getTime() ?? -Infinity) <= now && now < (endsAt?.getTime() ?? Infinity);

/** By what the club asks members by itself; nothing if only customers or the team answer. */
export const askedBy = ({ distribution: { channels } }: Pick<SurveyRow, 'distribution'>): AskingChannel[] =>
  channels.filter((channel): channel is AskingChannel => askingMembers.includes(channel));

export const daysBefore = (moment: Instant, days: number): Date => new Date(moment - days * dayMs);

/** Whether the member was asked for a survey so lately that another one has to wait. @param asked the newest first */
export const isResting = (
  asked: readonly { readonly askedAt: Date }[],
  restDays: number,
  now: Instant,
): boolean => (asked[0]?.askedAt.getTime() ?? -Infinity) + restDays * dayMs > now;

/** Whether nobody more is asked. */
export const isFull = ({ distribution: { quota } }: SurveyRow, sent: number): boolean =>
  quota !== null && sent >= quota;
