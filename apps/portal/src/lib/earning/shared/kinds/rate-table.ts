import { m } from '#lib/paraglide/messages.js';
import { strong, type Wording } from '../wording.ts';
import { linesText } from './chosen-lines.ts';
import type { EffectOf } from './kind.ts';

/** Members do not know the tables of the club. */
export function rateTable(effect: EffectOf<'rate-table'>, wording: Wording): string {
  const said = wording.forMembers
    ? m.earning_phrase_rate_table_member({}, wording)
    : m.earning_phrase_rate_table({ table: strong(wording.tableName?.(effect.table) ?? '…') }, wording);
  return `${said}${linesText(effect, wording)}`;
}
