import { Injectable } from '@nestjs/common';
import type { ReplyOf, useVoucher, Voucher, VoucherSummary } from '@regulars/contracts';
import { lastUsableDay, voucherRefusal } from '@regulars/loyalty';
import { boundTo, mayWorkAt, type Actor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Idempotency } from '../../platform/http/idempotency.ts';
import { page, readCursor, type Page, type PageQuery } from '../../platform/http/cursor.ts';
import { ClubSettings, Locations, type LocationRecord } from '../club/index.ts';
import { displayNameOf, Members } from '../members/index.ts';
import {
  isHeld,
  isVoucherId,
  masked,
  readVoucherCode,
  showVoucher,
  stateOf,
  type ShownVoucher,
  type VoucherRow,
} from './voucher.ts';
import { VouchersRepository } from './vouchers.repository.ts';

export type TillVoucher = ReplyOf<typeof useVoucher>;

/** Vouchers for members and cashiers. */
@Injectable()
export class VouchersService {
  constructor(
    private readonly vouchers: VouchersRepository,
    private readonly locations: Locations,
    private readonly members: Members,
    private readonly club: ClubSettings,
    private readonly clock: Clock,
    private readonly idempotency: Idempotency,
  ) {}

  /** For the member. Unused first. */
  async list(memberId: string, query: PageQuery): Promise<Page<ShownVoucher>> {
    const cursor = readCursor(query.cursor, 'number', 'moment', 'id');
    const below = cursor && { usable: cursor[0] === 1, at: cursor[1], id: cursor[2] };
    const rows = await this.vouchers.list(memberId, this.clock.date(), below, query.limit + 1);
    const listed = page(
      rows,
      query.limit,
      (row) => row,
      (row) => [Number(row.usable), row.sort_at, row.id],
    );
    return { ...listed, data: await this.describe(listed.data) };
  }

  /** Throws `not-found` for an unknown member. */
  async ofMember(memberId: string, query: PageQuery): Promise<Page<Voucher>> {
    const { id } = await this.members.byId(memberId);
    const listed = await this.list(id, query);
    return { ...listed, data: listed.data.map(masked) };
  }

  /** For the till: the vouchers that the member can use there, soonest expiry first; at most 50. */
  async usableOf(memberId: string): Promise<VoucherSummary[]> {
    const rows = await this.vouchers.usableOf(memberId, this.clock.date());
    return (await this.describe(rows))
      .map(masked)
      .map(({ id, code, state, kind, rewardName, picture, toPay, effect, event, pickUp, expiresAt }) => ({
        id,
        code,
        state,
        kind,
        rewardName,
        picture,
        toPay,
        effect,
        event,
        pickUp,
        expiresAt,
      }));
  }

  /** Throws `unknown-voucher`. */
  async find(text: string): Promise<TillVoucher> {
    return this.forTill(await this.known(text));
  }

  async describe(rows: readonly VoucherRow[]): Promise<ShownVoucher[]> {
    const described: ShownVoucher[] = [];
    for (const row of rows) described.push(await this.describeOne(row));
    return described;
  }

  async describeOne(row: VoucherRow): Promise<ShownVoucher> {
    const usedAt = await this.#nameOf(row.used_location_id);
    return showVoucher(row, this.clock.now(), { pickUp: await this.#pickUpOf(row), usedAt });
  }

  /** The voucher with this code, QR text or id. Throws `unknown-voucher`. */
  async known(text: string): Promise<VoucherRow> {
    const voucher = isVoucherId(text)
      ? await this.vouchers.byId(text)
      : await this.vouchers.byCode(readVoucherCode(text));
    if (!voucher) throw new ClubError('unknown-voucher', { guess: !isVoucherId(text) });
    return voucher;
  }

  async forTill(voucher: VoucherRow): Promise<TillVoucher> {
    const member = await this.members.byId(voucher.member_id);
    return {
      ...masked(await this.describeOne(voucher)),
      member: { id: member.id, displayName: displayNameOf(member) },
    };
  }

  /**
   * The actor's location: the one with this code, else the actor's only one. Actors with several must name one.
   * Throws `unknown-location`, `not-allowed`, `invalid-request`.
   */
  async placeOf(actor: Actor, code: string | undefined): Promise<LocationRecord | undefined> {
    if (code === undefined) {
      const [only, ...others] = boundTo(actor) ?? [];
      if (others.length > 0)
        throw ClubError.field(
          'invalid-request',
          '/location',
          'required, because you work at several locations',
        );
      return only === undefined ? undefined : this.locations.byId(only);
    }
    const location = await this.locations.byCode(code);
    if (!location?.active) throw ClubError.field('unknown-location', '/location', 'unknown location');
    if (!mayWorkAt(actor, location.id))
      throw new ClubError('not-allowed', 'You do not work at this location');
    this.idempotency.actsAt(location.id);
    return location;
  }

  /** As the event names it. */
  async placeName(location: LocationRecord | undefined): Promise<string | null> {
    return location ? this.locations.nameForAll(location) : null;
  }

  async #nameOf(locationId: string | null): Promise<string | null> {
    return locationId === null ? null : ((await this.locations.names()).get(locationId) ?? null);
  }

  async #pickUpOf({ pick_up_location_id: id }: VoucherRow): Promise<Voucher['pickUp']> {
    const location = id === null ? undefined : await this.locations.byId(id);
    return location
      ? { location: location.code, name: (await this.#nameOf(location.id)) ?? location.code }
      : null;
  }

  /** Throws `voucher-elsewhere` if its piece lies at another location. */
  async assertHere(voucher: VoucherRow, location: LocationRecord | undefined): Promise<void> {
    const { pick_up_location_id: id } = voucher;
    if (id === null || id === location?.id) return;
    const name = (await this.#nameOf(id)) ?? id;
    throw ClubError.field('voucher-elsewhere', '/location', `its piece lies at ${name}`);
  }

  /** Why an unusable voucher is refused, with when and where it was used. */
  async refusal(voucher: VoucherRow): Promise<ClubError> {
    const now = this.clock.now();
    const refusal = voucherRefusal(stateOf(voucher, now));
    if (refusal === null && isHeld(voucher, now)) return new ClubError('voucher-held');
    if (refusal === 'voucher-cancelled') return new ClubError(refusal);
    if (refusal === 'voucher-expired')
      return new ClubError(refusal, `Was valid until ${await this.#lastDay(voucher.expires_at)}`);
    const place = await this.#nameOf(voucher.used_location_id);
    const when = await this.#inWords(voucher.used_at ?? voucher.issued_at);
    return new ClubError('voucher-used', `Used on ${when}${place === null ? '' : ` at ${place}`}`);
  }

  async #lastDay(expiresAt: Date): Promise<string> {
    const { timeZone } = await this.club.current();
    const { at, wholeDay } = lastUsableDay(expiresAt.getTime(), timeZone);
    if (!wholeDay) return this.#inWords(expiresAt);
    return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone }).format(at);
  }

  async #inWords(at: Date): Promise<string> {
    const { timeZone } = await this.club.current();
    const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone });
    return format.format(at);
  }
}
