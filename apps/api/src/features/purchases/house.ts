import { Injectable } from '@nestjs/common';
import type { Location, Product } from '@regulars/contracts';
import { mayWorkAt, type Actor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { ClubSettings, Locations, Products } from '../club/index.ts';
import { LiveRules } from '../earning/index.ts';
import { Tiers } from '../tiers/index.ts';
import type { PurchaseOffered } from './intake.ts';
import type { HouseRules } from './posting.ts';

/** What the club has set up, all of it from memory. */
@Injectable()
export class House {
  constructor(
    private readonly club: ClubSettings,
    private readonly locations: Locations,
    private readonly products: Products,
    private readonly rules: LiveRules,
    private readonly tiers: Tiers,
    private readonly clock: Clock,
  ) {}

  async rulesNow(): Promise<HouseRules> {
    const { timeZone, points } = await this.club.current();
    return {
      rules: await this.rules.at(this.clock.now()),
      policy: points,
      zone: timeZone,
      ladder: await this.tiers.ladder(),
    };
  }

  /** Throws `unknown-location`, and `not-allowed` where the actor does not work there. */
  async openLocation(actor: Actor, code: string, pointer: string): Promise<Location> {
    const location = await this.locations.byCode(code);
    if (!location?.active) throw ClubError.field('unknown-location', pointer, 'no such location');
    this.assertMayWorkAt(actor, location.id, pointer);
    return location;
  }

  assertMayWorkAt(actor: Actor, locationId: string, pointer: string): void {
    if (!mayWorkAt(actor, locationId)) throw ClubError.field('not-allowed', pointer, 'you do not work here');
  }

  /** A location that a purchase names: it is there, though it may be closed by now. */
  async location(id: string): Promise<Location> {
    const location = await this.locations.byId(id);
    if (!location) throw new Error(`A purchase names the unknown location ${id}`);
    return location;
  }

  async findLocation(code: string): Promise<Location | undefined> {
    return this.locations.byCode(code);
  }

  /** The products that fill what these lines leave out. */
  async productsOf(lines: PurchaseOffered['lines']): Promise<ReadonlyMap<string, Product>> {
    const skus = lines.flatMap(({ sku }) => (sku ? [sku] : []));
    return skus.length === 0 ? new Map<string, Product>() : this.products.bySkus(skus);
  }
}
