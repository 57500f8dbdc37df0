import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCouponJourney, redeemJourney } from '../../test/support/coupon-journey.ts';

const samples = process.env['SAMPLE_DATA_DIR'];
if (!samples) console.warn('The real coupons are not redeemed: SAMPLE_DATA_DIR is not set.');

describe.runIf(samples)('all coupons of the real sample', () => {
  it('are redeemed as often as they were, by the households that got them, and not after their last day', async () => {
    const journey = await readCouponJourney(join(samples ?? '', 'complete-journey'), 1);
    expect(journey.campaigns.size).toBe(27);
    expect(journey.definitions).toHaveLength(1197);
    expect(journey.redemptions).toHaveLength(2102);
    await redeemJourney(journey);
  }, 900_000);
});
