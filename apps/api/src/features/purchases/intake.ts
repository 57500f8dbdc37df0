import { Injectable } from '@nestjs/common';
import { shownCode } from '@regulars/conditions';
import { channelOf, type BodyOf, type recordPurchase } from '@regulars/contracts';
import {
  instantOf,
  LoyaltyError,
  netsOfLines,
  priceLine,
  type Channel,
  type EarningLine,
  type Instant,
  netOf,
  type PointsBonus,
  type PointsPayment,
  type PricedLine,
  type ReportingAmount,
} from '@regulars/loyalty';
import { mayWorkAt, type Actor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Idempotency } from '../../platform/http/idempotency.ts';
import { cardCode, unknownCard } from '../cards/index.ts';
import {
  ExchangeRates,
  KnownArticles,
  Locations,
  type Articles,
  type LocationRecord,
} from '../club/index.ts';
import { asClubError } from '../points/index.ts';
import { RatesOfLines, type RatesAt } from '../rate-tables/index.ts';
import type { SaleAsks } from '../sales/index.ts';

type Body = BodyOf<typeof recordPurchase>;
type Receipt = NonNullable<Body['receipt']>;
type OfferedLine = Readonly<Partial<Body['lines'][number]>>;

/** A purchase as tills send it; imports may omit fields with defaults. */
export interface PurchaseOffered extends Readonly<Omit<Body, 'lines' | 'channel'>> {
  /** The till if absent. */
  readonly channel?: Body['channel'];
  readonly lines: readonly OfferedLine[];
  /** What a checkout asks of participants. */
  readonly asks?: SaleAsks;
  /** Only a checkout says it. */
  readonly paidWithPoints?: PaidWithPoints;
  /** Of coupons and offers that it redeems. Only a checkout says it. */
  readonly bonuses?: readonly PointsBonus[];
}

/** What of a purchase is paid with points. */
export interface PaidWithPoints extends PointsPayment {
  /** Where the points are held already. */
  readonly hold?: string;
}

export interface IntakeLine extends EarningLine {
  readonly name: string | null;
  readonly unitPrice: number | null;
}

/** The member of a purchase, as the SQL function `resolve_buyer` reads it. */
export interface BuyerReference {
  readonly pointer: string;
  readonly code: string | null;
  readonly memberId: string | null;
  readonly externalId: string | null;
}

/** A valid purchase; what it earns is not decided yet. */
export interface Intake {
  /** Null in a preview. */
  readonly receipt: Receipt | null;
  readonly location: LocationRecord;
  readonly channel: Channel;
  readonly purchasedAt: Instant;
  readonly buyer: BuyerReference | null;
  readonly currency: string;
  readonly lines: readonly IntakeLine[];
  readonly payments: NonNullable<Body['payments']>;
  /** That the customer showed, as `shownCode` spells them; each once. */
  readonly codes: readonly string[];
  readonly gross: number;
  readonly net: number;
  /** At the rate of the day of the purchase; null while there is none. */
  readonly reporting: ReportingAmount | null;
  readonly asks: SaleAsks;
  /** Null for nothing. */
  readonly paidWithPoints: PaidWithPoints | null;
  /** Of coupons and offers that it redeems. */
  readonly bonuses: readonly PointsBonus[];
}

/** How far a till's clock may differ from ours. */
export const clockSkewMs = 5 * 60_000;
const earliest = instantOf('2000-01-01T00:00:00Z');

/** What the club knows about the articles of some purchases, also of their moments. */
interface SoldArticles extends Articles {
  readonly ratesAt: RatesAt;
}

/** Reads sent purchases, with the club's locations and products from memory. */
@Injectable()
export class Intakes {
  constructor(
    private readonly locations: Locations,
    private readonly articles: KnownArticles,
    private readonly lineRates: RatesOfLines,
    private readonly rates: ExchangeRates,
    private readonly clock: Clock,
    private readonly idempotency: Idempotency,
  ) {}

