import type { listAuditEntries, SentQueryOf } from '@regulars/contracts';
import { sortQuery } from '#lib/shell/list/sorts.ts';
import { dayStart } from '#lib/server/local-time.server.ts';

const isId = (text: string): boolean => /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/u.test(text);

/** The filters of the audit log from the URL; days are in the club's time zone. */
export function auditFilters(url: URL, zone: string): Partial<SentQueryOf<typeof listAuditEntries>> {
  const { searchParams } = url;
  const text = (name: string): string | undefined => searchParams.get(name)?.trim().slice(0, 80) || undefined;
  const id = (name: string): string | undefined => {
    const asked = text(name);
    return asked && isId(asked) ? asked : undefined;
  };
  const filters = {
    action: text('action'),
    subject: text('subject'),
    actor: id('actor'),
    member: id('member'),
    from: dayStart(searchParams.get('from'), zone),
    until: dayStart(searchParams.get('to'), zone, 1),
    ...sortQuery(url, ['at', 'actor', 'action']),
  };
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));
}
