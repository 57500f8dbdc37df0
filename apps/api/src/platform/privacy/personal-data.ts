import { Injectable } from '@nestjs/common';
import type { TypedStatement } from '../database/statement.ts';
import { Transactions } from '../database/transactions.ts';
import type { Merging } from './merging.ts';

/** By what a member is named in the rows and files that features keep. */
export interface Person {
  readonly memberId: string;
  readonly accountId: string | null;
  /** In small letters. */
  readonly emails: readonly string[];
  readonly phones: readonly string[];
  /** Of cards, and of the club's customer. */
  readonly numbers: readonly string[];
  /** Null unless both are known, because a single name does not identify a person. */
  readonly name: { readonly first: string; readonly last: string } | null;
  /** Ids of what is the member's alone, such as cards: the audit log knows the member by these too. */
  readonly things: readonly string[];
}

/**
 * What an erasure leaves of a member's rows. `pseudonym`: ids, codes, times and figures. `staff`: the column names the
 * acting staff and never a member. `retained`: records that the law requires, encrypted.
 */
export type Leaves = 'nothing' | 'pseudonym' | 'staff' | 'retained';

export interface Claim {
  readonly leaves: Leaves;
  /** What becomes of its rows when two members are one person and are merged. */
  readonly merges: Merging;
  /** The rows for the member's own copy, `$1` is the member's id; or why none of them are in it. */
  readonly told: TypedStatement<Record<string, unknown>, readonly [memberId: string | null]> | string;
  /** Makes a row readable that has something encrypted. */
  readonly read?: (row: Record<string, unknown>) => Record<string, unknown>;
}

/** `consent-proof`: that a consent was given and withdrawn. `bookkeeping`: whose the vouchers are. */
export type RetainedKind = 'consent-proof' | 'bookkeeping';

/** What the law lets or makes the club keep beyond the erasure. */
export interface Retained {
  readonly kind: RetainedKind;
  /** From when its time runs; null adds to what another part retains, and retains nothing by itself. */
  readonly from: Date | null;
  readonly content: Readonly<Record<string, unknown>>;
}

/** The part of a feature in the personal data of a member. */
export interface PersonalDataPart {
  /** Unique; the feature's name. */
  readonly name: string;
  /** The tables of the feature that refer to members or accounts, by name. */
  readonly tables: Readonly<Record<string, Claim>>;
  /** What this feature knows the member by. */
  identify?(memberId: string): Promise<Partial<Omit<Person, 'memberId'>>>;
  /** Whether something of the member goes on that has to end before a merge. */
  hindersMerge?(memberId: string): Promise<boolean>;
  /** Read before anything is erased. */
  retain?(memberId: string): Promise<readonly Retained[]>;
  /**
   * Runs first in the transaction of the erasure and blocks other writes about the member. Throws `ErasureWaits` while
   * something runs that cannot be blocked.
   */
  hold?(memberId: string): Promise<void>;
  /** In the transaction of the erasure; run twice, it does the same. What it moves and counts stays as it is. */
  erase?(person: Person): Promise<void>;
  /**
   * Replaces `erase` if the member is in texts that must be read one by one: reads them once for all these people,
   * before their transactions. The result erases one person in its transaction, including later texts.
   */
  search?(people: readonly Person[]): Promise<Eraser>;
}

/** Erases a person, in the current transaction. */
export type Eraser = (person: Person) => Promise<void>;

/** The member is erased later, because something runs that names members. */
export class ErasureWaits extends Error {}

type Copy = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/**
 * Personal data in one place: every table that refers to a member is claimed by the feature that owns it, which says what
 * of it the member gets and what an erasure leaves. Features register while they are made.
 */
@Injectable()
export class PersonalData {
  readonly #parts: PersonalDataPart[] = [];

  constructor(private readonly transactions: Transactions) {}

  register(part: PersonalDataPart): void {
    if (this.#parts.some(({ name }) => name === part.name))
      throw new Error(`Two parts of personal data are named ${part.name}`);
    const taken = Object.keys(part.tables).find((table) => this.claims().has(table));
    if (taken) throw new Error(`${taken} is claimed twice`);
    this.#parts.push(part);
  }

  /** By table. */
  claims(): ReadonlyMap<string, Claim> {
    return new Map(this.#parts.flatMap(({ tables }) => Object.entries(tables)));
  }

  async identify(memberId: string): Promise<Person> {
    const known: Partial<Omit<Person, 'memberId'>>[] = [];
    for (const part of this.#parts) known.push((await part.identify?.(memberId)) ?? {});
    const all = (field: 'emails' | 'phones' | 'numbers' | 'things'): string[] => [
      ...new Set(known.flatMap((each) => each[field] ?? []).filter((text) => text !== '')),
    ];
    return {
      memberId,
      accountId: known.find(({ accountId }) => accountId)?.accountId ?? null,
      emails: all('emails').map((email) => email.toLowerCase()),
      phones: all('phones'),
      numbers: all('numbers'),
      name: known.find(({ name }) => name)?.name ?? null,
      things: all('things'),
    };
  }

  /** Everything that is kept about a member, by table. */
  async copyOf(memberId: string): Promise<Copy> {
    const copy: Record<string, Record<string, unknown>[]> = {};
    for (const [table, { told, read }] of this.claims())
      if (typeof told !== 'string')
        copy[table] = (await this.transactions.query(told, [memberId])).map((row) => read?.(row) ?? row);
    return copy;
  }

  async retained(memberId: string): Promise<Retained[]> {
    const retained: Retained[] = [];
    for (const part of this.#parts) retained.push(...((await part.retain?.(memberId)) ?? []));
    return retained;
  }

  /** Whether something of the member has to end before a merge. */
  async hindersMerge(memberId: string): Promise<boolean> {
    for (const part of this.#parts) if (await part.hindersMerge?.(memberId)) return true;
    return false;
  }

  /** In the current transaction, before the member is locked. Throws `ErasureWaits`. */
  async hold(memberId: string): Promise<void> {
    for (const part of this.#parts) await part.hold?.(memberId);
  }

  /** Searches once for all these people. The result erases one of them in the current transaction. */
  async search(people: readonly Person[]): Promise<Eraser> {
    const erasers: Eraser[] = [];
    for (const part of this.#parts) {
      if (part.search) erasers.push(await part.search(people));
      if (part.erase) erasers.push((person) => part.erase?.(person) ?? Promise.resolve());
    }
    return async (person) => {
      for (const erase of erasers) await erase(person);
    };
  }
}
