import { Injectable } from '@nestjs/common';
import type { CustomEventType } from '@regulars/contracts';
import type { Repository } from 'typeorm';
import { change, insert } from '../../platform/database/entity-writes.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Names } from '../../platform/names.ts';
import { ConditionReferences } from '../club/index.ts';
import { CustomEventTypeEntity } from './entities/custom-event-type.entity.ts';
import { statement } from './statements.ts';

const namesStatement = statement(
  'custom-event-type-names',
  `select id, to_jsonb(name) as name from custom_event_types where id = any($1::uuid[])`,
);

@Injectable()
export class EventTypesRepository {
  constructor(
    private readonly transactions: Transactions,
    names: Names,
    references: ConditionReferences,
  ) {
    names.register('custom-event-type', namesStatement);
    references.register({
      source: 'event-type',
      problem: 'invalid-request',
      byCode: true,
      hold: async () => (await this.all()).map(({ code }) => code),
    });
  }

  async all(): Promise<CustomEventType[]> {
    return this.#rows.find({ order: { code: 'asc' } });
  }

  async find(id: string): Promise<CustomEventType | null> {
    return this.#rows.findOneBy({ id });
  }

  async byCode(code: string): Promise<CustomEventType | null> {
    return this.#rows.findOneBy({ code });
  }

  async insert(type: CustomEventType): Promise<CustomEventType> {
    return insert(this.#rows, type);
  }

  /** The type as changed, or undefined when it no longer has its version. */
  async update(type: CustomEventType): Promise<CustomEventType | undefined> {
    return change(this.#rows, { id: type.id, version: type.version }, type);
  }

  get #rows(): Repository<CustomEventTypeEntity> {
    return this.transactions.entities(CustomEventTypeEntity);
  }
}
