import { Injectable } from '@nestjs/common';
import { listApiKeys } from '@regulars/contracts';
import { toInstant } from '../../platform/clock.ts';
import { exportedList } from '../../platform/exports/export-list.ts';
import { ExportSources } from '../../platform/exports/export-sources.ts';
import { ApiKeysService } from './api-keys.service.ts';

/** The export of the list of API keys, without their secrets. */
@Injectable()
export class ExportedKeys {
  constructor(sources: ExportSources, keys: ApiKeysService) {
    sources.register(
      exportedList(listApiKeys, {
        kind: 'keys',
        page: (_, query) => keys.list(query),
        columns: {
          id: (row) => row.id,
          name: (row) => row.name,
          keyPrefix: (row) => row.prefix,
          scopes: (row) => row.scopes.join(' '),
          createdAt: (row) => toInstant(row.createdAt),
          lastUsedAt: (row) => row.lastUsedAt && toInstant(row.lastUsedAt),
          revokedAt: (row) => row.revokedAt && toInstant(row.revokedAt),
        },
      }),
    );
  }
}
