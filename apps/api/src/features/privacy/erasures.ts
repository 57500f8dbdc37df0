import { Injectable, Logger } from '@nestjs/common';
import { system } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { PersonalData } from '../../platform/privacy/personal-data.ts';
import { ErasableMembers } from '../members/index.ts';
import { ErasureList } from './erasure-list.ts';
import { RetainedRecords } from './retained-records.ts';

const atOnce = 100;

/**
 * Erases members: of the person nothing remains but an id, on which the books stand. Each member is a transaction of its own; what
 * was broken off is begun again, and what was done is not done twice.
 */
@Injectable()
export class Erasures {
  readonly #logger = new Logger('Privacy');

  constructor(
    private readonly personal: PersonalData,
    private readonly members: ErasableMembers,
    private readonly retained: RetainedRecords,
    private readonly list: ErasureList,
    private readonly audit: AuditTrail,
    private readonly transactions: Transactions,
  ) {}

  /** Those closed until then. One that cannot be erased holds up no other. How many were erased. */
  async eraseClosedUntil(until: Date): Promise<number> {
    await this.members.noteClosed();
    let erased = 0;
    let after: string | null = null;
    do {
      const due: string[] = await this.members.closedUntil(until, after, atOnce);
      for (const id of due) if (await this.#attempt(id)) erased += 1;
      after = due.at(-1) ?? null;
    } while (after !== null);
    await this.noteDown();
    return erased;
  }

  /** Erases again whom a restored backup brought back, closed or not. How many there were. */
  async replay(): Promise<number> {
    const listed = (await this.list.read()).map(({ member }) => member);
    let erased = 0;
    for (const id of await this.members.notErasedOf(listed)) {
      await this.members.closeAnyway(id);
      if (await this.#attempt(id)) erased += 1;
    }
    if (erased > 0) this.#logger.warn({ event: 'erasures.replayed', members: erased });
    await this.noteDown();
    return erased;
  }

  /** Writes the list that is kept outside of the database. */
  async noteDown(): Promise<void> {
    await this.list.complete(await this.members.erased());
  }

  /** False when the member is not closed, or erased already. */
  async erase(memberId: string): Promise<boolean> {
    return this.transactions.run(async () => {
      if (!(await this.members.take(memberId))) return false;
      const person = await this.personal.identify(memberId);
      await this.retained.keep(memberId);
      await this.personal.erase(person);
      await this.audit.record(system, {
        action: 'member.erased',
        subject: { type: 'member', id: memberId },
      });
      return true;
    });
  }

  async #attempt(memberId: string): Promise<boolean> {
    try {
      return await this.erase(memberId);
    } catch (error) {
      // An error may quote what it could not write: the log names its class alone.
      const { code, name } = error as { code?: unknown; name?: unknown };
      this.#logger.error({ event: 'erasure.failed', member: memberId, reason: String(code ?? name) });
      return false;
    }
  }
}
