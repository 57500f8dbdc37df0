import { Injectable } from '@nestjs/common';
import type { Json } from '@regulars/loyalty';
import type { ClubEvent } from '../../platform/events/outbox.ts';
import type { SalePart } from './sale-functions.ts';
import type {
  HistoryNeed,
  PointsBack,
  Sale,
  SaleEffect,
  SaleParticipant,
  SaleReturn,
  SaleToDecide,
  SaleUndoing,
} from './sale-participant.ts';

/** What `sale_parts_read` answered: by participant, then by the index of the sale. Null where there is nothing to do. */
export type SaleContexts = Readonly<Record<string, Readonly<Record<string, unknown>> | null>>;

/** What `sale_parts_recall` answered: by participant, then by the id of the purchase. */
export type SaleRecollections = Readonly<Record<string, Readonly<Record<string, unknown>> | null>>;

type Rows = Readonly<Record<string, readonly Json[]>>;

/** What the participants did, in the keys of the document that stores it, and what happened. */
export interface Joined<Stored> {
  readonly rows: Stored;
  readonly events: readonly ClubEvent[];
}

/** The rows of what the participants decided; keys without rows are absent. */
export interface EffectRows {
  readonly effects?: readonly object[];
  readonly sale_parts?: Rows;
}

/** The rows of what the participants undid; keys without rows are absent. */
export interface UndoneRows {
  readonly effects_undone?: readonly object[];
  readonly sale_parts?: Rows;
}

/** What the participants undid, with the points that go back to members. */
export interface Undone extends Joined<UndoneRows> {
  readonly pointsBack: readonly (PointsBack & { readonly memberId: string })[];
}

/** The rows of what applies again; keys without rows are absent. */
export interface RedoneRows {
  readonly effects_redone?: readonly object[];
  readonly sale_parts?: Rows;
}

type EffectOfSale = SaleReturn['effects'][number] & { readonly participant: string };

/** A return with what of all participants applied to its sale. */
export interface ReturnedSale extends Omit<SaleReturn, 'effects' | 'others' | 'recalled'> {
  readonly effects: readonly EffectOfSale[];
  readonly others: readonly EffectOfSale[];
  readonly recalled: SaleRecollections | null;
}

/** The features that take part in sales. Purchases runs them and knows none. */
@Injectable()
export class SaleParticipants {
  readonly #participants: SaleParticipant[] = [];