  /**
   * Throws, with pointers: `unknown-location`, `not-allowed`, `currency-mismatch`, `purchase-in-future`,
   * `amount-mismatch`, `invalid-request`, `unknown-card`.
   */
  async read(actor: Actor, offered: PurchaseOffered, purpose: 'count' | 'preview'): Promise<Intake> {
    const articles = await this.articlesOf([offered]);
    return this.readWith(articles, actor, offered, purpose);
  }

  /** For many purchases whose articles were looked up together. Throws as `read`. */
  async readWith(
    articles: SoldArticles,
    actor: Actor,
    offered: PurchaseOffered,
    purpose: 'count' | 'preview',
  ): Promise<Intake> {
    const { code, pointer } = placeOf(offered, purpose);
    const location = await this.openLocation(actor, code, pointer);
    const intake = readIntake(offered, location, articles, this.clock.now());
    const { gross, currency, purchasedAt } = intake;
    return { ...intake, reporting: await this.rates.reportingAmount({ gross, currency, at: purchasedAt }) };
  }

  /** What completes lines. */
  async articlesOf(offered: readonly PurchaseOffered[]): Promise<SoldArticles> {
    const skus = offered.flatMap(({ lines }) => lines.flatMap(({ sku }) => (sku ? [sku] : [])));
    const ratesAt = await this.lineRates.at(offered.map(({ purchasedAt }) => instantOf(purchasedAt)));
    return { ...(await this.articles.of(skus)), ratesAt };
  }

  /** Throws `unknown-location`, and `not-allowed` if the actor does not work there. */
  async openLocation(actor: Actor, code: string, pointer: string): Promise<LocationRecord> {
    const location = await this.locations.byCode(code);
    if (!location?.active) throw ClubError.field('unknown-location', pointer, 'unknown location');
    this.workAt(actor, location.id, pointer);
    return location;
  }

  /** For the current location. Throws `not-allowed` if the actor does not work there. */
  workAt(actor: Actor, locationId: string, pointer: string): void {
    if (!mayWorkAt(actor, locationId))
      throw ClubError.field('not-allowed', pointer, 'you do not work at this location');
    this.idempotency.actsAt(locationId);
  }
}

/** The time of an event at a till, whose clock may be slightly fast. */
export const readMoment = (iso: string, pointer: string, now: Instant): Instant => {
  const at = instantOf(iso);
  if (at > now + clockSkewMs) throw ClubError.field('purchase-in-future', pointer, 'is in the future');
  if (at < earliest) throw ClubError.field('invalid-request', pointer, 'before the year 2000');
  return at;
};

/** A receipt names its location; a preview may have none yet. */
const placeOf = (
  { receipt, location }: PurchaseOffered,
  purpose: 'count' | 'preview',
): { code: string; pointer: string } => {
  if (receipt) return { code: receipt.location, pointer: '/receipt/location' };
  if (purpose === 'count')
    throw ClubError.field('invalid-request', '/receipt', 'required to post a purchase');
  if (!location) throw ClubError.field('invalid-request', '/location', 'the location is required');
  return { code: location, pointer: '/location' };
};

/** Of a purchase that does not say how it was made. */
const usualChannels = { shop: 'till', online: 'web-shop' } as const satisfies Record<
  LocationRecord['kind'],
  Intake['channel']
>;

const readIntake = (
  offered: PurchaseOffered,
  location: LocationRecord,
  articles: SoldArticles,
  now: Instant,
): Omit<Intake, 'reporting'> => {
  const { receipt, member, currency, payments, codes = [], paidWithPoints = null, bonuses = [] } = offered;
  if (currency !== location.currency)
    throw ClubError.field('currency-mismatch', '/currency', `${location.code} sells in ${location.currency}`);
  const purchasedAt = readMoment(offered.purchasedAt, '/purchasedAt', now);
  const ratesOf = articles.ratesAt(purchasedAt);
  const sold = { locationId: location.id, currency };
  const lines = offered.lines.map((sent, index) => {
    const line = withoutPoints(readLine(sent, articles, `/lines/${index}`), paidWithPoints?.shares[index]);
    const rates = ratesOf(line.sku ?? null, sold);
    return rates ? { ...line, rates } : line;
  });
  const nets = netsOfLines(lines);
  const gross = lines.reduce((sum, line) => sum + line.gross, 0);
  assertTotal(gross, payments ?? []);
  return {
    receipt: receipt ?? null,
    location,
    channel: channelOf(offered.channel ?? usualChannels[location.kind]),
    purchasedAt,
    buyer: member ? readBuyer(member) : null,
    currency,
    lines: lines.map((line, index) => ({ ...line, net: nets[index] ?? line.net })),
    payments: payments ?? [],
    codes: readCodes(codes),
    gross,
    net: nets.reduce((sum, net) => sum + net, 0),
    asks: offered.asks ?? {},
    paidWithPoints,
    bonuses,
  };
};

