import { Injectable } from '@nestjs/common';
import type { ImportSettings } from '@regulars/contracts';
import { boundTo, holds, type Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Locations } from '../club/index.ts';
import { Guesses, type BulkGuesses } from '../identity/index.ts';
import { Roster, type MemberRecord } from '../members/index.ts';
import { BulkPurchases, type PurchaseOffered } from '../purchases/index.ts';
import type { ImportContext, Importer, Item, MadeItem, Outcome } from './import.ts';
import { fileSumOf, type Offered } from './offered-purchase.ts';
import { refusedBy } from './outcomes.ts';
import { PurchaseBooking } from './purchase-booking.ts';
import { locationCodeOf, readPurchase, type BuyerNamed, type PurchaseDraft } from './purchase-draft.ts';
import { readGoods, type Goods } from './purchase-goods.ts';
import { PurchaseUndo } from './purchase-undo.ts';
import { checkedOutcome } from './receipt-outcomes.ts';
import { knownBy, peopleBy } from './people.ts';
import { RefusedLine } from './refusals.ts';
import { StatusesOfLines } from './statuses-of-lines.ts';
import { moneyOf } from './money.ts';

interface Drafted {
  readonly item: Item;
  readonly draft: PurchaseDraft;
}
/** Does some of the items; gives what became of them. `mayName`: they may say whose purchases they are. */
type Portion = (items: readonly Item[], mayName: boolean) => Promise<readonly Outcome[]>;
type Location = Awaited<ReturnType<Locations['all']>>[number];
type Buyers = ReadonlyMap<string, readonly MemberRecord[]>;

/** Past purchases, each counted once, completely or not at all. */
@Injectable()
export class PurchasesImporter implements Importer {
  readonly kind = 'purchases';
  readonly atOnce = 500;
  // Each wallet searches all purchases of a batch, so small batches are faster.
  readonly undoneAtOnce = 100;

  constructor(
    private readonly bulk: BulkPurchases,
    private readonly booking: PurchaseBooking,
    private readonly undone: PurchaseUndo,
    private readonly roster: Roster,
    private readonly locations: Locations,
    private readonly guesses: Guesses,
  ) {}

  async assertMapped({ mapping, options }: ImportSettings): Promise<void> {
    const { columns } = mapping;
    for (const field of ['receipt', 'purchasedAt'])
      if (!columns[field]) throw unmapped(field, 'needs a column');
    if (!columns.location && options.location === undefined)
      throw unmapped('location', 'needs a column, or options.location');
    if (!columns.amount && !columns.unitPrice) throw unmapped('amount', 'needs a column, or unitPrice does');
    if (options.newLocations && options.currency === undefined)
      throw ClubError.field('invalid-request', '/settings/options/currency', 'new locations need a currency');
    return Promise.resolve();
  }

