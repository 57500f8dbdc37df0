import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import {
  largestEcgFile,
  mostEcgEntries,
  mostEcgLinesTold,
  type EcgImport,
  type EcgList as Shown,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { readEcgFile } from './ecg-file.ts';
import { EcgListRepository } from './ecg-list.repository.ts';

/** The Austrian list of addresses and domains that want no advertising by e-mail (§ 7 ECG). */
@Injectable()
export class EcgList {
  constructor(
    private readonly repository: EcgListRepository,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async show(): Promise<Shown> {
    return shown(await this.repository.state());
  }

  /** All of a file or nothing; it replaces the earlier list. Throws `unreadable-file`, `too-large`. */
  async take(actor: Actor, sent: Readable): Promise<EcgImport> {
    const file = readEcgFile(await whole(sent));
    if (!file) throw unreadable('it is neither ecg-liste.hash nor text with a hash per line');
    const { hashes, refused } = file;
    if (hashes.length > mostEcgEntries)
      throw new ClubError('too-large', `more than ${mostEcgEntries} entries`);
    return this.transactions.run(async () => {
      const { before, after } = await this.repository.replace(hashes, this.clock.date());
      await this.audit.record(actor, {
        action: 'ecg-list.imported',
        subject: { type: 'club', id: 'club' },
        before: { rows: before },
        after: { rows: after?.entries ?? 0 },
      });
      const told = { count: refused.length, lines: refused.slice(0, mostEcgLinesTold) };
      return { ...shown(after), refused: told };
    });
  }
}

const whole = async (sent: Readable): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of sent as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > largestEcgFile) throw new ClubError('too-large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

const shown = (row: { entries: number; importedAt: Date | null } | undefined): Shown => ({
  entries: row?.entries ?? 0,
  importedAt: row?.importedAt ? toInstant(row.importedAt) : null,
});

const unreadable = (message: string): ClubError =>
  new ClubError('unreadable-file', { detail: message, errors: [{ pointer: '/file', message }] });
