import { Injectable } from '@nestjs/common';
import type { ChosenRetention } from '@regulars/contracts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const columns = 'country, profile_days, consent_proof_years, bookkeeping_years';
const find = statement('privacy-settings-find', `select ${columns} from privacy_settings`);
const save = statement(
  'privacy-settings-save',
  `insert into privacy_settings (id, ${columns}) values (1, $1, $2, $3, $4)
   on conflict (id) do update set country = excluded.country, profile_days = excluded.profile_days,
     consent_proof_years = excluded.consent_proof_years, bookkeeping_years = excluded.bookkeeping_years`,
);

@Injectable()
export class PrivacySettingsRepository {
  constructor(private readonly transactions: Transactions) {}

  async find(): Promise<ChosenRetention> {
    const [row] = await this.transactions.query(find);
    return {
      country: row?.country ?? null,
      profileDays: row?.profile_days ?? null,
      consentProofYears: row?.consent_proof_years ?? null,
      bookkeepingYears: row?.bookkeeping_years ?? null,
    };
  }

  async save({ country, profileDays, consentProofYears, bookkeepingYears }: ChosenRetention): Promise<void> {
    await this.transactions.query(save, [country, profileDays, consentProofYears, bookkeepingYears]);
  }
}
