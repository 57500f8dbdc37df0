import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { ClubChanges } from '../club/index.ts';
import type { RateTableRecord, RateVersionRecord } from './records.ts';

/** Tells the audit log and every process of changes, in their transaction. */
@Injectable()
export class TableTrail {
  constructor(
    private readonly audit: AuditTrail,
    private readonly changes: ClubChanges,
  ) {}

  async note(
    actor: Actor,
    action: string,
    before: RateTableRecord | undefined,
    after: RateTableRecord | undefined,
  ): Promise<void> {
    await this.#record(actor, action, (after ?? before)?.id ?? '', {
      ...(before ? { before: namesOf(before) } : {}),
      ...(after ? { after: namesOf(after) } : {}),
    });
  }

  async added(actor: Actor, version: RateVersionRecord): Promise<void> {
    await this.#record(actor, 'rate-table.version-added', version.tableId, { after: figuresOf(version) });
  }

  async withdrawn(actor: Actor, version: RateVersionRecord): Promise<void> {
    await this.#record(actor, 'rate-table.version-withdrawn', version.tableId, {
      before: figuresOf(version),
    });
  }

  async #record(actor: Actor, action: string, id: string, states: object): Promise<void> {
    await this.audit.record(actor, { action, subject: { type: 'rate-table', id }, ...states });
    await this.changes.announce('rate-table', id);
  }
}

const namesOf = ({ name, currency }: RateTableRecord): object => ({ name, currency });

const figuresOf = ({ number, validFrom, rates, added, removed, changed }: RateVersionRecord): object => ({
  number,
  validFrom,
  rates,
  added,
  removed,
  changed,
});
