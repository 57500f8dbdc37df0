import { Injectable } from '@nestjs/common';
import type {
  CouponProblem,
  CouponRefusal,
  listCouponRefusalReasons,
  listCouponRefusals,
  QueryOf,
} from '@regulars/contracts';
import { dayMs } from '@regulars/loyalty';
import { Clock, toInstant } from '../../platform/clock.ts';
import { page, readCursor, type Page } from '../../platform/http/cursor.ts';
import { Locations } from '../club/index.ts';
import { CouponCodes, Coupons } from '../coupons/index.ts';
import { hintOf } from './refused-codes.ts';
import { RefusalsRepository } from './refusals.repository.ts';

/** Codes that did nothing for a cart: for support, and to see what goes wrong most. */
@Injectable()
export class CouponRefusals {
  constructor(
    private readonly refusals: RefusalsRepository,
    private readonly coupons: Coupons,
    private readonly codes: CouponCodes,
    private readonly locations: Locations,
    private readonly clock: Clock,
  ) {}

  /** The latest first. */
  async list(query: QueryOf<typeof listCouponRefusals>): Promise<Page<CouponRefusal>> {
    const cursor = readCursor(query.cursor, 'moment', 'id');
    const { code } = query;
    const meant = code === undefined ? null : await this.codes.idOf(code);
    const rows = await this.refusals.list({
      coupon: meant ?? query.coupon ?? null,
      hint: code === undefined || meant !== null ? null : hintOf(code),
      problem: query.problem ?? null,
      member: query.member ?? null,
      after: cursor && [new Date(cursor[0]), cursor[1]],
      limit: query.limit,
    });
    const [coupons, locations] = [await this.coupons.names(), await this.locations.names()];
    return page(
      rows,
      query.limit,
      ({ couponId, locationId, problem, refusedAt, ...row }): CouponRefusal => ({
        ...row,
        refusedAt: toInstant(refusedAt),
        problem,
        coupon: couponId === null ? null : { id: couponId, name: coupons.get(couponId) ?? {} },
        location: locations.get(locationId) ?? '',
      }),
      ({ refusedAt, id }) => [toInstant(refusedAt), id],
    );
  }

  /** The most frequent first. */
  async reasons({
    days,
    coupon,
  }: QueryOf<typeof listCouponRefusalReasons>): Promise<
    { problem: CouponProblem; times: number; members: number }[]
  > {
    const since = new Date(this.clock.now() - days * dayMs);
    return this.refusals.reasons(since, coupon ?? null);
  }
}
