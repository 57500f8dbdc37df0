import { Injectable } from '@nestjs/common';
import type { Voucher } from '@regulars/contracts';
import { isMember, type Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import { ClubSettings, Locations, type LocationRecord } from '../club/index.ts';
import type { RewardRow } from './reward.ts';
import { shownTo, type VoucherRow } from './voucher.ts';
import { VouchersService } from './vouchers.service.ts';

interface PickUp {
  readonly actor: Actor;
  readonly memberId: string;
  /** As it was named. */
  readonly code: string | undefined;
}

/** What a redemption needs for its voucher: where it is picked up, in which time zone it ends, and how it is shown. */
@Injectable()
export class IssuedVouchers {
  constructor(
    private readonly vouchers: VouchersService,
    private readonly locations: Locations,
    private readonly club: ClubSettings,
  ) {}

  async zone(): Promise<string> {
    return (await this.club.current()).timeZone;
  }

  /**
   * Where the piece lies, or null if the reward has one stock for the club. Throws `unknown-location`, `not-allowed`,
   * `reward-needs-location`, `out-of-stock-here`.
   */
  async pickUpOf({ stocks }: Pick<RewardRow, 'stocks'>, wanted: PickUp): Promise<string | null> {
    const location = await this.#named(wanted, stocks !== null);
    if (!stocks) return null;
    if (!location)
      throw ClubError.field('reward-needs-location', '/location', 'where the member picks it up');
    const here = stocks.find(({ locationId }) => locationId === location.id);
    if (!here || here.stock === 0) throw new ClubError('out-of-stock-here');
    return location.id;
  }

  async shown(actor: Actor, row: VoucherRow): Promise<Voucher> {
    return shownTo(actor, await this.vouchers.describeOne(row));
  }

  /** Members choose any location. Staff and keys that have one location need not name it. */
  async #named({ actor, memberId, code }: PickUp, needed: boolean): Promise<LocationRecord | undefined> {
    if (code === undefined && !needed) return undefined;
    if (!isMember(actor, memberId)) return this.vouchers.placeOf(actor, code);
    if (code === undefined) return undefined;
    const location = await this.locations.byCode(code);
    if (!location?.active) throw ClubError.field('unknown-location', '/location', 'unknown location');
    return location;
  }
}