  /** Once, while the feature is made. */
  register(participant: SaleParticipant): void {
    const { name } = participant.part;
    if (this.#participants.some(({ part }) => part.name === name))
      throw new Error(`Two participants are named ${name}`);
    this.#participants.push(participant);
  }

  /** Their parts, in the order of registration. */
  get parts(): readonly SalePart[] {
    return this.#participants.map(({ part }) => part);
  }

  /** Whether any of them may have work in a sale now. */
  async await(): Promise<boolean> {
    for (const participant of this.#participants)
      if (!participant.awaits || (await participant.awaits())) return true;
    return false;
  }

  /** The history of members that all of them together need; null where nobody needs any. */
  history(): Required<HistoryNeed> | null {
    const needs = this.#participants.flatMap((participant) => participant.history?.() ?? []);
    if (needs.length === 0) return null;
    const windows = new Set(needs.flatMap((need) => need.windows ?? []));
    const purchases = new Set(needs.flatMap((need) => need.purchases ?? []));
    return { windows: [...windows].sort((a, b) => a - b), purchases: [...purchases] };
  }

  /** `sales` by their index in the request of the context, in the order of booking. */
  decide(sales: ReadonlyMap<number, Sale>, contexts: SaleContexts | null): Joined<EffectRows> {
    if (!contexts) return { rows: {}, events: [] };
    const effects: object[] = [];
    const events: ClubEvent[] = [];
    const rows: Record<string, readonly Json[]> = {};
    for (const participant of this.#participants) {
      const { name } = participant.part;
      const toDecide = concerned(sales, contexts[name], name);
      if (toDecide.length === 0) continue;
      const decisions = answersFor(name, toDecide, participant.decide(toDecide));
      for (const [{ sale }, decision] of decisions)
        for (const effect of decision.effects) effects.push(effectRow(sale.purchaseId, name, effect));
      const own = decisions.flatMap(([, decision]) => decision.rows);
      if (own.length > 0) rows[name] = own;
      events.push(...decisions.flatMap(([, decision]) => decision.events ?? []));
    }
    return { rows: { ...(effects.length > 0 ? { effects } : {}), ...ofParts(rows) }, events };
  }

  undo(returns: readonly ReturnedSale[]): Undone {
    const undone: object[] = [];
    const events: ClubEvent[] = [];
    const pointsBack: Undone['pointsBack'][number][] = [];
    const rows: Record<string, readonly Json[]> = {};
    for (const participant of this.#participants) {
      const { name } = participant.part;
      const own = returns.flatMap((each) => ofParticipant(each, name) ?? []);
      if (own.length === 0) continue;
      const undoings = answersFor(name, own, participant.undo(own));
      for (const [returned, undoing] of undoings) undone.push(...undoneRows(returned, name, undoing));
      const written = undoings.flatMap(([, undoing]) => undoing.rows);
      if (written.length > 0) rows[name] = written;
      events.push(...undoings.flatMap(([, undoing]) => undoing.events ?? []));
      pointsBack.push(...undoings.flatMap(([{ memberId }, undoing]) => ofMember(memberId, undoing)));
    }
    return {
      rows: { ...(undone.length > 0 ? { effects_undone: undone } : {}), ...ofParts(rows) },
      events,
      pointsBack,
    };
  }

  /** A return was a mistake; its effects are those that it had undone. */
  redo(reversed: ReturnedSale): Joined<RedoneRows> {
    const redone: object[] = [];
    const events: ClubEvent[] = [];
    const rows: Record<string, readonly Json[]> = {};
    for (const participant of this.#participants) {
      const { name } = participant.part;
      const own = ofParticipant(reversed, name);
      if (!own) continue;
      const redoing = participant.redo(own);
      redone.push(...redoing.redone.map(effectKey(reversed.purchaseId, name)));
      if (redoing.rows.length > 0) rows[name] = redoing.rows;
      events.push(...(redoing.events ?? []));
    }
    return { rows: { ...(redone.length > 0 ? { effects_redone: redone } : {}), ...ofParts(rows) }, events };
  }
}

const ofMember = (memberId: string | null, { pointsBack = [] }: SaleUndoing): Undone['pointsBack'] =>
  memberId === null ? [] : pointsBack.map((each) => ({ ...each, memberId }));

const ofParts = (rows: Rows): { readonly sale_parts?: Rows } =>
  Object.keys(rows).length > 0 ? { sale_parts: rows } : {};

const effectKey =
  (purchaseId: string, participant: string) =>
  ({ kind, reference }: Pick<SaleEffect, 'kind' | 'reference'>): object => ({
    purchase_id: purchaseId,
    participant,
    kind,
    reference,
  });

const concerned = (
  sales: ReadonlyMap<number, Sale>,
  contexts: SaleContexts[string] | undefined,
  name: string,
): SaleToDecide[] => {
  if (contexts === undefined) throw new Error(`The participant ${name} has no part in sale_parts_read`);
  if (contexts === null) return [];
  return [...sales].flatMap(([index, sale]) =>
    index in contexts ? [{ sale, context: contexts[index] }] : [],
  );
};

const ofParticipant = (
  { effects, others, recalled, ...returned }: ReturnedSale,
  name: string,
): SaleReturn | null => {
  const own = effects.filter(({ participant }) => participant === name);
  const other = others.filter(({ participant }) => participant === name);
  if (own.length + other.length === 0) return null;
  return {
    ...returned,
    effects: own,
    others: other,
    recalled: recalled?.[name]?.[returned.purchaseId] ?? null,
  };
};

/** Each question with its answer. */
const answersFor = <Question, Answer>(
  name: string,
  questions: readonly Question[],
  answers: readonly Answer[],
): (readonly [Question, Answer])[] => {
  if (answers.length !== questions.length) throw new Error(`${name} answered for another number of sales`);
  return questions.map((question, index) => [question, answers[index] as Answer] as const);
};

const effectRow = (purchaseId: string, participant: string, effect: SaleEffect): object => ({
  purchase_id: purchaseId,
  participant,
  ...effect,
});

const undoneRows = (
  { purchaseId, returnId }: SaleReturn,
  participant: string,
  { undone }: SaleUndoing,
): object[] =>
  undone.map(({ kind, reference }) => ({
    purchase_id: purchaseId,
    participant,
    kind,
    reference,
    undone_by: returnId,
  }));
