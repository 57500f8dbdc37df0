import type {
  BodyOf,
  ConsentEntry,
  ConsentEvidence,
  createMember,
  Language,
  Member,
  OriginSource,
} from '@regulars/contracts';
import type { DetailsGiven } from './details.ts';
import type { Invitation } from './joining-parts.ts';

export type MemberStatus = Member['status'];
export type Attributes = Member['attributes'];
export type ConsentGiven = BodyOf<typeof createMember>['consents'][number] & {
  /** Version of the text, if the member gave the consent and nobody recorded it for them. */
  readonly version?: number;
  readonly source?: NonNullable<ConsentEntry['source']>;
  /** Of a consent from before the club had this member. */
  readonly evidence?: ConsentEvidence;
};

/** A member as other features see it. */
export interface MemberRecord {
  readonly id: string;
  readonly version: number;
  readonly externalId: string | null;
  readonly email: string | null;
  /** The owner confirmed it with the link in the mail; advertising requires this. */
  readonly emailConfirmed: boolean;
  readonly phone: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly language: Language;
  /** `YYYY-MM-DD`, or `--MM-DD` if the year is unknown. */
  readonly birthday: string | null;
  readonly attributes: Attributes;
  readonly status: MemberStatus;
  readonly joinedAt: Date;
  /** Nothing is left of the person but an id. */
  readonly erased: boolean;
}

export interface NewMember extends DetailsGiven {
  /** A uuid; created if absent. */
  readonly id?: string;
  readonly email?: string;
  /** When the owner confirmed it; never for new members. */
  readonly emailConfirmedAt?: Date;
  readonly phone?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly language: Language;
  /** `YYYY-MM-DD`, or `--MM-DD` without the year. */
  readonly birthday?: string;
  readonly attributes?: Attributes;
  readonly externalId?: string;
  readonly consents?: readonly ConsentGiven[];
  /** Now if absent; earlier for imports and the demo. */
  readonly joinedAt?: Date;
  /** Code of the location. */
  readonly joinedLocation?: string;
  readonly invitation?: Invitation;
  /** Where this comes from; absent for files and the demo. */
  readonly source?: OriginSource | null;
  /** Number of the card that they bring. Without one they get a new card. */
  readonly card?: string;
}

type Named = Pick<MemberRecord, 'firstName' | 'lastName' | 'externalId' | 'email' | 'phone'>;

/** The member's name at the till and on receipts: `Anna K.`. The SQL function `member_name` does the same. */
export const displayNameOf = (member: Named): string => {
  const { firstName, lastName } = member;
  if (firstName && lastName) return `${firstName} ${[...lastName][0] ?? ''}.`;
  return firstName ?? lastName ?? nameless(member);
};

/** The name for staff and the member: `Anna Krause`. */
export const fullNameOf = (member: Named): string =>
  [member.firstName, member.lastName].filter(Boolean).join(' ') || nameless(member);

const nameless = ({ externalId, email, phone }: Named): string => {
  if (externalId) return externalId;
  if (email) return `${email.slice(0, 1)}…${email.slice(email.indexOf('@'))}`;
  return phone ? `…${phone.slice(-4)}` : '–';
};
