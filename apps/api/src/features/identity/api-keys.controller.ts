import { Controller } from '@nestjs/common';
import { createApiKey, listApiKeys, revokeApiKey, type ReplyOf } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { toInstant } from '../../platform/clock.ts';
import { Contract, CurrentActor, Input, type InputOf } from '../../platform/http/contract.ts';
import { ApiKeysService, type ApiKey } from './api-keys.service.ts';

@Controller()
export class ApiKeysController {
  constructor(private readonly keys: ApiKeysService) {}

  @Contract(listApiKeys)
  async list(@Input() { query }: InputOf<typeof listApiKeys>): Promise<ReplyOf<typeof listApiKeys>> {
    const { data, cursor } = await this.keys.list(query);
    return { data: data.map(show), cursor };
  }

  @Contract(createApiKey)
  async create(
    @Input() { body }: InputOf<typeof createApiKey>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof createApiKey>> {
    const { row, secret } = await this.keys.create(actor, body);
    return { ...show(row), secret };
  }

  @Contract(revokeApiKey)
  async revoke(
    @Input() { params }: InputOf<typeof revokeApiKey>,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.keys.revoke(actor, params.id);
  }
}

const show = (row: ApiKey): ReplyOf<typeof listApiKeys>['data'][number] => ({
  id: row.id,
  name: row.name,
  prefix: row.prefix,
  scopes: row.scopes,
  locations: row.locationIds,
  createdAt: toInstant(row.createdAt),
  lastUsedAt: row.lastUsedAt && toInstant(row.lastUsedAt),
  revokedAt: row.revokedAt && toInstant(row.revokedAt),
});
