import { Injectable } from '@nestjs/common';
import type { OfferedReward, Reward } from '@regulars/contracts';
import { ClubError } from '../../platform/club-error.ts';
import { Locations } from '../club/index.ts';
import type { LocationStock, NewReward, RewardRow } from './reward.ts';

type ByCode = NonNullable<Reward['stockByLocation']>;
type Stocks = RewardRow['stocks'];

const mostInSum = 10_000_000;

/** Goods lie somewhere. */
const liesSomewhere: Readonly<Record<Reward['kind'], boolean>> = {
  product: true,
  discount: false,
  sample: true,
  ticket: false,
  'partner-code': false,
};

/** The stock of the club: the sum, where it is kept by location. Throws `invalid-request`. */
export const stockOfClub = ({
  kind,
  stock,
  stockByLocation,
}: Pick<NewReward, 'kind' | 'stock' | 'stockByLocation'>): number | null => {
  if (!stockByLocation) return stock;
  const refuse = (pointer: string, why: string) => ClubError.field('invalid-request', pointer, why);
  if (!liesSomewhere[kind]) throw refuse('/stockByLocation', 'only goods lie at a location');
  const codes = stockByLocation.map(({ location }) => location);
  const again = codes.findIndex((code, place) => codes.indexOf(code) < place);
  if (again !== -1) throw refuse(`/stockByLocation/${again}/location`, 'each location once');
  const sum = stockByLocation.reduce((total, each) => total + each.stock, 0);
  if (sum > mostInSum) throw refuse('/stockByLocation', `no more than ${mostInSum} in all`);
  if (stock !== null && stock !== sum) throw refuse('/stock', `the locations have ${sum} in all`);
  return sum;
};

/** Rewards that keep their stock by location. */
@Injectable()
export class RewardStocks {
  constructor(private readonly locations: Locations) {}

  /** With the codes of the locations, in their order. */
  async inCodes(): Promise<(stocks: Stocks) => ByCode | null> {
    const all = await this.locations.all();
    return (stocks) =>
      stocks &&
      all.flatMap(({ id, code }) =>
        stocks.filter(({ locationId }) => locationId === id).map(({ stock }) => ({ location: code, stock })),
      );
  }

  /** Where members can pick it up: the locations that are open. */
  async forMembers(): Promise<(stocks: Stocks) => OfferedReward['stockByLocation']> {
    const all = await this.locations.all();
    const open = new Set(all.filter(({ active }) => active).map(({ code }) => code));
    const names = await this.locations.names();
    const nameOf = new Map(all.map(({ id, code }) => [code, names.get(id) ?? code]));
    const inCodes = await this.inCodes();
    return (stocks) =>
      inCodes(stocks)
        ?.filter(({ location }) => open.has(location))
        .map((each) => ({ ...each, name: nameOf.get(each.location) ?? each.location })) ?? null;
  }

  /** Throws `unknown-location` at its pointer. */
  async known(wanted: ByCode): Promise<LocationStock[]> {
    const known: LocationStock[] = [];
    for (const [place, { location: code, stock }] of wanted.entries()) {
      const location = await this.locations.byCode(code);
      if (!location)
        throw ClubError.field('unknown-location', `/stockByLocation/${place}/location`, 'unknown location');
      known.push({ locationId: location.id, stock });
    }
    return known;
  }
}
