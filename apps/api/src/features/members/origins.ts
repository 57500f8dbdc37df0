import { Injectable } from '@nestjs/common';
import type { ConsentEntry, MemberOrigin, OriginField, OriginSource } from '@regulars/contracts';
import { toInstant } from '../../platform/clock.ts';
import { createdAt } from '../../platform/ids.ts';
import { Names } from '../../platform/names.ts';
import { ConsentsRepository } from './consents.repository.ts';
import { DetailsRepository } from './details.repository.ts';
import { noDetails } from './details.ts';
import type { MemberRecord } from './member.ts';
import { Members } from './members.ts';
import { OriginsRepository } from './origins.repository.ts';
import { MemberTags } from './tags.ts';

interface Known {
  readonly field: OriginField;
  readonly source: OriginSource;
  readonly at: string;
  readonly importId: string | null;
}

/** Where the data of members comes from. */
@Injectable()
export class Origins {
  constructor(
    private readonly members: Members,
    private readonly details: DetailsRepository,
    private readonly tags: MemberTags,
    private readonly consents: ConsentsRepository,
    private readonly origins: OriginsRepository,
    private readonly names: Names,
  ) {}

  /** Of each field that has a value, as far as it was stored. Throws `not-found`. */
  async of(memberId: string): Promise<MemberOrigin[]> {
    const member = await this.members.byId(memberId);
    if (member.erased) return [];
    const rows = await this.origins.of(memberId);
    const joinedImport = await this.origins.joinedImport(memberId);
    const fields = await this.#filled(member);
    const known = fields.flatMap((field): Known[] => {
      const row = rows.find((each) => each.fields.includes(field));
      if (row) return [{ field, source: row.source, at: toInstant(row.at), importId: row.import_id }];
      return joinedImport === null ? [] : [ofImport(field, joinedImport)];
    });
    const noted = rows.find((each) => each.fields.includes('newsletter'))?.import_id ?? joinedImport;
    return this.#named([...known, ...consentOrigin(await this.consents.history(memberId), noted)]);
  }

  async #filled(member: MemberRecord): Promise<OriginField[]> {
    const { address, company, secondPhone } =
      (await this.details.of([member.id])).get(member.id) ?? noDetails;
    const values = {
      firstName: member.firstName,
      lastName: member.lastName,
      email: member.email,
      phone: member.phone,
      secondPhone,
      birthday: member.birthday,
      language: member.language,
      address,
      company,
      externalId: member.externalId,
      attributes: Object.keys(member.attributes).length > 0 || null,
      tags: (await this.tags.of(member.id)).length > 0 || null,
    } satisfies Partial<Record<OriginField, unknown>>;
    return (Object.keys(values) as (keyof typeof values)[]).filter((field) => values[field] !== null);
  }

  async #named(known: readonly Known[]): Promise<MemberOrigin[]> {
    const imports = await this.names.of(
      'import',
      known.flatMap(({ importId }) => importId ?? []),
    );
    return known.map(({ importId, ...origin }) => {
      const fileName = importId === null ? undefined : imports.get(importId);
      return {
        ...origin,
        import: importId !== null && typeof fileName === 'string' ? { id: importId, fileName } : null,
      };
    });
  }
}

const ofImport = (field: OriginField, importId: string): Known => ({
  field,
  source: 'import',
  at: new Date(createdAt(importId)).toISOString(),
  importId,
});

const sources: Partial<Record<NonNullable<ConsentEntry['source']>, OriginSource>> = {
  member: 'portal',
  preferences: 'portal',
  unsubscribe: 'portal',
  staff: 'console',
  api: 'api',
  import: 'import',
};

/** Of the last word about the newsletter; a confirmation says nothing new. */
const consentOrigin = (history: readonly ConsentEntry[], importId: string | null): Known[] => {
  const said = history.find(
    ({ purpose, channel, source }) =>
      purpose === 'marketing' && channel === 'email' && source !== null && sources[source] !== undefined,
  );
  const source = said?.source && sources[said.source];
  if (!said || !source) return [];
  return [
    { field: 'newsletter', source, at: said.changedAt, importId: source === 'import' ? importId : null },
  ];
};
