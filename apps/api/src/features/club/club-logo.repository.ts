import { Injectable } from '@nestjs/common';
import type { Repository } from 'typeorm';
import { put } from '../../platform/database/entity-writes.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { ClubLogoEntity } from './entities/club-logo.entity.ts';
import type { LogoPicture } from './logo-picture.ts';

const only = { id: 1 };

@Injectable()
export class ClubLogoRepository {
  constructor(private readonly transactions: Transactions) {}

  async find(): Promise<LogoPicture | undefined> {
    return (await this.#rows.findOneBy(only)) ?? undefined;
  }

  async keep({ hash, bytes }: LogoPicture): Promise<void> {
    await put(this.#rows, { ...only, hash, bytes }, ['id']);
  }

  async remove(): Promise<void> {
    await this.#rows.delete(only);
  }

  get #rows(): Repository<ClubLogoEntity> {
    return this.transactions.entities(ClubLogoEntity);
  }
}
