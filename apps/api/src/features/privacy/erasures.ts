import { isDeepStrictEqual } from 'node:util';
import { Injectable, Logger } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import {
  ErasureWaits,
  PersonalData,
  type Eraser,
  type Person,
} from '../../platform/privacy/personal-data.ts';
import { ErasableMembers } from '../members/index.ts';
import { ErasureList } from './erasure-list.ts';
import { ErasureTrail } from './erasure-trail.ts';
import { RetainedRecords } from './retained-records.ts';

const atOnce = 100;

/**
 * Erases members. Only an id remains, because the books refer to it. Each member has their own transaction, so an
 * interrupted run continues later and repeats nothing.
 */
@Injectable()
export class Erasures {
  readonly #logger = new Logger('Privacy');

  constructor(
    private readonly personal: PersonalData,
    private readonly members: ErasableMembers,
    private readonly retained: RetainedRecords,
    private readonly list: ErasureList,
    private readonly trail: ErasureTrail,
    private readonly transactions: Transactions,
  ) {}

  /** Erases the members who were closed until then. Skips those that fail. Returns how many it erased. */
  async eraseClosedUntil(until: Date): Promise<number> {
    await this.members.noteClosed();
    let erased = 0;
    let after: string | null = null;
    do {
      const due: string[] = await this.members.closedUntil(until, after, atOnce);
      erased += await this.#eraseMany(due);
      after = due.at(-1) ?? null;
    } while (after !== null);
    await this.noteDown();
    return erased;
  }

  /** Erases listed members who are back after a restore, closed or not. Returns how many it erased. */
  async replay(): Promise<number> {
    const listed = (await this.list.read()).map(({ member }) => member);
    const back = await this.members.notErasedOf(listed);
    for (const id of back) await this.members.closeAnyway(id);
    let erased = 0;
    for (let from = 0; from < back.length; from += atOnce)
      erased += await this.#eraseMany(back.slice(from, from + atOnce));
    if (erased > 0) this.#logger.warn({ event: 'erasures.replayed', members: erased });
    await this.noteDown();
    return erased;
  }

  /** The number of members on the list that could not be erased. */
  async left(): Promise<number> {
    const listed = (await this.list.read()).map(({ member }) => member);
    return (await this.members.notErasedOf(listed)).length;
  }

  /** Writes the list that is kept outside of the database. */
  async noteDown(): Promise<void> {
    await this.list.complete(await this.members.erased());
  }

  /** Searches once for all of them, then erases them one after the other. Returns the number of erased members. */
  async #eraseMany(memberIds: readonly string[]): Promise<number> {
    if (memberIds.length === 0) return 0;
    const people = new Map<string, Person>();
    for (const id of memberIds) people.set(id, await this.personal.identify(id));
    const eraser = await this.personal.search([...people.values()]);
    let erased = 0;
    for (const [id, person] of people) if (await this.#attempt(id, person, eraser)) erased += 1;
    return erased;
  }

  /** False if the member is not closed or already erased. Throws `ErasureWaits`. */
  async #erase(memberId: string, searched: Person, eraser: Eraser): Promise<boolean> {
    return this.transactions.run(async () => {
      await this.personal.hold(memberId);
      if (!(await this.members.take(memberId))) return false;
      const person = await this.personal.identify(memberId);
      await this.retained.keep(memberId);
      // Members who changed after the search are searched again.
      const erase = isDeepStrictEqual(person, searched) ? eraser : await this.personal.search([person]);
      await erase(person);
      await this.trail.erased(memberId);
      return true;
    });
  }

  async #attempt(memberId: string, person: Person, eraser: Eraser): Promise<boolean> {
    try {
      return await this.#erase(memberId, person, eraser);
    } catch (error) {
      if (error instanceof ErasureWaits) {
        this.#logger.warn({ event: 'erasure.waits', member: memberId, reason: error.message });
        return false;
      }
      // An error may quote personal data, so the log gets only its class.
      const { code, name } = error as { code?: unknown; name?: unknown };
      this.#logger.error({ event: 'erasure.failed', member: memberId, reason: String(code ?? name) });
      return false;
    }
  }
}
