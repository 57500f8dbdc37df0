import type { ProductTest, TestOfPost } from '@regulars/contracts';
import { productTestState, type ProductTestTerms } from '@regulars/loyalty';
import { toInstant } from '../../platform/clock.ts';
import type { OwnApplication } from './applications.repository.ts';
import type { ProductTestRow } from './product-tests.repository.ts';

export const termsOf = (
  row: Pick<ProductTestRow, 'allotment' | 'applyUntil' | 'drawnAt' | 'endedAt'>,
): ProductTestTerms => ({
  allotment: row.allotment,
  applyUntil: row.applyUntil.getTime(),
  isDrawn: row.drawnAt !== null,
  isEnded: row.endedAt !== null,
});

const showTerms = (row: ProductTestRow, now: number) => ({
  product: row.product,
  picture: row.picture,
  samples: row.samples,
  left: Math.max(0, row.samples - (row.chosen ?? 0)),
  points: row.points,
  allotment: row.allotment,
  applyUntil: toInstant(row.applyUntil),
  opinionsUntil: toInstant(row.opinionsUntil),
  state: productTestState(termsOf(row), now),
  applicants: row.applicants ?? 0,
  opinions: row.opinions ?? 0,
});

/** For managers. */
export const showTest = (row: ProductTestRow, now: number): ProductTest => ({
  id: row.id,
  communityId: row.communityId,
  title: row.title,
  ...showTerms(row, now),
  rewardId: row.rewardId,
  rating: row.average === null ? null : { average: row.average, ratings: row.ratings ?? 0 },
  seed: row.seed,
  drawnAt: row.drawnAt && toInstant(row.drawnAt),
  endedAt: row.endedAt && toInstant(row.endedAt),
  createdAt: toInstant(row.createdAt),
});

/** What a member may do again after a withdrawal, a voucher that was not used, or a turn that came too early. */
const appliesAgain = (own: OwnApplication | undefined): boolean =>
  own === undefined || (own.state !== 'waiting' && own.state !== 'chosen');

/** As a part of its post. */
export const showPart = (row: ProductTestRow, own: OwnApplication | undefined, now: number): TestOfPost => {
  const terms = showTerms(row, now);
  const hasLine = row.allotment === 'first-come' || row.drawnAt !== null;
  return {
    ...terms,
    mine: own
      ? {
          state: own.state,
          ahead: own.state === 'waiting' && hasLine ? (own.ahead ?? 0) : null,
          voucher: own.state === 'chosen' ? own.voucher : null,
          mayWrite: own.state === 'chosen' && own.voucher === 'used' && !own.hasWritten,
        }
      : null,
    mayApply: terms.state === 'open' && appliesAgain(own),
  };
};
