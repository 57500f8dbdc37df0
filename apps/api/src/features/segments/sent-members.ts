import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { mostBulkMembers, mostSegmentErrors, type SentSegmentFile } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { ListedMembers } from '../bulk/index.ts';
import { readListFile, type ListedLine } from './list-file.ts';
import { ListedSegments } from './listed-segments.ts';

interface Named {
  readonly members: ReadonlySet<string>;
  readonly errors: SentSegmentFile['errors'];
  readonly wrong: number;
}

/** Members of a list from a file. */
@Injectable()
export class SentMembers {
  constructor(
    private readonly lists: ListedSegments,
    private readonly listed: ListedMembers,
  ) {}

  /** Throws what `readListFile` and `ListedSegments` throw. */
  async send(actor: Actor, id: string, file: Readable, dryRun: boolean): Promise<SentSegmentFile> {
    await this.lists.assertList(id);
    const lines = await readListFile(file);
    const { members, errors, wrong } = await this.#named(actor, lines);
    const present = await this.lists.present(id, [...members]);
    const counted = { lines: lines.length, found: members.size, errors, wrong };
    if (dryRun) return { ...counted, present, added: members.size - present };
    const added = await this.lists.put(actor, id, [...members]);
    return { ...counted, present: members.size - added, added };
  }

  async #named(actor: Actor, lines: readonly ListedLine[]): Promise<Named> {
    const members = new Set<string>();
    const errors: SentSegmentFile['errors'] = [];
    let wrong = 0;
    for (let from = 0; from < lines.length; from += mostBulkMembers) {
      const some = lines.slice(from, from + mostBulkMembers);
      const { found, errors: faults } = await this.listed.find(
        actor,
        some.map(({ entry }) => entry),
      );
      for (const member of found) members.add(member);
      wrong += faults.length;
      for (const { line: place, reason } of faults.slice(0, mostSegmentErrors - errors.length)) {
        const at = some[place - 1];
        if (at) errors.push({ ...at, reason });
      }
    }
    return { members, errors, wrong };
  }
}
