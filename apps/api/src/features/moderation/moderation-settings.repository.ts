import { Injectable } from '@nestjs/common';
import type { ModerationSettings } from '@regulars/contracts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const find = statement(
  'moderation-settings-find',
  'select content, proof_key as "proofKey" from moderation_settings',
);
const save = statement('moderation-settings-save', 'update moderation_settings set content = $1');

export interface StoredSettings {
  readonly content: ModerationSettings;
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

  async save(content: ModerationSettings): Promise<void> {
    await this.transactions.query(save, [JSON.stringify(content)]);
  }
}
