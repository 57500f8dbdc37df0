import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { ImportedTagsRepository, type MemberTag } from './imported-tags.repository.ts';
import { OriginsRepository } from './origins.repository.ts';
import { mostTags } from './tags.ts';

/** What a file says of one member. */
export interface TaggedMember {
  readonly memberId: string;
  readonly tags: readonly string[];
  /** Joins by this import, which is the origin of everything about it. */
  readonly isNew: boolean;
}

export interface AddedTags {
  /** That the member did not have. */
  readonly added: readonly string[];
  /** More than a member can have. */
  readonly left: readonly string[];
}

/** Tags that files add. None is ever taken away by a file. */
@Injectable()
export class ImportedTags {
  constructor(
    private readonly tags: ImportedTagsRepository,
    private readonly origins: OriginsRepository,
    private readonly clock: Clock,
  ) {}

  /** By member. In the transaction of the import. */
  async add(tagged: readonly TaggedMember[], importId: string): Promise<ReadonlyMap<string, AddedTags>> {
    if (tagged.length === 0) return new Map();
    const now = this.clock.date();
    const asked = tagged.flatMap(({ memberId, tags }) => tags.map((tag) => ({ memberId, tag })));
    const added = byMember(await this.tags.add(asked, now, mostTags));
    const has = byMember(await this.tags.of(tagged.map(({ memberId }) => memberId)));
    const changed = tagged.filter(({ memberId, isNew }) => !isNew && added.has(memberId));
    const written = changed.map(({ memberId }) => ({ memberId, fields: ['tags'] as const }));
    await this.origins.add(written, { source: 'import', importId }, now);
    return new Map(
      tagged.map(({ memberId, tags }) => [
        memberId,
        {
          added: added.get(memberId) ?? [],
          left: tags.filter((tag) => !(has.get(memberId) ?? []).includes(tag)),
        },
      ]),
    );
  }

  async remove(tags: readonly MemberTag[]): Promise<void> {
    if (tags.length > 0) await this.tags.remove(tags);
  }
}

const byMember = (tags: readonly MemberTag[]): ReadonlyMap<string, string[]> => {
  const all = new Map<string, string[]>();
  for (const { memberId, tag } of tags) all.set(memberId, [...(all.get(memberId) ?? []), tag]);
  return all;
};
