import { Injectable } from '@nestjs/common';
import type {
  BodyOf,
  createCustomEventType,
  CustomEventType,
  EventField,
  listCustomEventTypes,
  QueryOf,
  Texts,
  updateCustomEventType,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { Page } from '../../platform/http/cursor.ts';
import { sortedPage } from '../../platform/http/sorted.ts';
import { newId } from '../../platform/ids.ts';
import { EventTypesRepository } from './event-types.repository.ts';

/** The registry of events that other systems may report. */
@Injectable()
export class EventTypes {
  constructor(
    private readonly types: EventTypesRepository,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
  ) {}

  /** By code. */
  async list(query: QueryOf<typeof listCustomEventTypes>): Promise<Page<CustomEventType>> {
    return sortedPage(await this.types.all(), query, { by: { code: ({ code }) => code }, usual: 'code' });
  }

  /** Throws `not-found`. */
  async byId(id: string): Promise<CustomEventType> {
    const type = await this.types.find(id);
    if (!type) throw new ClubError('not-found');
    return type;
  }

  /** Null for an unknown code. */
  async byCode(code: string): Promise<CustomEventType | null> {
    return this.types.byCode(code);
  }

  /** Throws `already-taken`, `invalid-request`. */
  async create(actor: Actor, content: BodyOf<typeof createCustomEventType>): Promise<CustomEventType> {
    assertFields(content.fields);
    return this.transactions.run(async () => {
      if (await this.types.byCode(content.code))
        throw ClubError.field('already-taken', '/code', 'another type has this code');
      const after = await this.types.insert({ ...content, id: newId(), version: 1 });
      await this.#record(actor, 'custom-event-type.created', undefined, after);
      return after;
    });
  }

  /** Events that were counted stay as they are. Throws `not-found`, `version-changed`, `invalid-request`. */
  async change(
    actor: Actor,
    id: string,
    patch: BodyOf<typeof updateCustomEventType>,
    expectedVersion: number,
  ): Promise<CustomEventType> {
    assertFields(patch.fields ?? []);
    return this.transactions.run(async () => {
      const before = await this.byId(id);
      const after = await this.types.update({ ...before, ...patch, version: expectedVersion });
      if (!after) throw new ClubError('version-changed');
      await this.#record(actor, 'custom-event-type.changed', before, after);
      return after;
    });
  }

  async #record(
    actor: Actor,
    action: string,
    before: CustomEventType | undefined,
    after: CustomEventType,
  ): Promise<void> {
    const subject = { type: 'custom-event-type', id: after.id };
    await this.audit.record(actor, { action, subject, before, after });
  }
}

/** How the club calls the fields of a type for people. */
export const labelsOf = ({ fields }: CustomEventType): Record<string, Texts> =>
  Object.fromEntries(fields.flatMap(({ name, label }) => (label ? [[name, label]] : [])));

/** Throws `invalid-request`: names are unique, and only a choice has choices. */
const assertFields = (fields: readonly EventField[]): void => {
  for (const [index, { name, kind, choices }] of fields.entries()) {
    const pointer = `/fields/${index}`;
    if (fields.findIndex((other) => other.name === name) < index)
      throw ClubError.field('invalid-request', `${pointer}/name`, 'another field has this name');
    if ((kind === 'choice') !== choices.length > 0)
      throw ClubError.field(
        'invalid-request',
        `${pointer}/choices`,
        'a choice needs choices, and nothing else has any',
      );
    if (new Set(choices).size < choices.length)
      throw ClubError.field('invalid-request', `${pointer}/choices`, 'each choice once');
  }
};