  async import(items: readonly Item[], context: ImportContext): Promise<void> {
    await this.#inPortions(items, context.actor, (portion, mayName) =>
      this.#importSome(portion, context, mayName),
    );
  }

  async check(items: readonly Item[], context: ImportContext): Promise<Outcome[]> {
    return this.#inPortions(items, context.actor, (portion, mayName) =>
      this.#checkSome(portion, context, mayName),
    );
  }

  /**
   * Callers who may not list members learn no more from a file than from single purchases. A step takes at most as many
   * items as guesses are left. Without any left, the remaining lines that name a member are refused.
   */
  async #inPortions(items: readonly Item[], actor: Actor, work: Portion): Promise<Outcome[]> {
    const within = this.#guessesOf(actor);
    if (within === null) return [...(await work(items, true))];
    const outcomes: Outcome[] = [];
    while (outcomes.length < items.length) {
      const some = await within(async (left) => {
        const result = await work(
          items.slice(outcomes.length, left > 0 ? outcomes.length + left : undefined),
          left > 0,
        );
        return { result, wrong: result.filter(({ namesNobody }) => namesNobody).length };
      });
      outcomes.push(...some);
    }
    return outcomes;
  }

  /** Null for who may list all members anyway. */
  #guessesOf(actor: Actor): BulkGuesses | null {
    const mayList = boundTo(actor) === null && holds(actor, 'members:read');
    return mayList ? null : this.guesses.inBulk(actor, 'codes');
  }

  async #importSome(
    items: readonly Item[],
    context: ImportContext,
    mayName: boolean,
  ): Promise<readonly Outcome[]> {
    const { drafts, refused } = draftAll(items, context);
    await this.#makeLocations(drafts, context);
    const { offered, refused: alsoRefused } = await this.#offer(drafts, context, mayName);
    const left = await this.#withMoney([...refused, ...alsoRefused], items, context);
    await this.booking.settle(left, context);
    return [...left, ...(await this.booking.book(offered, context))];
  }

  async #checkSome(
    items: readonly Item[],
    context: ImportContext,
    mayName: boolean,
  ): Promise<readonly Outcome[]> {
    const { drafts, refused } = draftAll(items, context);
    const { offered, refused: alsoRefused } = await this.#offer(drafts, context, mayName);
    const here: Offered[] = [];
    for (const each of offered)
      if (each.purchase && (await this.locations.byCode(each.purchase.receipt?.location ?? '')))
        here.push(each);
    const { options } = context.record.settings;
    const results = await this.bulk.checkMany(
      here.flatMap(({ purchase }) => purchase ?? []),
      { origin: 'import', actor: context.actor, points: options.points },
    );
    const found = new Map(here.map((each, position) => [each, results[position]]));
    return [
      ...(await this.#withMoney([...refused, ...alsoRefused], items, context)),
      ...offered.map((each) => checkedOutcome(each, found.get(each))),
    ];
  }

  async undo(made: readonly MadeItem[], { actor, record }: ImportContext): Promise<ReadonlySet<number>> {
    return this.undone.undo(actor, made, `Import ${record.file_name} undone`);
  }

  /** What refused lines add up to, as far as they can be read. */
  async #withMoney(
    refused: readonly Outcome[],
    items: readonly Item[],
    context: ImportContext,
  ): Promise<Outcome[]> {
    if (refused.length === 0) return [];
    const places = placesOf(await this.locations.all());
    const byItem = new Map(items.map((item) => [item.item, item]));
    return refused.map((outcome) => {
      const item = byItem.get(outcome.item);
      const money = item && moneyOfRefused(item, context, places);
      return money ? { ...outcome, money } : outcome;
    });
  }

  async #makeLocations(drafts: readonly Drafted[], { record, actor }: ImportContext): Promise<void> {
    const { newLocations, currency } = record.settings.options;
    if (!newLocations || currency === undefined) return;
    const wanted = new Map(drafts.map(({ draft }) => [draft.location, draft.locationName]));
    const known = placesOf(await this.locations.all());
    const missing = [...wanted].filter(([code]) => !known.has(code));
    if (missing.length === 0) return;
    await this.locations.createMany(
      actor,
      missing.map(([code, name]) => ({
        code,
        name,
        kind: 'shop',
        currency,
        address: '',
        openingHours: '',
        taxRates: [],
        timeZone: null,
        active: true,
      })),
    );
  }

  async #offer(
    drafts: readonly Drafted[],
    context: ImportContext,
    mayName: boolean,
  ): Promise<{ offered: Offered[]; refused: Outcome[] }> {
    const buyers = mayName ? await this.#buyersOf(drafts) : new Map<string, never>();
    const { options } = context.record.settings;
    const places = placesOf(await this.locations.all());
    const statuses = new StatusesOfLines(context.cells, options);
    const offered: Offered[] = [];
    const refused: Outcome[] = [];
    for (const { item, draft } of drafts) {
      const location = places.get(draft.location);
      const currency = options.currency ?? location?.currency;
      try {
        if (!currency || (!location && !options.newLocations))
          throw new RefusedLine(item.line, {
            code: 'unknown-location',
            reason: 'unknown-location',
            field: 'location',
            params: { value: draft.location },
          });
        if (!mayName) assertNamesNobody(draft.buyer, item.line);
        const member = memberOf(draft.buyer, buyers, item.line, options.unknownMembers);
        const placed = { ...draft, location: location?.code ?? draft.location };
        const { receipt } = placed;
        const goods = readGoods(item.lines, { currency, receipt, statuses, ...context });
        const purchase = goods.sold.length > 0 ? purchaseOf(placed, currency, member, goods) : null;
        const namesNobody = draft.buyer !== null && member === undefined;
        offered.push({ item, purchase, goods, draft: placed, member, currency, namesNobody });
      } catch (error) {
        refused.push(refusedBy(item, error));
      }
    }
    return { offered, refused };
  }

  /** The members by the identifiers in the file. Cards are resolved when purchases are posted. */
  async #buyersOf(drafts: readonly Drafted[]): Promise<Buyers> {
    const named = drafts.flatMap(({ draft }) => draft.buyer ?? []);
    const [externalIds, emails, phones] = [
      named.flatMap(({ externalId }) => externalId ?? []),
      named.flatMap(({ email }) => email?.toLowerCase() ?? []),
      named.flatMap(({ phone }) => phone ?? []),
    ];
    return peopleBy(await this.roster.match({ externalIds, emails, phones }));
  }
}

