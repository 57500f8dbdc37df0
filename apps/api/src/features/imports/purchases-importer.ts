import { Injectable } from '@nestjs/common';
import type { ImportSettings } from '@regulars/contracts';
import { boundTo, holds, type Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Locations } from '../club/index.ts';
import { Guesses, type BulkGuesses } from '../identity/index.ts';
import { Roster, type MemberRecord } from '../members/index.ts';
import { BulkPurchases, UndonePurchases, type BulkResult, type PurchaseOffered } from '../purchases/index.ts';
import type { ImportContext, Importer, Item, MadeItem, Outcome } from './import.ts';
import { outcomeOfPurchase, refusedBy } from './outcomes.ts';
import {
  locationCodeOf,
  readLines,
  readPurchase,
  type BuyerNamed,
  type PurchaseDraft,
} from './purchase-draft.ts';
import { knownBy, peopleBy } from './people.ts';
import { RefusedLine } from './refusals.ts';

interface Drafted {
  readonly item: Item;
  readonly draft: PurchaseDraft;
}
interface Offered {
  readonly item: Item;
  readonly purchase: PurchaseOffered;
  /** No member is the customer that the file names. */
  readonly namesNobody: boolean;
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
    private readonly undone: UndonePurchases,
    private readonly roster: Roster,
    private readonly locations: Locations,
    private readonly transactions: Transactions,
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
    const settled = new Set<number>();
    const settle = async (outcomes: ReadonlyMap<number, BulkResult>): Promise<void> => {
      const shown = [...outcomes].map(([position, outcome]) => shownOf(offered[position], outcome));
      for (const { item } of shown) settled.add(item);
      await context.settle(shown);
    };
    const results = await this.bulk.recordMany(
      offered.map(({ purchase }) => purchase),
      {
        origin: 'import',
        actor: context.actor,
        points: context.record.settings.options.points,
        alongside: settle,
      },
    );
    const outcomes = results.map((outcome, position) => shownOf(offered[position], outcome));
    const left = [...refused, ...alsoRefused, ...outcomes.filter(({ item }) => !settled.has(item))];
    if (left.length > 0) await this.transactions.run(() => context.settle(left));
    return [...refused, ...alsoRefused, ...outcomes];
  }

  async #checkSome(
    items: readonly Item[],
    context: ImportContext,
    mayName: boolean,
  ): Promise<readonly Outcome[]> {
    const { drafts, refused } = draftAll(items, context);
    const { offered, refused: alsoRefused } = await this.#offer(drafts, context, mayName);
    const [here, elsewhere]: [Offered[], Offered[]] = [[], []];
    for (const each of offered)
      ((await this.locations.byCode(each.purchase.receipt?.location ?? '')) ? here : elsewhere).push(each);
    const { options } = context.record.settings;
    const outcomes = await this.bulk.checkMany(
      here.map(({ purchase }) => purchase),
      { origin: 'import', actor: context.actor, points: options.points },
    );
    return [
      ...refused,
      ...alsoRefused,
      ...outcomes.map((outcome, position) => shownOf(here[position], outcome)),
      ...elsewhere.map(({ item, namesNobody }) => ({
        item: item.item,
        state: 'created' as const,
        ...(namesNobody ? { namesNobody } : {}),
      })),
    ];
  }

  async undo(made: readonly MadeItem[], { actor, record }: ImportContext): Promise<ReadonlySet<number>> {
    const ids = made.flatMap(({ state, subject_id: id }) => (state === 'created' ? [id] : []));
    await this.undone.undoMany(actor, ids, `Import ${record.file_name} undone`);
    return new Set();
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
        const lines = readLines(item.lines, currency, context.cells, context.reading);
        const purchase = purchaseOf(
          { ...draft, location: location?.code ?? draft.location },
          currency,
          member,
          lines,
        );
        offered.push({ item, purchase, namesNobody: draft.buyer !== null && member === undefined });
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

const shownOf = (offered: Offered | undefined, result: BulkResult): Outcome => {
  const outcome = outcomeOfPurchase(offered?.item, result);
  return offered?.namesNobody || outcome.code === 'unknown-card'
    ? { ...outcome, namesNobody: true }
    : outcome;
};

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
  lines: PurchaseOffered['lines'],
): PurchaseOffered => ({
  channel: 'import',
  receipt: { location, number: receipt, ...(till === undefined ? {} : { till }) },
  purchasedAt,
  currency,
  lines,
  ...(member ? { member } : {}),
});
