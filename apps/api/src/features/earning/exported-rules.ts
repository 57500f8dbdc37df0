import { Injectable } from '@nestjs/common';
import { listEarningRules } from '@regulars/contracts';
import { exportedList } from '../../platform/exports/export-list.ts';
import { ExportSources } from '../../platform/exports/export-sources.ts';
import { Reader } from '../club/index.ts';
import { EarningRulesService } from './earning-rules.service.ts';

type Rule = Awaited<ReturnType<EarningRulesService['list']>>['data'][number] & { readonly named: string };

/** The export of earning rules, with names in the reader's language. */
@Injectable()
export class ExportedRules {
  constructor(sources: ExportSources, rules: EarningRulesService, reader: Reader) {
    sources.register(
      exportedList(listEarningRules, {
        kind: 'rules',
        page: async (_, query) => {
          const wording = await reader.wording();
          const list = await rules.list(query, wording.of);
          return { ...list, data: list.data.map((rule) => ({ ...rule, named: wording.of(rule.name) })) };
        },
        columns: {
          id: (row: Rule) => row.id,
          name: (row) => row.named,
          state: (row) => row.state,
          version: (row) => row.version,
          effect: (row) => JSON.stringify(row.effect),
          validFrom: (row) => row.validFrom,
          validUntil: (row) => row.validUntil,
          updatedAt: (row) => row.updatedAt,
        },
      }),
    );
  }
}
