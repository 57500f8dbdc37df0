import type { Condition } from '@regulars/conditions';
import type { BodyOf, createSurvey, Survey, SurveyDefinition, Texts } from '@regulars/contracts';
import { checkDefinition, type Instant } from '@regulars/loyalty';
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
  startsAt: Date | null;
  endsAt: Date | null;
  callBackUpTo: number | null;
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
  startsAt: row.startsAt && toInstant(row.startsAt),
  endsAt: row.endsAt && toInstant(row.endsAt),
  callBackUpTo: row.callBackUpTo,
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
export const assertSound = ({ audience, startsAt, endsAt }: SurveyContent): void => {
  const errors = audienceFaults(audience);
  if (startsAt !== null && endsAt !== null && Date.parse(startsAt) >= Date.parse(endsAt))
    errors.push({ pointer: '/endsAt', message: 'ends before it begins' });
  if (errors.length > 0) throw new ClubError('invalid-request', { errors });
};

export const isOpen = ({ state, startsAt, endsAt }: SurveyRow, now: Instant): boolean =>
  state === 'live' && (startsAt?.getTime() ?? -Infinity) <= now && now < (endsAt?.getTime() ?? Infinity);
