import { randomBytes, randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  cardNumberOf,
  cardRefusal,
  gtinOf,
  isMistyped,
  newCardNumber,
  type CardNumbering,
  type CardRefusal,
} from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Outbox, type Origin } from '../../platform/events/outbox.ts';
import { newId } from '../../platform/ids.ts';
import { Reach } from '../../platform/reach.ts';
import { CardsRepository, type CardRecord, type HeldNumber, type NewCard } from './cards.repository.ts';
import type { HeldStatus } from './held-status.ts';
import { assertUsable, canonicalCode, unknownCard } from './code.ts';

const mostTries = 5;

export interface Holder {
  readonly memberId: string;
  /** Null if the member was found by e-mail or phone and has no usable card. */
  readonly card: { readonly id: string; readonly number: string } | null;
}

/** Whose card a number is, and why it cannot be used. */
export interface NumberHolder {
  readonly memberId: string;
  readonly refusal: CardRefusal | null;
}

interface CardWanted {
  readonly id: string;
  readonly joinedAt: Date;
  /** The number of the card that they bring. */
  readonly card?: string;
}

/** The cards that identify members. */
@Injectable()
export class Cards {
  constructor(
    private readonly cards: CardsRepository,
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly reach: Reach,
  ) {}

  /**
   * The member with this QR text, card number, e-mail or phone number. Throws `unknown-card`,
   * `several-members`, `card-blocked`, `card-replaced`, `member-not-active`, each with this pointer.
   */
  async resolve(typed: string, pointer = '/code'): Promise<Holder> {
    const code = canonicalCode(typed);
    const [row, ...others] = code === null ? [] : await this.cards.resolve(code);
    if (!row) throw unknownCard(pointer, typed, await this.mayBeCard(typed));
    if (others.length > 0) throw ClubError.field('several-members', pointer, 'several members match');
    assertUsable({ cardStatus: row.card_status, memberStatus: row.member_status }, pointer);
    const { member_id, card_id, card_number } = row;
    return {
      memberId: member_id,
      card: card_id && card_number ? { id: card_id, number: card_number } : null,
    };
  }

  /** A member's newest usable card. */
  async activeOf(memberId: string): Promise<CardRecord | undefined> {
    return this.cards.activeOf(memberId);
  }

  async ofMember(memberId: string): Promise<CardRecord[]> {
    return this.cards.ofMember(memberId);
  }

  /** The holders of cards with these numbers. Free numbers are left out. */
  async holdersOf(numbers: readonly string[]): Promise<ReadonlyMap<string, NumberHolder>> {
    if (numbers.length === 0) return new Map();
    const rows = await this.cards.holdersOf(numbers);
    return new Map(rows.map(({ number, ...row }) => [number, holderIn(row)]));
  }

  /** One card for each of these members: the one that they bring, else a new one. Throws `already-taken`. */
  async issueMany(members: readonly CardWanted[], origin: Origin): Promise<void> {
    const [brought, wanted] = [
      members.filter(({ card }) => card !== undefined),
      members.filter(({ card }) => card === undefined),
    ];
    if ((await this.#insertFree(brought, origin)).size < brought.length) throw taken();
    let waiting = wanted;
    for (let tried = 0; waiting.length > 0; tried += 1) {
      if (tried === mostTries) throw new Error('No free card numbers');
      const issued = await this.#insertFree(waiting, origin);
      waiting = waiting.filter(({ id }) => !issued.has(id));
    }
  }

  /**
   * Another card; `printed` is the number of a pre-printed one. Throws `not-found`, `member-not-active`,
   * `member-erased`, `invalid-request`, `already-taken`.
   */
  async issue(actor: Actor, memberId: string, printed?: string): Promise<CardRecord> {
    return this.transactions.run(async () => {
      assertStays(await this.cards.holdMember(memberId));
      const card = await this.#issue(memberId, printed);
      await this.#record(actor, 'card.issued', card, { memberId, number: card.number });
      return card;
    });
  }

  /** Throws `not-found`, `card-blocked`, `card-replaced`. */
  async block(actor: Actor, id: string, reason: string): Promise<CardRecord> {
    return this.transactions.run(async () => {
      const card = await this.#lock(actor, id);
      if (card.status === 'blocked') throw new ClubError('card-blocked');
      const blocked = await this.cards.block(id, this.clock.date(), reason);
      if (!blocked) throw new ClubError('not-found');
      await this.#record(actor, 'card.blocked', blocked, { status: 'blocked', reason });
      await this.outbox.append([{ name: 'card.blocked', memberId: card.memberId, data: { cardId: id } }]);
      return blocked;
    });
  }

  /**
   * The new card. Balance and history belong to the member and stay. Throws `not-found`, `card-replaced`,
   * `member-not-active`.
   */
  async replace(actor: Actor, id: string, reason: string): Promise<CardRecord> {
    return this.transactions.run(async () => {
      const status = await this.cards.holdHolder(id);
      const { memberId } = await this.#lock(actor, id);
      assertStays(status);
      const card = await this.#issue(memberId);
      await this.cards.replace(id, this.clock.date(), reason, card.id);
      await this.#record(
        actor,
        'card.replaced',
        { id, memberId },
        { status: 'replaced', reason, replacedBy: card.id },
      );
      await this.outbox.append([
        { name: 'card.replaced', memberId, data: { cardId: id, replacedBy: card.id } },
      ]);
      return card;
    });
  }

  /** Members with a card whose number begins like this. */
  async ownersByStart(typed: string): Promise<string[]> {
    const start = cardNumberOf(typed);
    return start !== null && /\d/.test(start) ? this.cards.ownersByStart(start) : [];
  }

  /**
   * Whether this could be a card: barcodes of goods are none, unless the club has cards that begin like them, and neither are
   * mistyped numbers of its own cards.
   */
  async mayBeCard(typed: string): Promise<boolean> {
    const number = cardNumberOf(typed);
    if (number === null) return true;
    if (isMistyped(number, await this.cards.numbering())) return false;
    return gtinOf(typed) === null || this.cards.likeBarcode(number);
  }

  async #lock(actor: Actor, id: string): Promise<CardRecord> {
    const card = await this.cards.lock(id);
    if (!card) throw new ClubError('not-found');
    await this.reach.toMember(actor, card.memberId);
    if (card.status === 'replaced') throw new ClubError('card-replaced');
    return card;
  }

