import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCouponJourney, redeemJourney } from '../support/coupon-journey.ts';

const samples = process.env['SAMPLE_DATA_DIR'];
if (!samples) console.warn('The real coupons are not redeemed: SAMPLE_DATA_DIR is not set.');

// `npm run test:lab` redeems all of them.
const oneOf = 24;

describe.runIf(samples)('one in 24 coupons of the real sample', () => {
  it('is redeemed as often as it was, by the households that got it, and not after its last day', async () => {
    const journey = await readCouponJourney(join(samples ?? '', 'complete-journey'), oneOf);
    expect(journey.definitions).toHaveLength(Math.ceil(1197 / oneOf));
    expect(journey.redemptions.length).toBeGreaterThan(50);
    await redeemJourney(journey);
  }, 60_000);
});