/** What points pay of a line is a reduction of its price. */
const withoutPoints = (line: IntakeLine, share = 0): IntakeLine =>
  share === 0
    ? line
    : {
        ...line,
        gross: line.gross - share,
        net: netOf(line.gross - share, line.taxRate),
        paidWithPoints: share,
      };

const readCodes = (typed: readonly string[]): readonly string[] => {
  const codes = typed.map(shownCode);
  codes.forEach((code, index) => {
    if (code === '')
      throw ClubError.field('invalid-request', `/codes/${index}`, 'has no letter and no digit');
  });
  return [...new Set(codes)];
};

const largestTotal = 100_000_000_000;

/** A receipt that pays out is not a purchase, and nobody pays more than it costs. */
const assertTotal = (gross: number, payments: Intake['payments']): void => {
  if (gross > largestTotal)
    throw ClubError.field('amount-mismatch', '/lines', `the lines add up to more than ${largestTotal}`);
  if (gross < 0) throw ClubError.field('amount-mismatch', '/lines', 'the lines add up to less than zero');
  const paid = payments.reduce((sum, { amount }) => sum + amount, 0);
  if (paid > gross)
    throw ClubError.field(
      'amount-mismatch',
      '/payments',
      `the payments add up to ${paid}, the lines to ${gross}`,
    );
};

const readLine = (line: OfferedLine, { products, setsOf }: Articles, pointer: string): IntakeLine => {
  const product = line.sku ? products.get(line.sku) : undefined;
  // A till may send a barcode.
  const sku = product?.sku ?? (line.sku || null);
  // Tills that know no kinds send goods; the catalogue knows which of them is a gift card.
  const said = line.kind === 'goods' ? undefined : line.kind;
  const kind = said ?? product?.kind ?? 'goods';
  return {
    ...price({ ...line, kind }, pointer),
    kind,
    sku,
    name: line.name || product?.name || null,
    category: line.category || product?.category || null,
    brand: line.brand || product?.brand || null,
    sets: sku === null ? [] : setsOf(sku),
    ...(product?.priceBound ? { priceBound: true } : {}),
    unitPrice: line.unitPrice ?? null,
  };
};

const fieldOf: Record<string, string> = {
  'line-amounts-disagree': '/amount',
  'quantity-out-of-range': '/quantity',
  'rate-out-of-range': '/taxRate',
};

const price = (line: OfferedLine, pointer: string): PricedLine => {
  try {
    return priceLine(line);
  } catch (error) {
    if (!(error instanceof LoyaltyError)) throw error;
    const { code, details } = asClubError(error);
    const field = fieldOf[error.code] ?? `/${String(error.details.field ?? '')}`;
    throw ClubError.field(code, pointer + field, details.detail ?? code);
  }
};

const nobody = { code: null, memberId: null, externalId: null };

/** Throws `unknown-card` for the text of a card that cannot exist. */
export const readBuyer = ({ card, token, id, externalId }: NonNullable<Body['member']>): BuyerReference => {
  if (id !== undefined) return { ...nobody, pointer: '/member/id', memberId: id };
  if (externalId !== undefined) return { ...nobody, pointer: '/member/externalId', externalId };
  const [pointer, typed, kind] =
    card !== undefined
      ? (['/member/card', card, 'card-number'] as const)
      : (['/member/token', token ?? '', 'card-token'] as const);
  const code = cardCode(kind, typed);
  if (code === null) throw unknownCard(pointer, '');
  return { ...nobody, pointer, code };
};