  async #issue(memberId: string, printed?: string): Promise<CardRecord> {
    const numbering = await this.cards.numbering();
    const number = printed === undefined ? undefined : cardNumberOf(printed);
    if (number === null) throw ClubError.field('invalid-request', '/number', '6 to 20 letters and digits');
    if (number !== undefined && isMistyped(number, numbering))
      throw ClubError.field('invalid-request', '/number', 'not a card number: its check digit is wrong');
    for (let tried = 0; tried < mostTries; tried += 1) {
      const reference = newReferences(1)();
      const issuedAt = this.clock.date();
      const card = await this.cards.insert(newCard(numbering, { memberId, issuedAt, number, reference }));
      if (card) {
        await this.#tell([card], 'live');
        return card;
      }
      if (number !== undefined) throw taken();
    }
    throw new Error('No free card number');
  }

  /** Returns the members whose number was free. */
  async #insertFree(members: readonly CardWanted[], origin: Origin): Promise<ReadonlySet<string>> {
    const numbering = await this.cards.numbering();
    const reference = newReferences(members.length);
    const cards = members.map(({ id, joinedAt, card: number }) =>
      newCard(numbering, { memberId: id, issuedAt: joinedAt, number, reference: reference() }),
    );
    const left = await this.cards.insertMany(cards);
    const issued = left.size === 0 ? cards : cards.filter(({ id }) => !left.has(id));
    await this.#tell(issued, origin);
    return new Set(issued.map(({ memberId }) => memberId));
  }

  async #tell(
    issued: readonly Pick<NewCard, 'id' | 'memberId' | 'issuedAt'>[],
    origin: Origin,
  ): Promise<void> {
    await this.outbox.append(
      issued.map(({ id, memberId, issuedAt }) => ({
        name: 'card.issued',
        memberId,
        at: issuedAt.getTime(),
        data: { cardId: id },
      })),
      origin,
    );
  }

  async #record(
    actor: Actor,
    action: string,
    { id, memberId }: Pick<CardRecord, 'id' | 'memberId'>,
    after: object,
  ): Promise<void> {
    await this.audit.record(actor, { action, subject: { type: 'card', id }, memberId, after });
  }
}

const taken = (): ClubError => ClubError.field('already-taken', '/number', 'another card has this number');

const holderIn = ({ member_id: memberId, ...row }: HeldNumber): NumberHolder => ({
  memberId,
  refusal: cardRefusal({ cardStatus: row.card_status, memberStatus: row.member_status }),
});

/** A member who has left gets no card. */
const assertStays = (status: HeldStatus | undefined): void => {
  if (status === undefined) throw new ClubError('not-found');
  if (status === 'erased') throw new ClubError('member-erased');
  if (status === 'closed') throw new ClubError('member-not-active');
};

const referenceBytes = 16;

interface CardDraft extends Omit<NewCard, 'id' | 'number'> {
  /** Drawn if absent. */
  readonly number: string | undefined;
}

const newCard = (numbering: CardNumbering, { number, ...draft }: CardDraft): NewCard => ({
  ...draft,
  id: newId(),
  number: number ?? newCardNumber(randomInt, numbering),
});

/**
 * Gives that many references. Hexadecimal, because scanners in keyboard mode send capitals and swap y and z. Drawn at once, because
 * each draw takes longer than what it draws.
 */
const newReferences = (count: number): (() => string) => {
  const drawn = randomBytes(count * referenceBytes).toString('hex');
  let at = 0;
  return () => drawn.slice(at, (at += referenceBytes * 2));
};
