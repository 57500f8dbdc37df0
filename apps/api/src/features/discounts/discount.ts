import type { Coupon, Texts } from '@regulars/contracts';
import { toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import type { PageQuery } from '../../platform/http/cursor.ts';
import { withUnreadable, type ReadablePage } from '../../platform/http/readable.ts';
import { sortedPage } from '../../platform/http/sorted.ts';
import { termsOf, type DiscountTerms } from './terms.ts';

type State = Coupon['state'];

/** What the editors of coupons and offers save. */
export type DiscountContent = DiscountTerms &
  Pick<Coupon, 'state' | 'name' | 'description' | 'picture' | 'startsAt' | 'endsAt'>;

/** What the rows of coupons and offers have in common. */
export interface StoredDiscount extends Pick<Coupon, 'id' | 'version' | 'state' | 'description' | 'picture'> {
  readonly name: Texts;
  readonly startsAt: Date | null;
  /** Exclusive. */
  readonly endsAt: Date | null;
  readonly terms: DiscountTerms;
  readonly updatedAt: Date;
}

/** The row of a coupon or an offer, without its version and what only one of them has. */
export const savedDiscount = (
  id: string,
  content: DiscountContent,
  updatedAt: Date,
): Omit<StoredDiscount, 'version'> => ({
  id,
  state: content.state,
  name: content.name,
  description: content.description,
  picture: content.picture,
  startsAt: dateOf(content.startsAt),
  endsAt: dateOf(content.endsAt),
  terms: termsOf(content),
  updatedAt,
});

const dateOf = (instant: string | null): Date | null => (instant === null ? null : new Date(instant));

/** The terms and moments of a row as the API shows them. */
export const shownDiscount = ({
  terms,
  startsAt,
  endsAt,
  updatedAt,
}: Pick<StoredDiscount, 'terms' | 'startsAt' | 'endsAt' | 'updatedAt'>): DiscountTerms &
  Pick<Coupon, 'startsAt' | 'endsAt' | 'updatedAt'> => ({
  ...terms,
  startsAt: startsAt && toInstant(startsAt),
  endsAt: endsAt && toInstant(endsAt),
  updatedAt: toInstant(updatedAt),
});

/** What was live stays known to members, and what ended stays ended. */
const nextStates: Readonly<Record<State, readonly State[]>> = {
  draft: ['draft', 'live'],
  live: ['live', 'paused', 'ended'],
  paused: ['paused', 'live', 'ended'],
  ended: ['ended'],
};

/** Throws `invalid-request`. */
export const assertNext = (before: State, after: State): void => {
  if (!nextStates[before].includes(after))
    throw ClubError.field('invalid-request', '/state', `what is ${before} cannot be ${after}`);
};

/** A page of coupons or offers, newest first, with those that a newer version of the software stored. */
export const listedDiscounts = async <Row extends StoredDiscount, Shown extends { readonly id: string }>(
  all: readonly Row[],
  query: PageQuery,
  isReadable: (row: Row) => boolean,
  show: (rows: readonly Row[]) => Promise<readonly Shown[]>,
): Promise<ReadablePage<Shown>> => {
  const shown = await show(all.filter(isReadable));
  const list = sortedPage(shown, query, { by: { created: 'id' }, usual: 'created', usualOrder: 'desc' });
  return withUnreadable(
    list,
    query.cursor,
    all.filter((row) => !isReadable(row)),
  );
};

/** Figures change by themselves, so the audit log leaves them out. */
export const withoutFigures = <Shown extends { readonly figures: object }>(
  discount: Shown | undefined,
): Omit<Shown, 'figures'> | undefined => {
  if (!discount) return undefined;
  const { figures: _, ...content } = discount;
  return content;
};

/** Whether it has begun and not ended. */
export const isItsTime =
  (now: number) =>
  ({ startsAt, endsAt }: Pick<StoredDiscount, 'startsAt' | 'endsAt'>): boolean =>
    (startsAt === null || startsAt.getTime() <= now) && (endsAt === null || now < endsAt.getTime());

/** Larger than every moment, and it can be subtracted from itself. */
const never = Number.MAX_SAFE_INTEGER;
/** For an order in which the first to end comes first. */
export const endOf = ({ endsAt }: Pick<StoredDiscount, 'endsAt'>): number => endsAt?.getTime() ?? never;
