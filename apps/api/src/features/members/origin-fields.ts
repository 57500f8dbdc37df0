import { isDeepStrictEqual } from 'node:util';
import type { OriginField } from '@regulars/contracts';
import type { MemberDetails } from './details.ts';
import type { MemberRecord } from './member.ts';

const stored = [
  'firstName',
  'lastName',
  'email',
  'phone',
  'birthday',
  'language',
  'externalId',
  'attributes',
] as const satisfies (keyof MemberRecord & OriginField)[];

const detailed = ['secondPhone', 'address', 'company'] as const satisfies (keyof MemberDetails &
  OriginField)[];

export const changedFields = (before: MemberRecord, after: MemberRecord): OriginField[] =>
  stored.filter((field) => !isDeepStrictEqual(before[field], after[field]));

export const changedDetails = (
  before: MemberDetails,
  given: Partial<MemberDetails>,
): (keyof MemberDetails)[] =>
  detailed.filter((field) => given[field] !== undefined && !isDeepStrictEqual(before[field], given[field]));

/** Of a new member: those with a value. */
export const toldFields = (told: Partial<Record<OriginField, unknown>>): OriginField[] =>
  [...stored, ...detailed].filter((field) => (told[field] ?? null) !== null);

export const originFieldsIn = (fields: object): OriginField[] =>
  [...stored, ...detailed].filter((field) => field in fields);
