import { Injectable } from '@nestjs/common';
import {
  mostCodesOfMember,
  type BodyOf,
  type Coupon,
  type issuePersonalCode,
  type listPersonalCodes,
  type PersonalCode,
  type QueryOf,
  type ReplyOf,
  type Texts,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { page, readCursor } from '../../platform/http/cursor.ts';
import { highestId } from '../../platform/http/lists.ts';
import { stateOfCode } from './code-revocations.ts';
import { Coupons } from './coupons.ts';
import { IssuedCoupons } from './issued-coupons.ts';
import { PersonalCodesRepository, type PersonalCodeRow } from './personal-codes.repository.ts';
import { SealedCodes, type OwnCode } from './sealed-codes.ts';

/** Codes of one member each, for one use. Only the member reads them whole: they are stored encrypted. */
@Injectable()
export class PersonalCodes {
  constructor(
    private readonly codes: PersonalCodesRepository,
    private readonly sealed: SealedCodes,
    private readonly coupons: Coupons,
    private readonly issued: IssuedCoupons,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * In a transaction, which also notes it in the audit log. Throws `not-found`, `member-not-active`, `code-key-missing`,
   * `too-many-codes-of-member`, `coupon-paused` for a coupon that is not live, `invalid-request` for one that does not exist.
   */
  async issue(
    actor: Actor,
    memberId: string,
    { couponId, days }: BodyOf<typeof issuePersonalCode>,
  ): Promise<PersonalCode> {
    await this.#assertActive(memberId);
    const coupon = await this.#liveCoupon(couponId);
    await this.#assertRoom(memberId);
    const times = {
      issuedAt: this.clock.date(),
      expiresAt: await this.issued.endAfter(days ?? coupon.daysAfterIssue),
    };
    const made = await this.sealed.make({ memberId, couponId, ...times });
    const row = { ...made, ...times, couponId, usedAt: null, heldUntil: null };
    const code = this.#show(memberId, row, coupon.name);
    await this.audit.record(actor, {
      action: 'coupon-code.issued',
      subject: { type: 'coupon', id: couponId },
      memberId,
      after: { ending: code.ending, expiresAt: code.expiresAt },
    });
    return code;
  }

  /** The latest first. */
  async list(
    memberId: string,
    { limit, cursor }: QueryOf<typeof listPersonalCodes>,
  ): Promise<ReplyOf<typeof listPersonalCodes>> {
    const [at = '9999-12-31T23:59:59Z', id = highestId] = readCursor(cursor, 'moment', 'id') ?? [];
    const rows = await this.codes.list(memberId, { at, id }, limit + 1);
    const names = await this.coupons.names();
    return page(
      rows,
      limit,
      (row) => this.#show(memberId, row, names.get(row.couponId) ?? {}),
      (row) => [toInstant(row.issuedAt ?? new Date(0)), row.id],
    );
  }

  /** Those that the member can use now, the first to end first. */
  async usableOf(memberId: string): Promise<readonly OwnCode[]> {
    return this.sealed.usableOf(memberId, this.clock.date());
  }

  async #assertActive(memberId: string): Promise<void> {
    const status = await this.codes.holdMember(memberId);
    if (status === null) throw new ClubError('not-found');
    if (status !== 'active') throw new ClubError('member-not-active');
  }

  /** Throws `coupon-paused` or `invalid-request` at the pointer if no member can get a code of it. */
  async assertLive(couponId: string, pointer: string): Promise<void> {
    await this.#liveCoupon(couponId, pointer);
  }

  async #liveCoupon(id: string, pointer = '/couponId'): Promise<Coupon> {
    const coupon = await this.coupons.find(id).catch((error: unknown) => {
      if (error instanceof ClubError && error.code === 'not-found') return null;
      throw error;
    });
    if (coupon === null) throw ClubError.field('invalid-request', pointer, 'no such coupon');
    if (coupon.state !== 'live') throw ClubError.field('coupon-paused', pointer, 'the coupon is not live');
    return coupon;
  }

  async #assertRoom(memberId: string): Promise<void> {
    const usable = await this.codes.usable(memberId, this.clock.date(), mostCodesOfMember);
    if (usable.length >= mostCodesOfMember) throw new ClubError('too-many-codes-of-member');
  }

  #show(memberId: string, row: PersonalCodeRow, name: Texts): PersonalCode {
    const { id, couponId, ending, issuedAt, expiresAt, usedAt } = row;
    if (!issuedAt) throw new Error('a code of a member has its moment');
    return {
      id,
      memberId,
      coupon: { id: couponId, name },
      ending,
      state: stateOfCode(row, this.clock.date()),
      issuedAt: toInstant(issuedAt),
      expiresAt: expiresAt && toInstant(expiresAt),
      usedAt: usedAt && toInstant(usedAt),
    };
  }
}
