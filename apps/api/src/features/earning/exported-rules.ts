import { Injectable } from '@nestjs/common';
import { listEarningRules } from '@regulars/contracts';
import { exportedList } from '../../platform/exports/export-list.ts';
import { ExportSources } from '../../platform/exports/export-sources.ts';
import { ClubSettings, lastDayText, Reader } from '../club/index.ts';
import { EarningRulesService } from './earning-rules.service.ts';

type Rule = Awaited<ReturnType<EarningRulesService['list']>>['data'][number] & {
  readonly named: string;
  readonly usableUntil: string | null;
};

/** The export of earning rules, with names in the reader's language and last days as people read them. */
@Injectable()
export class ExportedRules {
  constructor(sources: ExportSources, rules: EarningRulesService, reader: Reader, club: ClubSettings) {
    sources.register(
      exportedList(listEarningRules, {
        kind: 'rules',
        page: async (_, query) => {
          const wording = await reader.wording();
          const list = await rules.list(query, wording.of);
          const { timeZone } = await club.current();
          return {
            ...list,
            data: list.data.map((rule) => ({
              ...rule,
              named: wording.of(rule.name),
              usableUntil: rule.validUntil && lastDayText(rule.validUntil, timeZone),
            })),
          };
        },
        columns: {
          id: (row: Rule) => row.id,
          name: (row) => row.named,
          state: (row) => row.state,
          version: (row) => row.version,
          effect: (row) => JSON.stringify(row.effect),
          validFrom: (row) => row.validFrom,
          validUntil: (row) => row.usableUntil,
          updatedAt: (row) => row.updatedAt,
        },
      }),
    );
  }
}
