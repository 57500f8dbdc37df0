import type { BodyOf, recordPurchase } from '@regulars/contracts';
import { canonicalCode, assertUsable, unknownCard, type ResolvedCard } from '../cards/index.ts';
import { parseCode } from '@regulars/loyalty';
import { ClubError } from '../../platform/club-error.ts';

type MemberReference = NonNullable<BodyOf<typeof recordPurchase>['member']>;

/** Whom a purchase names, as the SQL function `resolve_buyer` reads it. */
export interface BuyerReference {
  readonly pointer: string;
  readonly code: string | null;
  readonly memberId: string | null;
  readonly externalId: string | null;
}

export interface FoundBuyer {
  readonly memberId: string | null;
  readonly memberStatus: ResolvedCard['memberStatus'] | null;
  readonly cardStatus: ResolvedCard['cardStatus'];
  readonly name: string | null;
}

export interface Buyer {
  readonly memberId: string;
  readonly name: string;
}

const nobody = { code: null, memberId: null, externalId: null };

/** Throws `unknown-card` for what is no card number or QR text. */
export const readBuyer = ({ card, token, id, externalId }: MemberReference): BuyerReference => {
  if (id !== undefined) return { ...nobody, pointer: '/member/id', memberId: id };
  if (externalId !== undefined) return { ...nobody, pointer: '/member/externalId', externalId };
  const [pointer, typed, kind] =
    card !== undefined ? ['/member/card', card, 'card-number'] : ['/member/token', token ?? '', 'card-token'];
  const code = parseCode(typed).kind === kind ? canonicalCode(typed) : null;
  if (code === null) throw unknownCard(pointer);
  return { ...nobody, pointer, code };
};

/** Throws `unknown-card`, `not-found`, `card-blocked`, `card-replaced` or `member-not-active`. */
export const assertBuyer = (reference: BuyerReference, found: FoundBuyer): Buyer => {
  const { memberId, memberStatus, cardStatus, name } = found;
  if (memberId === null || memberStatus === null) {
    if (reference.code !== null) throw unknownCard(reference.pointer);
    throw ClubError.field('not-found', reference.pointer, 'no such member');
  }
  assertUsable({ cardStatus, memberStatus }, reference.pointer);
  return { memberId, name: name ?? '' };
};
