import { Injectable } from '@nestjs/common';
import { mostShownCoupons } from '@regulars/contracts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { DiscountReferences } from '../discounts/index.ts';
import { CodeKey } from '../../platform/codes/code-key.ts';
import { assertSound, savedCoupon, type CouponContent, type CouponRow } from './coupon.ts';
import { CouponsRepository } from './coupons.repository.ts';
import { UniqueCodesRepository } from './unique-codes.repository.ts';

/** Whether a coupon may be as a manager wants it. */
@Injectable()
export class PossibleCoupons {
  constructor(
    private readonly coupons: CouponsRepository,
    private readonly codes: UniqueCodesRepository,
    private readonly key: CodeKey,
    private readonly references: DiscountReferences,
    private readonly clock: Clock,
  ) {}

  /**
   * As it is stored. Throws `invalid-request`, `already-taken`, `too-many-shown-coupons`, `unknown-location`,
   * `unknown-product-set`.
   */
  async save(id: string, content: CouponContent): Promise<Omit<CouponRow, 'version'>> {
    assertSound(content);
    await this.references.assertKnown(content);
    if (content.state === 'live' && content.shown) await this.#assertRoom(id);
    const saved = savedCoupon(id, content, this.clock.date());
    if (saved.state !== 'ended' && saved.codeKey !== null) await this.#assertFree(id, saved.codeKey);
    return saved;
  }

  /** Each look at the page of coupons asks all their audiences. */
  async #assertRoom(id: string): Promise<void> {
    const shown = (await this.coupons.all('live')).filter((each) => each.shown);
    if (shown.filter((each) => each.id !== id).length >= mostShownCoupons)
      throw ClubError.field('too-many-shown-coupons', '/shown', `members find ${mostShownCoupons} coupons`);
  }

  /** Otherwise the till would take the one for the other. Codes for one use may come from another system. */
  async #assertFree(id: string, codeKey: string): Promise<void> {
    const same = await this.coupons.withCode(codeKey);
    if (same && same.id !== id)
      throw ClubError.field('already-taken', '/code', 'another coupon has this code');
    const unique = this.key.idOf(codeKey);
    if (unique !== null && (await this.codes.known([unique])).size > 0)
      throw ClubError.field('already-taken', '/code', 'it is a code for one use');
  }
}
