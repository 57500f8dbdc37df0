import { Injectable } from '@nestjs/common';
import type { Json } from '@regulars/loyalty';
import type {
  HistoryNeed,
  Sale,
  SaleEffect,
  SaleParticipant,
  SaleReturn,
  SaleToDecide,
  SaleUndoing,
} from './sale-participant.ts';

/** What `sale_parts_read` answered: by participant, then by the index of the sale. Null where there is nothing to do. */
export type SaleContexts = Readonly<Record<string, Readonly<Record<string, unknown>> | null>>;

type Rows = Readonly<Record<string, readonly Json[]>>;

/** The rows of what the participants decided; keys without rows are absent. */
export interface JoinedEffects {
  readonly effects?: readonly object[];
  readonly sale_parts?: Rows;
}

/** The rows of what the participants undid; keys without rows are absent. */
export interface UndoneEffects {
  readonly effects_undone?: readonly object[];
  readonly sale_parts?: Rows;
}

/** The rows of what applies again; keys without rows are absent. */
export interface RedoneEffects {
  readonly effects_redone?: readonly object[];
  readonly sale_parts?: Rows;
}

/** A return with what of all participants applied to its sale. */
export interface ReturnedSale extends Omit<SaleReturn, 'effects'> {
  readonly effects: readonly (SaleReturn['effects'][number] & { readonly participant: string })[];
}

/** Who takes part in sales. Purchases runs them and knows none. */
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

  /** Whether there are any participants. */
  get any(): boolean {
    return this.#participants.length > 0;
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
  decide(sales: ReadonlyMap<number, Sale>, contexts: SaleContexts | null): JoinedEffects {
    const effects: object[] = [];
    const rows: Record<string, readonly Json[]> = {};
    for (const participant of this.#participants) {
      const { name } = participant.part;
      const toDecide = concerned(sales, contexts?.[name], name);
      if (toDecide.length === 0) continue;
      const decisions = answersFor(name, toDecide, participant.decide(toDecide));
      for (const [{ sale }, decision] of decisions)
        for (const effect of decision.effects) effects.push(effectRow(sale.purchaseId, name, effect));
      const own = decisions.flatMap(([, decision]) => decision.rows);
      if (own.length > 0) rows[name] = own;
    }
    return {
      ...(effects.length > 0 ? { effects } : {}),
      ...(Object.keys(rows).length > 0 ? { sale_parts: rows } : {}),
    };
  }

  undo(returns: readonly ReturnedSale[]): UndoneEffects {
    const undone: object[] = [];
    const rows: Record<string, readonly Json[]> = {};
    for (const participant of this.#participants) {
      const { name } = participant.part;
      const own = returns.flatMap((each) => ofParticipant(each, name) ?? []);
      if (own.length === 0) continue;
      const undoings = answersFor(name, own, participant.undo(own));
      for (const [returned, undoing] of undoings) undone.push(...undoneRows(returned, name, undoing));
      const written = undoings.flatMap(([, undoing]) => undoing.rows);
      if (written.length > 0) rows[name] = written;
    }
    return {
      ...(undone.length > 0 ? { effects_undone: undone } : {}),
      ...(Object.keys(rows).length > 0 ? { sale_parts: rows } : {}),
    };
  }

  /** A return was a mistake; its effects are those that it had undone. */
  redo(reversed: ReturnedSale): RedoneEffects {
    const redone: object[] = [];
    const rows: Record<string, readonly Json[]> = {};
    for (const participant of this.#participants) {
      const { name } = participant.part;
      const own = ofParticipant(reversed, name);
      if (!own) continue;
      const redoing = participant.redo(own);
      redone.push(...redoing.redone.map(effectKey(reversed.purchaseId, name)));
      if (redoing.rows.length > 0) rows[name] = redoing.rows;
    }
    return {
      ...(redone.length > 0 ? { effects_redone: redone } : {}),
      ...(Object.keys(rows).length > 0 ? { sale_parts: rows } : {}),
    };
  }
}

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

const ofParticipant = ({ effects, ...returned }: ReturnedSale, name: string): SaleReturn | null => {
  const own = effects.filter(({ participant }) => participant === name);
  return own.length === 0 ? null : { ...returned, effects: own };
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
