import { Injectable } from '@nestjs/common';
import type { ChosenModeration } from '@regulars/contracts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const find = statement(
  'moderation-settings-find',
  'select version, content, proof_key as "proofKey" from moderation_settings',
);
const save = statement(
  'moderation-settings-save',
  `update moderation_settings set content = $1, version = version + 1
   where $2::int is null or version = $2 returning version`,
);

export interface StoredSettings {
  readonly version: number;
  readonly content: ChosenModeration;
  /** Signs the tasks of the proof of work. */
  readonly proofKey: Buffer;
}

@Injectable()
export class ModerationSettingsRepository {
  constructor(private readonly transactions: Transactions) {}

  async find(): Promise<StoredSettings> {
    const [row] = await this.transactions.query(find);
    if (!row) throw new Error('the migration made them');
    return row;
  }

  /** The new version; undefined if the settings no longer have the known one. */
  async save(content: ChosenModeration, known?: number): Promise<number | undefined> {
    const [row] = await this.transactions.query(save, [JSON.stringify(content), known ?? null]);
    return row?.version;
  }
}