/** Too many named people who are nobody's customers: who else is one is not told. */
const assertNamesNobody = (buyer: BuyerNamed | null, line: number): void => {
  const [named] = Object.entries(buyer ?? {});
  if (named)
    throw new RefusedLine(line, {
      code: 'too-many-requests',
      reason: 'too-many-unknown',
      field: named[0],
      params: {},
    });
};

/** Locations by their codes, and by names that only one of them has, written as codes. */
const placesOf = (locations: readonly Location[]): ReadonlyMap<string, Location> => {
  const named = new Map<string, Set<Location>>();
  for (const location of locations)
    for (const name of Object.values(location.name)) {
      const code = locationCodeOf(name);
      named.set(code, (named.get(code) ?? new Set()).add(location));
    }
  const places = new Map<string, Location>();
  for (const [name, [first, ...others]] of named) if (first && others.length === 0) places.set(name, first);
  for (const location of locations) places.set(location.code, location);
  return places;
};

const unmapped = (field: string, message: string): ClubError =>
  ClubError.field('invalid-request', `/settings/mapping/columns/${field}`, message);

const draftAll = (
  items: readonly Item[],
  { cells, reading }: ImportContext,
): { drafts: Drafted[]; refused: Outcome[] } => {
  const drafts: Drafted[] = [];
  const refused: Outcome[] = [];
  for (const item of items) {
    try {
      drafts.push({ item, draft: readPurchase(item, cells, reading) });
    } catch (error) {
      refused.push(refusedBy(item, error));
    }
  }
  return { drafts, refused };
};

type Member = PurchaseOffered['member'];

const memberOf = (
  buyer: BuyerNamed | null,
  buyers: Buyers,
  line: number,
  unknown: 'refuse' | 'anonymous',
): Member => {
  const [named] = Object.entries(buyer ?? {});
  if (!named) return undefined;
  if (buyer?.card !== undefined) return { card: buyer.card };
  const [field, value] = named;
  const [member, ...others] = buyers.get(knownBy(field, value)) ?? [];
  if (others.length > 0)
    throw new RefusedLine(line, {
      code: 'several-members',
      reason: 'several-members',
      field,
      params: { value },
    });
  if (member) return { id: member.id };
  if (unknown === 'anonymous') return undefined;
  throw new RefusedLine(line, { code: 'not-found', reason: 'unknown-member', field, params: { value } });
};

const purchaseOf = (
  { location, receipt, till, purchasedAt }: PurchaseDraft,
  currency: string,
  member: Member,
  { sold }: Goods,
): PurchaseOffered => ({
  channel: 'import',
  receipt: { location, number: receipt, ...(till === undefined ? {} : { till }) },
  purchasedAt,
  currency,
  lines: sold.map(({ line }) => line),
  ...(member ? { member } : {}),
});

/** Undefined if nobody knows the currency. */
const moneyOfRefused = (
  { lines }: Item,
  { cells, reading, record }: ImportContext,
  places: ReadonlyMap<string, Location>,
): Outcome['money'] => {
  const { options } = record.settings;
  const [first] = lines;
  const [named = options.location ?? ''] = first ? cells.all(first.cells, 'location') : [];
  const currency = options.currency ?? places.get(locationCodeOf(named))?.currency;
  if (currency === undefined) return undefined;
  const terms = { currency, receipt: '', statuses: new StatusesOfLines(cells, options), cells, reading };
  const file = lines.reduce((sum, line) => sum + readableSum(() => fileSumOf(readGoods([line], terms))), 0);
  return moneyOf(currency, { file, refused: file });
};

/** Nothing of a line that cannot be read. */
const readableSum = (read: () => number): number => {
  try {
    return read();
  } catch (error) {
    if (error instanceof RefusedLine) return 0;
    throw error;
  }
};
